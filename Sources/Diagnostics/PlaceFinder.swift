/// Makes the places of many stretches of one file at little cost.
///
/// A place needs the characters in front of it counted. Places in one line that come in order share
/// what is in front of them, so a line as long as the file costs its length once, not for each place.
package struct PlaceFinder {
  /// Lines up to this many bytes, two of most terminals, are kept whole; a longer one is somebody's whole
  /// paragraph, and thousands of places in it must not keep thousands of copies.
  private static let shownBytes = 160
  /// How much of a longer line is shown in front of a place.
  private static let shownBefore = 60

  private let bytes: [UInt8]
  /// The file.
  package let path: String
  private let lines: LineTable
  /// The line whose characters were counted, up to which byte, and how many they are.
  private var line = -1
  private var counted = 0
  private var characters = 0
  /// What of a line was shown last, so that the places in it share its text.
  private var shown = -1..<(-1)
  private var shownText = ""

  /// Prepares for places in a file; `lines` are its lines, where they are known already.
  package init(in bytes: [UInt8], path: String, lines: LineTable? = nil) {
    self.bytes = bytes
    self.path = path
    self.lines = lines ?? LineTable(bytes)
  }

  /// The place of a stretch of the file, clamped to it and to the line in which it begins.
  package mutating func place(of range: Range<Int>) -> SourcePlace {
    let start = min(max(range.lowerBound, 0), bytes.count)
    let (number, content) = lines.line(at: start, in: bytes)
    // A place inside a line break points just behind the line's last character.
    let from = min(start, content.upperBound)
    let to = max(from, min(range.upperBound, content.upperBound))
    if number != line || from < counted {
      line = number
      counted = content.lowerBound
      characters = 0
    }
    characters += characterCount(bytes[counted..<from])
    counted = from
    let excerpt = shownPart(of: content, around: from)
    if excerpt != shown {
      shown = excerpt
      shownText = text(of: excerpt, in: content)
    }
    let isCut = excerpt.lowerBound > content.lowerBound
    let before = isCut ? 1 + characterCount(bytes[excerpt.lowerBound..<from]) : characters
    return SourcePlace(
      path: path,
      span: SourcePlace.Span(
        line: number, column: characters + 1, length: max(1, characterCount(bytes[from..<to])),
        text: shownText, textColumn: before + 1))
  }

  /// A part of a line, with `…` where it is cut off.
  private func text(of excerpt: Range<Int>, in line: Range<Int>) -> String {
    guard excerpt != line else { return String(decoding: bytes[excerpt], as: UTF8.self) }
    let ellipsis = "…".utf8
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: excerpt.count + 6) { room in
      var count = 0
      if excerpt.lowerBound > line.lowerBound {
        count = room.initialize(fromContentsOf: ellipsis)
      }
      count = room[count...].initialize(fromContentsOf: bytes[excerpt])
      if excerpt.upperBound < line.upperBound {
        count = room[count...].initialize(fromContentsOf: ellipsis)
      }
      return String(decoding: room[..<count], as: UTF8.self)
    }
  }

  /// The part of a line that is kept: all of a short one, else what is around a place in it.
  private func shownPart(of line: Range<Int>, around from: Int) -> Range<Int> {
    guard line.count > Self.shownBytes else { return line }
    var start = max(line.lowerBound, from - Self.shownBefore)
    var end = min(line.upperBound, start + Self.shownBytes)
    while start > line.lowerBound, isContinuation(bytes[start]) { start -= 1 }
    // A line of nothing but continuation bytes is no text; what is shown of it still has an end.
    while end < line.upperBound, end > from, isContinuation(bytes[end]) { end -= 1 }
    return start..<end
  }
}

private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
