import Diagnostics

/// Says in an author's words what libyaml found wrong, and how to put it right.
///
/// libyaml speaks of tokens and simple keys, and notices many slips long after they were made. What it
/// says is taken as a hint; the line itself tells what happened.
struct YAMLAdvice {
  /// The value that was read last.
  struct LastValue {
    /// Its bytes.
    let range: Range<Int>
    /// Whether it stands in quotation marks.
    let isQuoted: Bool
  }

  /// A sentence, the bytes it is about, and what to do.
  typealias Words = (message: String, range: Range<Int>, suggestion: String?)

  private let text: ReadableText
  private let problem: String
  private let context: String
  /// The byte at which libyaml noticed.
  private let noticed: Int
  /// The byte at which it began what it could not finish.
  private let began: Int
  private let lastValue: LastValue?

  private var bytes: [UInt8] { text.bytes }

  /// Looks at a complaint, if there is one, about a text.
  init(_ text: ReadableText, _ complaint: YAMLComplaint?, after lastValue: LastValue?) {
    var text = text
    problem = complaint?.problem ?? ""
    context = complaint?.context ?? ""
    noticed = complaint.map { text.offset(ofCharacter: $0.problemStart) } ?? 0
    began = complaint.map { text.offset(ofCharacter: $0.contextStart) } ?? 0
    self.text = text
    self.lastValue = lastValue
  }

  /// The words for the complaint.
  func words() -> Words {
    if problem.hasPrefix("found a tab") || byte(at: noticed) == UInt8(ascii: "\t") {
      return (
        "this line is indented with a tab", noticed..<min(noticed + 1, text.range.upperBound),
        "use spaces instead"
      )
    }
    if context.hasSuffix("quoted scalar") { return wordsForQuotes() }
    switch context {
    case "while scanning an alias", "while scanning an anchor", "while scanning a tag",
      "while parsing a tag", "while scanning a block scalar":
      return wordsForMark(at: began)
    default: break
    }
    switch problem {
    case "mapping values are not allowed in this context": return wordsForColon()
    case "could not find expected ':'": return wordsForMissingColon(at: began)
    case "block sequence entries are not allowed in this context":
      return (
        "\(quoted(from: noticed)) is a list entry, which begins on a line of its own",
        restOfLine(from: noticed), quotedLine(at: noticed)
      )
    case "mapping keys are not allowed in this context", "found undefined tag handle",
      "found character that cannot start any token":
      return wordsForMark(at: noticed)
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      return wordsForBrackets()
    case "did not find expected node content":
      guard context == "while parsing a flow node" else { return wordsForMark(at: noticed) }
      return (
        "nothing stands before this", noticed..<min(noticed + 1, text.range.upperBound),
        "write the missing value, or remove the comma"
      )
    case "did not find expected key": return wordsForStray()
    default: break
    }
    let line = YAMLLine(containing: noticed, in: text)
    if byte(at: text.range.lowerBound) == UInt8(ascii: "%") || context.contains("directive") {
      let first = YAMLLine(
        containing: context.contains("directive") ? began : text.range.lowerBound, in: text)
      return (
        "\(quoted(from: first.range.lowerBound)) begins with `%`, which has no use here",
        first.range, "remove this line"
      )
    }
    if problem == "did not find expected <document start>"
      || problem == "did not find expected '-' indicator"
    {
      return wordsForColumn(line)
    }
    return (
      "this line is not written as `name: value`", line.range,
      "put the value in quotes if it has colons, brackets or quotation marks in it"
    )
  }

  /// The words for a value that begins with a character that has a meaning of its own in YAML.
  func wordsForMark(at offset: Int) -> Words {
    let line = YAMLLine(containing: offset, in: text)
    var range = restOfLine(from: offset)
    guard !range.isEmpty else {
      return ("a value is missing here", range, "write it behind the colon")
    }
    let mark = String(decoding: bytes[range.prefix(1)], as: UTF8.self)
    if let colon = line.colon, offset < colon {
      range = offset..<colon
      return (
        "\(quoted(range)) begins with `\(mark)`, which the name of a field may not do", range,
        "write the name without it"
      )
    }
    return (
      "\(quoted(range)) begins with `\(mark)`, which a text may do only in quotes", range,
      line.quotedLine(in: text) ?? "put it in quotes"
    )
  }

