import Foundation
import TestSupport
import Testing

/// `attune build` as a person at a terminal meets it.
@Suite struct BuildCommandTests {
  /// The smallest theme and settings, and two articles.
  static let files: [String: String] = [
    "site.yaml": """
    name: Practice
    url: https://example.org/
    time-zone: America/New_York
    theme: plain
    """,
    "Themes/plain/theme.yaml": "name: Plain\ninterface: 1\n",
    "Themes/plain/strings/en.yaml": """
    months: [January, February, March, April, May, June, July, August, September, October, November, December]
    date-long: "{month} {day}, {year}"
    articles: Articles
    language-name: English
    not-found: Not here
    callout-note: Note
    callout-tip: Tip
    callout-important: Important
    callout-warning: Warning
    callout-caution: Caution
    footnotes: Notes
    back-to-text: Back
    table-region: Table
    """,
    "Themes/plain/home.mustache": "{{title}}\n",
    "Themes/plain/articles.mustache": "{{#articles}}{{title}}\n{{/articles}}",
    "Themes/plain/topic.mustache": "{{title}}\n",
    "Themes/plain/article.mustache":
      "{{title}} {{#date}}{{long}} {{iso}}{{/date}} {{#next}}{{title}}{{/next}}\n{{{content}}}\n",
    "Themes/plain/page.mustache": "{{title}}\n{{{content}}}\n",
    "Themes/plain/not-found.mustache": "{{title}}\n",
    "Content/articles/one.md": "---\ntitle: One\ndate: 2026-01-01\n---\nFirst.\n",
    "Content/articles/two.md": "---\ntitle: Two\ndate: 2026-02-01\n---\nSecond.\n",
  ]

  private func folder(_ more: [String: String] = [:]) throws -> TestFolder {
    try TestFolder(Self.files.merging(more) { $1 })
  }

  private func files(in folder: TestFolder, _ name: String = "Public") throws -> [String: [UInt8]] {
    try folder.files(name)
  }

