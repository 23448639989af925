import Buffers

/// Quotation marks and strikethrough, which open and close.
extension BodyWriter {
  /// Writes `"` or `'` as the language has it.
  mutating func writeQuotationMark(
    _ at: Int, _ end: Int, _ boundary: TextBoundary
  ) -> Int {
    let before = at > 0 ? neighbour(before: at, in: pending.bytes.elements) : block.previous
    let after =
      at + 1 < end ? neighbour(at: at + 1, in: pending.bytes.elements) : boundary.neighbour
    let (canOpen, canClose) = quotation(before: before, after: after)
    let start = html.count
    if pending.bytes[at] == UInt8(ascii: "'") {
      let isInWord = before == .letter && after == .letter
      if canClose, !isInWord, let opening = block.singleQuotes.popLast() {
        block.edits.append(
          HTMLEdit(position: opening, removed: apostrophe.count, inserted: marks.openSingle))
        html.append(marks.closeSingle)
      } else {
        // It may yet turn out to open a quotation; until then it is an apostrophe.
        if canOpen, !isInWord { block.singleQuotes.append(start) }
        html.append(apostrophe)
      }
    } else if canClose, block.doubleQuotes > 0 || !canOpen {
      block.doubleQuotes = max(0, block.doubleQuotes - 1)
      html.append(marks.closeDouble)
    } else if canOpen {
      block.doubleQuotes += 1
      html.append(marks.openDouble)
    } else {
      html.append("&quot;")
    }
    addRun(html: start..<html.count, source: pending.source(of: at..<at + 1), kind: .replaced)
    return at + 1
  }

  /// Writes `~~`, which strikes through what stands between two of them in the same element.
  mutating func writeStrike(
    _ at: Int, _ end: Int, _ boundary: TextBoundary
  ) -> Int? {
    var stop = at
    while stop < min(end, pending.pieceEnd(at: at)), pending.bytes[stop] == UInt8(ascii: "~") {
      stop += 1
    }
    guard stop - at == 2 else {
      emit(at..<max(stop, at + 1))
      return max(stop, at + 1)
    }
    let before = at > 0 ? neighbour(before: at, in: pending.bytes.elements) : block.previous
    let after = stop < end ? neighbour(at: stop, in: pending.bytes.elements) : boundary.neighbour
    let position = html.count
    html.append("~~")
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
