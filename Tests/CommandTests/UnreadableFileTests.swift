import Foundation
import TestSupport
import Testing

/// A file of the site that its reader has no right to read.
@Suite struct UnreadableFileTests {
  private static let files: [String: String] = [
    "site.yaml": "name: P\nurl: https://example.org/\ntime-zone: UTC\ntheme: plain\n",
    "Themes/plain/theme.yaml": "name: Plain\ninterface: 1\n",
    "Themes/plain/strings/en.yaml": """
    months: [J, F, M, A, M, J, J, A, S, O, N, D]
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
    "Themes/plain/articles.mustache": "{{title}}\n",
    "Themes/plain/article.mustache": "{{title}}\n",
    "Themes/plain/page.mustache": "{{{content}}}\n",
    "Themes/plain/not-found.mustache": "{{title}}\n",
    "Content/pages/about.md": "---\ntitle: About\n---\nOld.\n",
  ]

  /// Builds as somebody who may not read everything; `nil` where the tests cannot become such.
  private func build(_ folder: TestFolder) throws -> CommandResult? {
    let program = builtProgram("attune")
    guard geteuid() == 0 else { return try run(program, ["build"], in: folder.url) }
    let other = URL(filePath: "/usr/bin/setpriv")
    let identity = ["--reuid=65534", "--regid=65534", "--clear-groups"]
    guard FileManager.default.isExecutableFile(atPath: other.path(percentEncoded: false)),
      try run(
        other, identity + [program.path(percentEncoded: false), "--help"], in: folder.url
      ).code == 0
    else { return nil }
    return try run(
      other, identity + [program.path(percentEncoded: false), "build"], in: folder.url)
  }

  @Test
  func
    `B14: a file without the right to read it is an error with its name, and the old site stays`()
    throws
  {
    let folder = try TestFolder(Self.files)
    #expect(try folder.attune("build").code == 0)
    let page = folder.url.appending(path: "Content/pages/about.md")
    try Data("---\ntitle: About\n---\nNew.\n".utf8).write(to: page)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: page.path(percentEncoded: false))
    guard let result = try build(folder) else { return }
    #expect(result.code == 1)
    #expect(
      result.errors == """
        Content/pages/about.md: error: cannot read this file: permission denied [system-refused]

        1 error

        """)
    #expect(result.output == "Nothing was written.\n")
    let published = folder.url.appending(path: "Public/about/index.html")
    #expect(try String(contentsOf: published, encoding: .utf8) == "<p>Old.</p>\n\n")
  }
}
