/// One line of a YAML text, as its author sees it: perhaps a name, a colon and a value.
struct YAMLLine {
  /// The bytes of the line without the space at its end.
  let range: Range<Int>
  /// The first byte that is not a space.
  let content: Int
  /// The colon that ends a name.
  let colon: Int?
  /// What stands behind the colon; `nil` when nothing does.
  let value: Range<Int>?

  /// The line that holds an offset; at the end of the text the last one that says something.
  init(containing offset: Int, in text: ReadableText) {
    let bytes = text.bytes
    var start = min(max(offset, text.range.lowerBound), text.range.upperBound)
    if start == text.range.upperBound {
      while start > text.range.lowerBound, isSpace(bytes[start - 1]) { start -= 1 }
    }
    while start > text.range.lowerBound, !isLineBreak(bytes[start - 1]) { start -= 1 }
    var end = start
    while end < text.range.upperBound, !isLineBreak(bytes[end]) { end += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    range = start..<end
    var content = start
    while content < end, isSpace(bytes[content]) { content += 1 }
    self.content = content
    let colon = (content..<end).first {
      bytes[$0] == UInt8(ascii: ":") && ($0 + 1 == end || isSpace(bytes[$0 + 1]))
    }
    self.colon = colon
    guard let colon else {
      value = nil
      return
    }
    var first = colon + 1
    while first < end, isSpace(bytes[first]) { first += 1 }
    value = first < end ? first..<end : nil
  }

  /// The nearest line above another that says something.
  init?(above line: YAMLLine, in text: ReadableText) {
    var offset = line.range.lowerBound
    while offset > text.range.lowerBound, isSpace(text.bytes[offset - 1]) { offset -= 1 }
    guard offset > text.range.lowerBound else { return nil }
    self.init(containing: offset - 1, in: text)
  }

  /// How to write the line so that its value is one text; `nil` when it has no name and value, or is
  /// too long to be shown.
  func quotedLine(in text: ReadableText) -> String? {
    guard let colon, let value, value.count <= 100, colon - content <= 60 else { return nil }
    let name = String(decoding: text.bytes[content...colon], as: UTF8.self)
    return "put the value in quotes: `\(name) \(quotedText(text.bytes[value]))`"
  }

  /// The text between quotation marks that it does not hold itself.
  private func quotedText(_ written: ArraySlice<UInt8>) -> String {
    var inner = written
    let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    if let first = inner.first, quotes.contains(first), inner.count > 1, inner.last == first {
      inner = inner.dropFirst().dropLast()
    }
    let single = UInt8(ascii: "'")
    guard inner.contains(UInt8(ascii: "\"")) || inner.contains(UInt8(ascii: "\\")) else {
      return "\"" + String(decoding: inner, as: UTF8.self) + "\""
    }
    let doubled = inner.flatMap { $0 == single ? [single, single] : [$0] }
    return "'" + String(decoding: doubled, as: UTF8.self) + "'"
  }
}

/// Whether a byte is, or is part of, a line break.
func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
