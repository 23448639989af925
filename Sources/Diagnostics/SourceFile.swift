/// The bytes of one file in the project, alive only while the file is parsed.
package final class SourceFile: Sendable {
  /// The path from the project's root, with `/` separators, as the author would type it.
  package let path: String
  /// The file as it is on disk, read once.
  package let bytes: [UInt8]

  /// Wraps bytes that were read from `path`.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The place of a stretch of the file, for one diagnostic; ``Findings`` is the way to many.
  ///
  /// - Complexity: O(*n*) in the size of the file.
  package func place(of range: Range<Int>) -> SourcePlace {
    LineTable(bytes).place(of: range, in: bytes, path: path)
  }
}

/// Where every line of a file begins.
///
/// A line ends with LF, CRLF or a lone CR, as in CommonMark, so that a line number here is the line
/// number of libcmark and of every editor.
package struct LineTable: Sendable {
  private let starts: [Int]

  /// Finds the lines of `bytes`.
  package init(_ bytes: borrowing [UInt8]) {
    var starts = [0]
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte == UInt8(ascii: "\r") {
          if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
          starts.append(index)
        } else if byte == UInt8(ascii: "\n") {
          starts.append(index)
        }
      }
    }
    self.starts = starts
  }

  /// The number of lines; a file that ends with a line break has an empty last one.
  package var count: Int { starts.count }

  /// The offset of the first byte of a one-based line; past the end, the last line.
  package func start(ofLine line: Int) -> Int { starts[min(max(line, 1), starts.count) - 1] }

  /// The one-based line that holds a byte offset.
  ///
  /// - Complexity: O(log *n*) in the number of lines.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a one-based line without its line break.
  package func range(ofLine line: Int, in bytes: borrowing [UInt8]) -> Range<Int> {
    let start = start(ofLine: line)
    var end = line < starts.count ? starts[line] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    return start..<end
  }

  /// The place of a stretch of `bytes`, clamped to them.
  package func place(of range: Range<Int>, in bytes: borrowing [UInt8], path: String)
    -> SourcePlace
  {
    let start = min(max(range.lowerBound, 0), bytes.count)
    let end = min(max(range.upperBound, start), bytes.count)
    let line = line(at: start)
    let lineRange = self.range(ofLine: line, in: bytes)
    // A place inside a line break points just behind the line's last character.
    let from = min(start, lineRange.upperBound)
    let to = max(from, min(end, lineRange.upperBound))
    let column = characterCount(bytes, lineRange.lowerBound..<from) + 1
    let excerpt = Excerpt(of: bytes, line: lineRange, from: from)
    return SourcePlace(
      path: path,
      span: SourcePlace.Span(
        line: line, column: column, length: max(1, characterCount(bytes, from..<to)),
        text: excerpt.text, textColumn: excerpt.column))
  }
}

private func characterCount(_ bytes: borrowing [UInt8], _ range: Range<Int>) -> Int {
  String(decoding: bytes[range], as: UTF8.self).count
}

/// The part of a line that is worth showing: the whole of it, or what surrounds a place in it.
private struct Excerpt {
  /// What to show; `…` stands where something was left out.
  let text: String
  /// The one-based character of `text` at which the place begins.
  let column: Int

  /// Lines up to this many bytes are kept whole; a longer one is somebody's whole paragraph, and
  /// thousands of diagnostics on it must not keep thousands of copies.
  private static let limit = 240
  private static let before = 80

  init(of bytes: borrowing [UInt8], line: Range<Int>, from: Int) {
    var start = line.lowerBound
    var end = line.upperBound
    if line.count > Self.limit {
      start = max(line.lowerBound, from - Self.before)
      end = min(line.upperBound, start + Self.limit)
      while start > line.lowerBound, isContinuation(bytes[start]) { start -= 1 }
      // A line of nothing but continuation bytes is no text; what is shown of it still has an end.
      while end < line.upperBound, end > from, isContinuation(bytes[end]) { end -= 1 }
    }
    let lead = start > line.lowerBound ? "…" : ""
    let trail = end < line.upperBound ? "…" : ""
    text = lead + String(decoding: bytes[start..<end], as: UTF8.self) + trail
    column = lead.count + characterCount(bytes, start..<max(start, from)) + 1
  }
}

private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
