import Buffers
import CText
import Diagnostics

/// What follows a piece of text.
enum TextBoundary {
  case lineBreak, element, elementEnd, blockEnd

  /// What it is to a quotation mark in front of it.
  var neighbour: Neighbour {
    switch self {
    case .lineBreak, .blockEnd: .space
    case .element: .letter
    case .elementEnd: .punctuation
    }
  }
}

/// Text that was read and not written yet.
///
/// libcmark cuts text at every bracket, star and escape; marks of our own, such as `[^1]`, go across
/// the cuts and are looked for when all of it is there.
struct PendingText: ~Copyable {
  private struct Piece {
    var end: Int
    /// Where it comes from, from its first byte to behind its last; negative when nobody knows.
    let sourceStart: Int
    var sourceEnd: Int
    let isSame: Bool
  }

  /// Where text comes from.
  enum Origin {
    /// The bytes of the source from an offset on, as they are.
    case same(Int)
    /// An escape or an entity, which stands for something in the source.
    case escape(Range<Int>)
    /// Nobody knows.
    case unknown
  }

  private(set) var bytes = GrowingBuffer<UInt8>()
  private var pieces = GrowingBuffer<Piece>()
  /// The piece that was asked for last; text is written from its start to its end.
  private var current = 0

  /// Adds text.
  mutating func append(_ literal: UnsafeBufferPointer<UInt8>, _ origin: Origin) {
    guard !literal.isEmpty else { return }
    bytes.append(literal)
    let end = bytes.count
    switch origin {
    case .same(let start):
      let sourceEnd = start + literal.count
      if var last = pieces.last, last.isSame, last.sourceEnd == start {
        last.end = end
        last.sourceEnd = sourceEnd
        pieces[pieces.count - 1] = last
        return
      }
      pieces.append(Piece(end: end, sourceStart: start, sourceEnd: sourceEnd, isSame: true))
    case .escape(let range):
      pieces.append(
        Piece(
          end: end, sourceStart: range.lowerBound, sourceEnd: range.upperBound, isSame: false))
    case .unknown: pieces.append(Piece(end: end, sourceStart: -1, sourceEnd: -1, isSame: true))
    }
  }

  /// Forgets everything and keeps the room.
  mutating func removeAll() {
    bytes.removeAll()
    pieces.removeAll()
    current = 0
  }

  private mutating func seek(_ at: Int) {
    if current > 0, at < pieces[current - 1].end { current = 0 }
    while current < pieces.count - 1, at >= pieces[current].end { current += 1 }
  }

  /// The text from a byte on that comes from one place, up to `end`: where that is in the source, and
  /// whether it is written there as it is.
  mutating func piece(from start: Int, upTo end: Int) -> (
    range: Range<Int>, source: Range<Int>?, isSame: Bool
  ) {
    seek(start)
    let piece = pieces[current]
    let range = start..<min(end, piece.end)
    return (range, source(of: range, in: piece), piece.isSame)
  }

  /// The end of the piece that holds a byte.
  mutating func pieceEnd(at index: Int) -> Int {
    seek(index)
    return pieces[current].end
  }

  /// Whether a byte was written as it is, and not as an escape or entity.
  mutating func isSame(at index: Int) -> Bool {
    seek(index)
    return pieces[current].isSame
  }

  /// The source of the bytes of one piece; of all of an escape, whichever byte is asked for.
  mutating func source(of range: Range<Int>) -> Range<Int>? {
    seek(range.lowerBound)
    return source(of: range, in: pieces[current])
  }

  private func source(of range: Range<Int>, in piece: Piece) -> Range<Int>? {
    guard piece.sourceStart >= 0 else { return nil }
    guard piece.isSame else { return piece.sourceStart..<piece.sourceEnd }
    let end = piece.sourceEnd - (piece.end - range.upperBound)
    return end - range.count..<end
  }

  /// The source from the first to the last byte of a range; `nil` where one is not known.
  mutating func extent(of range: Range<Int>) -> Range<Int>? {
    guard !range.isEmpty,
      let first = source(of: range.lowerBound..<range.lowerBound + 1),
      let last = source(of: range.upperBound - 1..<range.upperBound),
      first.lowerBound < last.upperBound
    else { return nil }
    return first.lowerBound..<last.upperBound
  }
}

/// Whether a byte beyond ASCII begins a letter, as far as a look at one byte tells.
///
/// The first bytes of dashes, quotation marks and other signs, U+0080 to U+00BF and U+2000 to U+2FFF,
/// do not, nor do the bytes that follow a first one.
func beginsLetter(_ byte: UInt8) -> Bool { byte >= 0xC3 && byte != 0xE2 }

extension BodyWriter {
  /// Writes the text that was read.
  mutating func flushText(before boundary: TextBoundary) {
    guard !pending.bytes.isEmpty else { return }
    var end = pending.bytes.count
    var at = min(block.skippedText, end)
    block.skippedText -= at
    while at > 0, at < end, isBlank(pending.bytes[at]) { at += 1 }
    if boundary == .blockEnd, block.isHeading { end = takeCustomID() }
    var isInAddress = false
    while at < end {
      let plain = plainEnd(at, end, &isInAddress)
      if plain > at { emit(at..<plain) }
      at = plain
      if at < end { at = writeSpecial(at, end, boundary, isInAddress) }
    }
    if end > 0 { block.previous = neighbour(before: end, in: pending.bytes.elements) }
    pending.removeAll()
  }

