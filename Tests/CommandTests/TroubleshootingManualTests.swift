import Foundation
import Testing

/// `Docs/troubleshooting.md` has every message that attune can give, and no other.
@Suite struct TroubleshootingManualTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The names of all rules, as the sources declare them.
  private func rules() throws -> Set<String> {
    let sources = Self.repository.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    var names: Set<String> = []
    for case let file as URL in try #require(files) where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for part in text.components(separatedBy: "RuleID(\"").dropFirst() {
        names.insert(String(part.prefix { $0 != "\"" }))
      }
    }
    return names
  }

  @Test func `every rule has a heading with a text below it, and every heading is a rule`() throws {
    let page = try String(
      contentsOf: Self.repository.appending(path: "Docs/troubleshooting.md"), encoding: .utf8)
    let parts = page.components(separatedBy: "\n### ").dropFirst().map {
      $0.components(separatedBy: "\n")
    }
    let headings = parts.map { $0[0] }
    let rules = try rules()
    #expect(rules.count > 100 && rules.contains("unknown-field"), "the sources were read")
    #expect(rules.subtracting(headings).sorted() == [], "rules that the page does not have")
    #expect(Set(headings).subtracting(rules).sorted() == [], "headings that are no rule")
    #expect(headings.count == Set(headings).count, "each rule has one heading")
    for part in parts {
      let text = part.dropFirst().first { !$0.isEmpty } ?? "#"
      #expect(!text.hasPrefix("#"), "\(part[0]) has no text")
    }
  }
}
