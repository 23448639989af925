import CText

/// Appends text as it may stand in HTML, between tags or between double quotes.
func appendEscaped(_ text: some Sequence<UInt8>, to html: inout [UInt8]) {
  for byte in text {
    switch byte {
    case UInt8(ascii: "&"): html += "&amp;".utf8
    case UInt8(ascii: "<"): html += "&lt;".utf8
    case UInt8(ascii: ">"): html += "&gt;".utf8
    case UInt8(ascii: "\""): html += "&quot;".utf8
    default: html.append(byte)
    }
  }
}

/// Appends text as it may stand in HTML, between tags or between double quotes.
package func appendEscaped(_ text: String, to html: inout [UInt8]) {
  var text = text
  text.withUTF8 { appendEscaped($0, to: &html) }
}

/// Appends bytes of a text node, most of which need no escape.
func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to html: inout [UInt8]) {
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
    html.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
    append(replacement, to: &html)
    at += 1
    start = at
  }
  html.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
}

/// Appends a piece of HTML that stands in the code.
@inline(__always)
func append(_ text: StaticString, to html: inout [UInt8]) {
  html.append(
    contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
}

/// Appends an address as it may stand between double quotes, byte for byte as libcmark does it.
///
/// What has no place in an address is percent-encoded; a `%` of the author's stays as it is.
package func appendAddress(_ address: some Collection<UInt8>, to html: inout [UInt8]) {
  // Nearly every address has nothing that would be written otherwise.
  let isDone = address.withContiguousStorageIfAvailable { bytes in
    guard bytes.allSatisfy(isPlainAddressByte) else { return false }
    html.append(contentsOf: bytes)
    return true
  }
  if isDone == true { return }
  for byte in address {
    if byte == UInt8(ascii: "&") {
      append("&amp;", to: &html)
    } else if byte == UInt8(ascii: "'") {
      append("&#x27;", to: &html)
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
func appendPlain(_ html: ArraySlice<UInt8>, to plain: inout [UInt8]) {
  var at = html.startIndex
  while at < html.endIndex {
    let rest = html[at...]
    guard html[at] == UInt8(ascii: "&") else {
      // What stands between two entities is copied at once.
      let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? html.endIndex
      plain += html[at..<end]
      at = end
      continue
    }
    if rest.starts(with: "&amp;".utf8) {
      plain.append(UInt8(ascii: "&"))
      at += 5
    } else if rest.starts(with: "&lt;".utf8) {
      plain.append(UInt8(ascii: "<"))
      at += 4
    } else if rest.starts(with: "&gt;".utf8) {
      plain.append(UInt8(ascii: ">"))
      at += 4
    } else if rest.starts(with: "&quot;".utf8) {
      plain.append(UInt8(ascii: "\""))
      at += 6
    } else {
      plain.append(UInt8(ascii: "&"))
      at += 1
    }
  }
}
