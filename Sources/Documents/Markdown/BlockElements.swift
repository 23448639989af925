import Buffers
import Diagnostics

extension RuleID {
  /// A block without what makes it one, or with something that it cannot have.
  static let blockContent = RuleID("block-content")
  /// A quotation whose source nobody is told.
  static let quoteSource = RuleID("quote-source")
  /// The address of a film that attune cannot show.
  static let videoAddress = RuleID("video-address")
}

/// The elements around what a block holds, and what it must hold.
extension BodyWriter {
  /// Begins the element of a block that was just opened.
  mutating func beginBlockElement(_ kind: BlockKind) {
    let index = blocks.count - 1
    if kind.isCallout {
      html.append("<aside class=\"callout callout-")
    } else if kind == .quote || kind == .figure {
      html.append("<figure class=\"block block-")
    } else {
      html.append("<div class=\"block block-")
    }
    html.append(text: kind.rawValue)
    html.append("\">\n")
    if kind == .quote { html.append("<blockquote>\n") }
    blocks[index].content = html.count..<html.count
    if kind == .video { findFilm(of: index) }
  }

  /// Ends the element of a block, with what stands below its content.
  mutating func endBlockElement(_ index: Int) {
    let kind = blocks[index].kind
    if kind == .faq { closeQuestion(of: index, at: html.count) }
    if blocks[index].caption == nil {
      blocks[index].content = blocks[index].content.lowerBound..<html.count
      if kind == .quote { html.append("</blockquote>\n") }
    }
    switch kind {
    case .note, .tip, .important, .warning, .caution: html.append("</aside>\n")
    case .quote, .figure: html.append("</figure>\n")
    case .summary, .faq, .steps, .definitions: html.append("</div>\n")
    case .video:
      if let video = blocks[index].video {
        html.append("<p class=\"block-hint\">")
        addLabel(video.host == .youTube ? .youTube : .vimeo)
        html.append("</p>\n")
      }
      html.append("</div>\n")
    case .booking:
      html.append("<p class=\"block-action\"><a href=\"")
      holes.append(Hole(position: html.count, kind: .booking))
      html.append("\">")
      addLabel(.booking)
      html.append("</a></p>\n</div>\n")
    case .contact, .newsletter:
      holes.append(Hole(position: html.count, kind: .form(index)))
      html.append("</div>\n")
    }
    blocks[index].end = html.count
    checkContent(of: index)
  }

  private mutating func addLabel(_ label: Label) {
    holes.append(Hole(position: html.count, kind: .label(label)))
  }

  /// Reports a block without what makes it one.
  private mutating func checkContent(of index: Int) {
    let (kind, mark) = (blocks[index].kind, blocks[index].mark)
    if kind == .quote, blocks[index].caption == nil {
      findings.report(
        .quoteSource, .warning, "nobody is told whose words these are", at: mark,
        suggestion:
          "write the source in a last paragraph that begins with a dash: `> — Name, *Title*`")
    }
    if kind == .video {
      for link in links[blocks[index].firstLink..<links.count]
      where link.kind == .image && !link.isInternal {
        let address = quotable(Array(addresses[link.address.range])[...])
        findings.report(
          .videoAddress, .error,
          "`\(address)` would be loaded before anybody asks for the film",
          at: link.range.range, suggestion: "keep a copy of the picture beside the article")
      }
    }
    guard let (lack, suggestion) = lack(in: blocks[index]) else { return }
    findings.report(
      .blockContent, .error, "`\(text(input.source[mark]))` has no \(lack)", at: mark,
      suggestion: suggestion)
  }

  /// What a block is without, and how to write it; `nil` when it has all that makes it one.
  private func lack(in block: WrittenBlock) -> (String, String)? {
    switch block.kind {
    case .figure:
      for link in links[block.firstLink..<links.count] where link.kind == .image { return nil }
      return ("picture", "write one on the next line: `> ![what it shows](photo.jpg)`")
    case .faq:
      return block.items.isEmpty
        ? ("questions", "write each as a heading, with the answer below: `> ### Is it …?`") : nil
    case .steps:
      return block.items.isEmpty ? ("steps", "write them as a numbered list: `> 1. …`") : nil
    case .definitions:
      return block.items.isEmpty
        ? ("definitions", "write them as a list: `> - **word**: what it means`") : nil
    case .video:
      return block.filmLink == nil
        ? ("film", "write a link to it on the next line: `> [Watch the film](https://…)`") : nil
    default: return nil
    }
  }

  /// Says that words behind the name of a block have no place in it.
  mutating func reportTitle(of index: Int) {
    let block = blocks[index]
    findings.report(
      .blockContent, .error, "`\(text(input.source[block.mark]))` has no title", at: block.mark,
      suggestion: block.kind == .quote
        ? "begin the quotation on the next line; its source is a last paragraph that begins with a dash"
        : "put the picture on the next line; its caption is the paragraph behind it")
  }

  // MARK: Films

  /// Looks for the link that a video is about, and for the address of the film's player.
  private mutating func findFilm(of index: Int) {
    guard let link = firstLink(in: blocks[index].node) else { return }
    blocks[index].filmLink = link
    if let video = VideoAddress(link.address) {
      blocks[index].video = video
      return
    }
    switch addressKind(link.address, isImage: false) {
    // What no page may link to is told where the link is written.
    case .forbidden: return
    case .internalAddress where isFilm(link.address): return
    case .internalAddress, .external:
      findings.report(
        .videoAddress, .error,
        "`\(quotable(Array(link.address)[...]))` is not the address of a film that attune knows",
        at: blocks[index].mark,
        suggestion:
          "copy the address of the film's page at YouTube or Vimeo, or name a file that ends in `.mp4` or `.webm`"
      )
    }
  }

  /// The first link of a block that stands behind the line of its name.
  private func firstLink(in quote: MarkdownNode) -> MarkdownNode? {
    var paragraph = quote.firstChild
    var isTitle = true
    while let each = paragraph {
      var inline = each.kind == .paragraph ? each.firstChild : nil
      while let node = inline {
        if isTitle {
          isTitle = node.kind != .softBreak && node.kind != .lineBreak
        } else if node.kind == .link {
          return node
        }
        inline = node.next
      }
      isTitle = false
      paragraph = each.next
    }
    return nil
  }

  /// The address that the link to a film gets instead of its own.
  func player(of link: MarkdownNode) -> [UInt8]? {
    guard let index = openBlocks.last, blocks[index].filmLink == link else { return nil }
    return blocks[index].video?.player
  }

  /// Marks the link to a film; called when its address is written.
  mutating func noteBlockLink(_ link: MarkdownNode) {
    guard let index = openBlocks.last, blocks[index].filmLink == link else { return }
    html.append(" class=\"video-link\"")
    blocks[index].filmIndex = links.count
  }

  // MARK: What others are told

  /// The blocks as a body keeps them.
  func finishedBlocks(_ places: inout PlaceFinder) -> [Block] {
    blocks.map { block in
      let extra =
        block.kind.isCallout
        ? nil
        : BlockExtra(
          items: block.items, film: block.video == nil ? block.filmIndex : nil,
          player: block.video.map { text($0.player) }, place: places.place(of: block.mark))
      return Block(
        kind: block.kind, html: block.start..<block.end, title: block.title,
        content: block.content, caption: block.caption, extra: extra)
    }
  }
}
