/// The tags of a page with the names of their attributes, without text and without values.
///
/// Two pages of one template have the same skeleton unless a value was taken for markup. Written apart
/// from the checker in `Templates`, so that the two can disagree.
package func skeleton(of html: [UInt8]) -> [String] {
  var reader = SkeletonReader(html, marker: "")
  reader.run()
  return reader.tags
}

/// Where in a page a text stands that must stand in text or in a harmless attribute only.
package func places(of marker: String, wrongIn html: [UInt8]) -> [String] {
  var reader = SkeletonReader(html, marker: marker)
  reader.run()
  return reader.wrongPlaces
}

private struct SkeletonReader {
  private let html: [UInt8]
  private var position = 0
  private let marker: [UInt8]
  private(set) var tags: [String] = []
  private(set) var wrongPlaces: [String] = []

  init(_ html: [UInt8], marker: String) {
    self.html = html
    self.marker = Array(marker.utf8)
  }

  /// Notes a place if the marker is in what was read since a position.
  private mutating func check(_ place: String, since start: Int) {
    guard !marker.isEmpty, start + marker.count <= position else { return }
    for index in start...position - marker.count where html[index...].starts(with: marker) {
      wrongPlaces.append(place)
      return
    }
  }

  mutating func run() {
    while let start = html[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      if starts(with: "!--") {
        position += 3
        tags.append("<!-- -->")
        skipComment()
        check("comment", since: start)
      } else if starts(with: "!") || starts(with: "?") {
        tags.append("<!>")
        skip(past: ">")
        check("declaration", since: start)
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
    let start = position
    let name = readName { $0 == "/" }
    check("name of a tag", since: start)
    var parts = [slash + name]
    while position < html.count, html[position] != UInt8(ascii: ">") {
      if isSpace(html[position]) || html[position] == UInt8(ascii: "/") {
        position += 1
        continue
      }
      let start = position
      position += 1
      _ = readName { $0 == "/" || $0 == "=" }
      let attribute = String(decoding: html[start..<position], as: UTF8.self).lowercased()
      parts.append(attribute)
      check("name of an attribute", since: start)
      skipSpace()
      guard starts(with: "=") else { continue }
      position += 1
      skipSpace()
      guard position < html.count else { break }
      let quote = html[position]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        position += 1
        let start = position
        skip(past: String(UnicodeScalar(quote)))
        checkValue(of: attribute, since: start)
      } else {
        let start = position
        while position < html.count, !isSpace(html[position]), html[position] != UInt8(ascii: ">") {
          position += 1
        }
        check("value without quotation marks", since: start)
      }
    }
    position = min(position + 1, html.count)
    tags.append("<" + parts.joined(separator: " ") + ">")
    let raw = [
      "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext",
    ]
    if slash.isEmpty, raw.contains(name) {
      let start = position
      skipRawText(name)
      if name != "title", name != "textarea" { check(name, since: start) }
    }
  }

  private mutating func checkValue(of attribute: String, since start: Int) {
    let value = String(decoding: html[start..<position], as: UTF8.self).lowercased()
    let runs =
      ["href", "src", "action"].contains(attribute)
      && value.drop { $0 == " " || $0 == "\n" }.hasPrefix("javascript:")
    if attribute.hasPrefix("on") || attribute == "style" || attribute == "srcdoc" || runs {
      check(attribute, since: start)
    }
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
