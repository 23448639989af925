import Foundation
import TestSupport
import Testing

@testable import AttuneCLI

/// `attune list` as a person at a terminal and another program meet it.
@Suite struct ListCommandTests {
  private static let files = [
    "Content/articles/draft.md": "---\ntitle: Not done\ndate: 2026-11-01\ndraft: true\n---\n",
    "Content/articles/far.md": "---\ntitle: Far\ndate: 2027-12-01\n---\n",
    "Content/articles/gone.md": "---\ntitle: Gone\ndate: 2026-01-01\nexpires: 2026-06-30\n---\n",
    "Content/articles/later.md": "---\ntitle: Later\ndate: 2026-12-01 09:00\n---\n",
    "Content/articles/broken.md": "---\ntitle: [\n---\n",
    "Content/pages/group.md": "---\ntitle: Group\nexpires: 2026-11-30\n---\n",
    "Content/pages/idea.md": "---\ntitle: Idea\ndraft: true\n---\n",
  ]
  private static let moment = "2026-11-22T12:00:00Z"

  private func list(_ arguments: String...) throws -> CommandResult {
    let site = try smallSite(Self.files)
    return try run(
      builtProgram("attune"), ["list", "--at", Self.moment] + arguments, in: site.url)
  }

  @Test func `everything is listed, the newest first, in the time of the site`() throws {
    let result = try list()
    #expect(result.code == 0)
    #expect(
      result.output == """
        date        state                             title     file
        2027-12-01  waits until 2027-12-01 00:00      Far       Content/articles/far.md
        2026-12-01  waits until 2026-12-01 09:00      Later     Content/articles/later.md
        2026-11-01  a draft, its date has come        Not done  Content/articles/draft.md
        2026-02-01  published                         Two       Content/articles/two.md
        2026-01-01  expired since 2026-07-01 00:00    Gone      Content/articles/gone.md
        2026-01-01  published                         One       Content/articles/one.md
                    its front matter cannot be read   broken    Content/articles/broken.md
                    published until 2026-12-01 00:00  Group     Content/pages/group.md
                    a draft                           Idea      Content/pages/idea.md
        9 texts; times are those of America/New_York

        """)
    #expect(
      result.errors == "1 error keeps this site from being built; attune build says which.\n")
  }

  @Test(arguments: [
    ("drafts", ["draft.md", "idea.md"]), ("scheduled", ["later.md", "far.md"]),
    ("expired", ["gone.md"]), ("due", ["draft.md", "group.md", "later.md"]),
  ])
  func `each list has what its name says, and what is due has the soonest first`(
    _ which: String, _ expected: [String]
  ) throws {
    let lines = try list(which).output.split(separator: "\n").dropFirst().dropLast()
    #expect(lines.compactMap { $0.split(separator: "/").last.map(String.init) } == expected)
  }

  @Test func `how far due looks can be chosen`() throws {
    let lines = try list("due", "--days", "400").output.split(separator: "\n")
    #expect(lines.count == 6)
    let wrong = try list("due", "--days", "-1")
    #expect(wrong.code == 64)
  }

  @Test func `another program reads the same in moments of UTC`() throws {
    let result = try list("due", "--format", "json")
    #expect(
      result.output == #"""
        {
        "site": ".",
        "moment": "2026-11-22T12:00:00Z",
        "timeZone": "America/New_York",
        "errors": 1,
        "texts": [
        {"path": "Content/articles/draft.md", "kind": "article", "title": "Not done", "language": "en", "address": "/articles/draft/", "state": "draft", "date": "2026-11-01T04:00:00Z", "expires": null},
        {"path": "Content/pages/group.md", "kind": "page", "title": "Group", "language": "en", "address": "/group/", "state": "published", "date": null, "expires": "2026-12-01T05:00:00Z"},
        {"path": "Content/articles/later.md", "kind": "article", "title": "Later", "language": "en", "address": "/articles/later/", "state": "scheduled", "date": "2026-12-01T14:00:00Z", "expires": null}
        ]
        }

        """#)
    #expect(result.errors == "" && result.code == 0)
  }

  @Test func `nothing to list is said in a sentence`() throws {
    let site = try smallSite()
    #expect(try site.attune("list", "drafts").output == "There is no draft.\n")
    #expect(try site.attune("list", "scheduled").output == "Nothing waits for its date.\n")
    #expect(try site.attune("list", "expired").output == "Nothing has expired.\n")
    #expect(try site.attune("list", "due").output == "Nothing is due within 14 days.\n")
    let json = try site.attune("list", "due", "--format", "json", "--at", Self.moment)
    #expect(json.output.hasSuffix("\"texts\": []\n}\n"))
  }

  @Test func `the site is found from a folder in it, and files are named from there`() throws {
    let site = try smallSite(Self.files)
    let result = try site.attune(in: "Content/pages", "list", "expired", "--at", Self.moment)
    #expect(result.output.contains("../articles/gone.md"))
    let broken = try TestFolder(["site.yaml": "name: x\n"]).attune("list")
    #expect(broken.code == 1)
    #expect(broken.errors.contains("[missing-field]"))
    #expect(try site.attune("list", "--site", "nowhere").code == 2)
  }

  @Test func `a text without an address or a theme is listed all the same`() throws {
    let site = try smallSite([
      "Content/articles/x.md": "---\ntitle: X\nslug: A b\ndate: 2026-01-02\n---\n"
    ])
    #expect(try site.attune("list").output.contains("2026-01-02  published  X"))
    try FileManager.default.removeItem(at: site.url.appending(path: "Themes"))
    let result = try site.attune("list")
    #expect(result.code == 0 && result.output.contains("Content/articles/x.md"))
  }

  @Test func `on a narrow terminal lines stand below each other, and wide signs count twice`() {
    let table = ListTable(
      [
        ListTable.Row(date: "2026-01-01", state: "published", title: "眠り e\u{301}", file: "a.md"),
        ListTable.Row(date: "", state: "a draft", title: "Sleep", file: "b.md"),
      ], foot: "")
    #expect(
      table.text(width: 80) == """
        date        state      title   file
        2026-01-01  published  眠り e\u{301}  a.md
                    a draft    Sleep   b.md

        """)
    #expect(
      table.text(width: 30) == """
        眠り e\u{301}
          2026-01-01, published
          a.md
        Sleep
          a draft
          b.md

        """)
  }
}
