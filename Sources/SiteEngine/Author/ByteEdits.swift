/// Stretches of a file that get other bytes, while every byte beside them stays.
struct ByteEdits {
  private var edits: [(range: Range<Int>, bytes: [UInt8])] = []

  /// Whether nothing is to be changed.
  var isEmpty: Bool { edits.isEmpty }

  /// Puts a text in the place of a stretch; an empty stretch is where it is put in.
  mutating func replace(_ range: Range<Int>, with text: String) {
    edits.append((range, Array(text.utf8)))
  }

  /// Whether a stretch has been given other bytes already.
  func covers(_ range: Range<Int>) -> Bool { edits.contains { $0.range.overlaps(range) } }

  /// The file with all of it done.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[at..<edit.range.lowerBound]
      result += edit.bytes
      at = edit.range.upperBound
    }
    return result + bytes[at...]
  }
}
