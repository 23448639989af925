/// Writes text so that a browser shows it, and takes nothing in it for markup.
///
/// Works on bytes: to a `Character`, a quotation mark with an accent on it is no quotation mark, and
/// would stay as it is.
func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  var start = 0
  var index = 0
  while index < text.count {
    let byte = text[index]
    // All letters, and most of the rest.
    if byte > UInt8(ascii: ">") {
      index += 1
      continue
    }
    let replacement: StaticString
    switch byte {
    case UInt8(ascii: "&"): replacement = "&amp;"
    case UInt8(ascii: "<"): replacement = "&lt;"
    case UInt8(ascii: ">"): replacement = "&gt;"
    case UInt8(ascii: "\""): replacement = "&quot;"
    case UInt8(ascii: "'"): replacement = "&#39;"
    default:
      index += 1
      continue
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
    replacement.withUTF8Buffer { output.append(contentsOf: $0) }
    index += 1
    start = index
  }
  output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
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

/// Whether a scheme, in small letters, is one that runs nothing.
func isSafeScheme(_ scheme: [UInt8]) -> Bool {
  for safe in ["http", "https", "mailto", "sms", "tel"] where scheme.elementsEqual(safe.utf8) {
    return true
  }
  return false
}
