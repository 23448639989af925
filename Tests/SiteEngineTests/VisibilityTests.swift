import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What a site has that shows what is held back, and that nobody can publish it.
@Suite struct VisibilityTests {
  private func site() throws -> TestSite {
    try TestSite(
      """
      == Content/articles/one.md
      ---
      title: One
      date: 2026-01-01
      ---
      [The draft](draft.md) and [what comes](later.md).
      == Content/articles/draft.md
      ---
      title: Draft
      date: 2026-01-02
      draft: true
      ---
      [What comes](later.md)
      == Content/articles/later.md
      ---
      title: Later
      date: 2026-12-24
      ---
      Text.
      == Content/articles/broken.md
      ---
      title: Broken
      date: 2026-
      """)
  }

  private func snapshot(_ site: TestSite) throws -> BuildSnapshot {
    try build(site.project, at: site.instant, showing: .written)
  }

  @Test func `drafts and articles to come stand among the others, and what is unreadable does not`()
    throws
  {
    let site = try site()
    let snapshot = try snapshot(site)
    let paths = snapshot.outputs.map(\.path.text)
    #expect(paths.contains("articles/draft/index.html"))
    #expect(paths.contains("articles/later/index.html"))
    let list = try #require(snapshot.output(at: OutputPath("articles/index.html")))
    let text = String(decoding: snapshot.render(list).bytes, as: UTF8.self)
    #expect(text.contains("[Later](/articles/later/) [Draft](/articles/draft/) [One]"))
    let page = try #require(snapshot.output(at: OutputPath("articles/later/index.html")))
    #expect(
      String(decoding: snapshot.render(page).bytes, as: UTF8.self).contains("next:Draft"))
    #expect(snapshot.reasonHeldBack(page.path) == .until(Instant(secondsSinceEpoch: 1_798_088_400)))
    #expect(snapshot.heldBack.map(\.path.text).contains("Content/articles/draft.md"))
  }

  @Test func `a link to what is held back is a warning then, where readers would see it`() throws {
    let site = try site()
    try site.remove("Content/articles/broken.md")
    #expect(
      try TerminalStyle(usesColor: false).text(for: snapshot(site).diagnostics) == """
        Content/articles/one.md:5:1: warning: `Draft` is a draft, so the site can't be published with this link [link-to-unpublished]
         5 | [The draft](draft.md) and [what comes](later.md).
           | ^^^^^^^^^^^^^^^^^^^^^
          help: publish `Content/articles/draft.md` first, or remove the link

        Content/articles/one.md:5:27: warning: `Later` is held back until 2026-12-24 00:00 (America/New_York), so the site can't be published with this link [link-to-unpublished]
         5 | [The draft](draft.md) and [what comes](later.md).
           |                           ^^^^^^^^^^^^^^^^^^^^^^
          help: publish `Content/articles/later.md` first, or remove the link

        2 warnings

        """)
  }

  @Test func `a site that shows what is held back gives no files to write`() throws {
    let site = try site()
    try site.remove("Content/articles/broken.md")
    let snapshot = try snapshot(site)
    #expect(
      throws: ProjectFailure(
        path: site.project.root, action: "cannot write this site",
        reason: "it shows drafts and articles whose date has not come")
    ) {
      _ = try OutputWriter(output: site.project.root + "Public").write(snapshot, in: site.project)
    }
  }

  @Test func `a session that shows what is held back answers as a first build of the same does`()
    async throws
  {
    let site = try site()
    let session = try BuildSession(site.project, at: site.instant, showing: .written)
    _ = await session.renderAll()
    for (path, old, new) in [
      ("draft", "draft: true\n", ""), ("later", "2026-12-24", "2026-12-25"),
      ("one", "One", "First"),
      ("later", "Text.", "[One](one.md)"), ("draft", "title: Draft", "title: Done"),
      ("later", "2026-12-25", "2026-01-25"), ("one", "title", "draft: true\ntitle"),
    ] {
      try site.edit("Content/articles/\(path).md", replacing: old, with: new)
      try await session.apply([.file(SourcePath("Content/articles/\(path).md"))])
      let fresh = try snapshot(site)
      #expect(await session.renderAll().map(\.content) == fresh.renderAll().map(\.content))
      #expect(await session.snapshot.diagnostics == fresh.diagnostics)
      #expect(await session.snapshot.heldBack == fresh.heldBack)
    }
  }

  @Test func `the last site that could be put together is shown while the settings are broken`()
    async throws
  {
    let site = try site()
    let session = try BuildSession(site.project, at: site.instant)
    try site.edit("site.yaml", replacing: "name: Practice", with: "nam: Practice")
    try await session.apply([.everything])
    let path = OutputPath("articles/one/index.html")
    #expect(await session.render(path) == nil)
    #expect(await session.show(path)?.bytes.isEmpty == false)
    #expect(await session.standing.basePath == "/")
  }

  @Test func `Q19: what nobody told of is found by looking`() async throws {
    let site = try site()
    let session = try BuildSession(site.project, at: site.instant)
    let tree = await session.snapshot.tree
    #expect(try changes(in: site.project, since: tree).isEmpty)
    try site.edit("Content/articles/one.md", replacing: "One", with: "Two")
    try site.remove("Content/articles/later.md")
    try site.write("Content/articles/new/a.md", Array("---\ntitle: A\n---\n".utf8))
    #expect(
      try changes(in: site.project, since: tree) == [
        .file(SourcePath("Content/articles/later.md")),
        .file(SourcePath("Content/articles/new/a.md")),
        .file(SourcePath("Content/articles/one.md")),
      ])
  }
}
