import Foundation
import TestSupport
import Testing

/// Every fenced block of the manual is proved.
///
/// Each chapter has a proof, which takes its blocks one after the other and does with each what a reader would
/// do. A block without a proof fails here.
@Suite struct ManualTests {
  private typealias Proof = @Sendable (inout ManualBlocks) throws -> Void

  /// What proves the blocks of each chapter that has any.
  private static let proofs: [String: Proof] = [
    "blocks": BlocksManualTests.prove,
    "first-site": FirstSiteManualTests.prove,
    "hosting": HostingManualTests.prove,
    "languages": LanguagesManualTests.prove,
    "organising": OrganisingManualTests.prove,
    "themes": ThemesManualTests.prove,
    "writing": WritingManualTests.prove,
  ]

  /// The names of all chapters.
  private static let chapters: [String] = {
    let folder = ManualBlocks.repository.appending(path: "Docs").path(percentEncoded: false)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
  }()

  @Test(arguments: chapters)
  func `every fenced block of a chapter is proved`(_ chapter: String) throws {
    var blocks = try ManualBlocks(chapter)
    if let proof = Self.proofs[chapter] { try proof(&blocks) }
    #expect(blocks.left == [], "blocks of Docs/\(chapter).md that nothing proves")
  }

  @Test func `the chapters were found, and each proof has its chapter`() {
    #expect(Self.chapters.count > 7)
    #expect(Set(Self.proofs.keys).subtracting(Self.chapters).sorted() == [])
  }

  @Test func `the chapters are a site that is built without a warning`() throws {
    let result = try run(
      URL(filePath: "/usr/bin/env"),
      ["bash", "Scripts/manual", builtProgram("attune").path(percentEncoded: false)],
      in: ManualBlocks.repository, environment: [:])
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  @Test func `blocks are found with their language, indented too, and none without an end`() throws
  {
    let page = "Text\n```sh\nls\n```\n- list\n\n  ```\n  a\n    b\n  ```\n~~~yaml\n~~~\n"
    #expect(
      try ManualBlocks.blocks(in: page) == [
        ManualBlocks.Block(language: "sh", text: "ls\n", line: 2),
        ManualBlocks.Block(language: "", text: "a\n  b\n", line: 7),
        ManualBlocks.Block(language: "yaml", text: "", line: 11),
      ])
    #expect(throws: ManualBlocks.Mismatch.self) { try ManualBlocks.blocks(in: "```\nno end\n") }
  }
}
