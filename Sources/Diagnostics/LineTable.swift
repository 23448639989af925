/// Where every line of a file begins.
///
/// A line ends with LF, CRLF or a lone CR, as in CommonMark, so that a line number here is the line
/// number of libcmark and of every editor.
package struct LineTable: Sendable {
  private let starts: [Int]
  /// The number of the first line, which is not 1 for a part of a file.
  private let firstLine: Int

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
    firstLine = 1
  }

  /// Takes lines that were found already: where each begins, and the number of the first.
  package init(starts: [Int], firstLine: Int) {
    self.starts = starts.isEmpty ? [0] : starts
    self.firstLine = firstLine
  }

  /// The line that holds a byte offset, and its bytes without the line break.
  ///
  /// - Complexity: O(log *n*) in the number of lines.
  package func line(at offset: Int, in bytes: borrowing [UInt8]) -> (number: Int, range: Range<Int>)
  {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let start = min(starts[low], bytes.count)
    var end = low + 1 < starts.count ? starts[low + 1] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    return (firstLine + low, start..<end)
  }
}
