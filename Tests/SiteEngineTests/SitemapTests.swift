import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What search engines are told.
@Suite struct SitemapTests {
  private let start = """
    <?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">

    """

  @Test
  func `every page for readers is in the sitemap, with the day on which it last said something`()
    throws
  {
    let site = try TestSite(
      """
      == Content/pages/about.md
      ---
      title: About
      ---
      == Content/articles/one.md
      ---
      title: One
      date: 2026-01-01 23:30
      ---
      == Content/articles/two.md
      ---
      title: Two
      date: 2026-02-01
      updated: 2026-03-01
      slug: zwei-&-mehr
      ---
      == Content/articles/three.md
      ---
      title: Three
      date: 2026-02-01
      draft: true
      ---
      == Content/static/file.html
      <p>
      """)
    try site.edit("Content/articles/two.md", replacing: "slug: zwei-&-mehr\n", with: "")
    #expect(try site.problems() == "")
    #expect(
      try site.page("sitemap.xml") == start + """
          <url>
            <loc>https://example.org/</loc>
          </url>
          <url>
            <loc>https://example.org/articles/</loc>
          </url>
          <url>
            <loc>https://example.org/articles/one/</loc>
            <lastmod>2026-01-01</lastmod>
          </url>
          <url>
            <loc>https://example.org/articles/two/</loc>
            <lastmod>2026-03-01</lastmod>
          </url>
          <url>
            <loc>https://example.org/about/</loc>
          </url>
        </urlset>

        """)
  }

  @Test func `H35: addresses are whole, escaped and percent-encoded`() throws {
    let site = try TestSite(
      """
      == Content/pages/Über & <mich>.md
      ---
      title: "<Über> & mich"
      ---
      """)
    let settings = try site.text("site.yaml").replacing(
      "https://example.org/", with: "https://user.example/it's&more")
    try site.write("site.yaml", Array(settings.utf8))
    #expect(
      try site.page("sitemap.xml").contains(
        "<loc>https://user.example/it's&amp;more/%C3%BCber-mich/</loc>"))
    #expect(
      try site.page("robots.txt").hasSuffix(
        "\nSitemap: https://user.example/it's&more/sitemap.xml\n"))
  }

  @Test func `translations name each other`() throws {
    let site = try TestSite(
      """
      == Themes/plain/strings/es.yaml
      \(TestSite.words)
      == Content/pages/about.md
      ---
      title: About
      ---
      == Content/pages/about.es.md
      ---
      title: Quiénes somos
      ---
      """)
    #expect(try site.problems() == "")
    let both = """
          <xhtml:link rel="alternate" hreflang="en" href="https://example.org/about/"/>
          <xhtml:link rel="alternate" hreflang="es" href="https://example.org/es/about/"/>
        </url>

      """
    let map = try site.page("sitemap.xml")
    #expect(map.contains("    <loc>https://example.org/about/</loc>\n" + both))
    #expect(map.contains("    <loc>https://example.org/es/about/</loc>\n" + both))
    #expect(map.components(separatedBy: "xhtml:link ").count == 5)
  }

  @Test func `K12: a sitemap with too many pages for one file becomes a list of several`() throws {
    let site = try TestSite()
    for number in 1...3 {
      try site.write("Content/pages/p\(number).md", Array("---\ntitle: P\(number)\n---\n".utf8))
    }
    var limits = HostLimits()
    #expect(limits.sitemapPages == 50_000)
    limits.sitemapPages = 2
    let snapshot = try build(site.project, at: site.instant, limits: limits)
    func text(_ path: String) throws -> String {
      let output = try #require(snapshot.output(at: OutputPath(path)))
      return String(decoding: snapshot.render(output).bytes, as: UTF8.self)
    }
    #expect(
      try text("sitemap.xml") == """
        <?xml version="1.0" encoding="utf-8"?>
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
          <sitemap>
            <loc>https://example.org/sitemap-1.xml</loc>
          </sitemap>
          <sitemap>
            <loc>https://example.org/sitemap-2.xml</loc>
          </sitemap>
          <sitemap>
            <loc>https://example.org/sitemap-3.xml</loc>
          </sitemap>
        </sitemapindex>

        """)
    let pages = try (1...3).map { try text("sitemap-\($0).xml") }.joined()
      .components(separatedBy: "<loc>").dropFirst().map { $0.prefix { $0 != "<" } }
    #expect(
      pages == ["/", "/articles/", "/p1/", "/p2/", "/p3/"].map { "https://example.org\($0)" })
    #expect(snapshot.output(at: OutputPath("sitemap-4.xml")) == nil)
    limits.sitemapPages = 5
    #expect(
      try build(site.project, at: site.instant, limits: limits)
        .output(at: OutputPath("sitemap-1.xml")) == nil)
  }

  @Test func `K14: robots.txt is made, and the author's own takes its place without a word`() throws
  {
    let site = try TestSite()
    #expect(
      try site.page("robots.txt")
        == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n")
    try site.write("Content/static/robots.txt", Array("User-agent: x\n".utf8))
    #expect(try site.problems() == "")
    #expect(try site.snapshot().outputs.count { $0.path.text == "robots.txt" } == 1)
    try site.publish()
    #expect(try site.text("Public/robots.txt") == "User-agent: x\n")
  }

  @Test func `H37: an address with a line break is refused, so no line of it gets into robots.txt`()
    throws
  {
    let site = try TestSite()
    let settings = try site.text("site.yaml").replacing(
      "https://example.org/", with: #""https://example.org/\nDisallow: /""#)
    try site.write("site.yaml", Array(settings.utf8))
    #expect(try site.problems().contains("[site-address]"))
    #expect(try site.snapshot().outputs.isEmpty)
  }
}
