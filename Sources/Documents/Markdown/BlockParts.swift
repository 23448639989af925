import Buffers
import Diagnostics

/// What stands in a block: captions, questions, steps and words with what they mean.
///
/// Nothing here is asked outside of a block.
extension BodyWriter {
  /// Begins a paragraph that is another part of a block than text; `false` when it is text.
  mutating func enterBlockParagraph(_ node: MarkdownNode) -> Bool {
    guard let index = openBlocks.last, let parent = node.parent else { return false }
    if parent == openCallouts.last {
      guard node.next == nil, node.previous != nil, isCaption(node, of: index) else { return false }
      startLine()
      beginCaption(of: index)
      return true
    }
    guard parent.kind == .item, node.previous == nil, isPart(parent, of: .definitions),
      let term = term(of: parent)
    else { return false }
    block.term = term
    return true
  }

  /// Ends the paragraph of a title or a caption; `false` when it was text.
  mutating func exitBlockParagraph() -> Bool {
    if block.isCalloutTitle {
      closeTitle()
      return true
    }
    guard block.isCaption, let index = openBlocks.last else { return false }
    let start = blocks[index].caption?.lowerBound ?? html.count
    blocks[index].caption = start..<html.count
    html.append("</figcaption>\n")
    return true
  }

  /// Ends the title of a block, or the text in front of a caption, at the end of a line; `false` when
  /// the paragraph goes on.
  mutating func endsPart(_ lineBreak: MarkdownNode) -> Bool {
    if block.isCalloutTitle {
      endCalloutTitle()
      return true
    }
    guard let index = openBlocks.last, let paragraph = block.node, !block.isCaption,
      paragraph.parent == openCallouts.last, paragraph.next == nil,
      beginsCaption(behind: lineBreak, of: index)
    else { return false }
    finishPart()
    html.append("</p>\n")
    beginCaption(of: index)
    return true
  }

  /// Makes the changes that waited for the end of the block, at the end of one of its parts.
  ///
  /// The places of what is written are known from then on, and no quotation mark has its partner in
  /// another part.
  mutating func finishPart() {
    if !block.edits.isEmpty { applyEdits() }
    block.singleQuotes.removeAll(keepingCapacity: true)
    block.doubleQuotes = 0
    block.strikes.removeAll(keepingCapacity: true)
    block.beginsRun = true
    block.previous = .space
    block.isInWord = false
  }

  // MARK: Captions

  private mutating func beginCaption(of index: Int) {
    blocks[index].content = blocks[index].content.lowerBound..<html.count
    if blocks[index].kind == .quote { html.append("</blockquote>\n") }
    html.append("<figcaption>")
    blocks[index].caption = html.count..<html.count
    block.isCaption = true
  }

  /// Whether the last paragraph of a block is its caption or source.
  private func isCaption(_ paragraph: MarkdownNode, of index: Int) -> Bool {
    switch blocks[index].kind {
    case .quote: paragraph.firstChild?.beginsWithDash == true
    case .figure:
      links[blocks[index].firstLink..<links.count].contains { link in link.kind == .image }
        && paragraph.firstChild?.isPicture == false
    default: false
    }
  }

  private func beginsCaption(behind lineBreak: MarkdownNode, of index: Int) -> Bool {
    guard let next = lineBreak.next else { return false }
    switch blocks[index].kind {
    case .figure: return lineBreak.previous?.isPicture == true
    case .quote:
      guard next.beginsWithDash else { return false }
      var rest = next.next
      while let node = rest {
        if node.kind == .softBreak || node.kind == .lineBreak { return false }
        rest = node.next
      }
      return true
    default: return false
    }
  }

  // MARK: Lists

  /// Begins a list of definitions; `false` for any other list.
  mutating func enterBlockList(_ node: MarkdownNode) -> Bool {
    guard let index = openBlocks.last, blocks[index].kind == .definitions,
      node.parent == openCallouts.last
    else { return false }
    html.append("<dl>\n")
    return true
  }

  /// Ends a list of definitions; `false` for any other list.
  mutating func exitBlockList(_ node: MarkdownNode) -> Bool {
    guard let index = openBlocks.last, blocks[index].kind == .definitions,
      node.parent == openCallouts.last
    else { return false }
    html.append("</dl>\n")
    return true
  }

