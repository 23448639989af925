import Documents
import Foundation
import SiteEngine
import Testing

/// What the top of a page can tell programs.
@Suite struct HeadTests {
  private func page(_ path: String, _ settings: [String: String] = [:]) throws -> String {
    let site = try TestSite(
      """
      == Themes/plain/layout.mustache
      {{language}} {{#locale}}{{locale}}{{/locale}}{{^locale}}none{{/locale}} {{canonical}}
      {{site.rss-feed}} {{site.atom-feed}} {{site.json-feed}}
      {{$times}}{{/times}}
      == Themes/plain/article.mustache
      {{<layout}}{{$times}}{{published-time}} {{#updated-time}}{{updated-time}}{{/updated-time}}{{/times}}{{/layout}}
      == Themes/plain/articles.mustache
      {{>layout}}
      == Themes/plain/strings/es.yaml
      \(TestSite.words)
      == Content/articles/one.md
      ---
      title: One
      date: 2026-01-01 09:00
      ---
      == Content/articles/one.es.md
      ---
      title: Uno
      date: 2026-01-01
      updated: 2026-07-01
      ---
      """)
    for (old, new) in settings { try site.edit("site.yaml", replacing: old, with: new) }
    #expect(try site.problems() == "")
    return try site.page(path)
  }

  @Test func `an article tells its moments, its own address and the feeds of its language`() throws
  {
    #expect(
      try page("articles/one/index.html") == """
        en none https://example.org/articles/one/
        /feed.xml /atom.xml /feed.json
        2026-01-01T09:00:00-05:00 

        """)
    #expect(
      try page("es/articles/one/index.html") == """
        es none https://example.org/es/articles/one/
        /es/feed.xml /es/atom.xml /es/feed.json
        2026-01-01T00:00:00-05:00 2026-07-01T00:00:00-04:00

        """)
  }

  @Test func `a list is its own canonical page, below a folder of a host too`() throws {
    #expect(
      try page(
        "articles/index.html", ["https://example.org/": "https://user.example/repo/"]) == """
          en none https://user.example/repo/articles/
          /repo/feed.xml /repo/atom.xml /repo/feed.json


          """)
  }

  @Test func `a language with a country has a locale as Open Graph writes it`() throws {
    #expect(
      try page("articles/index.html", ["theme: plain": "theme: plain\nlanguage: en-us"])
        .hasPrefix("en-US en_US "))
  }

  @Test func `what stands below a title is what the author wrote, and never how the text begins`()
    async throws
  {
    let site = try TestSite()
    try site.write("Themes/plain/article.mustache", Array("{{#lead}}<i>{{lead}}</i>{{/lead}}".utf8))
    let path = "Content/articles/a.md"
    let text = "---\ntitle: A\ndate: 2026-01-01\n---\nHow it begins.\n"
    try site.write(path, Array(text.utf8))
    let session = try BuildSession(site.project, at: site.instant)
    func page() async throws -> String {
      let snapshot = await session.snapshot
      let output = try #require(snapshot.outputs.first { $0.path.text == "articles/a/index.html" })
      return String(decoding: snapshot.render(output).bytes, as: UTF8.self)
    }
    #expect(try await page() == "")
    try site.edit(path, replacing: "title: A", with: "title: A\ndescription: How it begins.")
    try await session.apply([.file(SourcePath(path))])
    #expect(try await page() == "<i>How it begins.</i>")
  }
}
