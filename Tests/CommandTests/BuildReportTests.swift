import Foundation
import TestSupport
import Testing

/// What `attune build` says, to the letter: to a person, and to another program.
@Suite struct BuildReportTests {
  private static let moment = "2026-11-22T12:00:00Z"

  /// Something held back for each reason, and a file that nobody links to, which is worth a warning.
  private static let waiting = [
    "Content/articles/draft.md": "---\ntitle: Not \"done\"\ndate: 2026-01-01\ndraft: true\n---\n",
    "Content/articles/later.md": "---\ntitle: Later\ndate: 2026-12-01 09:00\n---\n",
  ]

  private static let warning = ["Content/static/.htaccess": "deny\n"]

  private static let warningText = """
    Content/static/.htaccess: warning: `.htaccess` begins with a dot, so it is not published [hidden-file]
      help: set at the host what it says, or give it another name; `.well-known` and `.nojekyll` are published

    1 warning

    """

  @Test func `a person is told what was written, what waits, and when the site changes`() throws {
    let site = try smallSite(Self.waiting)
    let result = try site.attune("build", "--at", Self.moment)
    #expect(result.code == 0)
    #expect(
      withoutTimes(result.output) == """
        Public: 11 files, 11 new or changed (0 ms)
        Held back:
          Content/articles/draft.md: Not "done", a draft
          Content/articles/later.md: Later, until 2026-12-01 09:00 (America/New_York)
        The site changes by itself on 2026-12-01 09:00 (America/New_York): build it again then.

        """)
    #expect(result.errors == "")
  }

  @Test func `what is gone from the site is counted among what a person is told`() throws {
    let site = try smallSite()
    #expect(try site.attune("build", "--at", Self.moment).code == 0)
    try FileManager.default.removeItem(at: site.url.appending(path: "Content/articles/one.md"))
    let result = try site.attune("build", "--at", Self.moment)
    #expect(result.output.contains("new or changed, 1 removed ("))
  }

  @Test func `with --strict a warning keeps the site as it was, and without it does not`() throws {
    let site = try smallSite(Self.warning)
    let strict = try site.attune("build", "--strict", "--at", Self.moment)
    #expect(
      strict
        == CommandResult(
          output: "Nothing was written, since --strict lets no warning pass.\n",
          errors: Self.warningText, code: 1))
    #expect(try site.files().isEmpty)
    let plain = try site.attune("build", "--at", Self.moment)
    #expect(plain.code == 0)
    #expect(plain.errors == Self.warningText)
  }

  @Test func `with --strict an error is an error, and is not blamed on the warnings`() throws {
    let site = try smallSite(
      Self.warning.merging(["Content/pages/a.md": "---\ntitle: A\n---\n[x](/no)\n"]) { $1 })
    let result = try site.attune("build", "--strict", "--at", Self.moment)
    #expect(result.code == 1)
    #expect(result.output == "Nothing was written.\n")
    #expect(result.errors.hasSuffix("\n1 error, 1 warning\n"))
  }

  @Test func `--strict lets a site without warnings pass`() throws {
    let result = try smallSite(Self.waiting).attune("build", "--strict", "--at", Self.moment)
    #expect(result.code == 0)
  }

  @Test func `with --quiet nothing is said unless something is wrong`() throws {
    let site = try smallSite(Self.waiting)
    let quiet = try site.attune("build", "--quiet", "--at", Self.moment)
    #expect(quiet == CommandResult(output: "", errors: "", code: 0))
    #expect(try !site.files().isEmpty)
    // A file that nobody links to is a note, and a note is no problem.
    try site.write("Public/mine.txt", [])
    let note = try site.attune("build", "--at", Self.moment)
    #expect(note.errors.contains("Public/mine.txt: note: "))
    #expect(
      try site.attune("build", "--quiet", "--at", Self.moment)
        == CommandResult(output: "", errors: "", code: 0))
    try site.write("Content/static/.htaccess", [])
    let warned = try site.attune("build", "--quiet", "--at", Self.moment)
    #expect(warned == CommandResult(output: "", errors: Self.warningText, code: 0))
    let strict = try site.attune("build", "--quiet", "--strict", "--at", Self.moment)
    #expect(strict.output == "Nothing was written, since --strict lets no warning pass.\n")
  }

  @Test func `--timings names the six phases and the whole in milliseconds, and the memory`() throws
  {
    let site = try smallSite()
    let result = try site.attune("build", "--timings", "--at", Self.moment)
    let lines = result.output.split(separator: "\n").dropFirst()
    #expect(
      lines.map { $0.split(separator: " ")[0] }
        == ["scan", "parse", "assemble", "plan", "render", "write", "total", "memory"])
    for line in lines {
      #expect(line.wholeMatch(of: #/[a-z]+ +([0-9]+\.[0-9] ms|[0-9]+ MB)/#) != nil, "\(line)")
      #expect(line.count == 23, "the numbers stand below each other")
    }
    // Nothing is rendered or written where an error stands in the way.
    try site.write("Content/pages/a.md", Array("---\ntitle: A\n---\n[x](/no)\n".utf8))
    let failed = try site.attune("build", "--timings", "--quiet")
    #expect(
      failed.output.split(separator: "\n").map { $0.split(separator: " ")[0] }
        == ["Nothing", "scan", "parse", "assemble", "plan", "total", "memory"])
  }

  @Test func `another program gets everything in one JSON text, and nothing else is said`() throws {
    let site = try smallSite(Self.waiting.merging(Self.warning) { $1 })
    let result = try site.attune("build", "--format", "json", "--at", Self.moment)
    #expect(result.code == 0)
    #expect(result.errors == "")
    #expect(
      result.output == #"""
        {
        "outcome": "written",
        "version": "0.1.0",
        "site": ".",
        "output": "Public",
        "moment": "2026-11-22T12:00:00Z",
        "written": [
        "404.html",
        "_headers",
        "articles/index.html",
        "articles/one/index.html",
        "articles/two/index.html",
        "atom.xml",
        "feed.json",
        "feed.xml",
        "index.html",
        "robots.txt",
        "sitemap.xml"
        ],
        "unchanged": 0,
        "removed": [],
        "heldBack": [
        {"path": "Content/articles/draft.md", "title": "Not \"done\"", "reason": "draft", "until": null, "since": null},
        {"path": "Content/articles/later.md", "title": "Later", "reason": "date", "until": "2026-12-01T14:00:00Z", "since": null}
        ],
        "nextChange": "2026-12-01T14:00:00Z",
        "errors": 0,
        "warnings": 1,
        "notes": 0,
        "diagnostics": [
        {"rule": "hidden-file", "severity": "warning", "message": "`.htaccess` begins with a dot, so it is not published", "path": "Content/static/.htaccess", "suggestion": "set at the host what it says, or give it another name; `.well-known` and `.nojekyll` are published"}
        ]
        }

        """#)
    try FileManager.default.removeItem(at: site.url.appending(path: "Content/articles/two.md"))
    let again = try site.attune("build", "--format", "json", "--quiet", "--at", Self.moment)
    let report = try Report(again)
    #expect(report.removed == ["articles/two/index.html"])
    #expect(report.unchanged + report.written.count == 10)
    #expect(report.milliseconds == nil)
  }

  @Test func `another program learns why nothing was written`() throws {
    let site = try smallSite(["Content/articles/x.md": "---\ntitle: X\ndate: 2026-01-01\n"])
    let result = try site.attune(
      "build", "--format", "json", "--timings", "--strict", "--at", Self.moment)
    #expect(result.code == 1)
    #expect(result.errors == "")
    let report = try Report(result)
    #expect(report.outcome == "problems")
    #expect(report.written == [] && report.unchanged == 0 && report.nextChange == nil)
    #expect(report.errors == report.diagnostics.count { $0.severity == "error" })
    #expect(report.diagnostics.first?.path == "Content/articles/x.md")
    #expect(report.heldBack.map(\.reason) == ["unreadable"])
    #expect(report.milliseconds?["plan"] != nil && report.milliseconds?["write"] == nil)

    let refused = try site.attune("build", "--format", "json", "--site", "nowhere")
    #expect(refused.code == 2)
    #expect(try Report(refused).outcome == "refused")
    #expect(try Report(refused).diagnostics.map(\.rule) == ["system-refused"])
  }

  @Test func `what has expired is named to people and to programs`() throws {
    let site = try smallSite([
      "Content/articles/group.md":
        "---\ntitle: Group\ndate: 2026-01-01\nexpires: 2026-11-20\n---\n"
    ])
    let result = try site.attune("build", "--at", Self.moment)
    #expect(
      result.output.hasSuffix(
        """
        Held back:
          Content/articles/group.md: Group, expired since 2026-11-21 00:00 (America/New_York)

        """))
    let json = try site.attune("build", "--at", Self.moment, "--format", "json")
    #expect(
      json.output.contains(
        #"{"path": "Content/articles/group.md", "title": "Group", "reason": "expired", "until": null, "since": "2026-11-21T05:00:00Z"}"#
      ))
  }

  @Test func `of many drafts fifty are named, and no post that waits for a date is left out`()
    throws
  {
    var more = Self.waiting
    for number in 1...60 {
      more["Content/articles/d\(number).md"] =
        "---\ntitle: D\(number)\ndate: 2026-01-01\ndraft: true\n---\n"
    }
    let result = try smallSite(more).attune("build", "--at", Self.moment)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count { $0.hasSuffix(", a draft") } == 49)
    #expect(
      result.output.hasSuffix(
        """
          Content/articles/later.md: Later, until 2026-12-01 09:00 (America/New_York)
          and 12 more
        The site changes by itself on 2026-12-01 09:00 (America/New_York): build it again then.

        """))
  }

  @Test func `of many problems fifty are shown and the rest are counted`() throws {
    var pages: [String: String] = [:]
    for number in 1...60 {
      pages["Content/pages/p\(number).md"] = "---\ntitle: P\(number)\n---\n[x](/none)\n"
    }
    let site = try smallSite(pages)
    let result = try site.attune("build")
    #expect(result.errors.components(separatedBy: "[broken-link]").count - 1 == 50)
    #expect(result.errors.hasSuffix("\n10 more not shown\n60 errors\n"))
    #expect(try Report(site.attune("build", "--format", "json")).diagnostics.count == 60)
  }

  @Test func `J17: a site is built for another address than its settings say`() throws {
    let site = try smallSite(["Content/pages/a.md": "---\ntitle: A\n---\n[one](/articles/one/)\n"])
    let result = try site.attune(
      "build", "--at", Self.moment, "--url", "https://user.github.io/repo")
    #expect(result.code == 0)
    let built = try site.files().mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(built["a/index.html"]?.contains(#"href="/repo/articles/one/""#) == true)
    #expect(built["sitemap.xml"]?.contains("https://user.github.io/repo/articles/one/") == true)
    #expect(built.values.allSatisfy { !$0.contains("https://example.org/") })
    let wrong = try site.attune("build", "--url", "user.github.io/repo")
    #expect(wrong.code == 64)
    #expect(
      wrong.errors.contains(
        "'user.github.io/repo' is not an address that a site can have. Write it from https:// to the site's first page, such as https://example.org/."
      ))
  }

  @Test func `the version names libcmark's too, since the pages depend on both`() throws {
    let result = try smallSite().attune("--version")
    #expect(result.code == 0)
    #expect(result.output.wholeMatch(of: #/attune 0\.1\.0 \(libcmark 0\.\d+\.\d+\)\n/#) != nil)
  }
}

/// What another program reads of a build.
private struct Report: Decodable {
  struct Problem: Decodable {
    let rule, severity, path: String
  }

  struct Held: Decodable {
    let path, title, reason: String
    let until: String?
  }

  let outcome: String
  let written, removed: [String]
  let unchanged, errors: Int
  let heldBack: [Held]
  let nextChange: String?
  let diagnostics: [Problem]
  let milliseconds: [String: Double]?

  init(_ result: CommandResult) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(result.output.utf8))
  }
}
