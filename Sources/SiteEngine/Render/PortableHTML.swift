/// The HTML of an article made fit to stand in other people's pages, as a feed needs it.
///
/// Readers' programs show articles at addresses of their own, and often several in one page. So every
/// address becomes a whole one: `/about/` gets the site in front, `#fn-1` the article's own address, and
/// `//host/x` a scheme. And ids go, with the attributes that name them: every article has its `fn-1`,
/// and a mark that led to the note of another article would be a wrong source. Marks and notes lead to
/// the article on its own page instead, where they are always right.
///
/// What attune itself writes is known to the byte. HTML that authors were allowed to write is looked
/// through as a browser would, as far as tags and attributes go; addresses in styles and scripts stay as
/// they are, and so do those whose first character is written as an entity.
///
/// `page` is the article's whole address, which ends with a slash, and `origin` the scheme and host of the
/// site.
///
/// - Complexity: O(*n*).
func portableHTML(_ html: [UInt8], of page: String, origin: String) -> [UInt8] {
  var copy = PortableCopy(html: html, page: page, origin: origin)
  copy.copyAll()
  return copy.result
}

/// The working state of ``portableHTML(_:of:origin:)``: a copy that is behind by what was not looked at.
private struct PortableCopy {
  let html: [UInt8]
  let page: [UInt8]
  let origin: [UInt8]
  let scheme: [UInt8]
  private(set) var result: [UInt8] = []
  private var at = 0

  init(html: [UInt8], page: String, origin: String) {
    self.html = html
    self.page = attributeText(page)
    self.origin = attributeText(origin)
    scheme = Array(origin.utf8.prefix { $0 != UInt8(ascii: "/") })
    result.reserveCapacity(html.count + html.count / 8)
  }

  mutating func copyAll() {
    while let open = html[at...].firstIndex(of: UInt8(ascii: "<")) {
      copy(upTo: open + 1)
      if html[at...].starts(with: "!--".utf8) {
        copy(upTo: end(of: "-->", from: at) ?? html.count)
      } else if at < html.count, isLetter(html[at]) {
        copyTag()
      }
    }
    copy(upTo: html.count)
  }

  private mutating func copy(upTo end: Int) {
    guard end > at else { return }
    result += html[at..<end]
    at = end
  }

  /// Copies a tag whose name is next; a tag that has no end is copied as it is.
  private mutating func copyTag() {
    let name = html[at...].prefix { !isSpace($0) && $0 != slash && $0 != greater }
    copy(upTo: name.endIndex)
    while let attribute = nextAttribute() { copy(attribute) }
    let end = html[at...].firstIndex(of: greater).map { $0 + 1 } ?? html.count
    copy(upTo: end)
    // To a browser these hold text: what looks like a tag in them is none.
    let element = String(decoding: name.map(lowercased), as: UTF8.self)
    guard ["script", "style", "textarea", "title", "iframe", "xmp"].contains(element) else {
      return
    }
    copy(upTo: self.end(of: "</" + element, from: at) ?? html.count)
  }

  /// An attribute of the tag that is being copied.
  private struct Attribute {
    /// What it is called, in lower case.
    let name: String
    /// Its value without quotation marks; `nil` when it has none.
    let value: Range<Int>?
    /// Where it ends.
    let end: Int
  }

  /// The attribute that is next; `nil` at the end of the tag.
  private func nextAttribute() -> Attribute? {
    let start = skipSpace(from: at) { $0 == slash }
    guard start < html.count, html[start] != greater else { return nil }
    // An equals sign in front of a name belongs to it.
    let nameEnd = index(from: start + 1) {
      isSpace($0) || $0 == slash || $0 == greater || $0 == equals
    }
    let name = String(decoding: html[start..<nameEnd].map(lowercased), as: UTF8.self)
    let sign = skipSpace(from: nameEnd)
    guard sign < html.count, html[sign] == equals else {
      return Attribute(name: name, value: nil, end: nameEnd)
    }
    let first = skipSpace(from: sign + 1)
    guard first < html.count, html[first] != greater else {
      return Attribute(name: name, value: nil, end: first)
    }
    guard html[first] == UInt8(ascii: "\"") || html[first] == UInt8(ascii: "'") else {
      let end = index(from: first) { isSpace($0) || $0 == greater }
      return Attribute(name: name, value: first..<end, end: end)
    }
    let quote = html[first]
    let end = index(from: first + 1) { $0 == quote }
    guard end < html.count else { return nil }
    return Attribute(name: name, value: first + 1..<end, end: end + 1)
  }