  @Test func `a build says what it wrote, and the pages are there`() throws {
    let folder = try folder()
    let result = try folder.attune("build", "--at", "2026-11-22T12:00:00Z")
    #expect(result.code == 0)
    #expect(result.errors == "")
    #expect(result.output.hasPrefix("Public: 11 files, 11 new or changed ("))
    let page = try files(in: folder)["articles/two/index.html"]
    #expect(
      page.map { String(decoding: $0, as: UTF8.self) }
        == "Two February 1, 2026 2026-02-01 One\n<p>Second.</p>\n\n")
    let again = try folder.attune("build", "--at", "2026-11-22T12:00:00Z")
    #expect(again.output.hasPrefix("Public: 11 files, nothing changed ("))
  }

  @Test func `what is held back is named, with the moment at which the site changes`() throws {
    let folder = try folder([
      "Content/articles/draft.md": "---\ntitle: Not done\ndate: 2026-01-01\ndraft: true\n---\n",
      "Content/articles/later.md": "---\ntitle: Later\ndate: 2026-12-01 09:00\n---\n",
    ])
    let result = try folder.attune("build", "--at", "2026-11-22T12:00:00Z")
    #expect(result.code == 0)
    #expect(
      result.output.hasSuffix(
        """
        Held back:
          Content/articles/draft.md: Not done, a draft
          Content/articles/later.md: Later, until 2026-12-01 09:00 (America/New_York)
        The site changes by itself on 2026-12-01 09:00 (America/New_York): build it again then.

        """))
    let all = try files(in: folder).values.map { String(decoding: $0, as: UTF8.self) }.joined()
    #expect(!all.contains("Not done") && !all.contains("Later"))
  }

  @Test func `J12: with an error nothing is written, and what was there stays byte for byte`()
    throws
  {
    let folder = try folder()
    #expect(try folder.attune("build").code == 0)
    let before = try files(in: folder)
    try folder.write(
      "Content/articles/three.md", Array("---\ntitle: Three\n---\n[x](/nowhere)\n".utf8))
    try folder.write(
      "Content/articles/one.md", Array("---\ntitle: Changed\ndate: 2026-01-01\n---\n".utf8))
    let result = try folder.attune("build")
    #expect(result.code == 1)
    #expect(result.output == "Nothing was written.\n")
    #expect(result.errors.contains("`date` is missing"))
    #expect(result.errors.contains("no page lives at `/nowhere`"))
    #expect(try files(in: folder) == before)
  }

  @Test func `a site and an output elsewhere are named with options`() throws {
    let folder = try TestFolder(
      Dictionary(uniqueKeysWithValues: Self.files.map { ("my site's \u{E9}/\($0.key)", $0.value) }))
    let result = try folder.attune("build", "--site", "my site's \u{E9}", "--output", "out put")
    #expect(result.code == 0)
    #expect(try files(in: folder, "out put").count >= 5)
    #expect(try folder.attune("build", "--site", "my site's \u{E9}").code == 0)
    #expect(try files(in: folder, "my site's \u{E9}/Public").count >= 5)
  }

  @Test func `a folder that is not there, and one that may not be written, are the world's no`()
    throws
  {
    let folder = try folder()
    let missing = try folder.attune("build", "--site", "nowhere")
    #expect(missing.code == 2)
    #expect(
      missing.errors == """
        nowhere: error: cannot open this folder: no such file or directory [system-refused]

        1 error

        """)
    try folder.write("file", [])
    let file = try folder.attune("build", "--output", "file")
    #expect(file.code == 2)
    #expect(file.errors.contains("file: error: cannot write to this folder: it is not a folder"))
  }

  @Test func `an output folder that could do harm is refused before anything is read`() throws {
    let folder = try folder()
    for output in [".", "..", "Content", "/"] {
      let result = try folder.attune("build", "--output", output)
      #expect(result.code == 1)
      #expect(result.errors.contains("[output-folder]"))
      #expect(result.output == "Nothing was written.\n")
    }
  }

  @Test func `a moment that is none is said to be none, with the way to write one`() throws {
    let result = try folder().attune("build", "--at", "tomorrow")
    #expect(result.code == 64)
    #expect(
      result.errors.contains(
        "'tomorrow' is not a moment. Write the date, the time and the zone, such as 2026-12-01T09:00:00Z."
      ))
  }

  @Test func `F16, F18: the same bytes in every zone and language of the machine`() throws {
    let folder = try folder()
    var first: [String: [UInt8]]?
    for (zone, language) in [
      ("UTC", "C"), ("Asia/Kathmandu", "tr_TR.UTF-8"), (":/nonexistent", "ar_EG.UTF-8"),
      ("America/New_York", "de_DE.UTF-8"), ("Pacific/Kiritimati", "POSIX"),
    ] {
      let result = try folder.attune(
        "build", "--at", "2026-11-22T12:00:00Z", "--output", "out",
        environment: ["TZ": zone, "LC_ALL": language, "LANG": language])
      #expect(result.code == 0)
      let files = try files(in: folder, "out")
      if let first { #expect(files == first) } else { first = files }
    }
    #expect(first?.isEmpty == false)
  }

  @Test func `F20: a clock that is far off changes what is published, and nothing else`() throws {
    let folder = try folder()
    let past = try folder.attune("build", "--at", "1970-01-01T00:00:00Z", "--output", "past")
    #expect(past.code == 0)
    #expect(past.output.contains("until 2026-01-01 00:00 (America/New_York)"))
    #expect(try files(in: folder, "past").keys.filter { $0.hasSuffix(".html") }.count == 3)
    let future = try folder.attune("build", "--at", "2100-01-01T00:00:00Z", "--output", "future")
    #expect(future.code == 0)
    let now = try folder.attune("build", "--at", "2026-11-22T12:00:00Z", "--output", "now")
    #expect(now.code == 0)
    #expect(try files(in: folder, "future") == files(in: folder, "now"))
  }

  @Test func `F21: the times of files change nothing`() throws {
    let folder = try folder()
    #expect(try folder.attune("build", "--output", "a").code == 0)
    let path = folder.url.appending(path: "Content/articles/one.md").path(percentEncoded: false)
    for seconds in [-1_000_000_000.0, 4_000_000_000.0] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: path)
      #expect(try folder.attune("build", "--output", "b").code == 0)
      #expect(try files(in: folder, "a") == files(in: folder, "b"))
    }
  }

  @Test func `D16: an escape sequence in a title never reaches the terminal`() throws {
    let folder = try folder([
      "Content/articles/three.md": "---\ntitle: \"a\\e[2Jb\"\ndate: 2099-01-01\ndraft: maybe\n---\n"
    ])
    let result = try folder.attune("build")
    #expect(!result.output.contains("\u{1B}") && !result.errors.contains("\u{1B}"))
  }

  @Test func `colour is for terminals, and a file of diagnostics has none`() throws {
    let folder = try folder(["Content/pages/x.md": ""])
    let result = try folder.attune("build")
    #expect(result.code == 1)
    #expect(!result.errors.contains("\u{1B}"))
  }

  @Test func `help names the commands, in the words of the manual`() throws {
    let result = try folder().attune("--help")
    #expect(result.code == 0)
    for name in ["build", "markdown", "template"] { #expect(result.output.contains("  \(name) ")) }
  }
}
