import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where every line of a stretch of a file begins; lines are counted from zero.
///
/// A line ends with LF, CRLF or a lone CR, as in CommonMark, so that the lines here are libcmark's.
struct MarkdownLines {
  /// The offset of the first byte of each line; empty for an empty stretch.
  let starts: [Int]
  /// The end of the stretch.
  let end: Int

  /// Finds the lines of `range` in `source`.
  init(_ source: [UInt8], in range: Range<Int>) {
    end = range.upperBound
    var starts: [Int] = []
    if !range.isEmpty {
      starts.reserveCapacity(range.count / 32 + 4)
      starts.append(range.lowerBound)
    }
    source.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress, !range.isEmpty else { return }
      var at = range.lowerBound
      if memchr(base + at, 0x0D, range.count) == nil {
        while at < range.upperBound, let found = memchr(base + at, 0x0A, range.upperBound - at) {
          at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
          if at < range.upperBound { starts.append(at) }
        }
        return
      }
      while at < range.upperBound {
        let byte = source[at]
        at += 1
        if byte == 0x0D, at < range.upperBound, source[at] == 0x0A { at += 1 }
        if byte == 0x0A || byte == 0x0D, at < range.upperBound { starts.append(at) }
      }
    }
    self.starts = starts
  }

  /// The lines with their numbers in the file, for diagnostics.
  func table(in file: SourceFile) -> LineTable {
    let start = starts.first ?? 0
    let linesBefore = start == 0 ? 0 : MarkdownLines(file.bytes, in: 0..<start).count
    return LineTable(starts: starts, firstLine: linesBefore + 1)
  }

  /// The number of lines.
  var count: Int { starts.count }

  /// The offset behind the line break of a line.
  func endWithBreak(of line: Int) -> Int { line + 1 < starts.count ? starts[line + 1] : end }

  /// The bytes of a line without its line break.
  func content(of line: Int, in source: [UInt8]) -> Range<Int> {
    let start = starts[line]
    var end = endWithBreak(of: line)
    while end > start, source[end - 1] == 0x0A || source[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The bytes of a line without the white space around them.
  func trimmed(_ line: Int, in source: [UInt8]) -> Range<Int> {
    guard starts.indices.contains(line) else { return end..<end }
    let content = content(of: line, in: source)
    var start = content.lowerBound
    var end = content.upperBound
    while start < end, isBlank(source[start]) { start += 1 }
    while end > start, isBlank(source[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The line that holds an offset.
  ///
  /// - Complexity: O(log *n*) in the number of lines.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