  private mutating func copy(_ attribute: Attribute) {
    if let value = attribute.value {
      switch attribute.name {
      case "id", "aria-labelledby", "aria-describedby":
        at = attribute.end
        return
      case "href", "src", "poster", "cite", "data", "action", "formaction":
        copy(upTo: value.lowerBound)
        copyAddress(upTo: value.upperBound)
      case "srcset":
        copy(upTo: value.lowerBound)
        while at < value.upperBound { copyCandidate(upTo: value.upperBound) }
      default: break
      }
    }
    copy(upTo: attribute.end)
  }

  /// Copies one picture of a list with commas: spaces and commas, an address, and a size.
  private mutating func copyCandidate(upTo end: Int) {
    copy(upTo: min(end, skipSpace(from: at) { $0 == comma }))
    let addressEnd = min(end, index(from: at, isSpace))
    if at < addressEnd { copyAddress(upTo: addressEnd) }
    // A comma at the end of an address is none of it: there is no size.
    if html[at - 1] != comma { copy(upTo: min(end, index(from: at) { $0 == comma })) }
  }

  /// Copies an address with what it lacks in front.
  private mutating func copyAddress(upTo end: Int) {
    copy(upTo: min(end, skipSpace(from: at)))
    // Browsers take a backslash for a slash.
    func isSlash(_ index: Int) -> Bool {
      index < end && (html[index] == slash || html[index] == UInt8(ascii: "\\"))
    }
    if isSlash(at), isSlash(at + 1) {
      result += scheme
    } else if isSlash(at) {
      result += origin
    } else if at == end || html[at] != UInt8(ascii: "&"), !hasScheme(html[at..<end]) {
      result += page
    }
    copy(upTo: end)
  }

  private func index(from start: Int, _ isEnd: (UInt8) -> Bool) -> Int {
    html[min(start, html.count)...].firstIndex(where: isEnd) ?? html.count
  }

  private func skipSpace(from start: Int, or isSkipped: (UInt8) -> Bool = { _ in false }) -> Int {
    index(from: start) { !isSpace($0) && !isSkipped($0) }
  }

  /// Where a text ends that comes next, whatever the case of its letters.
  private func end(of text: String, from start: Int) -> Int? {
    let text = Array(text.utf8)
    var at = start
    while let found = html[at...].firstIndex(of: text[0]) {
      let candidate = html[found...].prefix(text.count)
      if candidate.count == text.count, zip(candidate, text).allSatisfy({ lowercased($0) == $1 }) {
        return found + text.count
      }
      at = found + 1
    }
    return nil
  }
}

/// Whether an address says how it is to be reached: `https:`, `tel:`.
private func hasScheme(_ address: ArraySlice<UInt8>) -> Bool {
  guard let first = address.first, isLetter(first) else { return false }
  let rest = address.drop { byte in
    isLetter(byte) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
  }
  return rest.first == UInt8(ascii: ":")
}

/// An address as it may stand in an attribute, whatever quotation marks are around it.
private func attributeText(_ address: String) -> [UInt8] {
  address.utf8.flatMap { byte -> [UInt8] in
    switch byte {
    case UInt8(ascii: "&"): Array("&amp;".utf8)
    case UInt8(ascii: "'"): Array("&#39;".utf8)
    case UInt8(ascii: "\""): Array("&quot;".utf8)
    default: [byte]
    }
  }
}

private let slash = UInt8(ascii: "/")
private let greater = UInt8(ascii: ">")
private let equals = UInt8(ascii: "=")
private let comma = UInt8(ascii: ",")

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func lowercased(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
}
