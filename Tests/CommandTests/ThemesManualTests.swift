import Foundation
import TestSupport
import Testing

/// What `Docs/themes.md` shows is what a theme can do.
@Suite struct ThemesManualTests {
  private static func reader() throws -> ManualReader {
    let reader = try ManualReader(fixed: ["build": ["--strict"]])
    try reader.type("attune new site\ncd site")
    return reader
  }

  private static func builds(_ reader: ManualReader) throws {
    try reader.type("attune build")
    #expect(reader.code == 0, "\(reader.said)")
  }

  /// Changes a word, makes a theme with the setting, and chooses it.
  static func prove(_ blocks: inout ManualBlocks) throws {
    let reader = try reader()
    let article = "Public/articles/choosing-a-therapist/index.html"
    // One word of Hearth.
    try reader.save("Themes/hearth/strings/en.yaml", blocks.take("yaml"))
    try builds(reader)
    #expect(try reader.text("Public/index.html").contains(">If you need help now</h2>"))
    #expect(try reader.text(article).contains(" min read<"))
    // What the site chooses, of Hearth.
    let declared = try blocks.take("yaml")
    let chosen = try blocks.take("yaml")
    let settings = try reader.text("site.yaml")
    try reader.save("site.yaml", settings + chosen)
    try builds(reader)
    #expect(try !reader.text(article).contains(" min read<"))
    #expect(try reader.text("Public/index.html").contains("href=\"/contact/\">Arrange a first"))
    // A theme of one's own that declares the setting, as the chapter does.
    try reader.save(
      "Themes/own/theme.yaml", "name: Own\ninterface: 1\nextends: hearth\n" + declared)
    try reader.save(
      "Themes/own/page.mustache",
      "{{#settings.show-reading-time}}shown{{/settings.show-reading-time}}"
        + "{{^settings.show-reading-time}}hidden{{/settings.show-reading-time}}\n")
    let own = settings.replacing("theme: hearth\n", with: "theme: own\n")
    try reader.save("site.yaml", own)
    try builds(reader)
    #expect(try reader.text("Public/about/index.html") == "shown\n")
    let flag = chosen.split(separator: "\n").prefix(2).joined(separator: "\n")
    try reader.save("site.yaml", own + flag + "\n")
    try builds(reader)
    #expect(try reader.text("Public/about/index.html") == "hidden\n")
  }

  @Test func `templates may ask for every name in the table`() throws {
    let page = try ManualBlocks("themes").page
    let part = try #require(
      page.components(separatedBy: "## What templates may ask for").last?
        .components(separatedBy: "\n## ").first)
    var count = 0
    for (row, template) in [
      ("every page", "page"), ("articles", "article"), ("pages", "page"),
      ("articles and pages", "article"), ("articles and pages", "page"),
      ("lists of articles", "articles"),
    ] {
      let cell = try #require(part.components(separatedBy: "| \(row) | ").dropFirst().first)
        .components(separatedBy: " |\n")[0]
      let reader = try Self.reader()
      // The names before *with* are those of the page; those behind it belong to the last list or record.
      var text = ""
      for sentence in cell.components(separatedBy: "; ") {
        let parts = sentence.components(separatedBy: " with ")
        let names = parts[0].matches(of: #/`([a-z-]+)`/#).map { String($0.1) }
        for name in names.dropLast() { text += "{{#\(name)}}{{/\(name)}}" }
        let inner = parts.dropFirst().joined().matches(of: #/`([a-z-]+)`/#).map { String($0.1) }
        count += names.count + inner.count
        guard let last = names.last else { continue }
        text += "{{#\(last)}}"
        text += inner.map { "{{#\($0)}}{{/\($0)}}" }.joined() + "{{/\(last)}}\n"
      }
      try reader.save("Themes/hearth/\(template).mustache", text)
      try reader.type("attune build")
      #expect(reader.code == 0, "\(row): \(reader.said)")
    }
    #expect(count > 60)
  }
}
