import Diagnostics

/// Makes the places of many links at little cost.
///
/// The place of one link needs the characters in front of it counted; links in one paragraph share
/// what is in front of them, so each character is counted once when they come in order.
struct PlaceFinder {
  private let file: SourceFile
  private let lines: MarkdownLines
  /// The number of lines in front of the text.
  private let linesBefore: Int
  private var line = -1
  private var counted = 0
  private var characters = 0
  private var shown = 0..<0
  private var shownText = ""

  /// Prepares for places in a text of a file.
  init(_ file: SourceFile, _ lines: MarkdownLines) {
    self.file = file
    self.lines = lines
    let start = lines.starts.first ?? 0
    linesBefore = start == 0 ? 0 : MarkdownLines(file.bytes, in: 0..<start).count
  }

  /// The place of a stretch of the text.
  mutating func place(of range: Range<Int>) -> SourcePlace {
    guard lines.count > 0 else { return SourcePlace(wholeOf: file.path) }
    let found = lines.line(at: range.lowerBound)
    let content = lines.content(of: found, in: file.bytes)
    // Long lines are shown in part, which the diagnostics know how to do.
    let from = min(range.lowerBound, content.upperBound)
    let to = max(from, min(range.upperBound, content.upperBound))
    if found != line || from < counted {
      line = found
      counted = content.lowerBound
      characters = 0
    }
    characters += characterCount(file.bytes[counted..<from])
    counted = from
    let length = max(1, characterCount(file.bytes[from..<to]))
    let excerpt = shownPart(of: content, from: from)
    if excerpt != shown || shownText.isEmpty {
      // What stands in one line shares its text.
      shown = excerpt
      let lead = excerpt.lowerBound > content.lowerBound ? "…" : ""
      let trail = excerpt.upperBound < content.upperBound ? "…" : ""
      shownText = text(file.bytes[excerpt])
      if excerpt != content { shownText = lead + shownText + trail }
    }
    let column =
      excerpt.lowerBound == content.lowerBound
      ? characters
      : 1 + characterCount(file.bytes[excerpt.lowerBound..<max(excerpt.lowerBound, from)])
    return SourcePlace(
      path: file.path,
      span: SourcePlace.Span(
        line: linesBefore + found + 1, column: characters + 1, length: length, text: shownText,
        textColumn: column + 1))
  }

  /// The part of a line that is kept: all of a short one, else what is around the place.
  private func shownPart(of content: Range<Int>, from: Int) -> Range<Int> {
    guard content.count > 240 else { return content }
    var start = max(content.lowerBound, from - 80)
    var end = min(content.upperBound, start + 240)
    while start > content.lowerBound, file.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < content.upperBound, file.bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return start..<end
  }
}

/// The number of characters in UTF-8, as readers count them.
private func characterCount(_ bytes: ArraySlice<UInt8>) -> Int {
  // Finding where characters end is slow. In the common alphabets every scalar is a character, as
  // long as nothing that joins or marks another is among them.
  let count = bytes.withUnsafeBufferPointer { bytes -> Int? in
    var count = 0
    for byte in bytes {
      // Up to U+02FF, which 0xCB begins, nothing does.
      if byte >= 0xCC { return nil }
      count &+= byte & 0xC0 != 0x80 ? 1 : 0
    }
    return count
  }
  return count ?? countSlowly(bytes)
}

private func countSlowly(_ bytes: ArraySlice<UInt8>) -> Int {
  var count = 0
  for scalar in text(bytes).unicodeScalars {
    guard standsAlone(scalar.value) else { return text(bytes).count }
    count += 1
  }
  return count
}

/// Whether a scalar is a character of its own whatever is beside it: letters, dashes and quotation
/// marks of the common alphabets.
private func standsAlone(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x588, 0x2010...0x2027,
    0x202F...0x205E, 0x20A0...0x20BF, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF:
    true
  default: false
  }
}