  /// The end of the text that is written as it is; counts its words.
  private mutating func plainEnd(_ start: Int, _ end: Int, _ isInAddress: inout Bool) -> Int {
    let bytes = pending.bytes.elements
    var at = start
    while true {
      at = ordinaryEnd(bytes, at, end, &isInAddress)
      guard at < end, !isSpecial(bytes, at, end, isInAddress) else { return at }
      if bytes[at] == UInt8(ascii: ":"), at + 2 < end, bytes[at + 1] == UInt8(ascii: "/"),
        bytes[at + 2] == UInt8(ascii: "/")
      {
        isInAddress = true
      }
      at += 1
    }
  }

  /// The end of the bytes that mean nothing; counts their words.
  ///
  /// This is where most of the time went that is not the parser's.
  private mutating func ordinaryEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ isInAddress: inout Bool
  ) -> Int {
    guard let base = bytes.baseAddress else { return end }
    var prose = attune_prose(is_in_word: block.isInWord ? 1 : 0, has_space: 0, words: 0)
    let at = attune_prose_end(base, bytes.count, start, min(end, bytes.count), &prose)
    if prose.has_space != 0 { isInAddress = false }
    block.isInWord = prose.is_in_word != 0
    words += prose.words
    return at
  }

  /// Whether a byte that may mean something does, seen beside its neighbours.
  private func isSpecial(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int, _ isInAddress: Bool
  ) -> Bool {
    switch bytes[at] {
    case UInt8(ascii: ":"): false
    case UInt8(ascii: "-"): !isInAddress && at + 1 < end && bytes[at + 1] == UInt8(ascii: "-")
    case UInt8(ascii: "."):
      !isInAddress && at + 2 < end && bytes[at + 1] == UInt8(ascii: ".")
        && bytes[at + 2] == UInt8(ascii: ".")
    case UInt8(ascii: "'"): !isInAddress
    case UInt8(ascii: "~"): at + 1 < end && bytes[at + 1] == UInt8(ascii: "~")
    case UInt8(ascii: "["):
      at + 1 < end && (bytes[at + 1] == UInt8(ascii: "^") || bytes[at + 1] == UInt8(ascii: "@"))
    case 0..<0x20: bytes[at] == input.standIn
    default: true
    }
  }

  /// Writes bytes as they are, with their places.
  mutating func emit(_ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      let piece = pending.piece(from: at, upTo: range.upperBound)
      let start = html.count
      html.append(pending.bytes[piece.range])
      addRun(
        html: start..<html.count, source: piece.source, kind: piece.isSame ? .text : .replaced)
      at = piece.range.upperBound
    }
  }

  /// Writes something in the place of bytes.
  private mutating func emit(
    _ replacement: StaticString, for range: Range<Int>, kind: TextRun.Kind = .replaced
  ) {
    let start = html.count
    html.append(replacement)
    addRun(html: start..<html.count, source: pending.extent(of: range), kind: kind)
  }

  /// Writes what begins at a special byte; returns where to go on.
  private mutating func writeSpecial(
    _ at: Int, _ end: Int, _ boundary: TextBoundary, _ isInAddress: Bool
  ) -> Int {
    let byte = pending.bytes[at]
    let isSame = pending.isSame(at: at)
    let isProse = isSame && block.openLinks.last?.isAutolink != true
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
      if isSame, byte == UInt8(ascii: "<") { checkComment(at, end) }
    case UInt8(ascii: "\"") where isProse && !isInAddress, UInt8(ascii: "'") where isProse:
      return writeQuotationMark(at, end, boundary)
    case UInt8(ascii: "-") where isProse:
      var stop = at
      while stop < min(end, pending.pieceEnd(at: at)), pending.bytes[stop] == byte { stop += 1 }
      guard stop - at > 1 else { break }
      let start = html.count
      appendDashes(stop - at, to: &html)
      addRun(html: start..<html.count, source: pending.extent(of: at..<stop), kind: .replaced)
      block.isInWord = false
      return stop
    case UInt8(ascii: ".") where isProse && pending.pieceEnd(at: at) >= at + 3:
      emit("…", for: at..<at + 3)
      return at + 3
    case UInt8(ascii: "~") where isProse:
      if let stop = writeStrike(at, end, boundary) { return stop }
    case UInt8(ascii: "[") where isProse:
      if let stop = writeReference(at, end) { return stop }
    case 0..<0x20:
      reportReservedLabel(at)
      emit(":", for: at..<at + 1, kind: .text)
      return at + 1
    default: break
    }
    let start = html.count
    appendEscaped(pending.bytes[at..<at + 1], to: &html)
    addRun(
      html: start..<html.count, source: pending.extent(of: at..<at + 1),
      kind: isSame ? .text : .replaced)
    return at + 1
  }
}
