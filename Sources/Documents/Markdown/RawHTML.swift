import Buffers
import Diagnostics

extension RuleID {
  /// HTML in a text, which is not published.
  static let rawHTML = RuleID("raw-html")
  /// A comment that is not closed, or not soon enough.
  static let unclosedComment = RuleID("unclosed-comment")
}

/// HTML in a text: left out and reported unless it is allowed; comments are the author's own.
extension BodyWriter {
  /// Writes HTML in a line.
  mutating func writeInlineHTML(_ node: MarkdownNode) {
    let start = cursor.isLost ? nil : cursor.at
    let literal = node.literal
    cursor.takeHTML(literal, input.source, input.lines)
    guard block.picture == nil else { return }
    if isComment(literal) { return }
    flushText(before: .element)
    if options.allowsRawHTML {
      html.append(literal)
      return
    }
    // One report for `<b>` and `</b>`: the second says nothing new.
    let isEnd = literal.count > 1 && literal[1] == UInt8(ascii: "/")
    guard !isEnd || !block.reportedHTML else { return }
    block.reportedHTML = true
    reportHTML(Array(literal)[...], at: place(from: start))
  }

  private func isComment(_ html: UnsafeBufferPointer<UInt8>) -> Bool {
    html.starts(with: "<!--".utf8)
  }

  private mutating func reportHTML(_ html: ArraySlice<UInt8>, at range: Range<Int>) {
    findings.report(
      .rawHTML, .error, "`\(quotable(html))` is left out: HTML in a text is not published",
      at: range, suggestion: "write it in Markdown, or between backticks to show it as it is")
  }

  /// Writes lines of HTML.
  mutating func writeHTMLBlock(_ node: MarkdownNode) {
    guard options.extensions else {
      startLine()
      if options.allowsRawHTML {
        html.append(node.literal)
      } else {
        html.append("<!-- raw HTML omitted -->")
      }
      startLine()
      return
    }
    let literal = Array(node.literal)
    // A comment sign inside of a script or a style belongs to it.
    if options.allowsRawHTML, isVerbatimElement(literal) {
      writeAllowedHTML(literal)
      return
    }
    let (rest, first, unclosed) = withoutComments(literal)
    if let unclosed {
      findings.report(
        .unclosedComment, .error,
        "the comment that begins here never ends, so that all that follows it is left out",
        at: sourceRange(of: unclosed..<unclosed + 4, in: literal, of: node),
        suggestion: "write `-->` where it ends")
    }
    guard let first else { return }
    if options.allowsRawHTML {
      writeAllowedHTML(rest)
    } else {
      var end = first
      while end < literal.count, literal[end] != 0x0A { end += 1 }
      let tag = tagRange(literal, first..<end)
      reportHTML(literal[tag], at: sourceRange(of: tag, in: literal, of: node))
    }
  }

  private mutating func writeAllowedHTML(_ literal: [UInt8]) {
    startLine()
    let start = html.count
    html.append(literal)
    if let standIn = input.standIn {
      for index in start..<html.count where html[index] == standIn {
        html[index] = UInt8(ascii: ":")
      }
    }
    startLine()
  }

  /// The source of a part of one line of a block of HTML: a line of the block is the end of a line
  /// of the source.
  private func sourceRange(of range: Range<Int>, in literal: [UInt8], of node: MarkdownNode)
    -> Range<Int>
  {
    var line = input.sourceLine(ofParserLine: node.startLine)
    for byte in literal[..<range.lowerBound] where byte == 0x0A { line += 1 }
    guard line < input.lines.count else { return lineRange(of: node) }
    let content = input.lines.content(of: line, in: input.source)
    var end = range.lowerBound
    while end < literal.count, literal[end] != 0x0A { end += 1 }
    let start = content.upperBound - (end - range.lowerBound)
    guard start >= content.lowerBound else { return lineRange(of: node) }
    return start..<min(start + range.count, content.upperBound)
  }

  /// Reports a comment that CommonMark does not take for one, because an empty line is inside of it.
  mutating func checkComment(_ at: Int, _ end: Int) {
    let bytes = pending.bytes.elements
    guard at + 3 < end, bytes[at + 1] == UInt8(ascii: "!"), bytes[at + 2] == UInt8(ascii: "-"),
      bytes[at + 3] == UInt8(ascii: "-")
    else { return }
    findings.report(
      .unclosedComment, .error,
      "the comment that begins here does not end in its paragraph, so readers would see it",
      at: pending.extent(of: at..<at + 4) ?? blockLine,
      suggestion: "begin it on a line of its own, or end it before the empty line")
  }
}

/// The tag that a stretch begins with, or all of it.
private func tagRange(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
  guard bytes[range.lowerBound] == UInt8(ascii: "<"),
    let end = bytes[range].firstIndex(of: UInt8(ascii: ">"))
  else { return range }
  return range.lowerBound..<end + 1
}

private func isVerbatimElement(_ html: [UInt8]) -> Bool {
  let start = html.drop(while: isSpace).prefix(10).map(lowercased)
  return ["<script", "<style", "<pre", "<textarea"].contains { start.starts(with: $0.utf8) }
}

/// HTML without its comments, where what is left begins in it, and where a comment has no end.
private func withoutComments(_ html: [UInt8]) -> (rest: [UInt8], first: Int?, unclosed: Int?) {
  var rest: [UInt8] = []
  var first: Int?
  var at = 0
  while at < html.count {
    if html[at] == UInt8(ascii: "<"), html[at...].starts(with: "<!--".utf8) {
      // To a browser, and to libcmark, `<!-->` is a whole comment.
      var end = at + 2
      while end < html.count,
        html[end] != UInt8(ascii: "-") || !html[end...].starts(with: "-->".utf8)
      {
        end += 1
      }
      guard end < html.count else { return (rest, first, at) }
      at = end + 3
    } else {
      if first == nil, !isSpace(html[at]) { first = at }
      rest.append(html[at])
      at += 1
    }
  }
  return (rest, first, nil)
}
