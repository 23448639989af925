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
    var offset = 0
    while offset + 8 <= bytes.count {
      mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < bytes.count {
      tail = tail << 8 | UInt64(bytes[offset])
      offset += 1
    }
    mix(tail)
    mix(UInt64(bytes.count))
  }

  /// Folds a word in with a full multiplication, so that each bit of it reaches each bit of the sum.
  private mutating func mix(_ word: UInt64) {
    let product = (value ^ word ^ 0xA076_1D64_78BD_642F)
      .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    value = product.high ^ product.low ^ (word &* 0x9FB2_1C65_1E98_DF25)
  }
}
