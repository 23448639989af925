import Foundation
import TestSupport
import Testing

/// `attune record` notes what was published, and a build then loses none of it.
@Suite struct RecordCommandTests {
  private static let moment = "2026-11-22T12:00:00Z"

  private func record(_ site: TestFolder) throws -> CommandResult {
    try run(builtProgram("attune"), ["record", "--at", Self.moment], in: site.url)
  }

  private func remove(_ path: String, in site: TestFolder) throws {
    try FileManager.default.removeItem(at: site.url.appending(path: path))
  }

  private func text(_ path: String, in site: TestFolder) throws -> String {
    try String(contentsOf: site.url.appending(path: path), encoding: .utf8)
  }

  @Test func `addresses are noted once, and what waits is not among them`() throws {
    let site = try smallSite([
      "Content/articles/draft.md": "---\ntitle: Secret\ndate: 2026-01-01\ndraft: true\n---\n",
      "Content/articles/later.md": "---\ntitle: Secret\ndate: 2026-12-01\n---\n",
    ])
    #expect(
      try record(site)
        == CommandResult(
          output: "published-urls.txt has 7 addresses, 7 of them new\n", errors: "", code: 0))
    let text = try text("published-urls.txt", in: site)
    #expect(!text.contains("draft"))
    #expect(!text.contains("later"))
    #expect(text.hasSuffix("/articles/one/\n/articles/two/\n/atom.xml\n/feed.json\n/feed.xml\n"))
    #expect(
      try record(site)
        == CommandResult(
          output: "published-urls.txt has all 7 addresses already\n", errors: "", code: 0))
  }

  @Test func `a build that would lose one writes nothing, until she says what became of it`() throws
  {
    let site = try smallSite()
    #expect(try record(site).code == 0)
    try remove("Content/articles/two.md", in: site)
    let lost = """
      published-urls.txt:6:1: error: `/articles/two/` was published, and nothing would answer there any more [lost-address]
       6 | /articles/two/
         | ^^^^^^^^^^^^^^
        help: write `/articles/two/: REASON` below `gone:` in `site.yaml`

      1 error

      """
    #expect(
      try site.attune("build", "--at", Self.moment)
        == CommandResult(output: "Nothing was written.\n", errors: lost, code: 1))
    #expect(
      try record(site) == CommandResult(output: "Nothing was recorded.\n", errors: lost, code: 1))
    let settings = try text("site.yaml", in: site)
    try (settings + "\ngone:\n  /articles/two/: It ended in June.\n").write(
      to: site.url.appending(path: "site.yaml"), atomically: true, encoding: .utf8)
    #expect(try site.attune("build", "--at", Self.moment).code == 0)
    #expect(try site.files("Public").keys.contains("articles/two/index.html"))
    #expect(try record(site).code == 0)
  }

  @Test func `renaming loses no address`() throws {
    let site = try smallSite()
    #expect(try record(site).code == 0)
    let renamed = try run(
      builtProgram("attune"),
      ["rename", "/articles/two/", "/articles/second/", "--at", Self.moment], in: site.url)
    #expect(renamed.code == 0)
    #expect(try site.attune("build", "--strict", "--at", Self.moment).code == 0)
  }

  @Test func `a list that can't be written is the world's no`() throws {
    let site = try smallSite()
    try FileManager.default.createDirectory(
      at: site.url.appending(path: "published-urls.txt"), withIntermediateDirectories: true)
    let result = try record(site)
    #expect(result.code == 2)
    #expect(
      result.errors == """
        published-urls.txt: error: cannot record the addresses: there is something else of that name [system-refused]

        1 error

        """)
  }
}
