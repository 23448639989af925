/// Whether a text is a drawing: an XML document whose first element is called `svg`.
func beginsDrawing(_ start: [UInt8]) -> Bool {
  var at = start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  while at < start.count {
    if start[at] <= 0x20 {
      at += 1
    } else if start.matches("<?", at: at), let end = start.end(of: "?>", from: at) {
      at = end
    } else if start.matches("<!--", at: at), let end = start.end(of: "-->", from: at) {
      at = end
    } else if start.matches("<!", at: at), let end = start.end(of: ">", from: at) {
      at = end
    } else {
      guard start[at] == UInt8(ascii: "<") else { return false }
      let name = start[(at + 1)...].prefix { $0 > 0x20 && $0 != 0x2F && $0 != 0x3E }
      return localName(name).elementsEqual("svg".utf8)
    }
  }
  return false
}

/// Cuts out of a drawing what is no part of it, such as comments.
///
/// Also `<metadata>`, instructions to programs, and what Inkscape notes in it, such as the path of the
/// file on its author's machine. Photos that are embedded are cut as photos are.
///
/// A drawing that is opened by itself is a page of the site, and what a script in it does, the site
/// does. So one with a script, with an attribute that runs one, or with another page in it is refused.
func cutSVG(_ bytes: [UInt8]) throws(PictureProblem) -> [UInt8] {
  guard !bytes.contains(0), !bytes.starts(with: [0x1F, 0x8B]), !bytes.starts(with: [0xFF, 0xFE]),
    !bytes.starts(with: [0xFE, 0xFF])
  else {
    throw PictureProblem(
      .brokenPicture,
      "this drawing is compressed or not in UTF-8, so nobody can tell what is in it",
      "save it as plain SVG in UTF-8")
  }
  var cut = SVGCut(bytes)
  try cut.read()
  return cut.kept
}

/// The working state of ``cutSVG(_:)``.
private struct SVGCut {
  private let bytes: [UInt8]
  private var at = 0
  private(set) var kept: [UInt8] = []
  /// How many elements are open since one that is left out; 0 outside of such.
  private var leftOut = 0
  private var hasElement = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    kept.reserveCapacity(bytes.count)
  }

  mutating func read() throws(PictureProblem) {
    while at < bytes.count {
      let start = at
      if bytes[at] != UInt8(ascii: "<") {
        at = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        keep(start..<at)
      } else if bytes.matches("<!--", at: at) {
        at = try end(of: "-->", from: at + 4)
      } else if bytes.matches("<![CDATA[", at: at) {
        at = try end(of: "]]>", from: at)
        keep(start..<at)
      } else if bytes.matches("<?", at: at) {
        at = try end(of: "?>", from: at)
        try readInstruction(start..<at)
      } else if bytes.matches("<!", at: at) {
        at = try end(of: ">", from: at)
        // Names for texts could hide a script from every check.
        guard !bytes[start..<at].contains(UInt8(ascii: "[")) else {
          throw problem("it declares names of its own, in which anything can be hidden")
        }
      } else {
        try readTag()
      }
    }
    guard hasElement, leftOut == 0 else { throw .broken }
  }

  private mutating func keep(_ range: Range<Int>) {
    if leftOut == 0 { kept += bytes[range] }
  }

  private func end(of text: StaticString, from start: Int) throws(PictureProblem) -> Int {
    guard let end = bytes.end(of: text, from: start) else { throw .broken }
    return end
  }

  /// The declaration of the encoding is kept when it is one that is read right here.
  private mutating func readInstruction(_ range: Range<Int>) throws(PictureProblem) {
    guard bytes.matches("<?xml ", at: range.lowerBound) else { return }
    let text = String(decoding: bytes[range], as: UTF8.self).lowercased()
    let known = ["utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"]
    guard
      !text.utf8.contains("encoding".utf8) || known.contains(where: { text.utf8.contains($0.utf8) })
    else {
      throw PictureProblem(
        .brokenPicture, "this drawing is not in UTF-8, so nobody can tell what is in it",
        "save it as plain SVG in UTF-8")
    }
    if kept.allSatisfy({ $0 <= 0x20 || $0 >= 0x80 }) { keep(range) }
  }

  private mutating func readTag() throws(PictureProblem) {
    let start = at
    at += 1
    let isEnd = at < bytes.count && bytes[at] == UInt8(ascii: "/")
    if isEnd { at += 1 }
    let name = readName()
    guard !name.isEmpty else { throw .broken }
    if isEnd {
      at = try end(of: ">", from: at)
      keep(start..<at)
      if leftOut > 0 { leftOut -= 1 }
      return
    }
    let local = lowercased(localName(name))
    guard !active.contains(local) else { throw problem("it has the element `\(local)`") }
    let isLeftOut =
      leftOut > 0 || local == "metadata" || isEditorsOwn(name)
    var tag = Array(bytes[start..<at])
    while true {
      let gap = skipSpace()
      guard at < bytes.count else { throw .broken }
      if bytes[at] == UInt8(ascii: ">") || bytes[at] == UInt8(ascii: "/") { break }
      guard !gap.isEmpty else { throw .broken }
      let attribute = try readAttribute()
      if let attribute { tag += [0x20] + attribute }
    }
    let isEmpty = bytes[at] == UInt8(ascii: "/")
    if isEmpty { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else { throw .broken }
    at += 1
    if isLeftOut {
      if !isEmpty { leftOut += 1 }
    } else {
      hasElement = true
      kept += tag + (isEmpty ? Array("/>".utf8) : [UInt8(ascii: ">")])
    }
  }

  private mutating func readName() -> ArraySlice<UInt8> {
    let name = bytes[at...].prefix { byte in
      byte > 0x20 && !"/>=<\"'".utf8.contains(byte)
    }
    at = name.endIndex
    return name
  }

  private mutating func skipSpace() -> Range<Int> {
    let start = at
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    return start..<at
  }

  /// An attribute as it is kept; `nil` when it is left out.
  private mutating func readAttribute() throws(PictureProblem) -> [UInt8]? {
    let name = readName()
    _ = skipSpace()
    guard !name.isEmpty, at < bytes.count, bytes[at] == UInt8(ascii: "=") else { throw .broken }
    at += 1
    _ = skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'"),
      let close = bytes[(at + 1)...].firstIndex(of: bytes[at])
    else { throw .broken }
    let quote = bytes[at]
    let value = bytes[at + 1..<close]
    guard !value.contains(UInt8(ascii: "<")) else { throw .broken }
    at = close + 1
    let local = lowercased(localName(name))
    let words = plainText(value)
    let animatesScript = local == "attributename" && words.starts(with: "on".utf8)
    guard !local.hasPrefix("on"), local != "srcdoc", !animatesScript else {
      throw problem("it has the attribute `\(local)`")
    }
    guard !words.contains("javascript:".utf8), !words.contains("vbscript:".utf8) else {
      throw problem("it has an address that begins with `javascript:`")
    }
    if isEditorsOwn(name) { return nil }
    let cut = try cutEmbeddedPicture(value)
    return Array(name) + [UInt8(ascii: "="), quote] + (cut ?? Array(value)) + [quote]
  }

  private func problem(_ reason: String) -> PictureProblem {
    PictureProblem(
      .drawingScript, "this drawing can run programs on readers' machines: \(reason)",
      "save it as plain SVG, without scripts, or as PNG")
  }
}

