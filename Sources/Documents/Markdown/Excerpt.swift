import Buffers

/// The first words of a text, for lists and for search engines.
struct Excerpt {
  /// About how many characters are kept.
  static let length = 200

  private var bytes: [UInt8] = []
  /// Whether nothing more is wanted.
  private(set) var isFull = false

  /// Adds the words of a paragraph.
  mutating func append(
    _ html: borrowing GrowingBuffer<UInt8>, _ runs: UnsafeBufferPointer<TextRun>
  ) {
    let start = bytes.count
    if start > 0 { bytes.append(0x20) }
    // A scalar has four bytes at most, so this is enough, however long the paragraph is.
    let enough = (Self.length + 1) * 4
    for run in runs where bytes.count < enough {
      let range = run.html
      appendPlain(html[range.prefix(enough * 2)], to: &bytes)
    }
    for index in start..<bytes.count where isSpace(bytes[index]) { bytes[index] = 0x20 }
    isFull = bytes.count > Self.length
  }

  /// Ends the excerpt at a heading: what comes after it belongs to something else.
  mutating func close() { isFull = isFull || !bytes.isEmpty }

  /// The text, cut at a word, with `…` when something was cut off.
  func text() -> String {
    guard var end = offset(ofScalar: Self.length) else { return Documents.text(bytes) }
    let limit = end
    while end > limit / 2, bytes[end] != 0x20 { end -= 1 }
    if bytes[end] != 0x20 {
      // A language without spaces; still, no letter loses its marks.
      var scalars = Documents.text(bytes).unicodeScalars.prefix(Self.length + 1)
      while let last = scalars.popLast(), last.properties.isGraphemeExtend {}
      return String(scalars) + "…"
    }
    while end > 1, bytes[end - 1] == 0x20 || isPause(bytes[end - 1]) { end -= 1 }
    return Documents.text(bytes[..<end]) + "…"
  }

  /// Where a scalar begins; `nil` when there are not so many.
  private func offset(ofScalar index: Int) -> Int? {
    var count = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if count == index { return offset }
      count += 1
    }
    return nil
  }

  private func isPause(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "-")
  }
}
