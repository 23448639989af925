import Buffers
import Diagnostics

extension RuleID {
  /// A quotation that wants to be a block of a kind that does not exist.
  static let unknownCallout = RuleID("unknown-callout")
}

/// A block as it is while the text is written.
struct WrittenBlock {
  let kind: BlockKind
  let node: MarkdownNode
  /// Its name in the source, with the brackets.
  let mark: Range<Int>
  /// Where it begins in the HTML.
  var start: Int
  /// How many links were written before it.
  let firstLink: Int
  var end = 0
  var title: Range<Int>?
  var content = 0..<0
  var caption: Range<Int>?
  var items: [BlockItem] = []
  /// Where the part of an item that is being written began.
  var itemStart = 0
  var itemTitle: Range<Int>?
  var itemID = ""
  /// The level of the headings that are questions.
  var questionLevel = 0
  /// The link to a film.
  var filmLink: MarkdownNode?
  var video: VideoAddress?
  /// The index of that link among all.
  var filmIndex: Int?

  /// Moves everything that was written of it.
  mutating func move(by shift: Int) {
    func moved(_ range: Range<Int>) -> Range<Int> {
      range.lowerBound + shift..<range.upperBound + shift
    }
    start += shift
    end += shift
    title = title.map(moved)
    content = moved(content)
    caption = caption.map(moved)
    items = items.map {
      BlockItem(title: $0.title.map(moved), content: moved($0.content), id: $0.id)
    }
  }
}

/// Quotations that begin with `[!NOTE]` and the like: blocks.
extension BodyWriter {
  /// Begins a quotation or a block.
  mutating func enterQuote(_ node: MarkdownNode) {
    quotes += 1
    startLine()
    guard options.extensions, let (range, name) = blockMark(node) else {
      html.append("<blockquote>\n")
      return
    }
    guard let kind = BlockKind(rawValue: name) else {
      html.append("<blockquote>\n")
      let suggestion =
        nearMiss(of: name, among: BlockKind.allCases.map(\.rawValue))
        .map { "did you mean `[!\($0.uppercased())]`?" } ?? "the blocks are \(BlockKind.list)"
      findings.report(
        .unknownCallout, .error, "`\(text(input.source[range]))` is not the name of a block",
        at: range, suggestion: suggestion)
      return
    }
    openCallouts.append(node)
    openBlocks.append(blocks.count)
    blocks.append(
      WrittenBlock(
        kind: kind, node: node, mark: range, start: html.count, firstLink: links.count))
    beginBlockElement(kind)
  }

  /// Ends a quotation or a block.
  mutating func exitQuote(_ node: MarkdownNode) {
    quotes -= 1
    startLine()
    if openCallouts.last == node, let index = openBlocks.popLast() {
      openCallouts.removeLast()
      endBlockElement(index)
    } else {
      html.append("</blockquote>\n")
    }
  }

  /// The mark that a quotation begins with, and its name in lower case.
  private func blockMark(_ quote: MarkdownNode) -> (range: Range<Int>, name: String)? {
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

  /// Begins the first paragraph of a block, whose first line is the title.
  mutating func enterCalloutParagraph(_ node: MarkdownNode) {
    guard let index = openBlocks.last else { return }
    let line = input.lines.trimmed(
      input.sourceLine(ofParserLine: node.startLine), in: input.source)
    let (kind, mark) = (blocks[index].kind, blocks[index].mark)
    block.skippedText = mark.count
    block.isCalloutTitle = true
    startLine()
    let hasOwnTitle = line.upperBound != mark.upperBound
    if hasOwnTitle, !kind.hasTitle { reportTitle(of: index) }
    guard hasOwnTitle || kind.label != nil else { return }
    if kind.isCallout {
      html.append("<p class=\"callout-title\">")
    } else {
      html.append("<p class=\"block-title\">")
    }
    blocks[index].title = html.count..<html.count
    if !hasOwnTitle, let label = kind.label {
      holes.append(Hole(position: html.count, kind: .label(label)))
    }
  }

  /// Ends the title of a block at the end of its line, and begins the paragraph behind it.
  mutating func endCalloutTitle() {
    closeTitle()
    html.append("<p>")
  }

  /// Ends the title of a block.
  mutating func closeTitle() {
    finishPart()
    block.isCalloutTitle = false
    guard let index = openBlocks.last else { return }
    if let title = blocks[index].title {
      blocks[index].title = title.lowerBound..<html.count
      html.append("</p>\n")
    }
    blocks[index].content = html.count..<html.count
  }
}
