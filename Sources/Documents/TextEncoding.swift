import Diagnostics

extension RuleID {
  static let notUTF8 = RuleID("not-utf8")
}

/// The offset of the first byte from `start` on that is not part of well-formed UTF-8.
///
/// Overlong forms, surrogates and numbers above U+10FFFF are not well formed (Unicode, table 3-7).
///
/// - Complexity: O(*n*); plain English goes by thirty-two bytes at a time.
package func firstInvalidUTF8(in bytes: [UInt8], from start: Int) -> Int? {
  bytes.withUnsafeBytes { firstInvalidUTF8(in: $0, from: max(0, start)) }
}

/// Whether a stretch of bytes is well-formed UTF-8.
///
/// - Complexity: O(*n*).
func isUTF8(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
  bytes.withUnsafeBytes {
    firstInvalidUTF8(in: UnsafeRawBufferPointer(rebasing: $0[range]), from: 0) == nil
  }
}

private func firstInvalidUTF8(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
  let high: UInt64 = 0x8080_8080_8080_8080
  var index = start
  while index < bytes.count {
    while index + 32 <= bytes.count {
      let first = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
      let third = bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
      let fourth = bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
      guard (first | second | third | fourth) & high == 0 else { break }
      index += 32
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    // Languages with other letters than English have several of them in a row.
    while index < bytes.count, bytes[index] >= 0x80 {
      guard let length = lengthOfScalar(in: bytes, at: index) else { return index }
      index += length
    }
  }
  return nil
}

/// The number of bytes of the scalar that begins at `index` with a byte above 0x7F.
private func lengthOfScalar(in bytes: UnsafeRawBufferPointer, at index: Int) -> Int? {
  let length: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch bytes[index] {
  case 0xC2...0xDF: length = 2
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: length = 3
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF1...0xF3: length = 4
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  default: return nil
  }
  guard bytes.count - index >= length, second.contains(bytes[index + 1]) else { return nil }
  for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
  return length
}

/// What a file is, as far as the bytes of its letters go.
enum TextEncoding {
  /// The file is UTF-8 up to this offset, and all of it when that is its end.
  case utf8(upTo: Int)
  /// The file is no UTF-8 from its first byte on.
  case other
}

/// Finds out whether a file is UTF-8, and reports it when it is not.
func checkedEncoding(of file: SourceFile, into findings: inout Findings) -> TextEncoding {
  let bytes = file.bytes
  if isUTF16(bytes) {
    findings.report(
      .notUTF8, .error, "this file is saved as UTF-16, and only UTF-8 can be read", at: nil,
      suggestion: "save it again in your editor with the encoding UTF-8")
    return .other
  }
  guard let offset = firstInvalidUTF8(in: bytes, from: 0) else { return .utf8(upTo: bytes.count) }
  let hint = likelyCharacter(bytes, at: offset).map { "; the character is probably `\($0)`" } ?? ""
  findings.report(
    .notUTF8, .error, "this file is not saved as UTF-8: the character here cannot be read",
    at: offset..<offset + 1,
    suggestion: "save it again in your editor with the encoding UTF-8\(hint)")
  return .utf8(upTo: offset)
}

/// Whether a file begins like UTF-16: with its mark, or with Latin letters of two bytes each.
private func isUTF16(_ bytes: [UInt8]) -> Bool {
  guard bytes.count >= 2 else { return false }
  if (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) {
    return true
  }
  guard bytes.count >= 4 else { return false }
  let isZero = bytes[..<4].map { $0 == 0 }
  return isZero == [false, true, false, true] || isZero == [true, false, true, false]
}

/// What a byte between plain letters means in Windows-1252, the usual other encoding.
private func likelyCharacter(_ bytes: [UInt8], at offset: Int) -> Unicode.Scalar? {
  let isAlone = offset + 1 >= bytes.count || bytes[offset + 1] < 0x80
  guard isAlone else { return nil }
  let upper: [UInt8: Unicode.Scalar] = [
    0x80: "€", 0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x96: "–", 0x97: "—",
  ]
  if let scalar = upper[bytes[offset]] { return scalar }
  return bytes[offset] > 0xA0 ? Unicode.Scalar(bytes[offset]) : nil
}

/// The number of bytes of the UTF-8 mark that some editors put before a text; 0 when there is none.
func byteOrderMarkLength(_ bytes: [UInt8]) -> Int {
  bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
}
