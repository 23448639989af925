/// Where `[^label]: text` and the lines that belong to it stand in the source.
///
/// It begins a line, indented by three columns at most. To it belong the lines that go on with its
/// first paragraph, and, also after empty lines, every line that is indented by four columns or a tab.
struct NoteDefinition {
  /// The label in the form in which labels are compared.
  let key: String
  /// `[^label]` in the source.
  let label: Range<Int>
  /// The lines that are the note's.
  let lines: Range<Int>
  /// The line that its text begins on.
  let textLine: Int
  /// Where its text begins; `nil` when there is none.
  let textStart: Int?

  /// Finds the lines of the note whose label stands at the start of `line`.
  init(
    _ source: [UInt8], _ lines: MarkdownLines, line: Int, label: Range<Int>, takesUnindented: Bool
  ) {
    key = noteKey(source[label.lowerBound + 2..<label.upperBound - 1])
    self.label = label
    let first = lines.content(of: line, in: source)
    var start = label.upperBound + 1
    while start < first.upperBound, isBlank(source[start]) { start += 1 }
    var end = line + 1
    var textLine = line
    var textStart = start < first.upperBound ? start : nil
    var inParagraph = start < first.upperBound && !mayBeginBlock(source, start..<first.upperBound)
    var next = line + 1
    while next < lines.count {
      let content = lines.content(of: next, in: source)
      let begin = textBegin(source, content)
      if begin == content.upperBound {
        inParagraph = false
      } else if isNoteIndentation(source, content.lowerBound) {
        if textStart == nil {
          textLine = next
          textStart = begin
        }
        inParagraph = !mayBeginBlock(source, begin..<content.upperBound)
        end = next + 1
      } else if inParagraph, takesUnindented, !mayBeginBlock(source, begin..<content.upperBound),
        !closesComment(source, content)
      {
        end = next + 1
      } else {
        break
      }
      next += 1
    }
    self.lines = line..<end
    self.textLine = textLine
    self.textStart = textStart
  }
}

/// A label in the form in which labels are compared: in lower case, on every machine the same.
func noteKey(_ label: some Collection<UInt8>) -> String {
  if label.allSatisfy({ $0 < 0x80 }) {
    return String(unsafeUninitializedCapacity: label.count) { key in
      var count = 0
      for byte in label {
        key[count] = lowercased(byte)
        count += 1
      }
      return count
    }
  }
  return text(label).lowercased()
}

/// The range of `[^label]` when `[^label]:` stands at the start of `range`.
func noteLabel(_ source: [UInt8], _ range: Range<Int>) -> Range<Int>? {
  let start = range.lowerBound
  guard range.count > 4, source[start] == UInt8(ascii: "["), source[start + 1] == UInt8(ascii: "^")
  else { return nil }
  var at = start + 2
  while at < range.upperBound, isLabelByte(source[at]) { at += 1 }
  guard at > start + 2, at + 1 < range.upperBound, source[at] == UInt8(ascii: "]"),
    source[at + 1] == UInt8(ascii: ":")
  else { return nil }
  return start..<at + 1
}

/// Whether a byte may stand in the label of a note: anything but brackets, spaces and controls.
@inline(__always)
func isLabelByte(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte != UInt8(ascii: "[") && byte != UInt8(ascii: "]") && byte != 0x7F
}

private func textBegin(_ source: [UInt8], _ content: Range<Int>) -> Int {
  var at = content.lowerBound
  while at < content.upperBound, isBlank(source[at]) { at += 1 }
  return at
}

/// Whether a line begins with four columns of white space.
func isNoteIndentation(_ source: [UInt8], _ start: Int) -> Bool {
  var at = start
  while at < source.count, at - start < 4 {
    if source[at] == 0x09 { return true }
    guard source[at] == 0x20 else { return false }
    at += 1
  }
  return at - start == 4
}

/// Whether a line could begin something else than a paragraph, or end the paragraph above it.
///
/// Says yes too often rather than too rarely: a line that is not taken for a note stays in the text,
/// where its author sees it.
private func mayBeginBlock(_ source: [UInt8], _ range: Range<Int>) -> Bool {
  guard let first = source[range].first else { return true }
  switch first {
  case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "="),
    UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "`"), UInt8(ascii: "-"), UInt8(ascii: "+"),
    UInt8(ascii: "*"), UInt8(ascii: "_"):
    // Emphasis and code begin a line like these too, so look twice at what is common in a sentence.
    return isBlockMark(source, range)
  case UInt8(ascii: "0")...UInt8(ascii: "9"):
    return containerMark(source, range.lowerBound, range.upperBound) != nil
  case UInt8(ascii: "["): return noteLabel(source, range) != nil
  default: return false
  }
}

private func isBlockMark(_ source: [UInt8], _ range: Range<Int>) -> Bool {
  let first = source[range.lowerBound]
  var run = range.lowerBound
  while run < range.upperBound, source[run] == first { run += 1 }
  let isFollowedBySpace = run == range.upperBound || isBlank(source[run])
  switch first {
  case UInt8(ascii: "`"), UInt8(ascii: "~"): return run - range.lowerBound >= 3
  case UInt8(ascii: "*"), UInt8(ascii: "_"): return isFollowedBySpace
  default: return true
  }
}

/// Whether a line ends an HTML comment, which a note may stand in.
func closesComment(_ source: [UInt8], _ content: Range<Int>) -> Bool {
  guard content.count >= 3 else { return false }
  for at in content.lowerBound..<content.upperBound - 2
  where source[at] == UInt8(ascii: "-") && source[at + 1] == UInt8(ascii: "-")
    && source[at + 2] == UInt8(ascii: ">")
  {
    return true
  }
  return false
}
