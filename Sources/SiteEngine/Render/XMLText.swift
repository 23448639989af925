/// XML that is written element by element, and so is well formed whatever its texts say.
///
/// Texts are escaped on bytes. What XML 1.0 forbids even as a character reference, most control
/// characters, never gets in: one such character and a reader's program refuses the whole feed.
struct XMLText {
  /// The name of an attribute and its value.
  typealias Attribute = (name: String, value: String)

  /// What is written so far.
  private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
  private var depth = 0

  /// Writes an element with others in it.
  mutating func element(
    _ name: String, _ attributes: [Attribute] = [], _ content: (inout XMLText) -> Void
  ) {
    begin(name, attributes)
    bytes += ">\n".utf8
    depth += 1
    content(&self)
    depth -= 1
    indent()
    end(name)
  }

  /// Writes an element with a text in it.
  mutating func element(_ name: String, _ attributes: [Attribute] = [], text: String) {
    element(name, attributes, text: Array(text.utf8))
  }

  /// Writes an element with a text in it: UTF-8, such as the HTML of an article.
  mutating func element(_ name: String, _ attributes: [Attribute] = [], text: [UInt8]) {
    begin(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    appendEscaped(text)
    end(name)
  }

  /// Writes an element with nothing in it.
  mutating func emptyElement(_ name: String, _ attributes: [Attribute]) {
    begin(name, attributes)
    bytes += "/>\n".utf8
  }

  private mutating func indent() {
    for _ in 0..<depth * 2 { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func begin(_ name: String, _ attributes: [Attribute]) {
    indent()
    bytes.append(UInt8(ascii: "<"))
    append(name)
    for (name, value) in attributes {
      bytes.append(UInt8(ascii: " "))
      append(name)
      append("=\"")
      appendEscaped(Array(value.utf8), isAttribute: true)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func end(_ name: String) {
    append("</")
    append(name)
    append(">\n")
  }

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  private mutating func appendEscaped(_ text: [UInt8], isAttribute: Bool = false) {
    var at = 0
    while at < text.count {
      // Whatever means nothing to XML is taken at once.
      let start = at
      while at < text.count, isOrdinary(text[at]) { at += 1 }
      bytes += text[start..<at]
      guard at < text.count else { break }
      switch text[at] {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      // Not only for looks: `]]>` must not stand in a text.
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\"") where isAttribute: bytes += "&quot;".utf8
      // What may have been a line break of a word processor still keeps two words apart.
      case 0x0B, 0x0C, 0x1C...0x1F: bytes.append(0x20)
      case 0x00...0x08, 0x0E...0x1B: break
      case 0xEF where isNoncharacter(text, at):
        at += 3
        continue
      default: bytes.append(text[at])
      }
      at += 1
    }
  }

  @inline(__always)
  private func isOrdinary(_ byte: UInt8) -> Bool {
    byte > UInt8(ascii: ">") && byte != 0xEF
      || byte >= 0x20 && byte < UInt8(ascii: "<")
        && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "\"")
  }

  /// Whether U+FFFE or U+FFFF begins here, which are forbidden too.
  private func isNoncharacter(_ text: [UInt8], _ at: Int) -> Bool {
    at + 2 < text.count && text[at + 1] == 0xBF && text[at + 2] >= 0xBE
  }
}
