import Buffers

/// Paragraphs, lists, items and code: what is the same with the extensions and without.
extension BodyWriter {
  /// Begins a paragraph, or writes the table that it is.
  mutating func enterParagraph(_ node: MarkdownNode) -> Bool {
    let isTight = isTight(node)
    guard options.extensions else {
      if !isTight {
        startLine()
        html.append("<p>")
      }
      return true
    }
    beginBlock(node)
    cursor.takeDefinitions(input.source, input.lines)
    if writeTable(node) { return false }
    if block.isCallout {
      enterCalloutParagraph(node)
      return true
    }
    if !openCallouts.isEmpty, enterBlockParagraph(node) { return true }
    if !isTight {
      startLine()
      html.append("<p>")
    }
    if block.isTask { enterTask() }
    return true
  }

  /// Ends a paragraph.
  mutating func exitParagraph(_ node: MarkdownNode) {
    let isTight = isTight(node)
    guard options.extensions else {
      if !isTight { html.append("</p>\n") }
      return
    }
    endBlock(node)
    if block.isTask { html.append("</label>") }
    if !openCallouts.isEmpty, exitBlockParagraph() { return }
    if node.parent?.kind == .document, !excerpt.isFull {
      excerpt.append(html, runs[block.firstRun..<runs.count])
    }
    if !isTight { html.append("</p>\n") }
  }

  /// Whether a paragraph stands in a list without empty lines, where it has no tags of its own.
  ///
  /// The list of notes is not such a list: its items come from all over the text.
  func isTight(_ paragraph: MarkdownNode) -> Bool {
    guard let list = paragraph.parent?.parent, list != noteList else { return false }
    return list.isTight
  }

  /// Begins a list.
  mutating func enterList(_ node: MarkdownNode) {
    startLine()
    if !openCallouts.isEmpty, enterBlockList(node) { return }
    guard node.isOrdered else {
      html.append("<ul>\n")
      return
    }
    let start = node.listStart
    if start == 1 {
      html.append("<ol>\n")
    } else {
      html.append("<ol start=\"")
      html.append(decimal: start)
      html.append("\">\n")
    }
  }

  /// Begins an item, which may be a task.
  mutating func enterItem(_ node: MarkdownNode) {
    startLine()
    if !openCallouts.isEmpty, enterBlockItem(node) { return }
    if options.extensions, let paragraph = node.firstChild, taskMark(paragraph) != nil {
      html.append("<li class=\"task\">")
    } else {
      html.append("<li>")
    }
  }

  /// Whether a paragraph is the text of a task, and if so whether the task is done.
  func taskMark(_ paragraph: MarkdownNode) -> Bool? {
    guard paragraph.kind == .paragraph, paragraph.parent?.kind == .item,
      paragraph.previous == nil,
      // What the parser made a link of is no box to tick.
      let first = paragraph.firstChild, first.kind == .text,
      first.literal.first == UInt8(ascii: "[")
    else { return nil }
    let source = input.source
    let start = start(of: paragraph)
    guard start + 4 < input.lines.end, source[start] == UInt8(ascii: "["),
      source[start + 2] == UInt8(ascii: "]"), isBlank(source[start + 3])
    else { return nil }
    let line = input.lines.trimmed(input.sourceLine(ofParserLine: paragraph.startLine), in: source)
    guard start + 3 < line.upperBound else { return nil }
    switch source[start + 1] {
    case 0x20, 0x09: return false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
    default: return nil
    }
  }

  private mutating func enterTask() {
    html.append("<label><input type=\"checkbox\" disabled=\"\"")
    if block.isDone { html.append(" checked=\"\"") }
    html.append(" /> ")
    block.skippedText = 3
  }

  /// Writes a block of code.
  mutating func writeCodeBlock(_ node: MarkdownNode) {
    startLine()
    let words = node.fenceWords
    if words.isEmpty {
      html.append("<pre><code>")
    } else {
      // Only the first word, and escaped: it is a name for a stylesheet and never a path.
      let end = words.firstIndex(where: isSpace) ?? words.count
      html.append("<pre><code class=\"language-")
      appendEscaped(UnsafeBufferPointer(rebasing: words[..<end]), to: &html)
      html.append("\">")
    }
    let start = html.count
    appendLiteral(node.literal)
    if options.extensions, html.count > start {
      let line = input.sourceLine(ofParserLine: node.startLine)
      // A fence is a line of its own; an indented block begins with its text.
      let isFenced = input.isFenced(node)
      let first = isFenced ? line + 1 : line
      let source = input.lines.trimmed(first, in: input.source)
      runs.append(
        TextRun(
          html: start..<html.count, source: source.isEmpty ? nil : source, kind: .code,
          beginsBlock: true))
    }
    html.append("</code></pre>\n")
  }

  /// Appends code or alternative text, with the colons that were kept from the parser.
  mutating func appendLiteral(_ literal: UnsafeBufferPointer<UInt8>) {
    let start = html.count
    appendEscaped(literal, to: &html)
    guard let standIn = input.standIn else { return }
    for index in start..<html.count where html[index] == standIn {
      html[index] = UInt8(ascii: ":")
    }
  }
}
