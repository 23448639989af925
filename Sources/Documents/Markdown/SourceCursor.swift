import CText

/// Follows the source while the inlines of one block are written, so that each has a place.
///
/// libcmark says where a block begins, but is wrong about what stands inside of it. Every inline
/// takes bytes from the source in order, though: text as it is, escapes and entities in their longer
/// form, emphasis with its stars. Walking both side by side gives exact places, and where they should
/// ever disagree the cursor is lost and says so; a place is then the whole line, never a wrong word.
struct SourceCursor {
  /// The next byte.
  private(set) var at: Int
  /// The end of the line, before its break.
  private var lineEnd: Int
  private var line: Int
  private let lastLine: Int
  /// How many quotation marks the lines of the block may begin with.
  private let quotes: Int
  /// Whether source and tree disagreed.
  private(set) var isLost: Bool

  /// Starts at an offset of a line; `lastLine` is the last one of the block.
  init(
    at: Int, line: Int, lastLine: Int, end: Int? = nil, quotes: Int, _ source: [UInt8],
    _ lines: MarkdownLines
  ) {
    self.line = line
    self.lastLine = end == nil ? min(lastLine, lines.count - 1) : line
    self.quotes = quotes
    self.at = at
    isLost = !lines.starts.indices.contains(line)
    lineEnd = end ?? (isLost ? at : lines.content(of: line, in: source).upperBound)
    if at < 0 || at > lineEnd { isLost = true }
  }

  /// A cursor that knows nothing.
  init() {
    at = 0
    lineEnd = 0
    line = 0
    lastLine = 0
    quotes = 0
    isLost = true
  }

  /// Gives up.
  mutating func lose() { isLost = true }

  /// The byte at the cursor; a line break is LF, and `nil` is the end of the block.
  func peek(_ source: [UInt8]) -> UInt8? {
    at < lineEnd ? source[at] : line < lastLine ? 0x0A : nil
  }

  /// Goes one byte on; behind a line break, to what the next line has after its marks.
  mutating func advance(_ source: [UInt8], _ lines: MarkdownLines) {
    if at < lineEnd {
      at += 1
    } else if line < lastLine {
      line += 1
      let content = lines.content(of: line, in: source)
      lineEnd = content.upperBound
      at = skippingQuotes(source, content, upTo: quotes)
    }
  }

  /// Takes one byte if it is the next.
  mutating func take(_ byte: UInt8, _ source: [UInt8]) -> Bool {
    guard at < lineEnd, source[at] == byte else { return false }
    at += 1
    return true
  }

  /// Takes the next byte, which the tree says is there.
  mutating func expect(_ byte: UInt8, _ source: [UInt8]) {
    if !take(byte, source) { isLost = true }
  }

  // MARK: Inlines

  /// Takes the text of a text node, and hands it on in the pieces that it comes from.
  mutating func takeText(
    _ text: UnsafeBufferPointer<UInt8>, _ source: [UInt8], _ entities: inout EntityTable,
    into pending: inout PendingText
  ) {
    guard !isLost, text.count <= lineEnd - at else {
      isLost = isLost || !text.isEmpty
      pending.append(text, .unknown)
      return
    }
    if isWritten(text, source) {
      pending.append(text, .same(at))
      at += text.count
      return
    }
    var next = 0
    while next < text.count {
      let start = at
      if let taken = takeEscape(text, next, source, &entities) {
        pending.append(
          UnsafeBufferPointer(rebasing: text[next..<next + taken]), .escape(start..<at))
        next += taken
        continue
      }
      var end = next
      repeat {
        guard at < lineEnd, source[at] == text[end] else { break }
        at += 1
        end += 1
      } while end < text.count && at < lineEnd && !isEscapeSign(source[at])
      // Where bytes that are not UTF-8 were repaired, a letter may have begun alike.
      while end < text.count, end > next, text[end] & 0xC0 == 0x80 {
        end -= 1
        at -= 1
      }
      guard end > next else {
        isLost = true
        pending.append(UnsafeBufferPointer(rebasing: text[next...]), .unknown)
        return
      }
      pending.append(UnsafeBufferPointer(rebasing: text[next..<end]), .same(start))
      next = end
    }
  }

  /// Whether text is the next of the source, byte for byte and without a sign that could be more.
  private func isWritten(_ text: UnsafeBufferPointer<UInt8>, _ source: [UInt8]) -> Bool {
    // The cursor is inside of the source, and the text was found to fit into the line.
    source.withUnsafeBufferPointer { source in
      guard let theirs = source.baseAddress, let ours = text.baseAddress else { return true }
      return attune_is_written(ours, theirs + at, text.count)
    }
  }

  @inline(__always)
  private func isEscapeSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&")
  }

  /// Takes an escape or entity that stands for the text at `next`; returns how much of it.
  private mutating func takeEscape(
    _ text: UnsafeBufferPointer<UInt8>, _ next: Int, _ source: [UInt8],
    _ entities: inout EntityTable
  ) -> Int? {
    guard at < lineEnd, isEscapeSign(source[at]) else { return nil }
    if source[at] == UInt8(ascii: "\\") {
      guard at + 1 < lineEnd, isPunctuation(source[at + 1]), source[at + 1] == text[next] else {
        return nil
      }
      at += 2
      return 1
    }
    var end = at + 1
    let limit = min(lineEnd, at + 40)
    while end < limit, isLetter(source[end]) || isDigit(source[end]) || source[end] == 0x23 {
      end += 1
    }
    guard end < limit, source[end] == UInt8(ascii: ";"), end > at + 1 else { return nil }
    let written = source[at...end]
    let meaning = entities.meaning(of: written)
    guard !meaning.elementsEqual(written), text[next...].starts(with: meaning) else { return nil }
    at = end + 1
    return meaning.count
  }

  /// Takes a line break, soft or hard; returns where the break itself stands.
  mutating func takeBreak(_ source: [UInt8], _ lines: MarkdownLines) -> Int? {
    guard !isLost else { return nil }
    while at < lineEnd, isBlank(source[at]) { at += 1 }
    if at + 1 == lineEnd, source[at] == UInt8(ascii: "\\") { at += 1 }
    let found = at
    guard at == lineEnd, line < lastLine else {
      isLost = true
      return nil
    }
    advance(source, lines)
    return found
  }

  /// Takes `count` stars or underscores.
  mutating func takeEmphasis(_ count: Int, _ source: [UInt8]) {
    for _ in 0..<count where !take(UInt8(ascii: "*"), source) { expect(UInt8(ascii: "_"), source) }
  }

  /// Takes a code span; returns where its text begins.
  mutating func takeCode(_ source: [UInt8], _ lines: MarkdownLines) -> Int? {
    guard !isLost else { return nil }
    let count = takeBackticks(source)
    let start = at
    while count > 0, let byte = peek(source) {
      if byte != UInt8(ascii: "`") {
        advance(source, lines)
      } else if takeBackticks(source) == count {
        return start
      }
    }
    isLost = true
    return nil
  }

  private mutating func takeBackticks(_ source: [UInt8]) -> Int {
    let start = at
    while take(UInt8(ascii: "`"), source) {}
    return at - start
  }

  /// Takes inline HTML.
  mutating func takeHTML(
    _ html: UnsafeBufferPointer<UInt8>, _ source: [UInt8], _ lines: MarkdownLines
  ) {
    guard !isLost else { return }
    for byte in html {
      guard peek(source) == byte else {
        isLost = true
        return
      }
      advance(source, lines)
    }
  }
}