  /// The words for an anchor, an alias or a tag, or for a text that only looks as if it began with one.
  func wordsForReference(at offset: Int, _ isCollection: Bool) -> Words {
    let rest = restOfLine(from: offset)
    let ends = [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")]
    let end = bytes[rest].firstIndex { $0.isSpace || ends.contains($0) } ?? rest.upperBound
    let line = YAMLLine(containing: offset, in: text)
    if !isCollection, end < rest.upperBound, line.value?.lowerBound == offset {
      return wordsForMark(at: offset)
    }
    let name = quoted(offset..<end)
    switch byte(at: offset) {
    case UInt8(ascii: "&"):
      return (
        "\(name) names a value so that it can be repeated elsewhere, which is not allowed",
        offset..<end, "write the value where it is needed, or in quotes if it begins with `&`"
      )
    case UInt8(ascii: "*"):
      return (
        "\(name) repeats a value from elsewhere, which is not allowed", offset..<end,
        "write the value itself, or in quotes if it begins with `*`"
      )
    default:
      return (
        "\(name) says of what kind a value is, which is not allowed", offset..<end,
        "remove it, or write the value in quotes if it begins with `!`"
      )
    }
  }

  /// How to write the line at an offset so that its value is one text.
  func quotedLine(at offset: Int) -> String? {
    YAMLLine(containing: offset, in: text).quotedLine(in: text)
  }

  private func wordsForQuotes() -> Words {
    if problem == "found unexpected end of stream"
      || problem == "found unexpected document indicator"
    {
      let mark = byte(at: began) == UInt8(ascii: "'") ? "'" : "\""
      return (
        "the quotation mark here has no second one that closes it", began..<began + 1,
        "write another `\(mark)` where the text ends"
      )
    }
    // An escape: the mark stands on the backslash, or behind the letter that follows it.
    var start = min(noticed, text.range.upperBound - 1)
    while start > began, bytes[start] != UInt8(ascii: "\\") { start -= 1 }
    var end = start + 1
    while end < text.range.upperBound, end - start < 8, isLetterOrDigit(bytes[end]) { end += 1 }
    if problem == "found unknown escape character" { end = min(start + 2, text.range.upperBound) }
    let escape = String(decoding: bytes[start..<end], as: UTF8.self)
    return (
      "`\(escape)` names no character, and `\\` does nothing else between double quotes",
      start..<end, "write `\\\\`, or put the text in single quotes"
    )
  }

  private func wordsForColon() -> Words {
    let line = YAMLLine(containing: noticed, in: text)
    guard line.colon == noticed else {
      let value = line.value ?? line.range
      return (
        "\(quoted(value)) has a colon in it, which a text may have only in quotes", value,
        line.quotedLine(in: text)
      )
    }
    let above = YAMLLine(above: line, in: text)
    if line.content > line.range.lowerBound {
      let name = line.content..<noticed
      return (
        "\(quoted(name)) stands further to the right than the line it follows", name,
        "begin it in the column of the names above"
      )
    }
    return wordsForMissingColon(at: above?.content ?? noticed)
  }

  private func wordsForMissingColon(at offset: Int) -> Words {
    let range = restOfLine(from: offset)
    if let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")), colon + 1 < range.upperBound {
      let name = String(decoding: bytes[range.lowerBound..<colon], as: UTF8.self)
      let value = String(decoding: bytes[colon + 1..<range.upperBound], as: UTF8.self)
      return (
        "\(quoted(range)) has no space behind the colon", range,
        value.utf8.count <= 100 ? "write `\(name): \(value)`" : "add one"
      )
    }
    let isFirst = YAMLLine(above: YAMLLine(containing: offset, in: text), in: text) == nil
    return (
      "\(quoted(range)) has no colon between a name and a value", range,
      "write it as `name: value`"
        + (isFirst ? "" : ", or indent it if it belongs to the line above")
    )
  }

  private func wordsForBrackets() -> Words {
    let opening = byte(at: began) == UInt8(ascii: "{") ? "{" : "["
    let closing = opening == "{" ? "}" : "]"
    let rest = restOfLine(from: noticed)
    if bytes[rest].contains(UInt8(ascii: opening == "{" ? "}" : "]")), !rest.isEmpty {
      return (
        "a comma is missing before \(quoted(rest))", rest, "put commas between the entries"
      )
    }
    return (
      "the `\(opening)` here has no `\(closing)` that closes it", began..<began + 1,
      "write `\(closing)` where it ends, or put the value in quotes if the bracket belongs to it"
    )
  }

  /// The words for something that stands where a name has to begin.
  private func wordsForStray() -> Words {
    let line = YAMLLine(containing: noticed, in: text)
    if byte(at: noticed) == UInt8(ascii: ":") {
      return (
        "a name is missing before the colon", noticed..<noticed + 1, "write it as `name: value`"
      )
    }
    guard let last = lastValue, last.range.upperBound > line.range.lowerBound,
      last.range.upperBound <= noticed, !last.range.isEmpty
    else { return wordsForColumn(line) }
    if last.range.lowerBound < line.range.lowerBound, last.isQuoted {
      return (
        "the quotation mark here is closed only before \(quoted(from: noticed))",
        last.range.lowerBound..<last.range.lowerBound + 1, "close it where the text ends"
      )
    }
    let rest = restOfLine(from: noticed)
    let mark = last.isQuoted ? "quotation mark" : "bracket"
    return (
      "\(quoted(rest)) stands behind the closing \(mark)", rest, line.quotedLine(in: text)
    )
  }

  private func wordsForColumn(_ line: YAMLLine) -> Words {
    let range = line.content..<line.range.upperBound
    return (
      "\(quoted(range)) does not begin in the column of the lines it belongs to", range,
      "let all names of one level, or all `-` of one list, begin in the same column"
    )
  }

  private func restOfLine(from offset: Int) -> Range<Int> {
    offset..<max(offset, YAMLLine(containing: offset, in: text).range.upperBound)
  }

  private func quoted(from offset: Int) -> String { quoted(restOfLine(from: offset)) }

  private func quoted(_ range: Range<Int>) -> String {
    // No message shows more than 60 characters, which have at most 240 bytes.
    "`\(clipped(String(decoding: bytes[range.prefix(260)], as: UTF8.self)))`"
  }

  private func byte(at offset: Int) -> UInt8? {
    text.range.contains(offset) ? bytes[offset] : nil
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
