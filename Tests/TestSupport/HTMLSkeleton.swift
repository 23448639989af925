/// The tags of a page with the names of their attributes, without text and without values.
///
/// Two pages of one template have the same skeleton unless a value was taken for markup. Written apart
/// from the checker in `Templates`, so that the two can disagree.
package func skeleton(of html: [UInt8]) -> [String] {
  var reader = SkeletonReader(html)
  reader.run()
  return reader.tags
}

private struct SkeletonReader {
  private let html: [UInt8]
  private var position = 0
  private(set) var tags: [String] = []

  init(_ html: [UInt8]) { self.html = html }

  mutating func run() {
    while let start = html[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      if starts(with: "!--") {
        position += 3
        tags.append("<!-- -->")
        skipComment()
      } else if starts(with: "!") || starts(with: "?") {
        tags.append("<!>")
        skip(past: ">")
      } else if starts(with: "/") {
        position += 1
        if isLetter(at: position) {
          readTag("/")
        } else {
          tags.append("</>")
          skip(past: ">")
        }
      } else if isLetter(at: position) {
        readTag("")
      }
    }
  }

  private mutating func readTag(_ slash: String) {
    let name = readName { $0 == "/" }
    var parts = [slash + name]
    while position < html.count, html[position] != UInt8(ascii: ">") {
      if isSpace(html[position]) || html[position] == UInt8(ascii: "/") {
        position += 1
        continue
      }
      let first = String(UnicodeScalar(html[position]))
      position += 1
      parts.append(first.lowercased() + readName { $0 == "/" || $0 == "=" })
      skipSpace()
      guard starts(with: "=") else { continue }
      position += 1
      skipSpace()
      guard position < html.count else { break }
      let quote = html[position]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        position += 1
        skip(past: String(UnicodeScalar(quote)))
      } else {
        while position < html.count, !isSpace(html[position]), html[position] != UInt8(ascii: ">") {
          position += 1
        }
      }
    }
    position = min(position + 1, html.count)
    tags.append("<" + parts.joined(separator: " ") + ">")
    let raw = [
      "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext",
    ]
    if slash.isEmpty, raw.contains(name) { skipRawText(name) }
  }

  private mutating func readName(until ends: (Character) -> Bool) -> String {
    var name = ""
    while position < html.count, !isSpace(html[position]), html[position] != UInt8(ascii: ">"),
      !ends(Character(UnicodeScalar(html[position])))
    {
      name.unicodeScalars.append(UnicodeScalar(html[position]))
      position += 1
    }
    return name.lowercased()
  }

  private mutating func skipRawText(_ name: String) {
    while position < html.count {
      let end = position + 2 + name.utf8.count
      if starts(with: "</"), end < html.count,
        String(decoding: html[position + 2..<end], as: UTF8.self).lowercased() == name,
        isSpace(html[end]) || html[end] == UInt8(ascii: "/") || html[end] == UInt8(ascii: ">")
      {
        return
      }
      position += 1
    }
  }

  private mutating func skipComment() {
    // `<!-->` and `<!--->` are whole comments.
    if starts(with: ">") || starts(with: "->") { return skip(past: ">") }
    while position < html.count {
      if starts(with: "-->") || starts(with: "--!>") { return skip(past: ">") }
      position += 1
    }
  }

  private mutating func skip(past text: String) {
    while position < html.count, !starts(with: text) { position += 1 }
    position = min(position + text.utf8.count, html.count)
  }

  private mutating func skipSpace() {
    while position < html.count, isSpace(html[position]) { position += 1 }
  }

  private func starts(with text: String) -> Bool { html[position...].starts(with: text.utf8) }

  private func isLetter(at index: Int) -> Bool {
    index < html.count && (0x61...0x7A).contains(html[index] | 0x20)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
