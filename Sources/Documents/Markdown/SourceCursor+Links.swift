/// The parts of CommonMark's grammar of links that say where one ends in the source.
extension SourceCursor {
  /// Takes what follows the text of a link or image: `](address "title")`, `][label]` or `]`.
  mutating func takeLinkEnd(_ source: [UInt8], _ lines: MarkdownLines) {
    guard !isLost else { return }
    expect(UInt8(ascii: "]"), source)
    guard !isLost else { return }
    let behind = self
    if takeInlineAddress(source, lines) { return }
    self = behind
    if takeLabel(source, lines) == nil { self = behind }
  }

  /// Takes link definitions, which libcmark cuts off the start of a paragraph.
  mutating func takeDefinitions(_ source: [UInt8], _ lines: MarkdownLines) {
    while !isLost, peek(source) == UInt8(ascii: "[") {
      let start = self
      if !takeDefinition(source, lines) {
        self = start
        return
      }
    }
  }

  private mutating func takeDefinition(_ source: [UInt8], _ lines: MarkdownLines) -> Bool {
    guard let length = takeLabel(source, lines), length > 0, take(UInt8(ascii: ":"), source) else {
      return false
    }
    takeSpaces(source, lines)
    guard takeAddress(source, lines, inParentheses: false) else { return false }
    let behindAddress = self
    if takeSpaces(source, lines), takeTitle(source, lines), takeLineEnd(source, lines) {
      return true
    }
    self = behindAddress
    return takeLineEnd(source, lines)
  }

  /// Takes blanks up to the end of the line, and the line break.
  private mutating func takeLineEnd(_ source: [UInt8], _ lines: MarkdownLines) -> Bool {
    while let byte = peek(source), isBlank(byte) { advance(source, lines) }
    guard let byte = peek(source) else { return true }
    guard byte == 0x0A else { return false }
    advance(source, lines)
    return true
  }

  /// Takes `[label]`; returns how many of its bytes are not white space.
  private mutating func takeLabel(_ source: [UInt8], _ lines: MarkdownLines) -> Int? {
    guard take(UInt8(ascii: "["), source) else { return nil }
    var length = 0
    var inked = 0
    while let byte = peek(source), length <= 1_000 {
      switch byte {
      case UInt8(ascii: "]"):
        advance(source, lines)
        return inked
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "\\"):
        advance(source, lines)
        if let next = peek(source), isPunctuation(next) { advance(source, lines) }
        inked += 1
      default:
        advance(source, lines)
        if !isSpace(byte) { inked += 1 }
      }
      length += 1
    }
    return nil
  }

  private mutating func takeInlineAddress(_ source: [UInt8], _ lines: MarkdownLines) -> Bool {
    guard take(UInt8(ascii: "("), source) else { return false }
    takeSpaces(source, lines)
    guard takeAddress(source, lines, inParentheses: true) else { return false }
    if takeSpaces(source, lines) {
      let beforeTitle = self
      if takeTitle(source, lines) {
        takeSpaces(source, lines)
      } else {
        self = beforeTitle
      }
    }
    return take(UInt8(ascii: ")"), source)
  }

  @discardableResult
  private mutating func takeSpaces(_ source: [UInt8], _ lines: MarkdownLines) -> Bool {
    var found = false
    while let byte = peek(source), isSpace(byte) {
      found = true
      advance(source, lines)
    }
    return found
  }

  private mutating func takeAddress(
    _ source: [UInt8], _ lines: MarkdownLines, inParentheses: Bool
  ) -> Bool {
    if take(UInt8(ascii: "<"), source) {
      while let byte = peek(source), byte != 0x0A, byte != UInt8(ascii: "<") {
        advance(source, lines)
        if byte == UInt8(ascii: ">") { return true }
        if byte == UInt8(ascii: "\\"), let next = peek(source), next != 0x0A {
          advance(source, lines)
        }
      }
      return false
    }
    var depth = 0
    var count = 0
    scan: while let byte = peek(source) {
      switch byte {
      case UInt8(ascii: "\\"):
        advance(source, lines)
        if let next = peek(source), isPunctuation(next) { advance(source, lines) }
        count += 1
        continue scan
      case UInt8(ascii: "("):
        depth += 1
        if depth > 32 { return false }
      case UInt8(ascii: ")"):
        if depth == 0 { break scan }
        depth -= 1
      case 0...0x20, 0x7F: break scan
      default: break
      }
      count += 1
      advance(source, lines)
    }
    return inParentheses || count > 0
  }

  private mutating func takeTitle(_ source: [UInt8], _ lines: MarkdownLines) -> Bool {
    let close: UInt8
    switch peek(source) {
    case UInt8(ascii: "\""): close = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): close = UInt8(ascii: "'")
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default: return false
    }
    advance(source, lines)
    while let byte = peek(source) {
      advance(source, lines)
      if byte == close { return true }
      if byte == UInt8(ascii: "\\"), peek(source) != nil { advance(source, lines) }
      if byte == UInt8(ascii: "("), close == UInt8(ascii: ")") { return false }
    }
    return false
  }
}
