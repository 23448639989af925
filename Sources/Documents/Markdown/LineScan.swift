/// What the lines of a text hold that plain CommonMark would lose or misread.
///
/// libcmark takes `[^1]: https://…` for the address of a link and drops it, lets emphasis run from
/// one cell of a table into the next, and makes code of a note's second paragraph. So one pass over
/// the lines, before the parser, finds the definitions of notes and the rows of tables. It does not
/// know blocks: what it finds inside of code is told from the tree afterwards and given back.
struct LineScan {
  /// The definitions of notes, in order.
  var notes: [NoteDefinition] = []
  /// What may be tables, in order.
  var tables: [TableSource] = []
  /// The cells of all tables, row after row.
  var cells: [Range<Int>] = []
  /// Offsets of the colons that would make a link definition of a reserved label, ascending.
  var colons: [Int] = []
  /// Ids that headings ask for with `{#…}`; some may stand in code, which does no harm.
  var customIDs: Set<String> = []

  /// Nothing found.
  init() {}

  /// Reads the lines of a text.
  ///
  /// With `takesUnindented`, a line without indentation may go on with the paragraph of the note
  /// above it.
  ///
  /// - Complexity: O(*n*).
  init(_ source: [UInt8], _ lines: MarkdownLines, takesUnindented: Bool) {
    var tableEnd = 0
    for line in 0..<lines.count {
      let content = lines.content(of: line, in: source)
      var at = content.lowerBound
      while at < content.upperBound, isBlank(source[at]) { at += 1 }
      guard at < content.upperBound else { continue }
      readCustomID(source, content)
      // A line that belongs to the note above it cannot begin one: no line is two notes'.
      if source[at] == UInt8(ascii: "["), line >= notes.last?.lines.upperBound ?? 0,
        !isNoteIndentation(source, content.lowerBound),
        let label = noteLabel(source, at..<content.upperBound)
      {
        notes.append(
          NoteDefinition(source, lines, line: line, label: label, takesUnindented: takesUnindented))
      } else {
        at = skippingContainers(source, at..<content.upperBound).at
        guard at < content.upperBound else { continue }
        switch source[at] {
        case UInt8(ascii: "["):
          if let colon = reservedColon(source, lines, at: at, line: line) { colons.append(colon) }
        case UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "-"):
          guard line > 0, line > tableEnd || tableEnd == 0 else { continue }
          if let end = readTable(source, lines, delimiters: at..<content.upperBound, line: line) {
            tableEnd = end
          }
        default: break
        }
      }
    }
    // The text of a note may itself begin with a reserved label, also in a quotation or a list.
    for note in notes {
      guard let start = note.textStart, note.textLine == note.lines.lowerBound else { continue }
      let end = lines.content(of: note.textLine, in: source).upperBound
      let at = skippingContainers(source, start..<end).at
      guard at < end, source[at] == UInt8(ascii: "["),
        let colon = reservedColon(source, lines, at: at, line: note.textLine)
      else { continue }
      colons.append(colon)
    }
    colons.sort()
  }

  /// Notes the `{#id}` that a line ends with.
  private mutating func readCustomID(_ source: [UInt8], _ content: Range<Int>) {
    var end = content.upperBound
    while end > content.lowerBound, isBlank(source[end - 1]) || source[end - 1] == UInt8(ascii: "#")
    {
      end -= 1
    }
    guard end > content.lowerBound, source[end - 1] == UInt8(ascii: "}") else { return }
    var start = end - 1
    while start > content.lowerBound, source[start] != UInt8(ascii: "{") { start -= 1 }
    guard start + 2 < end, source[start] == UInt8(ascii: "{"),
      source[start + 1] == UInt8(ascii: "#")
    else { return }
    customIDs.insert(text(source[start + 2..<end - 1]))
  }
}

/// The bytes behind white space, quotation marks and list marks, and how many were quotation marks.
func skippingContainers(_ source: [UInt8], _ range: Range<Int>) -> (at: Int, quotes: Int) {
  var at = range.lowerBound
  var quotes = 0
  while at < range.upperBound {
    if isBlank(source[at]) {
      at += 1
    } else if let end = containerMark(source, at, range.upperBound) {
      if source[at] == UInt8(ascii: ">") { quotes += 1 }
      at = end
    } else {
      break
    }
  }
  return (at, quotes)
}

/// The colon of a link definition whose label is reserved, if one begins at `at`.
///
/// `[^…]` is a note, `[@…]` a citation, `[!…]` a callout and `[x]` a task that is done: a definition
/// of that name would turn all of them into links without a word.
private func reservedColon(_ source: [UInt8], _ lines: MarkdownLines, at start: Int, line: Int)
  -> Int?
{
  // A label holds at most 999 bytes, so that is as far as one needs to look.
  let limit = min(lines.end, start + 1_010)
  var at = start + 1
  while at < limit, isSpace(source[at]) || source[at] == UInt8(ascii: ">") { at += 1 }
  guard at < limit else { return nil }
  let first = source[at]
  var isReserved =
    first == UInt8(ascii: "^") || first == UInt8(ascii: "@") || first == UInt8(ascii: "!")
  if first | 0x20 == UInt8(ascii: "x") {
    var after = at + 1
    while after < limit, isSpace(source[after]) { after += 1 }
    isReserved = after < limit && source[after] == UInt8(ascii: "]")
  }
  guard isReserved else { return nil }
  while at < limit, source[at] != UInt8(ascii: "]") {
    if source[at] == UInt8(ascii: "[") { return nil }
    if source[at] == UInt8(ascii: "\\") { at += 1 }
    at += 1
  }
  guard at + 1 < limit, source[at + 1] == UInt8(ascii: ":") else { return nil }
  return at + 1
}
