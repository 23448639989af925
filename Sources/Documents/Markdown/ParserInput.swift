/// What the parser is given: the notes and the cells of tables first, then the text without them.
///
/// One parse for all three means that a link's address may be defined anywhere and used anywhere, and
/// that libcmark runs once for a page. In front stand a list with one item for each note and a
/// heading for each cell, because a heading holds exactly one line of inlines; a line `***` ends
/// them. In the text, the lines of notes are left empty, so that the lines below keep their numbers.
struct ParserInput {
  /// The source, with ``standIn`` for the colons that must not make link definitions.
  ///
  /// Offsets are those of the source.
  let source: [UInt8]
  /// The lines of the text.
  let lines: MarkdownLines
  /// What was found in the lines.
  let scan: LineScan
  /// The byte that stands for a colon; it occurs nowhere else in the text.
  let standIn: UInt8?
  /// What comes before the text.
  private(set) var front: [UInt8] = []
  /// Where the lines of ``front`` come from.
  private var frontLines: [FrontLine] = []

  private struct FrontLine {
    /// The line of the source.
    let line: Int
    /// What to add to a column, counted from zero, for an offset in the source.
    let base: Int
  }

  /// Prepares what the parser is given.
  init(source: [UInt8], lines: MarkdownLines, scan: LineScan) {
    self.lines = lines
    self.scan = scan
    if scan.colons.isEmpty {
      self.source = source
      standIn = nil
    } else {
      var patched = source
      standIn = unusedControl(source)
      if let standIn {
        for colon in scan.colons { patched[colon] = standIn }
      }
      self.source = patched
    }
    guard !scan.notes.isEmpty || !scan.cells.isEmpty else { return }
    for note in scan.notes { appendNote(note) }
    for cell in scan.cells { appendCell(cell) }
    front += Array("***\n".utf8)
    frontLines.append(FrontLine(line: 0, base: 0))
  }

  /// The number of lines that come before the text.
  var frontCount: Int { frontLines.count }

  /// Hands everything to the parser.
  func feed(_ feed: MarkdownFeed, _ range: Range<Int>) {
    guard !front.isEmpty else {
      feed.append(source[range])
      return
    }
    feed.append(front[...])
    var at = range.lowerBound
    for note in scan.notes {
      feed.append(source[at..<lines.starts[note.lines.lowerBound]])
      // A space keeps the break from becoming one with a return in front of it.
      for _ in note.lines { feed.append([0x20, 0x0A]) }
      at = lines.endWithBreak(of: note.lines.upperBound - 1)
    }
    feed.append(source[at..<range.upperBound])
  }

  /// The line of the source that is a line of the parser's, both counted from their own start.
  func sourceLine(ofParserLine line: Int) -> Int {
    if line <= frontLines.count { return line >= 1 ? frontLines[line - 1].line : 0 }
    return min(line - frontLines.count - 1, max(0, lines.count - 1))
  }

  /// The offset in the source of a place of the parser's; both its numbers are counted from one.
  func offset(ofParserLine line: Int, column: Int) -> Int {
    if line >= 1, line <= frontLines.count {
      return min(max(frontLines[line - 1].base + column - 1, 0), lines.end)
    }
    let line = sourceLine(ofParserLine: line)
    guard line < lines.count else { return lines.end }
    return min(max(lines.starts[line] + column - 1, 0), lines.end)
  }

  private mutating func appendNote(_ note: NoteDefinition) {
    guard let start = note.textStart else {
      front += Array("+\n\n".utf8)
      for _ in 0..<2 {
        frontLines.append(FrontLine(line: note.lines.lowerBound, base: note.label.lowerBound))
      }
      return
    }
    // The mark of the item takes four columns, so that the lines below may stay as they are, tabs
    // and all. A plus, because dashes and stars could make a rule of a text that begins with one.
    for line in note.textLine..<note.lines.upperBound {
      let content = lines.content(of: line, in: source)
      if line == note.textLine {
        front += Array("+   ".utf8)
        front += source[start..<content.upperBound]
        frontLines.append(FrontLine(line: line, base: start - 4))
      } else {
        front += source[content]
        frontLines.append(FrontLine(line: line, base: content.lowerBound))
      }
      front.append(0x0A)
    }
    front.append(0x0A)
    frontLines.append(FrontLine(line: note.lines.upperBound - 1, base: start))
  }

  private mutating func appendCell(_ cell: Range<Int>) {
    front.append(UInt8(ascii: "#"))
    front.append(0x20)
    front += source[cell]
    // The closing mark keeps one that the cell ends with.
    front.append(0x20)
    front.append(UInt8(ascii: "#"))
    front.append(0x0A)
    frontLines.append(FrontLine(line: lines.line(at: cell.lowerBound), base: cell.lowerBound - 2))
  }
}

/// A control character that a text does not contain, neither as it is nor as an entity.
private func unusedControl(_ source: [UInt8]) -> UInt8? {
  var seen: UInt32 = 0
  for (index, byte) in source.enumerated() {
    if byte < 32 {
      seen |= 1 << UInt32(byte)
    } else if byte == UInt8(ascii: "#"), index > 0, source[index - 1] == UInt8(ascii: "&"),
      let number = entityNumber(source[(index + 1)...]), number < 32
    {
      seen |= 1 << UInt32(number)
    }
  }
  // Not those that are white space.
  return (UInt8(1)...31).first { !(9...13).contains($0) && seen & 1 << UInt32($0) == 0 }
}

/// The number that `&#` begins, decimal or after an `x`; `nil` for one above all that matter here.
private func entityNumber(_ bytes: ArraySlice<UInt8>) -> Int? {
  var digits = bytes
  let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
  if isHexadecimal { digits = digits.dropFirst() }
  var number = 0
  for byte in digits {
    guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, isHexadecimal || digit < 10
    else { break }
    number = number * (isHexadecimal ? 16 : 10) + digit
    if number > 255 { return nil }
  }
  return number
}
