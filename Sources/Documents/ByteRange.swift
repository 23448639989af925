/// A stretch of a file in half the room of a range: thousands of texts keep dozens of them each, and none
/// is near 4 GB long.
struct ByteRange: Sendable, Hashable {
  private let start: UInt32
  private let end: UInt32

  /// Notes a stretch.
  init(_ range: Range<Int>) {
    // Clamping is for the compiler.
    start = UInt32(clamping: range.lowerBound)
    end = UInt32(clamping: range.upperBound)
  }

  /// The stretch.
  var range: Range<Int> { Int(start)..<Int(end) }
}
