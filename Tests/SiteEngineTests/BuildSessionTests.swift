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

  /// The paths of what a session renders after a change, and what it answers compared with a first build.
  private func rendered(
    _ site: TestSite, after edit: () throws -> [Change]
  ) async throws -> [String] {
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    let changes = try edit()
    try await session.apply(changes)
    let outputs = await session.renderAll()
    let paths = await session.lastRendered.map(\.text)
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
}
