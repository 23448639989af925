import Buffers
import Diagnostics

extension RuleID {
  /// A table that is too wide, or stands where it is not seen as one.
  static let tableForm = RuleID("table-form")
  /// A row with more cells than the table has columns.
  static let extraCells = RuleID("extra-cells")
}

extension BodyWriter {
  /// Writes the table that a paragraph is; says no, and writes nothing, when it is none.
  mutating func writeTable(_ node: MarkdownNode) -> Bool {
    guard !input.scan.tables.isEmpty, !cursor.isLost else { return false }
    let first = input.sourceLine(ofParserLine: node.startLine)
    let last = max(first, input.sourceLine(ofParserLine: node.endLine))
    guard let index = tableIndex(from: first, to: last) else { return false }
    let table = input.scan.tables[index]
    guard table.line < last else { return false }
    guard table.start == cursor.at else {
      if table.start > cursor.at {
        findings.report(
          .tableForm, .warning, "this table is not seen as one, because text stands above it",
          at: input.lines.trimmed(table.line, in: input.source),
          suggestion: "leave an empty line above the table")
      }
      return false
    }
    guard !table.isTooWide else {
      findings.report(
        .tableForm, .error,
        "this table has \(table.columns.count) columns; \(MarkdownLimits.columns) is the most",
        at: input.lines.trimmed(table.line, in: input.source),
        suggestion: "make several tables of it")
      return false
    }
    startLine()
    // A table wider than a telephone is scrolled, by keyboard too, which needs a place in the order
    // of the page and a name.
    html.append("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"")
    holes.append(Hole(position: html.count, kind: .label(.table)))
    html.append("\">\n<table>\n<thead>\n")
    writeRow(table, table.rows[0], isHead: true, room: .max)
    html.append("</thead>\n")
    let rows = table.rows.dropFirst().prefix { $0.line <= last }
    if !rows.isEmpty { html.append("<tbody>\n") }
    var room = 10_000
    for row in rows where !isRefused {
      writeRow(table, row, isHead: false, room: room)
      room -= table.columns.count - row.cells.count
    }
    if !rows.isEmpty { html.append("</tbody>\n") }
    html.append("</table>\n</div>\n")
    return true
  }

  /// The first table whose head stands in some lines.
  private func tableIndex(from first: Int, to last: Int) -> Int? {
    let tables = input.scan.tables
    var low = 0
    var high = tables.count
    while low < high {
      let middle = (low + high) / 2
      if tables[middle].line < first { low = middle + 1 } else { high = middle }
    }
    return low < tables.count && tables[low].line <= last ? low : nil
  }

  /// Writes a row; one with too few cells is filled up as long as there is room.
  ///
  /// A hundred columns and fifty thousand short rows would else be five million cells.
  private mutating func writeRow(
    _ table: TableSource, _ row: TableSource.Row, isHead: Bool, room: Int
  ) {
    html.append("<tr>\n")
    for (column, alignment) in table.columns.enumerated() {
      let cell = row.cells.lowerBound + column
      guard cell < row.cells.upperBound || column < room else { break }
      html.append(isHead ? "<th scope=\"col\"" : "<td")
      switch alignment {
      case .none: html.append(">")
      case .left: html.append(" class=\"align-left\">")
      case .center: html.append(" class=\"align-center\">")
      case .right: html.append(" class=\"align-right\">")
      }
      if cell < row.cells.upperBound, cell < cellNodes.count {
        let node = cellNodes[cell]
        beginBlock(node, cell: input.scan.cells[cell])
        writeChildren(of: node)
        endBlock(node)
      }
      html.append(isHead ? "</th>\n" : "</td>\n")
    }
    html.append("</tr>\n")
    if let extra = row.extra {
      let count = table.columns.count
      findings.report(
        .extraCells, .warning,
        "this row has more cells than the table has columns (\(count)), and the rest is left out",
        at: extra,
        suggestion: "take cells out, or write `\\|` where a pipe is part of the text")
    }
  }
}
