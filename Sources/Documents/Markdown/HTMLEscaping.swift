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
  appendEscaped(text.utf8, to: &html)
}

/// Appends bytes of a text node, most of which need no escape.
func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to html: inout [UInt8]) {
  var start = 0
  for at in text.indices {
    let replacement: StaticString
    switch text[at] {
    case UInt8(ascii: "&"): replacement = "&amp;"
    case UInt8(ascii: "<"): replacement = "&lt;"
    case UInt8(ascii: ">"): replacement = "&gt;"
    case UInt8(ascii: "\""): replacement = "&quot;"
    default: continue
    }
    html.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
    append(replacement, to: &html)
    start = at + 1
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
    guard html[at] == UInt8(ascii: "&") else {
      plain.append(html[at])
      at += 1
      continue
    }
    let rest = html[at...]
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
