import Foundation
import TestSupport
import Testing

/// What `Docs/organising.md` shows is a site.
@Suite struct OrganisingManualTests {
  /// The test below reads the blocks itself: these are all that it uses.
  static func prove(_ blocks: inout ManualBlocks) throws {
    _ = try blocks.takeAll("yaml", count: 4)
    _ = try blocks.takeAll("markdown", count: 2)
  }

  /// The blocks of the manual in one language, in their order.
  private func blocks(_ language: String) throws -> [String] {
    let manual = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Docs/organising.md"), encoding: .utf8)
    return manual.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  @Test func `everything that the manual shows can be written, in one site`() throws {
    let yaml = try blocks("yaml")
    let markdown = try blocks("markdown")
    try #require(yaml.count == 4 && markdown.count == 2)
    let (tags, series, authors, menu) = (yaml[0], yaml[1], yaml[2], yaml[3])
    func page(_ title: String) -> String { "---\ntitle: \(title)\n---\nText.\n" }
    let site = try smallSite([
      "Content/articles/a.md":
        "---\ntitle: A\ndate: 2026-01-01\n\(tags)\(series)\(authors)---\nText.\n",
      "Content/topics/sleep.md": markdown[0],
      "Content/series/sleep-step-by-step.md": page("Sleep"),
      "Content/people/ada-example.md": markdown[1],
      "Content/people/ada-example.jpg": "no picture at all",
      "Content/pages/services/index.md": page("Services"),
      "Content/pages/services/couples.md": page("Couples"),
      "Content/pages/services/parents.md": page("Parents"),
    ])
    let settings = site.url.appending(path: "site.yaml")
    let text = try String(contentsOf: settings, encoding: .utf8)
    try (text + "\n" + menu).write(to: settings, atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(
      at: site.url.appending(path: "Content/people/ada-example.jpg"))
    try FileManager.default.copyItem(
      at: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/pictures/photo.jpg"),
      to: site.url.appending(path: "Content/people/ada-example.jpg"))
    let result = try site.attune("build", "--strict")
    #expect(result.code == 0 && result.errors == "", "\(result.errors)")
    for path in [
      "topics/sleep", "topics/anxiety", "series/sleep-step-by-step", "people/ada-example",
      "services/couples",
    ] {
      let file = site.url.appending(path: "Public/\(path)/index.html")
      #expect(FileManager.default.fileExists(atPath: file.path(percentEncoded: false)), "\(path)")
    }
  }
}
