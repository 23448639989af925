import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite struct JSONStyleTests {
  @Test func `a diagnostic has its place, its words and its line`() {
    let found = diagnostics(
      in: "a\nslug: <b>\"\n", ("slug", .error, "`<b>\"` is no slug", "<b>\"", "write `slug: b`"))
    #expect(
      JSONStyle().text(for: found) == #"""
        [
        {"rule": "slug", "severity": "error", "message": "`\u003cb>\"` is no slug", "path": "Content/articles/hello.md", "line": 2, "column": 7, "length": 4, "text": "slug: \u003cb>\"", "textColumn": 7, "suggestion": "write `slug: b`"}
        ]

        """#)
  }

  @Test func `related places follow, and a whole file has no line`() {
    let diagnostic = Diagnostic(
      RuleID("r"), .note, "m", at: SourcePlace(wholeOf: "a"),
      related: [Diagnostic.Related("also", at: SourcePlace(wholeOf: "b"))])
    #expect(
      JSONStyle().text(for: [diagnostic]) == #"""
        [
        {"rule": "r", "severity": "note", "message": "m", "path": "a", "related": [{"message": "also", "path": "b"}]}
        ]

        """#)
    #expect(JSONStyle().text(for: []) == "[]\n")
  }

  @Test func `D13: whatever a message quotes, the text is JSON and nothing in it is raw`() throws {
    var generator = SeededGenerator(seed: 20_261_122)
    for _ in 0..<500 {
      let scalars = (0..<20).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0...0x2100, using: &generator))
      }
      let message = String(String.UnicodeScalarView(scalars))
      let text = JSONStyle().text(for: [
        Diagnostic(RuleID("r"), .note, message, at: SourcePlace(wholeOf: "a"))
      ])
      let objects = try JSONDecoder().decode([[String: String]].self, from: Data(text.utf8))
      #expect(objects.first?["message"]?.unicodeScalars.elementsEqual(scalars) == true)
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
      #expect(!text.contains("<") && !text.contains("\u{2028}"))
    }
  }
}
