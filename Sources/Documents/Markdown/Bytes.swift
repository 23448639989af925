/// Whether a byte is a space or a tab.
@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Whether a byte is white space to libcmark.
@inline(__always)
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

/// Whether a byte is an ASCII letter.
@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

/// Whether a byte is an ASCII digit.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

/// Whether a byte is ASCII punctuation, which a backslash may stand in front of.
@inline(__always)
func isPunctuation(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte < 0x7F && !isLetter(byte) && !isDigit(byte)
}

/// An ASCII upper-case letter in lower case, any other byte as it is.
@inline(__always)
func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

/// A stretch of bytes as text.
func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

/// A stretch of bytes as it may stand in a sentence: on one line, and not longer than that bears.
func quotable(_ bytes: ArraySlice<UInt8>) -> String {
  let limit = 60
  var end = bytes.startIndex
  while end < bytes.endIndex, end - bytes.startIndex < limit, bytes[end] != 0x0A, bytes[end] != 0x0D
  {
    end += 1
  }
  // A sentence must not end in half a letter.
  while end < bytes.endIndex, end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
  return text(bytes[..<end]) + (end < bytes.endIndex ? "…" : "")
}
