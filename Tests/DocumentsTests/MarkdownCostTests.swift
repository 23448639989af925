import Diagnostics
import Documents
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Class `markdown-cost`: what a text costs grows with its size and with nothing else.
@Suite(.serialized) struct MarkdownCostTests {
  #if DEBUG
    private static let largest = 1 << 16
    private static let limit = 6.0
  #else
    private static let largest = 2 << 20
    private static let limit = 4.0
  #endif

  /// Seconds of processor time of this thread, which other tests do not disturb much.
  private func cost(_ text: [UInt8], _ options: MarkdownOptions = MarkdownOptions()) -> Double {
    let file = SourceFile(path: "a.md", bytes: text)
    let time = processorTime {
      var findings = Findings(in: file)
      _ = parseMarkdown(file, in: 0..<text.count, options: options, into: &findings)
      _ = findings.diagnostics()
    }
    return time / .seconds(1)
  }

  @Test(arguments: HostileShape.all)
  func `twice the text costs at most 2.6 times as much`(_ shape: HostileShape) {
    // Small enough for the memory that is kept from one text to the next: beyond it, new memory costs
    // a page fault for every 4 KiB, once and not twice as much for twice the text.
    var size = 2_000
    while size < 1 << 16, cost(shape.text(size)) < 0.0004 { size *= 2 }
    // The best of many short rounds, because other work on the machine only ever adds time; a shape
    // that is not linear stays so.
    let (small, large) = (shape.text(size), shape.text(size * 2))
    var once = Double.infinity
    var twice = Double.infinity
    for round in 0..<100 {
      once = min(once, cost(small))
      twice = min(twice, cost(large))
      if round >= 4, twice <= once * 2.6 { return }
    }
    #expect(twice <= once * 2.6, "\(shape.name): \(twice / once) times at \(size) bytes")
  }

  @Test(arguments: HostileShape.all)
  func `no text within the limits takes long`(_ shape: HostileShape) {
    #expect(cost(shape.text(Self.largest)) < Self.limit)
  }

  @Test(arguments: HostileShape.all)
  func `plain CommonMark is no dearer`(_ shape: HostileShape) {
    #expect(cost(shape.text(Self.largest / 4), MarkdownOptions(extensions: false)) < Self.limit)
  }

  @Test func `G13: a quotation nested 25,000 deep is refused`() {
    let converted = Converted(repeated("> ", 50_000) + [0x61])
    #expect(converted.diagnostics.map(\.rule.rawValue) == ["too-many-markers"])
    #expect(converted.body.html.isEmpty)
  }

  @Test func `G27: a callout nested 10,000 deep is refused`() {
    let converted = Converted(repeated("> ", 20_000) + Array("[!NOTE]\n".utf8))
    #expect(converted.diagnostics.map(\.rule.rawValue) == ["too-many-markers"])
  }

  @Test func `G05: a list built 1,000 deep by indentation is refused`() {
    var text: [UInt8] = []
    for depth in 0..<1_000 { text += repeated(" ", max(1, depth * 2)) + Array("- a\n".utf8) }
    text += repeated("\n", 49_000)
    #expect(Converted(text).diagnostics.map(\.rule.rawValue) == ["too-much-indentation"])
  }

  @Test func `G25: notes in a circle are each shown once`() {
    let count = 5_000
    let text =
      "[^0]\n\n" + (0..<count).map { "[^\($0)]: a[^\(($0 + 1) % count)]\n" }.joined()
    let converted = Converted(text)
    #expect(converted.problems == [])
    #expect(converted.body.anchors.count == 1 + 2 * count + 1)
    #expect(Set(converted.body.anchors).count == converted.body.anchors.count)
  }

  @Test func `G26: equal headings are numbered without a search`() {
    let headings = Converted(repeated("## a\n", 50_000)).body.headings
    #expect(headings.count == 10_000)
    #expect(headings.last?.id == "a-10000")
  }

  @Test func `short rows of a wide table are not filled up without end`() {
    let text =
      repeated("a|", 198) + [0x0A] + repeated("-|", 198) + [0x0A] + repeated("b\n", 20_000)
    #expect(Converted(text).html.utf8.count < 3_000_000)
  }
}
