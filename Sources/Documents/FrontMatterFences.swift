/// Where front matter begins and ends in a file, if it does.
enum FrontMatterFences {
  /// The line that opens it, the bytes between the two lines, and where the text behind it begins.
  case closed(opening: Range<Int>, fields: Range<Int>, bodyStart: Int)
  /// A line opens it and none closes it.
  case unclosed(opening: Range<Int>)
  /// The file has none.
  case none

  /// Looks for `---` in the first line of a stretch, and for the next line that is `---` or `...`.
  ///
  /// Above the first `---` there may be empty lines, so that they can be reported; but then only what
  /// has a closing line and a colon in between is front matter and not a line across the page.
  init(in bytes: [UInt8], _ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start].isSpace { start += 1 }
    while start > range.lowerBound, !bytes[start - 1].isLineBreak { start -= 1 }
    let isFirst = start == range.lowerBound
    let opening = start..<min(start + 3, range.upperBound)
    let fieldsStart = endOfLine(at: start, in: bytes, before: range.upperBound)
    guard Self.isFence(bytes, start..<fieldsStart, of: UInt8(ascii: "-")) else {
      self = .none
      return
    }
    var line = fieldsStart
    while line < range.upperBound {
      let next = endOfLine(at: line, in: bytes, before: range.upperBound)
      if Self.isFence(bytes, line..<next, of: UInt8(ascii: "-"))
        || Self.isFence(bytes, line..<next, of: UInt8(ascii: "."))
      {
        guard isFirst || bytes[fieldsStart..<line].contains(UInt8(ascii: ":")) else { break }
        self = .closed(opening: opening, fields: fieldsStart..<line, bodyStart: next)
        return
      }
      line = next
    }
    self = isFirst ? .unclosed(opening: opening) : .none
  }

  /// Whether a line is three of a byte and nothing else but space behind them.
  private static func isFence(_ bytes: [UInt8], _ line: Range<Int>, of byte: UInt8) -> Bool {
    guard line.count >= 3, bytes[line.lowerBound] == byte, bytes[line.lowerBound + 1] == byte,
      bytes[line.lowerBound + 2] == byte
    else { return false }
    return bytes[(line.lowerBound + 3)..<line.upperBound].allSatisfy(\.isSpace)
  }
}

/// Where the line that holds an offset ends, behind its line break: LF, CRLF or a lone CR.
func endOfLine(at offset: Int, in bytes: [UInt8], before limit: Int? = nil) -> Int {
  let limit = min(limit ?? bytes.count, bytes.count)
  return bytes.withUnsafeBufferPointer { bytes in
    var index = offset
    while index < limit {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") { return index }
      guard byte == UInt8(ascii: "\r") else { continue }
      return index < limit && bytes[index] == UInt8(ascii: "\n") ? index + 1 : index
    }
    return limit
  }
}
