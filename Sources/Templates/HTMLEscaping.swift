import Buffers
import CText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes text so that a browser shows it, and takes nothing in it for markup.
///
/// Works on bytes: to a `Character`, a quotation mark with an accent on it is no quotation mark, and
/// would stay as it is.
func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to output: inout GrowingBuffer<UInt8>) {
  guard let base = text.baseAddress else { return }
  var start = 0
  while true {
    let index = attune_markup_position(base, start, text.count)
    output.append(UnsafeBufferPointer(rebasing: text[start..<index]))
    guard index < text.count else { return }
    let replacement: StaticString =
      switch text[index] {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      default: "&#39;"
      }
    output.append(replacement)
    start = index + 1
  }
}

/// Whether an address may stand where a browser follows it.
///
/// Allowed are `http`, `https`, `mailto`, `sms`, `tel`, and addresses without a scheme. White space and
/// control characters are never part of an address; browsers drop some of them before they look at
/// the scheme, so that `java script:` with a line break in it runs.
func isSafeAddress(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = address.first else { return true }
  guard first > 0x20, !address.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return false }
  for (index, byte) in address.enumerated() {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return true
    case UInt8(ascii: ":"):
      return isSafeScheme(address[..<index].map { $0 | 0x20 })
    default: break
    }
  }
  return true
}

/// Whether an address begins at the root of a site, its own or another, and has nothing in it to escape,
/// as nearly every address of a site does.
func isPlainAddress(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let base = address.baseAddress else { return false }
  let scheme: StaticString = "https:"
  let length = scheme.utf8CodeUnitCount
  let isElsewhere = address.count > length && memcmp(base, scheme.utf8Start, length) == 0
  let address = address[(isElsewhere ? length : 0)...]
  guard address.first == UInt8(ascii: "/") else { return false }
  // Without branches, so that the loop takes many bytes at once.
  var others: UInt8 = 0
  for byte in address {
    let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
    // From the hyphen to the digit nine, with the dot and the slash between them.
    let isOther = byte &- UInt8(ascii: "-") < 13
    others |= isLetter || isOther ? 0 : 1
  }
  return others == 0
}

/// Whether a scheme, in small letters, is one that runs nothing.
func isSafeScheme(_ scheme: [UInt8]) -> Bool {
  for safe in ["http", "https", "mailto", "sms", "tel"] where scheme.elementsEqual(safe.utf8) {
    return true
  }
  return false
}
