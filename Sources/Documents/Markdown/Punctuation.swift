/// Quotation marks and strikethrough, which open and close.
extension BodyWriter {
  /// Writes `"` or `'` as the language has it.
  mutating func writeQuotationMark(
    _ text: inout PendingText, _ at: Int, _ end: Int, _ boundary: TextBoundary
  ) -> Int {
    let before = at > 0 ? neighbour(before: at, in: text.bytes) : block.previous
    let after = at + 1 < end ? neighbour(at: at + 1, in: text.bytes) : boundary.neighbour
    let (canOpen, canClose) = quotation(before: before, after: after)
    let start = html.count
    if text.bytes[at] == UInt8(ascii: "'") {
      let isInWord = before == .letter && after == .letter
      if canClose, !isInWord, let opening = block.singleQuotes.popLast() {
        block.edits.append(
          HTMLEdit(position: opening, removed: apostrophe.count, inserted: marks.openSingle))
        html += marks.closeSingle
      } else {
        // It may yet turn out to open a quotation; until then it is an apostrophe.
        if canOpen, !isInWord { block.singleQuotes.append(start) }
        html += apostrophe
      }
    } else if canClose, block.doubleQuotes > 0 || !canOpen {
      block.doubleQuotes = max(0, block.doubleQuotes - 1)
      html += marks.closeDouble
    } else if canOpen {
      block.doubleQuotes += 1
      html += marks.openDouble
    } else {
      append("&quot;", to: &html)
    }
    addRun(html: start..<html.count, source: text.source(of: at..<at + 1), kind: .replaced)
    return at + 1
  }

  /// Writes `~~`, which strikes through what stands between two of them in the same element.
  mutating func writeStrike(
    _ text: inout PendingText, _ at: Int, _ end: Int, _ boundary: TextBoundary
  ) -> Int? {
    var stop = at
    while stop < min(end, text.pieceEnd(at: at)), text.bytes[stop] == UInt8(ascii: "~") {
      stop += 1
    }
    guard stop - at == 2 else {
      emit(&text, at..<max(stop, at + 1))
      return max(stop, at + 1)
    }
    let before = at > 0 ? neighbour(before: at, in: text.bytes) : block.previous
    let after = stop < end ? neighbour(at: stop, in: text.bytes) : boundary.neighbour
    let position = html.count
    append("~~", to: &html)
    // What opened outside of this element cannot end inside of it.
    if before != .space, block.strikes.count > block.strikeBases.last ?? 0,
      let start = block.strikes.popLast()
    {
      block.edits.append(HTMLEdit(position: start, removed: 2, inserted: Array("<del>".utf8)))
      block.edits.append(HTMLEdit(position: position, removed: 2, inserted: Array("</del>".utf8)))
    } else if after != .space {
      block.strikes.append(position)
    }
    return stop
  }
}

private let apostrophe = Array("’".utf8)
