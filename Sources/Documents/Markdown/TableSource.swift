/// Which way the cells of a column lean.
enum ColumnAlignment {
  case none, left, center, right
}

/// Where the cells of a table stand in the source.
struct TableSource {
  /// One row: its line, its cells in ``LineScan/cells``, and what stands beyond the last column.
  struct Row {
    let line: Int
    let cells: Range<Int>
    let extra: Range<Int>?
  }

  /// The line of the head; the line below it says how the columns lean.
  let line: Int
  /// Where the text of the head begins, behind the marks of lists and quotations.
  let start: Int
  /// The columns.
  let columns: [ColumnAlignment]
  /// The head, and the rows of the body.
  var rows: [Row]
  /// Whether there are more columns than a table may have; then no rows were read.
  let isTooWide: Bool
}

extension LineScan {
  /// Reads a table whose line of dashes is `delimiters`, if it is one; returns its last line.
  mutating func readTable(
    _ source: [UInt8], _ lines: MarkdownLines, delimiters: Range<Int>, line: Int
  ) -> Int? {
    guard let columns = columnAlignments(source, delimiters) else { return nil }
    let head = lines.content(of: line - 1, in: source)
    let (start, quotes) = skippingContainers(source, head)
    guard start < head.upperBound else { return nil }
    let isTooWide = columns.count > MarkdownLimits.columns
    var table = TableSource(
      line: line - 1, start: start, columns: columns, rows: [], isTooWide: isTooWide)
    let firstCell = cells.count
    let (count, _) = appendCells(source, start..<head.upperBound, limit: columns.count)
    guard count == columns.count else {
      cells.removeSubrange(firstCell...)
      return nil
    }
    guard !isTooWide else {
      cells.removeSubrange(firstCell...)
      tables.append(table)
      return line
    }
    table.rows.append(TableSource.Row(line: line - 1, cells: firstCell..<cells.count, extra: nil))
    var next = line + 1
    while next < lines.count {
      let content = lines.content(of: next, in: source)
      let start = skippingQuotes(source, content, upTo: quotes)
      guard start < content.upperBound else { break }
      let first = cells.count
      let (_, extra) = appendCells(source, start..<content.upperBound, limit: columns.count)
      table.rows.append(TableSource.Row(line: next, cells: first..<cells.count, extra: extra))
      next += 1
    }
    tables.append(table)
    return next - 1
  }

  /// Appends up to `limit` cells of a row; returns how many it has, and what stands beyond them.
  private mutating func appendCells(_ source: [UInt8], _ row: Range<Int>, limit: Int) -> (
    count: Int, extra: Range<Int>?
  ) {
    var end = row.upperBound
    while end > row.lowerBound, isBlank(source[end - 1]) { end -= 1 }
    var at = row.lowerBound
    if at < end, source[at] == UInt8(ascii: "|") { at += 1 }
    var count = 0
    while at < end {
      var stop = at
      while stop < end, source[stop] != UInt8(ascii: "|") {
        // A pipe behind a backslash is a letter of the cell.
        stop += source[stop] == UInt8(ascii: "\\") && stop + 1 < end ? 2 : 1
      }
      count += 1
      if count > limit { return (count, trimmed(source, at..<end)) }
      cells.append(trimmed(source, at..<stop))
      at = stop + 1
    }
    return (count, nil)
  }
}

private func trimmed(_ source: [UInt8], _ range: Range<Int>) -> Range<Int> {
  var start = range.lowerBound
  var end = range.upperBound
  while start < end, isBlank(source[start]) { start += 1 }
  while end > start, isBlank(source[end - 1]) { end -= 1 }
  return start..<end
}

/// The offset behind white space and at most `limit` quotation marks.
func skippingQuotes(_ source: [UInt8], _ range: Range<Int>, upTo limit: Int) -> Int {
  var at = range.lowerBound
  var quotes = 0
  while at < range.upperBound {
    if isBlank(source[at]) {
      at += 1
    } else if source[at] == UInt8(ascii: ">"), quotes < limit {
      quotes += 1
      at += 1
    } else {
      break
    }
  }
  return at
}

/// What a line of dashes, colons and pipes says about columns; `nil` when it says something else.
private func columnAlignments(_ source: [UInt8], _ range: Range<Int>) -> [ColumnAlignment]? {
  var columns: [ColumnAlignment] = []
  var hasPipe = false
  var at = range.lowerBound
  func skipBlanks() {
    while at < range.upperBound, isBlank(source[at]) { at += 1 }
  }
  func take(_ byte: UInt8) -> Bool {
    guard at < range.upperBound, source[at] == byte else { return false }
    at += 1
    return true
  }
  if take(UInt8(ascii: "|")) { hasPipe = true }
  skipBlanks()
  while at < range.upperBound {
    let isLeft = take(UInt8(ascii: ":"))
    guard take(UInt8(ascii: "-")) else { return nil }
    while take(UInt8(ascii: "-")) {}
    let isRight = take(UInt8(ascii: ":"))
    columns.append(isLeft ? (isRight ? .center : .left) : isRight ? .right : .none)
    skipBlanks()
    guard at < range.upperBound else { break }
    guard take(UInt8(ascii: "|")) else { return nil }
    hasPipe = true
    skipBlanks()
  }
  return hasPipe ? columns : nil
}
