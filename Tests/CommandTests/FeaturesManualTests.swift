import Foundation
import Testing

/// What `Docs/features.md` names as the proof of a feature is there.
@Suite struct FeaturesManualTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A row of the table: the feature, the answer and what shows it.
  private func rows() throws -> [[String]] {
    let page = try String(
      contentsOf: Self.repository.appending(path: "Docs/features.md"), encoding: .utf8)
    return page.components(separatedBy: "\n").filter { $0.hasPrefix("| ") }.map {
      $0.components(separatedBy: "|").dropFirst().dropLast().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }.filter { $0[0] != "Feature" && !$0[0].hasPrefix("**") }
  }

  /// The files of tests by their names.
  private func testFiles() throws -> [String: URL] {
    let tests = Self.repository.appending(path: "Tests")
    let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
    var found: [String: URL] = [:]
    for case let file as URL in try #require(files) where file.pathExtension == "swift" {
      found[file.lastPathComponent] = file
    }
    return found
  }

  @Test func `every answer is one of three, and none but a no goes without a proof`() throws {
    let rows = try rows()
    #expect(rows.count == 46)
    for row in rows {
      try #require(row.count == 3, "\(row)")
      let word = row[1].prefix { $0.isLetter }
      #expect(["yes", "no", "partly"].contains(word), "\(row)")
      #expect(word == "no" || row[2].contains("`"), "\(row[0]) has nothing that shows it")
    }
  }

  @Test func `every file, script and test in the table exists`() throws {
    let files = try testFiles()
    for row in try rows() where !row[2].isEmpty {
      for proof in row[2].components(separatedBy: "; ") {
        let parts = proof.components(separatedBy: "`")
        try #require(parts.count == 3 && parts[0].isEmpty, "\(proof)")
        guard parts[1].hasSuffix(".swift") else {
          let script = Self.repository.appending(path: parts[1]).path(percentEncoded: false)
          #expect(FileManager.default.isExecutableFile(atPath: script), "\(proof)")
          #expect(parts[1].hasPrefix("Scripts/") && parts[2].isEmpty, "\(proof)")
          continue
        }
        let text = try String(
          contentsOf: #require(files[parts[1]], "\(proof)"), encoding: .utf8)
        #expect(text.contains("@Test"), "\(proof)")
        guard !parts[2].isEmpty else { continue }
        try #require(parts[2].hasPrefix(": *") && parts[2].hasSuffix("*"), "\(proof)")
        for name in parts[2].dropFirst(3).dropLast().components(separatedBy: "*, *") {
          #expect(text.contains("`\(name)`("), "\(parts[1]) has no test \(name)")
        }
      }
    }
  }
}
