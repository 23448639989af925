/// The first words of a text, for lists and for search engines.
struct Excerpt {
  /// About how many characters are kept.
  static let length = 200

  private var bytes: [UInt8] = []
  /// Whether nothing more is wanted.
  private(set) var isFull = false

  /// Adds the words of a paragraph.
  mutating func append(_ html: [UInt8], _ runs: ArraySlice<TextRun>) {
    let start = bytes.count
    if start > 0 { bytes.append(0x20) }
    for run in runs {
      appendPlain(html[run.html], to: &bytes)
      // A scalar has four bytes at most, so this is enough, however long the paragraph is.
      if bytes.count > Self.length * 4 + 64 { break }
    }
    for index in start..<bytes.count where isSpace(bytes[index]) { bytes[index] = 0x20 }
    isFull = bytes.count > Self.length
  }

  /// Ends the excerpt at a heading: what comes after it belongs to something else.
  mutating func close() { isFull = isFull || !bytes.isEmpty }

  /// The text, cut at a word, with `…` when something was cut off.
  func text() -> String {
    let scalars = Array(Documents.text(bytes).unicodeScalars)
    guard scalars.count > Self.length else { return Documents.text(bytes) }
    var end = Self.length
    while end > Self.length / 2, scalars[end] != " " { end -= 1 }
    if scalars[end] != " " {
      // A language without spaces; still, no letter loses its marks.
      end = Self.length
      while end > 1, scalars[end].properties.isGraphemeExtend { end -= 1 }
    }
    while end > 1, ",;:–—- ".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[..<end])
    text.append("…")
    return String(text)
  }
}
