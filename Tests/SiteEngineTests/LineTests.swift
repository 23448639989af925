import Documents
import Foundation
import SiteEngine
import Testing

@Suite struct LineTests {
  private let three = """
    == Content/articles/one.md
    ---
    title: One
    date: 2026-01-01
    ---
    First.
    == Content/articles/two.md
    ---
    title: Two
    date: 2026-02-01
    ---
    Second.
    == Content/articles/three.md
    ---
    title: Three
    date: 2026-03-01
    ---
    Third.
    """

  @Test func `a site without a word of content still has its four pages`() throws {
    let site = try TestSite()
    #expect(try site.problems() == "")
    #expect(try site.outputs() == ["404.html", "articles/index.html", "index.html"])
    #expect(try site.page("index.html") == "home Practice\n")
  }

  @Test func `the next article is the one published before, and the newest has no previous`() throws
  {
    let site = try TestSite(three)
    #expect(try site.problems() == "")
    #expect(
      try site.page("articles/three/index.html")
        == "article Three next:Two=/articles/two/\n<p>Third.</p>\n\n")
    #expect(
      try site.page("articles/two/index.html")
        == "article Two next:One=/articles/one/ previous:Three=/articles/three/\n<p>Second.</p>\n\n"
    )
    #expect(
      try site.page("articles/one/index.html")
        == "article One previous:Two=/articles/two/\n<p>First.</p>\n\n")
  }

  @Test func `next can be turned round`() throws {
    let site = try TestSite(three)
    try site.write("site.yaml", Array((try site.text("site.yaml") + "next: newer\n").utf8))
    #expect(
      try site.page("articles/two/index.html")
        == "article Two next:Three=/articles/three/ previous:One=/articles/one/\n<p>Second.</p>\n\n"
    )
  }

  @Test func `neighbours are worked out after drafts and posts held back are left out`() throws {
    let site = try TestSite(three)
    try site.write(
      """
      == Content/articles/two.md
      ---
      title: Two
      date: 2026-02-01
      draft: true
      ---
      == Content/articles/four.md
      ---
      title: Four
      date: 2026-12-01
      ---
      """)
    #expect(
      try site.page("articles/three/index.html")
        == "article Three next:One=/articles/one/\n<p>Third.</p>\n\n")
    #expect(
      try site.outputs() == [
        "404.html", "articles/index.html", "articles/one/index.html", "articles/three/index.html",
        "index.html",
      ])
    let held = try site.snapshot().heldBack
    #expect(held.map(\.title) == ["Four", "Two"])
    #expect(held.map(\.reason) == [.until(Instant(secondsSinceEpoch: 1_796_101_200)), .draft])
    #expect(try site.snapshot().nextChange == Instant(secondsSinceEpoch: 1_796_101_200))
  }

  @Test func `an article appears when its day begins where the practice is`() throws {
    let site = try TestSite(
      """
      == Content/articles/new-year.md
      ---
      title: New year
      date: 2027-01-01
      ---
      """)
    // Midnight in New York is five in the morning in Greenwich.
    site.instant = try #require(Instant(parsing: "2027-01-01T04:59:59Z"))
    #expect(try site.outputs().count == 3)
    site.instant = try #require(Instant(parsing: "2027-01-01T05:00:00Z"))
    #expect(try site.outputs().contains("articles/new-year/index.html"))
    #expect(try site.snapshot().nextChange == nil)
  }

  @Test func `equal dates stand in the order of the files' paths`() throws {
    let site = try TestSite(
      """
      == Content/articles/b.md
      ---
      title: B
      date: 2026-01-01
      ---
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      ---
      """)
    #expect(try site.page("articles/index.html") == "list [A](/articles/a/) [B](/articles/b/)\n")
  }

  @Test func `a long list comes in pages`() throws {
    let site = try TestSite(three)
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "articles-per-page: 2\n").utf8))
    #expect(
      try site.page("articles/index.html")
        == "list [Three](/articles/three/) [Two](/articles/two/) 1/2\n")
    #expect(try site.page("articles/page/2/index.html") == "list [One](/articles/one/) 2/2\n")
    #expect(
      try site.page("index.html")
        == "home Practice [Three](/articles/three/) [Two](/articles/two/)\n")
  }

  @Test func `folders and slugs make addresses, and links between files find them`() throws {
    let site = try TestSite(
      """
      == Content/pages/index.md
      ---
      title: Welcome
      ---
      [About](about.md) [Sleep](../articles/babies/Sleep Well.md?x=1&y#why) [Lists](/articles/)
      [Sleep](/articles/babies/sleeping) [Up](articles/babies/sleeping/index.html) [Here](#)
      == Content/pages/about.md
      ---
      title: About
      ---
      == Content/articles/babies/Sleep Well.md
      ---
      title: Sleep
      date: 2026-01-01
      slug: sleeping
      ---
      ## Why

      [Home](../../../) [Home](../../pages/index.md)
      """)
    #expect(try site.problems() == "")
    let page = try site.page("articles/babies/sleeping/index.html")
    #expect(page.contains(#"<a href="/">Home</a> <a href="/">Home</a>"#))
    let home = try String(
      decoding: site.snapshot().render(
        #require(
          site.snapshot().outputs.first { $0.path.text == "index.html" })
      ).bytes, as: UTF8.self)
    #expect(home == "home Welcome [Sleep](/articles/babies/sleeping/)\n")
  }

  @Test func `under a folder of a host every address begins with the folder`() throws {
    let site = try TestSite(three)
    try site.write(
      """
      == Content/pages/about.md
      ---
      title: About
      ---
      [One](/articles/one/) [Two](../articles/two.md)
      """)
    let settings = try site.text("site.yaml").replacing(
      "https://example.org/", with: "https://a.example/repo")
    try site.write("site.yaml", Array(settings.utf8))
    #expect(
      try site.page("about/index.html")
        == "page About\n<p><a href=\"/repo/articles/one/\">One</a> <a href=\"/repo/articles/two/\">Two</a></p>\n\n"
    )
    #expect(try site.page("articles/one/index.html").contains("previous:Two=/repo/articles/two/"))
  }

  @Test func `a page is made from what it read, and from nothing else`() throws {
    let site = try TestSite(three)
    let snapshot = try site.snapshot()
    let output = try #require(
      snapshot.outputs.first { $0.path.text == "articles/three/index.html" })
    let reads = Set(snapshot.render(output).reads.map { "\($0)" })
    #expect(reads.contains { $0.hasPrefix("neighbours") })
    #expect(reads.contains { $0.hasPrefix("body") })
    #expect(reads.contains { $0.hasPrefix("template(\"article\")") })
    // Its own summary and that of the article before it; the third article is none of its business.
    #expect(reads.count { $0.hasPrefix("summary") } == 2)
    #expect(!reads.contains { $0.hasPrefix("articles") })
  }

  @Test func `the same files give the same bytes`() throws {
    let site = try TestSite(three)
    let first = try site.snapshot().renderAll().map(\.bytes)
    for _ in 0..<5 { #expect(try site.snapshot().renderAll().map(\.bytes) == first) }
  }
}
