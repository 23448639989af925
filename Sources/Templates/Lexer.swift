import Diagnostics

extension RuleID {
  static let unclosedTag = RuleID("unclosed-tag")
  static let setDelimiters = RuleID("set-delimiters")
  static let emptyTag = RuleID("empty-tag")
}

/// What a tag is for, by the mark behind its opening braces.
enum TagKind: Sendable {
  case value, rawValue, section, inverted, close, comment, delimiters, partial, parent, block
}

/// A tag: its kind, where it stands, and where the text in it does, without white space around it.
struct TemplateTag: Sendable {
  let kind: TagKind
  let range: Range<Int>
  let name: Range<Int>
}

/// A piece of a template.
enum TemplateToken: Sendable {
  case text(Range<Int>)
  case tag(TemplateTag)
}

/// Cuts a template into text and tags; every byte of it is in one token.
///
/// - Complexity: O(*n*) in the size of the file.
func tokens(of file: SourceFile, reportingTo findings: inout Findings) -> [TemplateToken] {
  var lexer = Lexer(file.bytes)
  lexer.run(&findings)
  return lexer.tokens
}

private struct Lexer {
  /// Nobody needs longer ones, and comparing them at each byte must stay cheap.
  private static let longestDelimiter = 16

  private let bytes: [UInt8]
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  private var position: Int
  /// The first closing delimiter at or after `position`, so that many openings before one closing
  /// do not each search for it.
  private var nextClosing: Int?
  private(set) var tokens: [TemplateToken] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func run(_ findings: inout Findings) {
    while let start = firstIndex(of: opening, from: position) {
      addText(to: start)
      guard let end = readTag(at: start, &findings) else { break }
      position = end
    }
    addText(to: bytes.count)
  }

  private mutating func addText(to end: Int) {
    guard end > position else { return }
    // A tag that turned out to be none is text, and one piece with the text around it.
    if case .text(let before)? = tokens.last {
      tokens[tokens.count - 1] = .text(before.lowerBound..<end)
    } else {
      tokens.append(.text(position..<end))
    }
    position = end
  }

  /// Reads the tag at an opening delimiter and answers where it ends; `nil` ends the reading.
  private mutating func readTag(at start: Int, _ findings: inout Findings) -> Int? {
    let inside = start + opening.count
    let mark = inside < bytes.count ? bytes[inside] : 0
    if mark == UInt8(ascii: "=") { return readDelimiters(at: start, &findings) }
    guard let close = closingDelimiter(from: inside) else {
      reportUnclosed(start..<inside, &findings)
      return nil
    }
    if mark == UInt8(ascii: "{") { return readTriple(at: start, close, &findings) }
    let kind = kind(of: mark)
    let contentStart = kind == .value ? inside : inside + 1
    guard contentStart <= close else {
      // The closing delimiter overlaps the mark, as in a template that changed `}}` to `#`.
      add(kind: .value, from: start, name: inside..<close, to: close + closing.count, &findings)
      return close + closing.count
    }
    if kind != .comment, let inner = firstIndex(of: opening, from: contentStart), inner < close {
      // The braces that close this tag belong to the next one.
      reportUnclosed(start..<inside, &findings)
      addText(to: inner)
      return inner
    }
    add(kind: kind, from: start, name: contentStart..<close, to: close + closing.count, &findings)
    return close + closing.count
  }

  private func kind(of mark: UInt8) -> TagKind {
    switch mark {
    case UInt8(ascii: "#"): .section
    case UInt8(ascii: "^"): .inverted
    case UInt8(ascii: "/"): .close
    case UInt8(ascii: "!"): .comment
    case UInt8(ascii: ">"): .partial
    case UInt8(ascii: "<"): .parent
    case UInt8(ascii: "$"): .block
    case UInt8(ascii: "&"): .rawValue
    default: .value
    }
  }

