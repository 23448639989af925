import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What readers' programs get.
@Suite struct FeedTests {
  private static let feeds = ["feed.xml", "atom.xml", "feed.json"]

  /// Two articles, one of them with everything that a feed shows.
  private let two = """
    == Content/articles/one.md
    ---
    title: One
    date: 2026-01-01
    ---
    First.
    == Content/articles/two.md
    ---
    title: Two
    date: 2026-07-01 09:30
    updated: 2026-07-04
    description: About two.
    tags: [sleep, rest]
    ---
    Second, after [one](one.md).
    """

  private func json(_ site: TestSite, _ path: String = "feed.json") throws -> [String: Any] {
    let data = try Data(site.page(path).utf8)
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func items(_ site: TestSite, _ path: String = "feed.json") throws -> [[String: Any]] {
    try #require(json(site, path)["items"] as? [[String: Any]])
  }

  /// The text of the only article of a site, as its feed has it.
  private func content(_ body: String, _ settings: String = "") throws -> String {
    let site = try TestSite()
    try site.write("site.yaml", Array((try site.text("site.yaml") + settings).utf8))
    try site.write(
      "Content/articles/a.md", Array("---\ntitle: A\ndate: 2026-01-01\n---\n\(body)\n".utf8))
    return try #require(items(site).first?["content_html"] as? String)
  }

  @Test func `the RSS feed is RSS 2.0 to the letter`() throws {
    let site = try TestSite(two)
    #expect(try site.problems() == "")
    #expect(
      try site.page("feed.xml") == """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
          <channel>
            <title>Practice</title>
            <link>https://example.org/</link>
            <description>Practice</description>
            <language>en</language>
            <atom:link rel="self" type="application/rss+xml" href="https://example.org/feed.xml"/>
            <lastBuildDate>Sat, 04 Jul 2026 00:00:00 -0400</lastBuildDate>
            <item>
              <title>Two</title>
              <link>https://example.org/articles/two/</link>
              <guid isPermaLink="true">https://example.org/articles/two/</guid>
              <pubDate>Wed, 01 Jul 2026 09:30:00 -0400</pubDate>
              <category>sleep</category>
              <category>rest</category>
              <description>About two.</description>
              <content:encoded>&lt;p&gt;Second, after &lt;a href="https://example.org/articles/one/"&gt;one&lt;/a&gt;.&lt;/p&gt;
        </content:encoded>
            </item>
            <item>
              <title>One</title>
              <link>https://example.org/articles/one/</link>
              <guid isPermaLink="true">https://example.org/articles/one/</guid>
              <pubDate>Thu, 01 Jan 2026 00:00:00 -0500</pubDate>
              <description>First.</description>
              <content:encoded>&lt;p&gt;First.&lt;/p&gt;
        </content:encoded>
            </item>
          </channel>
        </rss>

        """)
  }

