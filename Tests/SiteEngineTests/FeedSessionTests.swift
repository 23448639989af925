import Documents
import Foundation
import SiteEngine
import Testing

/// Which edits render the feeds and the sitemap again, and that the others leave them alone.
@Suite struct FeedSessionTests {
  private static let feeds = ["atom.xml", "feed.json", "feed.xml"]

  /// A site with 21 articles; the newest is `a21`, and `a01` stands in no feed.
  private func manyArticles() throws -> TestSite {
    let site = try TestSite()
    for number in 1...21 {
      let name = number < 10 ? "0\(number)" : "\(number)"
      try site.write(
        "Content/articles/a\(name).md",
        Array(
          """
          ---
          title: Article \(name)
          date: 2026-01-\(name)
          description: About \(name).
          ---
          Text \(name).

          """.utf8))
    }
    try site.write("Content/articles/draft.md", Array(Self.draft.utf8))
    return site
  }

  private static let draft = "---\ntitle: New\ndate: 2026-02-01\ndraft: true\n---\nNew.\n"

  /// What is rendered after an edit and is not a page; everything is as a first build makes it.
  private func rendered(
    after edit: (TestSite) throws -> String
  ) async throws -> [String] {
    let site = try manyArticles()
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    let path = try edit(site)
    try await session.apply([.file(SourcePath(path))])
    let outputs = await session.renderAll()
    #expect(outputs.map(\.content) == (try site.snapshot()).renderAll().map(\.content))
    return await session.lastRendered.map(\.text).filter { !$0.hasSuffix(".html") }
  }

  private func rendered(
    in path: String, replacing old: String, with new: String
  ) async throws -> [String] {
    try await rendered { site in
      try site.edit(path, replacing: old, with: new)
      return path
    }
  }

  @Test func `the text of one of the newest twenty renders the feeds`() async throws {
    let paths = try await rendered(
      in: "Content/articles/a02.md", replacing: "Text", with: "Words")
    #expect(paths == Self.feeds)
  }

  @Test func `the text of an older article renders no feed`() async throws {
    let paths = try await rendered(
      in: "Content/articles/a01.md", replacing: "Text", with: "Words")
    #expect(paths == [])
  }

  @Test func `a new title renders the feeds that show it, and no sitemap`() async throws {
    #expect(
      try await rendered(in: "Content/articles/a21.md", replacing: "Article", with: "Essay")
        == Self.feeds)
    #expect(
      try await rendered(in: "Content/articles/a01.md", replacing: "Article", with: "Essay") == [])
  }

  @Test func `a draft that is published renders the feeds and the sitemap`() async throws {
    let paths = try await rendered(
      in: "Content/articles/draft.md", replacing: "draft: true\n", with: "")
    #expect(paths == Self.feeds + ["sitemap.xml"])
  }

  @Test func `an update of an old article renders the sitemap`() async throws {
    let paths = try await rendered(
      in: "Content/articles/a01.md", replacing: "title", with: "updated: 2026-02-01\ntitle")
    #expect(paths == ["sitemap.xml"])
  }

  @Test func `a new page renders the sitemap alone`() async throws {
    let paths = try await rendered { site in
      try site.write("Content/pages/about.md", Array("---\ntitle: About\n---\n".utf8))
      return "Content/pages/about.md"
    }
    #expect(paths == ["sitemap.xml"])
  }

  @Test func `a new name of the practice renders the feeds, and no sitemap`() async throws {
    let paths = try await rendered(in: "site.yaml", replacing: "Practice", with: "Rivers")
    #expect(paths == Self.feeds)
  }

  @Test func `a new address of the site renders all of them`() async throws {
    let paths = try await rendered(
      in: "site.yaml", replacing: "https://example.org/", with: "https://example.org/repo/")
    #expect(paths == ["_headers"] + Self.feeds + ["robots.txt", "sitemap.xml"])
  }

  @Test
  func `robots.txt of the author's takes the place of the one that is made, and leaves it again`()
    async throws
  {
    let site = try manyArticles()
    let session = try BuildSession(site.project, at: site.instant)
    let path = "Content/static/robots.txt"
    let made = await session.render(OutputPath("robots.txt"))?.content
    try site.write(path, Array("User-agent: *\n".utf8))
    try await session.apply([.file(SourcePath(path))])
    #expect(await session.render(OutputPath("robots.txt"))?.content != made)
    try site.remove(path)
    try await session.apply([.file(SourcePath(path))])
    #expect(await session.render(OutputPath("robots.txt"))?.content == made)
  }
}