  /// Reads `{{{name}}}`, whose closing delimiter has one more brace before it.
  private mutating func readTriple(at start: Int, _ close: Int, _ findings: inout Findings) -> Int {
    let contentStart = start + opening.count + 1
    let brace = UInt8(ascii: "}")
    if close >= contentStart, bytes[close] == brace, matches(closing, at: close + 1) {
      let end = close + 1 + closing.count
      add(kind: .rawValue, from: start, name: contentStart..<close, to: end, &findings)
      return end
    }
    let end = close + closing.count
    if close > contentStart, bytes[close - 1] == brace {
      add(kind: .rawValue, from: start, name: contentStart..<(close - 1), to: end, &findings)
      return end
    }
    findings.report(
      .unclosedTag, .error,
      "`\(text(start..<contentStart))` is never closed by `}\(text(closing))`",
      at: start..<contentStart, suggestion: "write `}\(text(closing))` where the tag ends")
    tokens.append(.tag(TemplateTag(kind: .comment, range: start..<end, name: start..<start)))
    return end
  }

  /// Reads `{{=<% %>=}}`; what follows a mistake in it cannot be told apart, so it ends the reading.
  private mutating func readDelimiters(at start: Int, _ findings: inout Findings) -> Int? {
    let inside = start + opening.count + 1
    let ending = [UInt8(ascii: "=")] + closing
    guard let close = firstIndex(of: ending, from: inside) else {
      let end = min(
        bytes.count, closingDelimiter(from: inside).map { $0 + closing.count } ?? inside)
      reportDelimiters(start..<end, &findings)
      return nil
    }
    let end = close + ending.count
    let words = bytes[inside..<close].split(whereSeparator: isBlank)
    guard words.count == 2, words.allSatisfy({ $0.count <= Self.longestDelimiter }),
      !words.contains(where: { $0.contains(UInt8(ascii: "=")) })
    else {
      reportDelimiters(start..<end, &findings)
      return nil
    }
    opening = Array(words[0])
    closing = Array(words[1])
    nextClosing = nil
    tokens.append(.tag(TemplateTag(kind: .delimiters, range: start..<end, name: inside..<close)))
    return end
  }

  private mutating func add(
    kind: TagKind, from start: Int, name: Range<Int>, to end: Int, _ findings: inout Findings
  ) {
    var name = name
    while let first = bytes[name].first, isBlank(first) {
      name = name.lowerBound + 1..<name.upperBound
    }
    while let last = bytes[name].last, isBlank(last) {
      name = name.lowerBound..<name.upperBound - 1
    }
    var kind = kind
    if name.isEmpty, kind != .comment {
      findings.report(
        .emptyTag, .error, "`\(text(start..<end))` has no name in it", at: start..<end,
        suggestion: "write the name of a field between the braces, or remove them")
      kind = .comment
    }
    tokens.append(.tag(TemplateTag(kind: kind, range: start..<end, name: name)))
  }

  private func reportUnclosed(_ range: Range<Int>, _ findings: inout Findings) {
    findings.report(
      .unclosedTag, .error, "`\(text(range))` is never closed by `\(text(closing))`", at: range,
      suggestion: "write `\(text(closing))` where the tag ends")
  }

  private func reportDelimiters(_ range: Range<Int>, _ findings: inout Findings) {
    findings.report(
      .setDelimiters, .error, "`\(text(range))` does not name two delimiters", at: range,
      suggestion: "write it like `{{=<% %>=}}`, with a space between the two and no `=` in them")
  }

  private mutating func closingDelimiter(from start: Int) -> Int? {
    if let known = nextClosing, known >= start { return known }
    nextClosing = firstIndex(of: closing, from: start)
    return nextClosing
  }

  private func firstIndex(of pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first else { return nil }
    var index = start
    while index < bytes.count {
      if bytes[index] == first, matches(pattern, at: index) { return index }
      index += 1
    }
    return nil
  }

  private func matches(_ pattern: [UInt8], at index: Int) -> Bool {
    guard index + pattern.count <= bytes.count else { return false }
    for offset in pattern.indices where bytes[index + offset] != pattern[offset] { return false }
    return true
  }

  private func text(_ range: Range<Int>) -> String { excerpt(of: bytes, range) }
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Whether a byte is white space inside a tag.
func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

/// What a message quotes from a template: one line, and not a whole paragraph.
func excerpt(of bytes: [UInt8], _ range: Range<Int>) -> String {
  var end = range.lowerBound
  while end < range.upperBound, end - range.lowerBound < 80, bytes[end] != 0x0A { end += 1 }
  // Never end within a letter.
  while end < range.upperBound, end > range.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
  let text = String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
  return end < range.upperBound ? text + "…" : text
}