  @Test func `the Atom feed is Atom to the letter`() throws {
    #expect(
      try TestSite(two).page("atom.xml") == """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
          <title>Practice</title>
          <id>https://example.org/atom.xml</id>
          <link rel="self" type="application/atom+xml" href="https://example.org/atom.xml"/>
          <link rel="alternate" type="text/html" href="https://example.org/"/>
          <updated>2026-07-04T00:00:00-04:00</updated>
          <author>
            <name>Practice</name>
          </author>
          <entry>
            <title>Two</title>
            <id>https://example.org/articles/two/</id>
            <link rel="alternate" type="text/html" href="https://example.org/articles/two/"/>
            <published>2026-07-01T09:30:00-04:00</published>
            <updated>2026-07-04T00:00:00-04:00</updated>
            <category term="sleep"/>
            <category term="rest"/>
            <summary>About two.</summary>
            <content type="html">&lt;p&gt;Second, after &lt;a href="https://example.org/articles/one/"&gt;one&lt;/a&gt;.&lt;/p&gt;
        </content>
          </entry>
          <entry>
            <title>One</title>
            <id>https://example.org/articles/one/</id>
            <link rel="alternate" type="text/html" href="https://example.org/articles/one/"/>
            <published>2026-01-01T00:00:00-05:00</published>
            <updated>2026-01-01T00:00:00-05:00</updated>
            <summary>First.</summary>
            <content type="html">&lt;p&gt;First.&lt;/p&gt;
        </content>
          </entry>
        </feed>

        """)
  }

  @Test func `K25: the JSON feed is JSON Feed 1.1 to the letter, its keys in order`() throws {
    #expect(
      try TestSite(two).page("feed.json") == #"""
        {
          "authors": [
            {
              "name": "Practice",
              "url": "https://example.org/"
            }
          ],
          "feed_url": "https://example.org/feed.json",
          "home_page_url": "https://example.org/",
          "items": [
            {
              "content_html": "<p>Second, after <a href=\"https://example.org/articles/one/\">one</a>.</p>\n",
              "date_modified": "2026-07-04T00:00:00-04:00",
              "date_published": "2026-07-01T09:30:00-04:00",
              "id": "https://example.org/articles/two/",
              "summary": "About two.",
              "tags": [
                "sleep",
                "rest"
              ],
              "title": "Two",
              "url": "https://example.org/articles/two/"
            },
            {
              "content_html": "<p>First.</p>\n",
              "date_modified": "2026-01-01T00:00:00-05:00",
              "date_published": "2026-01-01T00:00:00-05:00",
              "id": "https://example.org/articles/one/",
              "summary": "First.",
              "title": "One",
              "url": "https://example.org/articles/one/"
            }
          ],
          "language": "en",
          "title": "Practice",
          "version": "https://jsonfeed.org/version/1.1"
        }

        """#)
  }

  @Test
  func `the feeds of a site without articles are whole, and Atom's date is the first there is`()
    throws
  {
    let site = try TestSite()
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "description: A small one\n").utf8))
    let rss = try site.page("feed.xml")
    #expect(rss.contains("<description>A small one</description>\n"))
    #expect(!rss.contains("lastBuildDate") && !rss.contains("<item>"))
    let atom = try site.page("atom.xml")
    #expect(atom.contains("<subtitle>A small one</subtitle>\n"))
    #expect(atom.contains("<updated>1969-12-31T19:00:00-05:00</updated>"))
    #expect(try items(site).isEmpty)
    #expect(try json(site)["description"] as? String == "A small one")
  }

  @Test func `K08: links, pictures and notes have whole addresses, below a folder of a host too`()
    throws
  {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      ---
      [B](b.md) [home](/) [part](#part) [B's part](/articles/b/#part) [list](../?x=1&y=2)
      [out](https://a.example/) [other](//b.example/x) [call](tel:988) [write](mailto:a@b.example)

      ![Words](photo.bmp) A note.[^1]

      ## Part

      [^1]: From [B](b.md).
      == Content/articles/b.md
      ---
      title: B
      date: 2025-01-01
      ---
      ## Part
      == Content/articles/photo.bmp
      x
      """)
    let settings = try site.text("site.yaml").replacing(
      "https://example.org/", with: "https://user.example/repo")
    try site.write("site.yaml", Array(settings.utf8))
    #expect(try site.problems() == "")
    let article = "https://user.example/repo/articles/a/"
    let html = """
      <p><a href="https://user.example/repo/articles/b/">B</a> <a href="https://user.example/repo/">home</a> <a href="\(article)#part">part</a> <a href="https://user.example/repo/articles/b/#part">B’s part</a> <a href="https://user.example/repo/articles/?x=1&amp;y=2">list</a>
      <a href="https://a.example/">out</a> <a href="https://b.example/x">other</a> <a href="tel:988">call</a> <a href="mailto:a@b.example">write</a></p>
      <p><img src="https://user.example/repo/articles/photo.bmp" alt="Words" /> A note.<sup class="note-mark"><a href="\(article)#fn-1" role="doc-noteref">1</a></sup></p>
      <h2>Part</h2>
      <section class="notes" role="doc-endnotes">
      <h2>Notes</h2>
      <ol>
      <li>
      <p>From <a href="https://user.example/repo/articles/b/">B</a>. <a href="\(article)#fnref-1" class="note-back" role="doc-backlink" aria-label="Back">↩︎</a></p>
      </li>
      </ol>
      </section>

      """
    #expect(try items(site).first?["content_html"] as? String == html)
    let escaped = html.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
    #expect(try site.page("feed.xml").contains("<content:encoded>\(escaped)</content:encoded>"))
    #expect(try site.page("atom.xml").contains("<content type=\"html\">\(escaped)</content>"))
  }

  @Test(arguments: [
    (#"<a href=rel/x id=y>"#, #"<a href=PAGErel/x>"#),
    (#"<a id href='/abs' title="a>b">"#, #"<a id href='ORIGIN/abs' title="a>b">"#),
    (#"<a HREF = "?q=1" ID = 'x'>"#, #"<a HREF = "PAGE?q=1">"#),
    (#"<a href="">"#, #"<a href="PAGE">"#),
    (#"<a href=>"#, #"<a href=>"#),
    (#"<a href=" #x">"#, #"<a href=" PAGE#x">"#),
    (
      #"<a href="/\x"><a href="\\x"><a href="\x">"#,
      #"<a href="https:/\x"><a href="https:\\x"><a href="ORIGIN\x">"#
    ),
    (
      #"<a href="a/b:c"><a href="x-y+1.z:c"><a href="1:c"><a href=":c">"#,
      #"<a href="PAGEa/b:c"><a href="x-y+1.z:c"><a href="PAGE1:c"><a href="PAGE:c">"#
    ),
    (#"<a href="&#47;x"/>"#, #"<a href="&#47;x"/>"#),
    (
      #"<img src="a.jpg"srcset="b.jpg 1x, /c.jpg 2x,d.jpg, e.jpg">"#,
      #"<img src="PAGEa.jpg"srcset="PAGEb.jpg 1x, ORIGIN/c.jpg 2x,PAGEd.jpg, PAGEe.jpg">"#
    ),
    (#"<img srcset=", ,"><img srcset="">"#, #"<img srcset=", ,"><img srcset="">"#),
    (
      #"<script>let x = "<a href='/stay' id=y>";</script><a href=/x>"#,
      #"<script>let x = "<a href='/stay' id=y>";</script><a href=ORIGIN/x>"#
    ),
    (#"<STYLE><a href="/y"></Style><i id=a>"#, #"<STYLE><a href="/y"></Style><i>"#),
    (#"<div aria-labelledby="a" =id="b" / id="c"/>"#, #"<div =id="b"/>"#),
    (#"<a b="<i id='x'>"></a>"#, #"<a b="<i id='x'>"></a>"#),
    (#"<a href="/never ends>"#, #"<a href="/never ends>"#),
    (#"<a href='/never"#, #"<a href='/never"#),
    (#"<a"#, #"<a"#), (#"<a "#, #"<a "#), (#"<a b="#, #"<a b="#),
    (#"<script>"#, #"<script>"#), (#"1 <2"#, #"1 <2"#),
  ])
  func `K08: where an author may write HTML, its addresses are whole too and its ids are left out`(
    _ written: String, _ expected: String
  ) throws {
    let html = try content("<div>\n\(written)\n", "raw-html: true\n")
    let wanted = expected.replacing("PAGE", with: "ORIGIN/articles/a/")
      .replacing("ORIGIN", with: "https://example.org")
    #expect(html == "<div>\n\(wanted)\n")
  }

  @Test func `an address with a quotation mark in it stays in its attribute`() throws {
    let site = try TestSite()
    try site.write(
      "site.yaml",
      Array(
        (try site.text("site.yaml").replacing("example.org/", with: "example.org/it's&more/")
          + "raw-html: true\n").utf8))
    try site.write(
      "Content/articles/a.md",
      Array("---\ntitle: A\ndate: 2026-01-01\n---\n<a href='#x'>\n".utf8))
    #expect(
      try items(site).first?["content_html"] as? String
        == "<a href='https://example.org/it&#39;s&amp;more/articles/a/#x'>\n")
  }

  @Test func `K11: the newest twenty, equal dates in the order of the files' paths`() throws {
    let site = try TestSite()
    for number in 10..<35 {
      try site.write(
        "Content/articles/a\(number).md",
        Array("---\ntitle: A\(number)\ndate: 2026-01-0\(number < 30 ? 1 : 2)\n---\n".utf8))
    }
    let expected = ((30..<35).map { "A\($0)" } + (10..<25).map { "A\($0)" })
    #expect(try items(site).compactMap { $0["title"] as? String } == expected)
    for path in ["feed.xml", "atom.xml"] {
      let titles = try site.page(path).components(separatedBy: "<title>A").dropFirst()
        .map { "A" + $0.prefix(2) }
      #expect(titles == expected)
    }
  }

  @Test func `every language has feeds of its own`() throws {
    let site = try TestSite(two)
    try site.write(
      """
      == Themes/plain/strings/es.yaml
      \(TestSite.words)
      == Content/articles/one.es.md
      ---
      title: Uno
      date: 2026-01-01
      ---
      [Dos](/articles/two/)
      """)
    #expect(try site.problems() == "")
    #expect(try items(site).count == 2)
    #expect(try items(site, "es/feed.json").map { $0["title"] as? String } == ["Uno"])
    let rss = try site.page("es/feed.xml")
    #expect(rss.contains("<link>https://example.org/es/</link>"))
    #expect(rss.contains("<language>es</language>"))
    #expect(rss.contains(#"href="https://example.org/es/feed.xml"/>"#))
    #expect(try site.page("es/atom.xml").contains(#"xml:lang="es""#))
  }

  @Test func `H35, D13, D14, D15: whatever a title and a text say, the feeds are well formed`()
    throws
  {
    let site = try TestSite()
    try site.write(
      "Content/articles/a.md",
      Array(
        """
        ---
        title: "]]> & <b> \\"\u{301} 🧠 \\u000B\\u000C\\uFFFE\\uFFFF\\u2028x"
        date: 2026-01-01
        description: a < b & c
        tags: ["\\"x\\" & <y>"]
        ---
        ]]&gt; &#7;&#11;&#xFFFF;\u{0B}\u{FFFE}\u{2028}`&<"`
        """.utf8))
    let title = "]]&gt; &amp; &lt;b&gt; \"\u{301} 🧠    x"
    let rss = try site.page("feed.xml")
    #expect(Array(rss.utf8).firstRange(of: Array("<title>\(title)</title>".utf8)) != nil)
    // A description in RSS is HTML, so what is no tag is escaped once more.
    #expect(rss.contains("<description>a &amp;lt; b &amp;amp; c</description>"))
    let atom = try site.page("atom.xml")
    #expect(Array(atom.utf8).firstRange(of: Array("<title>\(title)</title>".utf8)) != nil)
    #expect(atom.contains("<summary>a &lt; b &amp; c</summary>"))
    #expect(atom.contains(#"<category term="&quot;x&quot; &amp; &lt;y&gt;"/>"#))
    for text in [rss, atom] {
      #expect(!text.contains("]]>"))
      let forbidden = text.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" || $0.value & 0xFFFE == 0xFFFE
      }
      #expect(forbidden.isEmpty)
    }
    let item = try #require(items(site).first)
    let plain = "]]> & <b> \"\u{301} 🧠    x"
    #expect(item["title"] as? String == plain)
    #expect(try !site.page("feed.json").unicodeScalars.contains("\u{2028}"))
    #expect((item["content_html"] as? String)?.contains("<code>&amp;&lt;&quot;</code>") == true)
  }

  @Test func `F20: dates are those of the articles, in the site's zone, whatever the clock says`()
    throws
  {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-07-01T12:00:00+02:00
      updated: 2026-07-01
      ---
      """)
    let item = try #require(items(site).first)
    #expect(item["date_published"] as? String == "2026-07-01T06:00:00-04:00")
    // The day of the update began before the article was there.
    #expect(item["date_modified"] as? String == "2026-07-01T06:00:00-04:00")
    let feeds = try Self.feeds.map { try site.page($0) }
    site.instant = try #require(Instant(parsing: "2100-01-01T00:00:00Z"))
    #expect(try Self.feeds.map { try site.page($0) } == feeds)
    let settings = try site.text("site.yaml").replacing("America/New_York", with: "UTC")
    try site.write("site.yaml", Array(settings.utf8))
    #expect(
      try site.page("feed.xml").contains("<pubDate>Wed, 01 Jul 2026 10:00:00 +0000</pubDate>"))
    #expect(try site.page("atom.xml").contains("<published>2026-07-01T10:00:00Z</published>"))
  }

  @Test func `a date from before there were zones is written in UTC`() throws {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 1850-01-01
      ---
      """)
    #expect(
      try items(site).first?["date_published"] as? String == "1850-01-01T04:56:02Z")
  }

  @Test func `a page may link to the feeds`() throws {
    let site = try TestSite(
      """
      == Content/pages/about.md
      ---
      title: About
      ---
      [RSS](/feed.xml) [Atom](/atom.xml) [JSON](/feed.json) [all](/sitemap.xml) [r](/robots.txt)
      """)
    #expect(try site.problems() == "")
  }

  @Test func `those who wrote an article are named in every feed, and nobody else is`() throws {
    let site = try TestSite(
      two + "\n"
        + OrganisationSite.article("zero", "2026-08-01", "authors: [ada-made-up, ben-made-up]")
        + OrganisationSite.person("ada-made-up", "name: Ada & Made-up")
        + OrganisationSite.person("ben-made-up", "name: Ben Made-up"))
    #expect(try site.problems() == "")
    let rss = try site.page("feed.xml")
    #expect(rss.contains(#"xmlns:dc="http://purl.org/dc/elements/1.1/">"#))
    #expect(
      rss.contains(
        """
              <pubDate>Sat, 01 Aug 2026 00:00:00 -0400</pubDate>
              <dc:creator>Ada &amp; Made-up</dc:creator>
              <dc:creator>Ben Made-up</dc:creator>

        """))
    #expect(rss.components(separatedBy: "<dc:creator>").count == 3)
    let atom = try site.page("atom.xml")
    #expect(
      atom.contains(
        """
            <author>
              <name>Ada &amp; Made-up</name>
              <uri>https://example.org/people/ada-made-up/</uri>
            </author>
            <author>
              <name>Ben Made-up</name>
              <uri>https://example.org/people/ben-made-up/</uri>
            </author>

        """))
    #expect(atom.components(separatedBy: "<author>").count == 4)
    let items = try items(site)
    #expect(
      items.map { $0["authors"] as? [[String: String]] } == [
        [
          ["name": "Ada & Made-up", "url": "https://example.org/people/ada-made-up/"],
          ["name": "Ben Made-up", "url": "https://example.org/people/ben-made-up/"],
        ], nil, nil,
      ])
    #expect(
      try json(site)["authors"] as? [[String: String]] == [
        ["name": "Practice", "url": "https://example.org/"]
      ])
    // Who is named by another article is no reason to name her here.
    try site.edit(
      "Content/articles/zero.md", replacing: "authors: [ada-made-up, ben-made-up]",
      with: "notes: none")
    #expect(try !site.page("feed.xml").contains("dc"))
  }
}
