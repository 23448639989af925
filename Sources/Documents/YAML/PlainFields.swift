/// Fields as nearly every author writes them, read without libyaml: a name at the margin, and behind its
/// colon a text in the same line, with or without quotation marks, or a list of words in brackets.
///
/// That is half of what front matter costs. Whatever is not so simple that there is only one way to read
/// it is left to libyaml, all of it: a second reader must never say something else than the first, nor
/// less about what is wrong. What is read here, `PlainFieldsTests` compares with what libyaml makes of it.
struct PlainFields {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let text: ReadableText
  private let limits: YAMLLimits
  private var at: Int
  private var count = 0

  /// Begins at the start of a text whose bytes these are.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ text: ReadableText, _ limits: YAMLLimits) {
    self.bytes = bytes
    self.text = text
    self.limits = limits
    at = text.range.lowerBound
    end = text.range.upperBound
  }

  /// All fields; `nil` when something is written in another way.
  mutating func read() -> YAMLNode? {
    var entries: [YAMLEntry] = []
    var names = TextTable()
    while at < end {
      if bytes[at] == UInt8(ascii: "\n") {
        at += 1
        continue
      }
      guard let entry = entry(), names.insert(entry.key).isNew else { return nil }
      entries.append(entry)
    }
    guard let first = entries.first, let last = entries.last, count <= limits.entries else {
      return nil
    }
    let range = first.keyRange.lowerBound..<last.value.range.upperBound
    return YAMLNode(.mapping(entries), range: range)
  }

  /// The field in the line that begins here.
  private mutating func entry() -> YAMLEntry? {
    let start = at
    while at < end, isNameByte(bytes[at]) { at += 1 }
    let key = start..<at
    // A name of over 1,024 characters would need a question mark in front of it.
    guard (1...128).contains(key.count), take(UInt8(ascii: ":")), take(UInt8(ascii: " ")) else {
      return nil
    }
    skipSpaces()
    guard at < end, count < limits.entries else { return nil }
    count += 1
    let value: YAMLNode?
    switch bytes[at] {
    case UInt8(ascii: "["): value = list()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): value = quoted()
    default: value = plain()
    }
    guard let value, at == end || take(UInt8(ascii: "\n")) else { return nil }
    return YAMLEntry(key: text(key), keyRange: self.text.fileRange(key), value: value)
  }

  /// A text without quotation marks, up to the end of the line.
  private mutating func plain() -> YAMLNode? {
    guard mayBeginText(bytes[at]) else { return nil }
    let start = at
    var last = start
    while at < end, bytes[at] != UInt8(ascii: "\n") {
      switch bytes[at] {
      case UInt8(ascii: " "): break
      case UInt8(ascii: ":"):
        // In front of a space it would end a name.
        guard at + 1 < end, bytes[at + 1] > 0x20 else { return nil }
        last = at
      case UInt8(ascii: "#"):
        guard bytes[at - 1] != UInt8(ascii: " ") else { return nil }
        last = at
      case 0..<0x20, 0x7F: return nil
      default: last = at
      }
      at += 1
    }
    return scalar(start..<last + 1, isPlain: true)
  }

  /// A text between quotation marks, with neither them nor an escape in it.
  private mutating func quoted() -> YAMLNode? {
    let (mark, start) = (bytes[at], at)
    at += 1
    while at < end, bytes[at] != mark {
      guard bytes[at] >= 0x20, bytes[at] != 0x7F, bytes[at] != UInt8(ascii: "\\") else {
        return nil
      }
      at += 1
    }
    guard take(mark) else { return nil }
    return YAMLNode(
      .scalar(text(start + 1..<at - 1), isPlain: false), range: text.fileRange(start..<at))
  }

  /// Words between brackets, with commas between them.
  private mutating func list() -> YAMLNode? {
    let start = at
    at += 1
    var words: [YAMLNode] = []
    repeat {
      skipSpaces()
      let first = at
      guard at < end, isWordByte(bytes[at]) else { return nil }
      var last = at
      while at < end, isWordByte(bytes[at]) || isInnerByte(bytes[at]) {
        if bytes[at] != UInt8(ascii: " ") { last = at }
        at += 1
      }
      count += 1
      words.append(scalar(first..<last + 1, isPlain: true))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { return nil }
    return YAMLNode(.sequence(words), range: text.fileRange(start..<at))
  }

  private func scalar(_ range: Range<Int>, isPlain: Bool) -> YAMLNode {
    YAMLNode(.scalar(text(range), isPlain: isPlain), range: text.fileRange(range))
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipSpaces() {
    while at < end, bytes[at] == UInt8(ascii: " ") { at += 1 }
  }
}

/// Whether a byte may stand in the name of a field; YAML allows nearly all.
private func isNameByte(_ byte: UInt8) -> Bool {
  isWordByte(byte) && byte < 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
}

/// Whether a byte is of a letter or a digit; of letters beyond ASCII each byte counts as one.
private func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte >= 0x80 }

/// Whether a byte may follow a letter in a word of a list.
private func isInnerByte(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
}

/// Whether a text that begins with a byte is surely one without quotation marks.
private func mayBeginText(_ byte: UInt8) -> Bool {
  isWordByte(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
    || byte == UInt8(ascii: "(")
}
