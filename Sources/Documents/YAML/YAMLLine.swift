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
      while start > text.range.lowerBound, bytes[start - 1].isSpace { start -= 1 }
    }
    while start > text.range.lowerBound, !bytes[start - 1].isLineBreak { start -= 1 }
    var end = start
    while end < text.range.upperBound, !bytes[end].isLineBreak { end += 1 }
    while end > start, bytes[end - 1].isSpace { end -= 1 }
    range = start..<end
    var content = start
    while content < end, bytes[content].isSpace { content += 1 }
    self.content = content
    let colon = (content..<end).first {
      bytes[$0] == UInt8(ascii: ":") && ($0 + 1 == end || bytes[$0 + 1].isSpace)
    }
    self.colon = colon
    guard let colon else {
      value = nil
      return
    }
    var first = colon + 1
    while first < end, bytes[first].isSpace { first += 1 }
    value = first < end ? first..<end : nil
  }

  /// The nearest line above another that says something.
  init?(above line: YAMLLine, in text: ReadableText) {
    var offset = line.range.lowerBound
    while offset > text.range.lowerBound, text.bytes[offset - 1].isSpace { offset -= 1 }
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
    // Programs for texts make curly ones of them.
    if inner.starts(with: "“".utf8), inner.suffix(3).elementsEqual("”".utf8) {
      inner = inner.dropFirst(3).dropLast(3)
    }
    let single = UInt8(ascii: "'")
    guard inner.contains(UInt8(ascii: "\"")) || inner.contains(UInt8(ascii: "\\")) else {
      return "\"" + String(decoding: inner, as: UTF8.self) + "\""
    }
    let doubled = inner.flatMap { $0 == single ? [single, single] : [$0] }
    return "'" + String(decoding: doubled, as: UTF8.self) + "'"
  }
}
