import Diagnostics
import TestSupport
import Testing

@testable import Documents

/// Fields are read in two ways: the many that are written simply without libyaml, all others with it.
///
/// A comment in front of them makes the second read what the first would have read.
@Suite struct PlainFieldsTests {
  @Test func `simple fields mean what libyaml makes of them`() {
    for text in [
      "title: A", "title: A\n", "title: A b  c \ndate: 2026-01-01\n", "title:   A\n\n\nlang: de\n",
      "title: \"A: b\"\ndescription: 'It is, #1'\n", "title: \"\"\n", "title: ''\n",
      "tags: [a]\n", "tags: [a, b c,d-e , f's]\nslug: x\n", "tags: [ a ]",
      "url: https://a.b/c?d#e\n",
      "draft: true\n", "title: null\n", "title: (a) [b] {c} & d\n", "title: a#b\n", "title: a:b\n",
      "title: a\u{2028}b\n", "title: a\u{85}b\n", "title: a\u{FEFF}b\n", "title: Über „uns“ – é\n",
      "tags: [übung, día]\n", "a-b_c: .5\n", "a: /x/\n",
    ] {
      expectSame(text)
      #expect(isReadPlainly(text), "\(text.debugDescription) went to libyaml")
    }
  }

  @Test func `what is not simple is left to libyaml`() {
    for text in [
      "title: A\ntitle: B\n", "title: a: b\n", "title: a:\n", "title: a #b\n", "title:\n",
      "title: \n",
      "title: a\n  b\n", "title: a\n- b\n", "tags:\n  - a\n", "tags: [a, b\n", "tags: [a,, b]\n",
      "tags: []\n", "tags: [a, ]\n", "tags: [a: b]\n", "tags: [a] b\n", "tags: [\"a\"]\n",
      "title: \"a\\tb\"\n", "title: \"a\" b\n", "title: 'a''b'\n", "title: \"a\nb\"\n",
      "title: 'a\n",
      "title: &a b\n", "title: *a\n", "title: !a b\n", "title: @a\n", "title: `a`\n", "title: %a\n",
      "title: - a\n", "title: ? a\n", "title: > a\n", "title: |\n  a\n", "title: {a: b}\n",
      "title : a\n", "title:a\n", " title: a\n", "\ttitle: a\n", "title:\ta\n", "title: a\tb\n",
      "title: a\r\nlang: de\r\n", "# a\ntitle: b\n", "--- \ntitle: a\n", "title: a\n...\n", "a",
      "[a]",
      "title: ~\n", "'title': a\n", "título: á\n",
    ] {
      expectSame(text)
      #expect(!isReadPlainly(text), "\(text.debugDescription) did not go to libyaml")
    }
  }

  @Test func `random fields mean what libyaml makes of them`() {
    let pieces = [
      "a", "b1", "Zü", " ", "  ", ": ", ":", "#", " #", "[", "]", ", ", ",", "\"", "'", "-", "- ",
      "\n",
      "\n", "\\", "/", ".", "(", ")", "&", "*", "!", "?", "|", ">", "%", "@", "`", "{", "}", "~",
      "_",
      "\t", "é", "“", "\u{2028}", "title: ", "tags: [", "]\n", "date: 2026-01-01\n", "x: \"",
      "\"\n",
      "y: '", "'\n",
    ]
    var random = SeededGenerator(seed: 41)
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      guard expectSame(text) else { return }
    }
  }

  /// Whether a text is read without libyaml: else both sides of ``expectSame(_:)`` are the same reader.
  private func isReadPlainly(_ text: String) -> Bool {
    let file = SourceFile(path: "a.yaml", bytes: Array(text.utf8))
    var findings = Findings(in: file)
    let readable = ReadableText(file, 0..<file.bytes.count, into: &findings)
    return readable.bytes.withUnsafeBufferPointer { buffer in
      var fields = PlainFields(buffer, readable, .file)
      return fields.read() != nil
    }
  }

  /// Reads fields alone and with a comment in front of them, and expects the same of both.
  @discardableResult
  private func expectSame(_ text: String) -> Bool {
    let alone = reading(text)
    let behindComment = reading(text, behind: "# x\n")
    let isSame = alone == behindComment
    #expect(isSame, "\(text.debugDescription): \(alone) and \(behindComment)")
    return isSame
  }

  /// What a text means, with places from its own start on.
  private func reading(_ text: String, behind comment: String = "") -> String {
    let file = SourceFile(path: "a.yaml", bytes: Array((comment + text).utf8))
    var findings = Findings(in: file)
    let node = parseYAML(file, into: &findings)
    let problems = findings.diagnostics().map { problem in
      let span = problem.place.span
      return
        "\((span?.line ?? 0) - (comment.isEmpty ? 0 : 1)):\(span?.column ?? 0) \(problem.message)"
    }
    return "\(node.map { words($0, comment.utf8.count) } ?? "nothing") \(problems)"
  }

  private func words(_ node: YAMLNode, _ start: Int) -> String {
    func place(_ range: Range<Int>) -> String {
      "\(range.lowerBound - start)..<\(range.upperBound - start)"
    }
    return switch node.content {
    case .scalar(let text, let isPlain):
      "\(place(node.range)) \(isPlain ? "plain" : "quoted") \(text.debugDescription)"
    case .sequence(let nodes): "\(place(node.range)) \(nodes.map { words($0, start) })"
    case .mapping(let entries):
      "\(place(node.range)) \(entries.map { "\(place($0.keyRange)) \($0.key): \(words($0.value, start))" })"
    }
  }
}
