import Documents
import Foundation
import SiteEngine
import Testing

/// The table of what an edit may cost: every output that is rendered, those for programs among them, and
/// that there is no other.
@Suite struct RebuildTableTests {
  private static let feeds = ["atom.xml", "feed.json", "feed.xml"]

  /// A site with four articles and a page, whose articles print the address of a stylesheet and whose
  /// pages include a partial.
  private func site() throws -> TestSite {
    let site = try TestSite(
      """
      == Themes/plain/assets/style.css
      a { color: green }
      == Themes/plain/partials/line.mustache
      one
      == Themes/plain/article.mustache
      {{assets.style.css}} {{title}} {{{content}}}{{#next}}{{title}}{{/next}}{{#previous}}{{title}}{{/previous}}
      == Themes/plain/page.mustache
      {{>partials/line}} {{title}} {{{content}}}
      == Content/pages/about.md
      ---
      title: About
      ---
      [The newest](/articles/a4/)
      """)
    for number in 1...4 { try site.write("Content/articles/a\(number).md", article(number)) }
    return site
  }

  private func article(_ number: Int, link: String = "") -> [UInt8] {
    Array(
      """
      ---
      title: Article \(number)
      date: 2026-0\(number)-01
      description: About \(number).
      ---
      Text \(number). \(link)

      """.utf8)
  }

  /// Everything that is rendered after one file is edited, in a site that is then as a first build makes
  /// it.
  private func rendered(
    _ path: String, in site: TestSite, after edit: () throws -> Void
  ) async throws -> [String] {
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try edit()
    try await session.apply([.file(SourcePath(path))])
    let outputs = await session.renderAll()
    #expect(outputs.map(\.content) == (try site.snapshot()).renderAll().map(\.content))
    return await session.lastRendered.map(\.text)
  }

  @Test func `a typo in a body renders that page, and the feeds that carry its body`() async throws
  {
    let site = try site()
    let path = "Content/articles/a2.md"
    let paths = try await rendered(path, in: site) {
      try site.edit(path, replacing: "Text 2", with: "Words 2")
    }
    #expect(paths == ["articles/a2/index.html"] + Self.feeds)
  }

  @Test
  func
    `a new title renders its page, the lists, the neighbours and the feeds, not who links to it`()
    async throws
  {
    let site = try site()
    let path = "Content/articles/a4.md"
    let paths = try await rendered(path, in: site) {
      try site.edit(path, replacing: "Article 4", with: "Essay 4")
    }
    #expect(
      paths == ["articles/a3/index.html", "articles/a4/index.html", "articles/index.html"]
        + Self.feeds + ["index.html"])
  }

  @Test
  func
    `a new article renders its page, the lists, the neighbours, the feeds, and who linked to nothing`()
    async throws
  {
    let site = try site()
    try site.write("Content/articles/a1.md", article(1, link: "[Soon](a5.md)"))
    let path = "Content/articles/a5.md"
    let paths = try await rendered(path, in: site) { try site.write(path, article(5)) }
    #expect(
      paths == [
        "articles/a1/index.html", "articles/a4/index.html", "articles/a5/index.html",
        "articles/index.html",
      ] + Self.feeds + ["index.html", "sitemap.xml"])
  }

  @Test func `a partial renders the pages whose template includes it`() async throws {
    let site = try site()
    let path = "Themes/plain/partials/line.mustache"
    let paths = try await rendered(path, in: site) {
      try site.edit(path, replacing: "one", with: "two")
    }
    #expect(paths == ["about/index.html"])
  }

  @Test func `a stylesheet renders the pages that print its address, and its own file`()
    async throws
  {
    let site = try site()
    let path = "Themes/plain/assets/style.css"
    let paths = try await rendered(path, in: site) {
      try site.edit(path, replacing: "green", with: "blue")
    }
    #expect(paths.prefix(4) == (1...4).map { "articles/a\($0)/index.html" }[...])
    #expect(paths.dropFirst(4).count == 1)
    #expect(paths.last?.hasPrefix("assets/style.") == true)
  }
}
