/// A 64-bit summary of bytes: equal for equal bytes, on every machine and in every run.
///
/// It tells a changed text from an unchanged one; it is no defence against somebody who looks for
/// collisions.
package struct Fingerprint: Hashable, Sendable {
  /// The number.
  package private(set) var value: UInt64

  /// The fingerprint of nothing.
  package init() { value = 0x9E37_79B9_7F4A_7C15 }

  /// A fingerprint that was written down.
  package init(value: UInt64) { self.value = value }

  /// The fingerprint of some bytes.
  package init(of bytes: [UInt8]) {
    self.init()
    combine(bytes)
  }

  /// Adds bytes, and where they end: "ab" and "c" differ from "a" and "bc".
  package mutating func combine(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { combine(bytes: $0) }
  }

  /// Adds the UTF-8 of a text.
  package mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Adds the UTF-8 of a part of a text.
  package mutating func combine(_ text: Substring) {
    var text = text
    text.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Adds a number.
  package mutating func combine(_ number: Int) { mix(UInt64(bitPattern: Int64(number))) }

  /// Adds another fingerprint.
  package mutating func combine(_ other: Fingerprint) { mix(other.value) }

  private mutating func combine(bytes: UnsafeRawBufferPointer) {
    let whole = bytes.count & ~15
    mix(blocks: UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
    finish(with: UnsafeRawBufferPointer(rebasing: bytes[whole...]), count: bytes.count)
  }

  /// Adds bytes sixteen by sixteen; there is no rest.
  fileprivate mutating func mix(blocks bytes: UnsafeRawBufferPointer) {
    for offset in stride(from: 0, to: bytes.count, by: 16) {
      mix(
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)))
    }
  }

  /// Adds up to fifteen bytes, and how many there were in all.
  fileprivate mutating func finish(with rest: UnsafeRawBufferPointer, count: Int) {
    var words: (UInt64, UInt64) = (0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: rest) }
    mix(UInt64(littleEndian: words.0), UInt64(littleEndian: words.1))
    mix(UInt64(count))
  }

  /// Folds a word in with a full multiplication, so that each bit of it reaches each bit of the sum.
  private mutating func mix(_ word: UInt64) {
    let product = (value ^ word ^ 0xA076_1D64_78BD_642F)
      .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    value = product.high ^ product.low ^ (word &* 0x9FB2_1C65_1E98_DF25)
  }

  /// Folds two words in with one multiplication.
  private mutating func mix(_ first: UInt64, _ second: UInt64) {
    let product = (value ^ first ^ 0xA076_1D64_78BD_642F)
      .multipliedFullWidth(by: second ^ 0xE703_7ED1_A0B4_28DB)
    value = product.high ^ product.low ^ (first &* 0x9FB2_1C65_1E98_DF25) ^ second
  }
}

/// The fingerprint of bytes that come in pieces: the same as that of all of them at once.
package struct FingerprintStream: Sendable {
  private var sum = Fingerprint()
  /// What does not fill a block yet: fifteen bytes at most.
  private var rest: [UInt8] = []
  /// How many bytes came so far.
  package private(set) var count = 0

  /// Creates the fingerprint of what is to come.
  package init() {}

  /// Adds the next piece.
  package mutating func append(_ bytes: [UInt8]) {
    count += bytes.count
    let head = rest.isEmpty ? 0 : min(16 - rest.count, bytes.count)
    rest += bytes[..<head]
    if rest.count == 16 {
      rest.withUnsafeBytes { sum.mix(blocks: $0) }
      rest = []
    }
    guard rest.isEmpty else { return }
    let end = head + (bytes.count - head) & ~15
    bytes.withUnsafeBytes { sum.mix(blocks: UnsafeRawBufferPointer(rebasing: $0[head..<end])) }
    rest += bytes[end...]
  }

  /// The fingerprint of what came so far.
  package var fingerprint: Fingerprint {
    var sum = sum
    rest.withUnsafeBytes { sum.finish(with: $0, count: count) }
    return sum
  }
}
