import Diagnostics

extension RuleID {
  /// A quotation that wants to be a callout of a kind that does not exist.
  static let unknownCallout = RuleID("unknown-callout")
}

/// Quotations that begin with `[!NOTE]` and the like: boxes beside the text.
extension BodyWriter {
  /// Begins a quotation or a callout.
  mutating func enterQuote(_ node: MarkdownNode) {
    quotes += 1
    startLine()
    guard options.extensions, let (range, name) = calloutMark(node) else {
      append("<blockquote>\n", to: &html)
      return
    }
    guard let label = calloutLabels.first(where: { $0.name == name }) else {
      append("<blockquote>\n", to: &html)
      let names = calloutLabels.map(\.name)
      let suggestion =
        nearMiss(of: name, among: names).map { "did you mean `[!\($0.uppercased())]`?" }
        ?? "the kinds are note, tip, important, warning and caution"
      findings.report(
        .unknownCallout, .error, "`\(text(input.source[range]))` is not a kind of callout",
        at: range, suggestion: suggestion)
      return
    }
    append("<aside class=\"callout callout-", to: &html)
    html += label.name.utf8
    append("\">\n", to: &html)
    openCallouts.append(node)
  }

  /// Ends a quotation or a callout.
  mutating func exitQuote(_ node: MarkdownNode) {
    quotes -= 1
    startLine()
    if openCallouts.last == node {
      openCallouts.removeLast()
      append("</aside>\n", to: &html)
    } else {
      append("</blockquote>\n", to: &html)
    }
  }

  /// The mark that a quotation begins with, and its name in lower case.
  private func calloutMark(_ quote: MarkdownNode) -> (range: Range<Int>, name: String)? {
    guard let paragraph = quote.firstChild, paragraph.kind == .paragraph,
      // What the parser made a link of is no mark.
      let first = paragraph.firstChild, first.kind == .text,
      first.literal.first == UInt8(ascii: "[")
    else { return nil }
    let start = start(of: paragraph)
    let end = min(input.lines.end, start + 40)
    guard start + 3 < end, input.source[start] == UInt8(ascii: "["),
      input.source[start + 1] == UInt8(ascii: "!")
    else { return nil }
    var at = start + 2
    while at < end, isLetter(input.source[at]) || input.source[at] == UInt8(ascii: "-") { at += 1 }
    guard at < end, at > start + 2, input.source[at] == UInt8(ascii: "]"),
      at + 1 == input.lines.end || isSpace(input.source[at + 1])
    else { return nil }
    return (start..<at + 1, text(input.source[start + 2..<at].map(lowercased)))
  }

  /// Begins the first paragraph of a callout, whose first line is the title.
  mutating func enterCalloutParagraph(_ node: MarkdownNode) {
    let line = input.lines.trimmed(
      input.sourceLine(ofParserLine: node.startLine), in: input.source)
    guard let quote = node.parent, let (range, name) = calloutMark(quote) else { return }
    block.skippedText = range.count
    block.isCalloutTitle = true
    startLine()
    append("<p class=\"callout-title\">", to: &html)
    if line.upperBound == range.upperBound,
      let label = calloutLabels.first(where: { $0.name == name })
    {
      holes.append(Hole(position: html.count, kind: .label(label.label)))
    }
  }

  /// Ends the title of a callout, and begins the paragraph behind it.
  mutating func endCalloutTitle() {
    block.isCalloutTitle = false
    append("</p>\n<p>", to: &html)
    block.beginsRun = true
    block.previous = .space
    block.isInWord = false
  }
}

private let calloutLabels: [(name: String, label: Label)] = [
  ("note", .note), ("tip", .tip), ("important", .important), ("warning", .warning),
  ("caution", .caution),
]