/// Elements that run programs or show other pages.
private let active: Set<String> = [
  "script", "handler", "listener", "iframe", "frame", "object", "embed", "applet",
]

/// Whether a name is one that a drawing program uses for its own notes.
private func isEditorsOwn(_ name: ArraySlice<UInt8>) -> Bool {
  ["inkscape:", "sodipodi:"].contains { name.starts(with: $0.utf8) }
}

/// A name without what stands before its colon.
private func localName(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
}

private func lowercased(_ name: ArraySlice<UInt8>) -> String {
  String(
    decoding: name.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
}

/// The value of an attribute as a browser looks for a scheme in it: numbers of characters resolved, in
/// small letters, without space.
private func plainText(_ value: ArraySlice<UInt8>) -> [UInt8] {
  var text: [UInt8] = []
  var at = value.startIndex
  while at < value.endIndex {
    var byte = value[at]
    at += 1
    if byte == UInt8(ascii: "&"), at < value.endIndex, value[at] == UInt8(ascii: "#"),
      let end = value[at...].firstIndex(of: UInt8(ascii: ";"))
    {
      let digits = String(decoding: value[(at + 1)..<end], as: UTF8.self).lowercased()
      let number =
        digits.hasPrefix("x") ? Int(digits.dropFirst(), radix: 16) : Int(digits)
      byte = number.flatMap { UInt8(exactly: $0) } ?? 0x80
      at = end + 1
    }
    guard byte > 0x20 else { continue }
    text.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
  }
  return text
}

extension [UInt8] {
  /// Where a text ends that begins at an offset or behind it; `nil` when there is none.
  func end(of text: StaticString, from start: Int) -> Int? {
    var at = start
    let first = text.utf8Start[0]
    while at < count, let found = self[at...].firstIndex(of: first) {
      if matches(text, at: found) { return found + text.utf8CodeUnitCount }
      at = found + 1
    }
    return nil
  }
}

extension Collection<UInt8> {
  /// Whether some bytes stand in these.
  fileprivate func contains(_ text: String.UTF8View) -> Bool {
    guard let first = text.first else { return true }
    var rest = self[...]
    while let found = rest.firstIndex(of: first) {
      if rest[found...].starts(with: text) { return true }
      rest = rest[index(after: found)...]
    }
    return false
  }
}
