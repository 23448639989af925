import Foundation
import TestSupport
import Testing

/// What `Docs/writing.md` says is true.
@Suite struct WritingManualTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func manual() throws -> String {
    try String(contentsOf: Self.repository.appending(path: "Docs/writing.md"), encoding: .utf8)
  }

  @Test func `the draft in the manual is the one that is written`() throws {
    let site = try smallSite()
    let result = try site.attune(
      "post", "Sleeping well again", "--at", "2026-11-25T12:00:00-05:00")
    #expect(result.code == 0)
    let draft = try String(
      contentsOf: site.url.appending(path: "Content/articles/sleeping-well-again.md"),
      encoding: .utf8)
    let text = draft.trimmingCharacters(in: .newlines)
    #expect(try manual().contains("```markdown\n\(text)\n```"))
  }

  @Test func `the commands in the manual can be given in their order`() throws {
    let folder = try TestFolder()
    let environment = ["ATTUNE_SHARE": Self.repository.path(percentEncoded: false)]
    var place = folder.url
    for line in try manual().split(separator: "\n") {
      var words = shellWords(String(line))
      if words.first == "cd" { place = place.appending(path: words[1]) }
      guard words.first == "attune", !line.contains("`") else { continue }
      words.removeFirst()
      var target: String?
      if let sign = words.firstIndex(of: ">") {
        target = words[sign + 1]
        words.removeSubrange(sign...)
      }
      if words.first == "rename" {
        // The manual shows two ways to say the same.
        for path in ["sleep.md", "sleeping-well.md"] {
          try? FileManager.default.removeItem(at: place.appending(path: "Content/articles/\(path)"))
        }
        try "---\ntitle: Sleep\ndate: 2026-01-01\n---\n".write(
          to: place.appending(path: "Content/articles/sleep.md"), atomically: true, encoding: .utf8)
        if words[1] == "sleep.md" { words[1] = "articles/sleep.md" }
      }
      let result = try run(builtProgram("attune"), words, in: place, environment: environment)
      #expect(result.code == 0 && result.errors == "", "\(line): \(result.errors)")
      if target != nil { #expect(result.output.hasPrefix("{")) }
    }
    #expect(place != folder.url)
  }

  /// The words of a line of a shell, with quotation marks read.
  private func shellWords(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap {
      $0.offset % 2 == 1 ? [String($0.element)] : $0.element.split(separator: " ").map(String.init)
    }
  }
}
