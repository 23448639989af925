import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension RuleID {
  /// The text is larger than the parser may be given.
  static let textTooLong = RuleID("text-too-long")
  /// A line begins with more list and quotation marks than any text needs.
  static let tooManyMarkers = RuleID("too-many-markers")
  /// A line is indented further than any text needs.
  static let tooMuchIndentation = RuleID("too-much-indentation")
  /// One paragraph begins more pictures than any text needs.
  static let tooManyPictures = RuleID("too-many-pictures")
  /// Something stands inside of something inside of something, and so on.
  static let nestedTooDeep = RuleID("nested-too-deep")
}

/// The sizes up to which libcmark 0.30.2 was measured to stay quick, and browsers to stay well.
///
/// Without them 30 KB of list marks cost seconds. Nobody writes such a text by hand; a hostile one,
/// or one that a program went wrong on, is refused with a sentence.
enum MarkdownLimits {
  static let bytes = 2 << 20
  static let lines = 50_000
  static let markers = 100
  static let indentation = 400
  static let pictures = 500
  static let depth = 200
  static let columns = 100
}

/// Whether the parser may see a text; reports why not.
///
/// - Complexity: O(*n*).
func passesGuards(_ source: [UInt8], lines: MarkdownLines, into findings: inout Findings) -> Bool {
  guard lines.count <= MarkdownLimits.lines else {
    findings.report(
      .textTooLong, .error,
      "this text has \(lines.count) lines; \(MarkdownLimits.lines) is the most",
      at: lines.trimmed(MarkdownLimits.lines, in: source),
      suggestion: "split it into several pages")
    return false
  }
  let checksPictures = pictureCount(source, lines) > MarkdownLimits.pictures
  var pictures = 0
  for line in 0..<lines.count {
    let content = lines.content(of: line, in: source)
    var at = content.lowerBound
    var indentation = 0
    while at < content.upperBound, isBlank(source[at]) {
      indentation += source[at] == 0x09 ? 4 - indentation % 4 : 1
      at += 1
    }
    guard at < content.upperBound else {
      pictures = 0
      continue
    }
    if indentation > MarkdownLimits.indentation {
      findings.report(
        .tooMuchIndentation, .error,
        "this line is indented by \(indentation) columns; \(MarkdownLimits.indentation) is the most",
        at: at..<content.upperBound, suggestion: "move the line to the left")
      return false
    }
    let markers = markerCount(source, at..<content.upperBound)
    if markers > MarkdownLimits.markers {
      findings.report(
        .tooManyMarkers, .error,
        "this line begins with \(markers) list or quotation marks; \(MarkdownLimits.markers) is the most",
        at: at..<content.upperBound, suggestion: "take most of them out")
      return false
    }
    if checksPictures, !countPictures(source, at..<content.upperBound, &pictures) {
      findings.report(
        .tooManyPictures, .error,
        "this paragraph begins more than \(MarkdownLimits.pictures) pictures",
        at: at..<content.upperBound, suggestion: "put empty lines between the pictures")
      return false
    }
  }
  return true
}

/// The number of list and quotation marks at the start of a line.
private func markerCount(_ source: [UInt8], _ content: Range<Int>) -> Int {
  var count = 0
  var at = content.lowerBound
  while at < content.upperBound {
    if isBlank(source[at]) {
      at += 1
    } else if let end = containerMark(source, at, content.upperBound) {
      count += 1
      at = end
    } else {
      break
    }
  }
  return count
}

/// The offset behind the list or quotation mark at `at`, if there is one.
func containerMark(_ source: [UInt8], _ at: Int, _ end: Int) -> Int? {
  guard at < end else { return nil }
  switch source[at] {
  case UInt8(ascii: ">"): return at + 1
  case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
    return at + 1 == end || isBlank(source[at + 1]) ? at + 1 : nil
  case UInt8(ascii: "0")...UInt8(ascii: "9"):
    var digits = at
    while digits < end, digits - at < 9, isDigit(source[digits]) { digits += 1 }
    guard digits < end, source[digits] == UInt8(ascii: ".") || source[digits] == UInt8(ascii: ")"),
      digits + 1 == end || isBlank(source[digits + 1])
    else { return nil }
    return digits + 1
  default: return nil
  }
}

/// How many pictures the text begins altogether: hardly ever enough to look any closer.
private func pictureCount(_ source: [UInt8], _ lines: MarkdownLines) -> Int {
  source.withUnsafeBufferPointer { source in
    guard let base = source.baseAddress, var at = lines.starts.first else { return 0 }
    var count = 0
    while at < lines.end, let found = memchr(base + at, Int32(UInt8(ascii: "!")), lines.end - at) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      if at < lines.end, source[at] == UInt8(ascii: "[") { count += 1 }
    }
    return count
  }
}

/// Counts `![`, and says whether the paragraph has not too many.
private func countPictures(_ source: [UInt8], _ content: Range<Int>, _ pictures: inout Int) -> Bool
{
  guard content.count > 1 else { return true }
  source.withUnsafeBufferPointer { source in
    for at in content.lowerBound..<content.upperBound - 1
    where source[at] == UInt8(ascii: "!") && source[at + 1] == UInt8(ascii: "[") {
      pictures += 1
    }
  }
  return pictures <= MarkdownLimits.pictures
}
