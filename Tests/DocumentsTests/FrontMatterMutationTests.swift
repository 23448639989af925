import Diagnostics
import Documents
import TestSupport
import Testing

/// Front matter that chance has broken: nothing traps, and every place lies in the file.
@Suite struct FrontMatterMutationTests {
  private static let sources = [
    """
    ---
    title: "Sleeping: well"
    date: 2026-01-31 10:00:00.5 +02:00
    description: >-
      What helps,
      ün peu 🎈
    tags: [a, 'b', "c\\u00e9"]
    draft: false
    extra: {deep: [1, {x: ~}], more: |
      text }
    ---
    Body
    """,
    "---\r\ntitle: A # b\rdate: 2026-11-22\nextra:\n  - a\n  - b: &x c\n    d: *x\n  - !t e\n  - ? f\n---\n",
    "\u{FEFF}---\ntitle: '\u{2028}\u{1B}'\n<<: {a: b}\n%TAG ! x\n---\n...\n---\n",
  ]
  private static let pieces: [[UInt8]] =
    [
      "---", "...", "\n", "\r", "\t", ": ", "- ", "\"", "'", "[", "]", "{", "}", "#", "&a ", "*a ",
      "!t ",
      "? ", "| ", "> ", "<<", "%", "\\", "\\u12", "ü", "\u{2028}", "\0", "\u{FFFE}", "date: ",
      "2026",
      "title: ", "  ", ",", "~",
    ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0xAF], [0xE2, 0x80], [0x93], [0xFF, 0xFE]]

  @Test(arguments: 0..<8)
  func `E: broken front matter is told inside the file`(_ seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    for round in 0..<700 {
      var bytes = Array(Self.sources[Int(seed) % Self.sources.count].utf8)
      for _ in 0..<Int.random(in: 1...6, using: &numbers) { mutate(&bytes, &numbers) }
      let file = SourceFile(path: "a.md", bytes: bytes)
      var findings = Findings(in: file)
      let kind: DocumentKind = Bool.random(using: &numbers) ? .article : .page
      let (values, body) = parseFrontMatter(of: file, as: kind, into: &findings)
      _ = parseYAML(file, into: &findings)
      let wrong =
        misplaced(findings, in: bytes) || body.upperBound != bytes.count
        || body.lowerBound < 0 || !isInside(values, bytes.count)
      #expect(!wrong, "seed \(seed), round \(round): \(bytes)")
      #expect(firstInvalidUTF8(in: Array(bytes[body]), from: 0) == nil)
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ numbers: inout SeededGenerator) {
    let at = Int.random(in: 0...bytes.count, using: &numbers)
    switch Int.random(in: 0..<4, using: &numbers) {
    case 0: bytes.insert(contentsOf: Self.pieces.randomElement(using: &numbers) ?? [], at: at)
    case 1:
      let end = min(bytes.count, at + Int.random(in: 1...12, using: &numbers))
      bytes.removeSubrange(at..<end)
    case 2:
      if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &numbers) }
    default:
      let end = min(bytes.count, at + Int.random(in: 1...30, using: &numbers))
      bytes.insert(
        contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &numbers))
    }
  }

  /// The lines as an editor shows them: LF, CRLF and a lone CR end one.
  private func lines(of bytes: [UInt8]) -> [String] {
    var lines: [[UInt8]] = [[]]
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0D || byte == 0x0A && (index == 0 || bytes[index - 1] != 0x0D) {
        lines.append([])
      } else if byte != 0x0A {
        lines[lines.count - 1].append(byte)
      }
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  private func misplaced(_ findings: Findings, in bytes: [UInt8]) -> Bool {
    let lines = lines(of: bytes)
    return findings.diagnostics().contains { diagnostic in
      let places = [diagnostic.place] + diagnostic.related.map(\.place)
      return places.contains {
        guard let span = $0.span else { return false }
        guard (1...lines.count).contains(span.line) else { return true }
        let line = lines[span.line - 1]
        // One more than its characters is the place behind a line.
        return span.column < 1 || span.column + span.length > line.count + 2
      } || diagnostic.message.isEmpty || diagnostic.message.contains("expected")
    }
  }

  private func isInside(_ values: FrontMatter, _ count: Int) -> Bool {
    var ranges = values.tags.map(\.range)
    ranges += [values.title?.range, values.slug?.range, values.description?.range].compactMap { $0 }
    ranges += [values.date?.range, values.updated?.range, values.isDraft?.range].compactMap { $0 }
    ranges += [values.extra?.range, values.title?.keyRange, values.extra?.keyRange].compactMap {
      $0
    }
    return ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= count }
  }

  @Test func `E: doubling what is slow to read costs at most about twice as much`() {
    let shapes = [
      "[", "{a: ", "- ", "'", "\"\\", "a: ", "*a ", "&a ", "? ", "\n ", "a\n", "# \n", ", ",
      "\u{2028}", "- - a\n", "a: |\n", "[*a,", "ü", "\0",
    ]
    for shape in shapes {
      func time(_ count: Int) -> Duration {
        let text = file(String(repeating: shape, count: count / shape.utf8.count), "site.yaml")
        return processorTime {
          var findings = Findings(in: text)
          _ = parseYAML(text, into: &findings)
          _ = findings.diagnostics()
        }
      }
      // The best of several, because other work on the machine only ever adds time.
      var (small, large) = (time(50_000), time(100_000))
      for _ in 0..<20 where large > small * 2.6 {
        (small, large) = (min(small, time(50_000)), min(large, time(100_000)))
      }
      #expect(large <= small * 2.6, "\(shape.debugDescription) \(small) \(large)")
    }
  }
}
