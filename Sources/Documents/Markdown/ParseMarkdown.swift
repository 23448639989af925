import Buffers
package import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns the stretch `range` of a file into HTML and all that others need of it.
///
/// Total: every sequence of bytes has a body, also one that is not UTF-8. A text beyond the limits
/// of ``MarkdownLimits`` is reported and has an empty one.
///
/// - Complexity: O(*n*) for ordinary text; libcmark 0.30 has shapes that cost more, up to seconds at
///   the limits.
package func parseMarkdown(
  _ file: SourceFile, in range: Range<Int>, options: MarkdownOptions, into findings: inout Findings,
  _ room: WritingRoom = WritingRoom()
) -> Body {
  var range = range.clamped(to: 0..<file.bytes.count)
  if file.bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) {
    range = range.lowerBound + 3..<range.upperBound
  }
  guard range.count <= MarkdownLimits.bytes else {
    findings.report(
      .textTooLong, .error,
      "this text is \(range.count) bytes long; \(MarkdownLimits.bytes) (2 MiB) is the most",
      at: nil, suggestion: "split it into several pages")
    return .empty
  }
  let lines = MarkdownLines(file.bytes, in: range)
  guard passesGuards(file.bytes, lines: lines, into: &findings) else { return .empty }
  let parse = MarkdownParse(
    file: file, range: range, repairsText: !isUTF8(file.bytes, in: range), options: options,
    room: room)
  return parse.body(lines, into: &findings)
}

/// Room for what is written of one text after the other.
///
/// A text is written here and kept in arrays of just its size: arrays that grew are a third too large,
/// and a site keeps ten thousand of them.
package final class WritingRoom {
  fileprivate var html = GrowingBuffer<UInt8>()
  fileprivate var holes = GrowingBuffer<Hole>()
  fileprivate var runs = GrowingBuffer<TextRun>()
  fileprivate var packedRuns = GrowingBuffer<UInt8>()
  fileprivate var links = GrowingBuffer<WrittenLink>()
  fileprivate var addresses = GrowingBuffer<UInt8>()
  fileprivate var pending = PendingText()
  /// The quotation marks of the language that was written last.
  private var marks: (language: String, marks: QuotationMarks)?

  /// Creates room that grows where a text needs more.
  package init() {}

  /// The quotation marks of a language, which is nearly always that of the text before.
  fileprivate func marks(of language: String) -> QuotationMarks {
    if let marks, marks.language == language { return marks.marks }
    let found = QuotationMarks(language: language)
    marks = (language, found)
    return found
  }

  /// Lends all of it to a writer, and takes it back the next time.
  fileprivate func exchange(with writer: inout BodyWriter) {
    swap(&writer.html, &html)
    swap(&writer.holes, &holes)
    swap(&writer.runs, &runs)
    swap(&writer.links, &links)
    swap(&writer.addresses, &addresses)
    swap(&writer.pending, &pending)
  }
}

/// One text on its way through the parser.
private struct MarkdownParse {
  let file: SourceFile
  let range: Range<Int>
  let repairsText: Bool
  let options: MarkdownOptions
  let room: WritingRoom

  func body(_ lines: MarkdownLines, into findings: inout Findings) -> Body {
    var scan =
      options.extensions ? LineScan(file.bytes, lines, takesUnindented: true) : LineScan()
    // What looked like a note and stands in code is given back and the text parsed again. Once is
    // enough for every text that anybody writes; in the end, whatever looks like a note stays text.
    for attempt in 0..<6 {
      let input = ParserInput(source: file.bytes, lines: lines, scan: scan)
      let tree = MarkdownTree(repairsText: repairsText) { input.feed($0, range) }
      let body: Body? = tree.read { document in
        guard let front = FrontNodes(of: document, input) else {
          // A line without indentation was taken for a note's that is none.
          if attempt == 0 {
            scan = LineScan(file.bytes, lines, takesUnindented: false)
          } else {
            scan.giveBack(Set(scan.notes.indices))
          }
          return nil
        }
        let mistaken = input.notesInCode(from: front.text)
        if mistaken.isEmpty { return write(front, input, into: &findings) }
        scan.giveBack(attempt < 4 ? mistaken : Set(scan.notes.indices))
        return nil
      }
      if let body { return body }
    }
    return .empty
  }

  private func write(_ front: FrontNodes, _ input: ParserInput, into findings: inout Findings)
    -> Body
  {
    var taken = Findings(in: file)
    swap(&taken, &findings)
    var writer = BodyWriter(
      input: input, front: front, options: options, marks: room.marks(of: options.language),
      findings: taken)
    taken = Findings(in: file)
    room.exchange(with: &writer)
    writer.begin(forTextOf: range.count)
    writer.writeSiblings(from: front.text)
    if options.extensions {
      writer.writeNotes(front.notes)
      writer.reportUnusedNotes()
    }
    let body = writer.finished(file, &room.packedRuns)
    room.exchange(with: &writer)
    findings = writer.findings
    return body
  }
}

/// A copy without room to grow: what a body keeps stays as it is.
private func exact<Element>(_ elements: [Element]) -> [Element] {
  elements.withUnsafeBufferPointer { Array($0) }
}

extension LineScan {
  /// Makes text again of what was taken for the definitions of notes.
  fileprivate mutating func giveBack(_ mistaken: Set<Int>) {
    for index in mistaken { colons.append(notes[index].label.upperBound) }
    colons.sort()
    notes = notes.indices.filter { !mistaken.contains($0) }.map { notes[$0] }
  }
}

extension GrowingBuffer<UInt8> {
  /// Whether there is a byte that UTF-8 never has and libcmark may have written.
  fileprivate var hasByteOfNoText: Bool {
    guard let base = elements.baseAddress else { return false }
    return memchr(base, 0xFE, count) != nil || memchr(base, 0xFF, count) != nil
  }
}

extension BodyWriter {
  /// Forgets the text before, and makes room for what a text usually becomes.
  fileprivate mutating func begin(forTextOf count: Int) {
    html.removeAll()
    html.reserveCapacity(count + count / 2 + 256)
    holes.removeAll()
    runs.removeAll()
    links.removeAll()
    addresses.removeAll()
    pending.removeAll()
  }

  /// What was written, with places for everything that has one.
  fileprivate mutating func finished(_ file: SourceFile, _ packing: inout GrowingBuffer<UInt8>)
    -> Body
  {
    guard !isRefused else { return .empty }
    // For `&#xFFFE;` and `&#xFFFF;`, which are no characters, libcmark writes a byte that is no text.
    if options.extensions, html.hasByteOfNoText {
      for index in 0..<html.count where html[index] >= 0xFE { html[index] = 0x20 }
    }
    var places = PlaceFinder(in: file.bytes, path: file.path, lines: input.lines.table(in: file))
    return Body(
      html: Array(html.elements), holes: Array(holes.elements),
      runs: PackedRuns(runs, &packing), headings: exact(headings),
      links: LinkList(links.elements, addresses: Array(addresses.elements), &places),
      citations: citations.map {
        Citation(
          key: $0.key, locator: $0.locator, number: $0.number, place: places.place(of: $0.range))
      },
      blocks: blocks.isEmpty ? [] : finishedBlocks(&places), anchors: exact(anchors),
      excerpt: excerpt.text(), wordCount: words)
  }
}
