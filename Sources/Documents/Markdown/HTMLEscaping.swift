package import Buffers
import CText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Appends text as it may stand in HTML, between tags or between double quotes.
package func appendEscaped(_ text: String, to html: inout [UInt8]) {
  var text = text
  text.withUTF8 { appendEscaped($0, to: &html) }
}

/// Appends bytes of a text node, most of which need no escape.
func appendEscaped(
  _ text: UnsafeBufferPointer<UInt8>, to html: inout some ByteSink & ~Copyable
) {
  guard let base = text.baseAddress else { return }
  var start = 0
  var at = 0
  while true {
    at = attune_markup_position(base, at, text.count)
    guard at < text.count else { break }
    let replacement: StaticString
    switch text[at] {
    case UInt8(ascii: "&"): replacement = "&amp;"
    case UInt8(ascii: "<"): replacement = "&lt;"
    case UInt8(ascii: ">"): replacement = "&gt;"
    case UInt8(ascii: "\""): replacement = "&quot;"
    default:
      at += 1
      continue
    }
    html.append(UnsafeBufferPointer(rebasing: text[start..<at]))
    html.append(replacement)
    at += 1
    start = at
  }
  html.append(UnsafeBufferPointer(rebasing: text[start...]))
}

/// Appends an address as it may stand between double quotes, byte for byte as libcmark does it.
///
/// What has no place in an address is percent-encoded; a `%` of the author's stays as it is.
package func appendAddress(
  _ address: some Collection<UInt8>, to html: inout some ByteSink & ~Copyable
) {
  // Nearly every address has nothing that would be written otherwise.
  let isDone = address.withContiguousStorageIfAvailable { bytes in
    guard bytes.allSatisfy(isPlainAddressByte) else { return false }
    html.append(bytes)
    return true
  }
  if isDone == true { return }
  for byte in address {
    if byte == UInt8(ascii: "&") {
      html.append("&amp;")
    } else if byte == UInt8(ascii: "'") {
      html.append("&#x27;")
    } else if isAddressByte(byte) {
      html.append(byte)
    } else {
      html.append(UInt8(ascii: "%"))
      html.append(hexadecimalDigit(byte >> 4))
      html.append(hexadecimalDigit(byte & 15))
    }
  }
}

/// Whether a byte is a letter, a digit, or one of `-./:#=?_`: what most addresses are made of.
@inline(__always)
private func isPlainAddressByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || byte >= UInt8(ascii: "-") && byte <= UInt8(ascii: ":")
    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "=")
    || byte == UInt8(ascii: "?")
}

private func isAddressByte(_ byte: UInt8) -> Bool {
  guard byte < 0x80, !isLetter(byte), !isDigit(byte) else { return byte < 0x80 }
  switch byte {
  case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
    UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "^"),
    UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
    return false
  default: return true
  }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}

/// Appends the text of a piece of HTML that holds no tags, only the four entities of the writer.
func appendPlain(_ html: UnsafeBufferPointer<UInt8>, to plain: inout [UInt8]) {
  var rest = html[...]
  while let base = html.baseAddress, !rest.isEmpty {
    // What stands between two entities is copied at once.
    let found = memchr(base + rest.startIndex, Int32(UInt8(ascii: "&")), rest.count)
    let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? rest.endIndex
    plain.append(UnsafeBufferPointer(rebasing: rest[..<end]))
    rest = rest[end...]
    guard !rest.isEmpty else { break }
    let entity = entities.first { rest.starts(with: $0.name.utf8) }
    plain.append(entity?.byte ?? UInt8(ascii: "&"))
    rest = rest.dropFirst(entity?.name.utf8.count ?? 1)
  }
}

/// What the writer never leaves as it is.
private let entities: [(name: String, byte: UInt8)] = [
  ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
  ("&quot;", UInt8(ascii: "\"")),
]
