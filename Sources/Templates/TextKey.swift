/// A text that equals another only when their bytes do.
///
/// `String` calls a composed and a decomposed "é" equal, but they are two names for a file system, for
/// a reader of JSON and for the author who sees that only one of them works.
struct TextKey: Hashable, Sendable {
  /// The text.
  let text: String

  /// Wraps a text.
  init(_ text: String) { self.text = text }

  static func == (lhs: Self, rhs: Self) -> Bool { lhs.text.utf8.elementsEqual(rhs.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// A 64-bit summary of texts, the same on every machine and in every run.
///
/// It tells an edited template from an untouched one; it is no defence against somebody who looks for
/// two texts of one number.
struct TextSummary {
  /// The number so far.
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds bytes, and where they end.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    var count: UInt64 = 0
    for byte in bytes {
      mix(UInt64(byte))
      count &+= 1
    }
    mix(count)
  }

  /// Adds the number of another summary.
  mutating func add(_ other: UInt64) { mix(other) }

  private mutating func mix(_ word: UInt64) {
    value = (value ^ word) &* 0x0000_0100_0000_01B3
    value ^= value >> 29
  }
}
