import Documents
import Foundation
import SiteEngine
import Testing

/// Which outputs an edit renders again, and that nothing else is.
@Suite struct BuildSessionTests {
  /// A site with five articles, of which each links to the one before by its file.
  private func fiveArticles() throws -> TestSite {
    let site = try TestSite()
    for number in 1...5 {
      try site.write(
        "Content/articles/a\(number).md",
        Array(
          """
          ---
          title: Article \(number)
          date: 2026-0\(number)-01
          description: About \(number).
          ---
          Text \(number). \(number > 1 ? "[Before](a\(number - 1).md)" : "")

          """.utf8))
    }
    return site
  }

  /// The paths of the pages that a session renders after a change, and all it answers compared with a
  /// first build.
  private func rendered(
    _ site: TestSite, after edit: () throws -> [Change]
  ) async throws -> [String] {
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    let changes = try edit()
    try await session.apply(changes)
    let outputs = await session.renderAll()
    let paths = await session.lastRendered.map(\.text).filter { $0.hasSuffix(".html") }
    let fresh = try site.snapshot()
    #expect(outputs.map(\.content) == fresh.renderAll().map(\.content))
    #expect(await session.snapshot.diagnostics == fresh.diagnostics)
    return paths
  }

  @Test func `a change in the text of an article renders its page`() async throws {
    let site = try fiveArticles()
    let paths = try await rendered(site) {
      try site.edit("Content/articles/a3.md", replacing: "Text 3", with: "Other")
      return [.file(SourcePath("Content/articles/a3.md"))]
    }
    #expect(paths == ["articles/a3/index.html"])
  }

  @Test
  func `a new title renders its page, the lists and the neighbours, not those who link to it`()
    async throws
  {
    let site = try fiveArticles()
    try site.edit("Content/articles/a5.md", replacing: "a4.md", with: "a1.md")
    let paths = try await rendered(site) {
      try site.edit("Content/articles/a1.md", replacing: "Article 1", with: "First")
      return [.everything]
    }
    #expect(
      paths == [
        "articles/a1/index.html", "articles/a2/index.html", "articles/index.html", "index.html",
      ])
  }

  @Test func `nothing changed renders nothing`() async throws {
    let site = try fiveArticles()
    #expect(try await rendered(site) { [.everything] } == [])
  }

  @Test func `a touched file and a note of the author's render nothing`() async throws {
    let site = try fiveArticles()
    let paths = try await rendered(site) {
      try site.edit(
        "Content/articles/a3.md", replacing: "---\nText", with: "notes: mine\n---\nText")
      return [.file(SourcePath("Content/articles/a3.md"))]
    }
    #expect(paths == [])
  }

  @Test func `a new article renders its page, the lists, its neighbour, and who linked to nothing`()
    async throws
  {
    let site = try fiveArticles()
    try site.edit("Content/articles/a2.md", replacing: "(a1.md)", with: "(a6.md)")
    let paths = try await rendered(site) {
      try site.write(
        "Content/articles/a6.md",
        Array("---\ntitle: Article 6\ndate: 2026-06-01\n---\nText 6.\n".utf8))
      return [.file(SourcePath("Content/articles/a6.md"))]
    }
    #expect(
      paths == [
        "articles/a2/index.html", "articles/a5/index.html", "articles/a6/index.html",
        "articles/index.html", "index.html",
      ])
  }

  @Test func `an article that goes takes its page along and renders who showed it`() async throws {
    let site = try fiveArticles()
    let paths = try await rendered(site) {
      try site.remove("Content/articles/a5.md")
      return [.file(SourcePath("Content/articles/a5.md"))]
    }
    #expect(paths == ["articles/a4/index.html", "articles/index.html", "index.html"])
  }

  @Test func `a partial renders the pages whose template includes it`() async throws {
    let site = try fiveArticles()
    try site.write(
      """
      == Themes/plain/partials/line.mustache
      one
      == Themes/plain/page.mustache
      {{>partials/line}} {{title}}
      == Content/pages/about.md
      ---
      title: About
      ---
      == Content/pages/index.md
      ---
      title: Home
      ---
      """)
    let paths = try await rendered(site) {
      try site.edit("Themes/plain/partials/line.mustache", replacing: "one", with: "two")
      return [.file(SourcePath("Themes/plain/partials/line.mustache"))]
    }
    #expect(paths == ["about/index.html"])
  }

  @Test func `a stylesheet renders the pages that print its address, and its own file`()
    async throws
  {
    let site = try fiveArticles()
    try site.write(
      """
      == Themes/plain/assets/style.css
      a { color: green }
      == Themes/plain/not-found.mustache
      <link rel="stylesheet" href="{{assets.style.css}}">
      """)
    let paths = try await rendered(site) {
      try site.edit("Themes/plain/assets/style.css", replacing: "green", with: "blue")
      return [.file(SourcePath("Themes/plain/assets/style.css"))]
    }
    #expect(paths == ["404.html"])
  }

  @Test func `a setting renders who reads it`() async throws {
    let site = try fiveArticles()
    let paths = try await rendered(site) {
      try site.write("site.yaml", Array((site.text("site.yaml") + "next: newer\n").utf8))
      return [.file(SourcePath("site.yaml"))]
    }
    #expect(paths == (1...5).map { "articles/a\($0)/index.html" })
  }

  @Test func `the moment of publication is as if the article had just been written`() async throws {
    let site = try fiveArticles()
    try site.edit("Content/articles/a5.md", replacing: "2026-05-01", with: "2026-12-01")
    let paths = try await rendered(site) {
      site.instant = Instant(secondsSinceEpoch: 1_798_000_000)
      return [.moment(site.instant)]
    }
    #expect(
      paths == [
        "articles/a4/index.html", "articles/a5/index.html", "articles/index.html", "index.html",
      ])
  }

  @Test func `only the page that somebody asks for is rendered`() async throws {
    let site = try fiveArticles()
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.render(OutputPath("articles/a2/index.html"))
    #expect(await session.lastRendered == [OutputPath("articles/a2/index.html")])
    _ = await session.render(OutputPath("articles/a2/index.html"))
    #expect(await session.lastRendered == [])
    #expect(await session.render(OutputPath("articles/a9/index.html")) == nil)
  }

  @Test func `settings that break keep what was rendered until they are mended`() async throws {
    let site = try fiveArticles()
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.edit("site.yaml", replacing: "name: Practice", with: "nam: Practice")
    try await session.apply([.everything])
    #expect(await session.snapshot.outputs.isEmpty)
    try site.edit("site.yaml", replacing: "nam: Practice", with: "name: Practice")
    try await session.apply([.everything])
    _ = await session.renderAll()
    #expect(await session.lastRendered == [])
  }
}
