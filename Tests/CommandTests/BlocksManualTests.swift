import Foundation
import TestSupport
import Testing

/// Every example in `Docs/blocks.md` does what the text around it says.
@Suite struct BlocksManualTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let environment = ["ATTUNE_SHARE": repository.path(percentEncoded: false)]

  /// The tests below read the blocks themselves: these are all that they use, each in its place.
  static func prove(_ blocks: inout ManualBlocks) throws {
    _ = try blocks.takeAll("markdown", count: 11)
    _ = try blocks.takeAll("yaml", count: 4)
    _ = try blocks.takeAll("mustache", count: 1)
  }

  /// The examples of a language, in the order of the manual.
  private func examples(_ language: String) throws -> [String] {
    let text = try String(
      contentsOf: Self.repository.appending(path: "Docs/blocks.md"), encoding: .utf8)
    return text.components(separatedBy: "\n```").enumerated().compactMap { index, part in
      guard index % 2 == 1, part.hasPrefix("\(language)\n") else { return nil }
      return String(part.dropFirst(language.count + 1)) + "\n"
    }
  }

  /// A new site with the settings and the files that the examples speak of, in a folder of its own.
  private func site() throws -> (TestFolder, URL) {
    let folder = try TestFolder()
    let made = try folder.attune("new", "site", environment: Self.environment)
    #expect(made.code == 0, "\(made.errors)")
    let yaml = try examples("yaml")
    #expect(yaml.count == 4)
    let settings = try String(
      contentsOf: folder.url.appending(path: "site/site.yaml"), encoding: .utf8)
    try folder.write("site/site.yaml", Array((settings + "\n" + yaml[0]).utf8))
    try folder.write("site/Themes/hearth/strings/en.yaml", Array(yaml[2].utf8))
    try folder.write("site/Content/glossary.yaml", Array(yaml[3].utf8))
    for picture in ["chairs.jpg", "entrance.jpg"] {
      let photo = Self.repository.appending(path: "Docs/Pictures/example-site.png")
      try folder.write("site/Content/articles/\(picture)", Array(try Data(contentsOf: photo)))
    }
    return (folder, folder.url.appending(path: "site"))
  }

  private func build(_ site: URL) throws -> CommandResult {
    try run(
      builtProgram("attune"), ["build", "--strict"], in: site, environment: Self.environment)
  }

  private func page(_ site: URL) throws -> String {
    try String(
      contentsOf: site.appending(path: "Public/articles/blocks/index.html"), encoding: .utf8)
  }

  @Test func `every block in the manual can be pasted into an article`() throws {
    let (folder, site) = try site()
    let blocks = try examples("markdown")
    let article = "---\ntitle: Blocks\ndate: 2026-01-01\n---\n" + blocks.joined(separator: "\n")
    try folder.write("site/Content/articles/blocks.md", Array(article.utf8))
    let result = try build(site)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let html = try page(site)
    for block in blocks {
      let name = block.drop { $0 != "!" }.dropFirst().prefix { $0 != "]" }.lowercased()
      let kind = ["tip"].contains(name) ? "callout callout-\(name)" : "block block-\(name)"
      #expect(html.contains("class=\"\(kind)\""), "\(name)")
    }
    #expect(blocks.count == 11)
    #expect(html.contains("In an emergency call 911"))
    #expect(html.contains("action=\"https://forms.example.com/contact\""))
    #expect(html.contains("name=\"_gotcha\""))
    #expect(html.contains("films."))
    #expect(html.contains("href=\"https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ\""))
  }

  @Test func `the names of a form's fields in the manual are those of its page`() throws {
    let (folder, site) = try site()
    let settings = try String(contentsOf: site.appending(path: "site.yaml"), encoding: .utf8)
    let yaml = try examples("yaml")
    try folder.write(
      "site/site.yaml",
      Array(
        settings.replacing(
          yaml[0], with: (yaml[0].components(separatedBy: "forms:").first ?? "") + yaml[1]
        ).utf8))
    let blocks = try examples("markdown").filter {
      $0.contains("[!CONTACT]") || $0.contains("[!NEWSLETTER]")
    }
    try folder.write(
      "site/Content/articles/blocks.md",
      Array(
        "---\ntitle: Blocks\ndate: 2026-01-01\n---\n\(blocks.joined(separator: "\n"))".utf8))
    let result = try build(site)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let html = try page(site)
    for name in ["entry.1", "fields[email]", "entry.3", "EMAIL"] {
      #expect(html.contains(" name=\"\(name)\""), "\(name)")
    }
  }

  @Test func `the template in the manual shows questions`() throws {
    let (folder, site) = try site()
    let template = try #require(examples("mustache").first)
    try folder.write("site/Themes/hearth/blocks/faq.mustache", Array(template.utf8))
    let faq = try #require(examples("markdown").first { $0.contains("[!FAQ]") })
    try folder.write(
      "site/Content/articles/blocks.md",
      Array("---\ntitle: Blocks\ndate: 2026-01-01\n---\n\(faq)".utf8))
    let result = try build(site)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let html = try page(site)
    #expect(html.contains("<details id=\"how-long-does-a-session-last\"><summary>How long does"))
    #expect(!html.contains("films."))
  }

  @Test func `the glossary in the manual explains words`() throws {
    let (folder, site) = try site()
    try folder.write(
      "site/Content/articles/blocks.md",
      Array("---\ntitle: Blocks\ndate: 2026-01-01\n---\nCBT, superbills, an intake.\n".utf8))
    let result = try build(site)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let html = try page(site)
    #expect(html.contains("<abbr title=\"cognitive behavioral therapy\">CBT</abbr>"))
    #expect(html.contains("\">superbills</abbr>"))
    #expect(html.contains("<a class=\"term\" href=\"/services/\">intake</a>"))
  }

  @Test func `the table in the manual has every block and every word`() throws {
    let text = try String(
      contentsOf: Self.repository.appending(path: "Docs/blocks.md"), encoding: .utf8)
    for name in [
      "NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "QUOTE", "FIGURE", "SUMMARY", "FAQ",
      "STEPS", "DEFINITIONS", "VIDEO", "BOOKING", "CONTACT", "NEWSLETTER", "form-name",
      "form-email", "form-message", "form-send", "form-subscribe", "form-warning", "form-trap",
      "form-on-site", "block-summary", "video-youtube", "video-vimeo",
    ] { #expect(text.contains("`\(name)`"), "\(name)") }
  }
}