  /// Begins a definition or a step; `false` for an item of another list.
  mutating func enterBlockItem(_ node: MarkdownNode) -> Bool {
    guard let index = openBlocks.last else { return false }
    if isPart(node, of: .definitions) {
      if term(of: node) != nil {
        html.append("<div>\n<dt>")
      } else {
        html.append("<div>\n<dd>")
        reportDefinition(node)
      }
    } else if isPart(node, of: .steps), node.parent?.isOrdered == true {
      if let paragraph = node.firstChild, taskMark(paragraph) != nil {
        html.append("<li class=\"task\">")
      } else {
        html.append("<li>")
      }
    } else {
      return false
    }
    blocks[index].itemTitle = nil
    blocks[index].itemStart = html.count
    return true
  }

  /// Ends a definition or a step; `false` for an item of another list.
  mutating func exitBlockItem(_ node: MarkdownNode) -> Bool {
    guard let index = openBlocks.last else { return false }
    let isDefinition = isPart(node, of: .definitions)
    guard isDefinition || isPart(node, of: .steps) && node.parent?.isOrdered == true else {
      return false
    }
    if isDefinition, blocks[index].itemTitle == nil, term(of: node) != nil {
      // A table was made of the paragraph.
      reportDefinition(node)
      html.append("</dt>\n<dd>")
      blocks[index].itemStart = html.count
    }
    blocks[index].items.append(
      BlockItem(
        title: blocks[index].itemTitle, content: blocks[index].itemStart..<html.count, id: ""))
    if isDefinition {
      html.append("</dd>\n</div>\n")
    } else {
      html.append("</li>\n")
    }
    return true
  }

  private mutating func reportDefinition(_ item: MarkdownNode) {
    findings.report(
      .blockContent, .error, "this says nothing of which word it is the definition",
      at: lineRange(of: item),
      suggestion: "begin with the word in bold and a colon: `> - **word**: what it means`")
  }

  /// Whether an item belongs to the list that makes the innermost block.
  private func isPart(_ item: MarkdownNode, of kind: BlockKind) -> Bool {
    guard let index = openBlocks.last, blocks[index].kind == kind, let list = item.parent else {
      return false
    }
    return list.kind == .list && list.parent == openCallouts.last
  }

  /// The word in bold that a definition begins with, when a colon follows it.
  private func term(of item: MarkdownNode) -> MarkdownNode? {
    guard let paragraph = item.firstChild, paragraph.kind == .paragraph,
      let strong = paragraph.firstChild, strong.kind == .strong, let next = strong.next,
      next.kind == .text, next.literal.first == UInt8(ascii: ":")
    else { return nil }
    return strong
  }

  /// Ends the word of a definition, and begins what it means.
  mutating func endTerm() {
    guard let index = openBlocks.last, let paragraph = block.node else { return }
    finishPart()
    blocks[index].itemTitle = blocks[index].itemStart..<html.count
    html.append("</dt>\n<dd>")
    blocks[index].itemStart = html.count
    if !isTight(paragraph) { html.append("<p>") }
    // The colon.
    block.skippedText = 1
    block.term = nil
  }

  // MARK: Questions

  /// Notes a heading that is a question of the innermost block; `end` is where its words end.
  ///
  /// Headings that are smaller than the first one belong to the answers.
  mutating func noteQuestion(_ node: MarkdownNode, endingAt end: Int) {
    guard let index = openBlocks.last, blocks[index].kind == .faq,
      node.parent == openCallouts.last, let id = anchors.last
    else { return }
    let level = node.headingLevel
    guard blocks[index].questionLevel == 0 || level <= blocks[index].questionLevel else { return }
    blocks[index].questionLevel = level
    // `<h3` and the id stand in front of the words.
    closeQuestion(of: index, at: block.idPosition - 3)
    let start = block.idPosition + " id=\"\">".utf8.count + id.utf8.count
    blocks[index].itemTitle = start..<end
    blocks[index].itemID = id
    blocks[index].itemStart = html.count
  }

  /// Ends the answer to the last question.
  mutating func closeQuestion(of index: Int, at end: Int) {
    guard let title = blocks[index].itemTitle else { return }
    blocks[index].items.append(
      BlockItem(title: title, content: blocks[index].itemStart..<end, id: blocks[index].itemID))
    blocks[index].itemTitle = nil
  }
}

extension MarkdownNode {
  /// Whether it is a picture, or one that is a link.
  fileprivate var isPicture: Bool {
    kind == .image || (kind == .link && firstChild?.kind == .image)
  }

  /// Whether it is text that begins like the source of a quotation.
  fileprivate var beginsWithDash: Bool {
    kind == .text && ["—", "–", "--"].contains { literal.starts(with: $0.utf8) }
  }
}
