import Buffers
import Diagnostics

extension RuleID {
  /// An image without a text for those who cannot see it.
  static let missingAlt = RuleID("missing-alt")
}

/// Inlines with the extensions on: beside the HTML they have places, and text is collected first.
extension BodyWriter {
  /// Writes an inline that has no children.
  mutating func enterLeaf(_ node: MarkdownNode) {
    switch node.kind {
    case .text:
      let literal = node.literal
      cursor.takeText(literal, input.source, &entities, into: &pending)
      if block.picture != nil {
        pending.removeAll()
        appendLiteral(literal)
      }
    case .softBreak, .lineBreak: writeBreak(node)
    case .code: writeCode(node)
    default: writeInlineHTML(node)
    }
  }

  private mutating func writeBreak(_ node: MarkdownNode) {
    let found = cursor.takeBreak(input.source, input.lines)
    if block.picture != nil {
      html.append(0x20)
      return
    }
    flushText(before: .lineBreak)
    if !openCallouts.isEmpty, node.parent == block.node, endsPart(node) { return }
    if node.kind == .lineBreak { html.append("<br />") }
    html.append(0x0A)
    addRun(html: html.count - 1..<html.count, source: found.map { $0..<$0 + 1 }, kind: .text)
    block.previous = .space
    block.isInWord = false
  }

  private mutating func writeCode(_ node: MarkdownNode) {
    let start = cursor.takeCode(input.source, input.lines)
    if block.picture != nil {
      appendLiteral(node.literal)
      return
    }
    flushText(before: .element)
    html.append("<code>")
    let htmlStart = html.count
    appendLiteral(node.literal)
    if block.isCell { unescapePipes(from: htmlStart) }
    countWords(node.literal)
    addRun(
      html: htmlStart..<html.count, source: place(ofCodeFrom: start), kind: .code)
    html.append("</code>")
    block.previous = .letter
  }

  private func place(ofCodeFrom start: Int?) -> Range<Int>? {
    guard let start, cursor.at > start else { return nil }
    return start..<cursor.at
  }

  /// A pipe in the code of a cell is written with a backslash, which is for the table only.
  private mutating func unescapePipes(from start: Int) {
    let written = html[start..<html.count]
    guard written.contains(UInt8(ascii: "|")) else { return }
    var result: [UInt8] = []
    for byte in written {
      if byte == UInt8(ascii: "|"), result.last == UInt8(ascii: "\\") { result.removeLast() }
      result.append(byte)
    }
    html.removeAll(from: start)
    html.append(result)
  }

  private mutating func countWords(_ literal: UnsafeBufferPointer<UInt8>) {
    for byte in literal {
      if isSpace(byte) {
        block.isInWord = false
      } else if !block.isInWord, isLetter(byte) || isDigit(byte) || beginsLetter(byte) {
        block.isInWord = true
        words += 1
      }
    }
  }

  /// Begins an inline with children.
  mutating func enterInline(_ node: MarkdownNode) {
    flushText(before: .element)
    block.strikeBases.append(block.strikes.count)
    switch node.kind {
    case .emphasis:
      cursor.takeEmphasis(1, input.source)
      if block.picture == nil { html.append("<em>") }
    case .strong:
      cursor.takeEmphasis(2, input.source)
      if block.picture == nil { html.append("<strong>") }
    default: enterLink(node, isImage: node.kind == .image)
    }
  }

  /// Ends an inline with children.
  mutating func exitInline(_ node: MarkdownNode) {
    flushText(before: .elementEnd)
    if let base = block.strikeBases.popLast(), base < block.strikes.count {
      block.strikes.removeSubrange(base...)
    }
    switch node.kind {
    case .emphasis:
      cursor.takeEmphasis(1, input.source)
      if block.picture == nil { html.append("</em>") }
    case .strong:
      cursor.takeEmphasis(2, input.source)
      if block.picture == nil { html.append("</strong>") }
      if block.term != nil, block.term == node { endTerm() }
    default: exitLink(node, isImage: node.kind == .image)
    }
  }

  private mutating func enterLink(_ node: MarkdownNode, isImage: Bool) {
    let start = cursor.isLost ? nil : cursor.at
    var isAutolink = false
    if isImage { cursor.expect(UInt8(ascii: "!"), input.source) }
    if !isImage, cursor.take(UInt8(ascii: "<"), input.source) {
      isAutolink = true
    } else {
      cursor.expect(UInt8(ascii: "["), input.source)
    }
    let address = node.address
    var index: Int?
    var scheme: String?
    // In the words for a picture there are no tags. libcmark makes a link of `<…>` also inside of
    // another, where HTML allows none; its words stay.
    let isNested = options.extensions && !isImage && !block.openLinks.isEmpty
    let isHidden = block.picture != nil || isNested
    if !isHidden { html.append(isImage ? "<img" : "<a") }
    switch addressKind(address, isImage: isImage) {
    case .forbidden(let name): scheme = name
    case .internalAddress where address.isEmpty: scheme = ""
    case let kind where !isHidden:
      index = links.count
      appendLink(node, address, kind, isImage: isImage)
    default: break
    }
    if !isHidden {
      if isImage {
        html.append(" alt=\"")
        block.picture = node
      } else {
        html.append(UInt8(ascii: ">"))
      }
    }
    var open = OpenLink(
      start: start, isAutolink: isAutolink, isHidden: isHidden, index: index, scheme: scheme)
    open.alternative = html.count
    block.openLinks.append(open)
  }

  /// Appends the attributes of a link whose address is allowed, and keeps the address; where it stands is
  /// known when it ends.
  private mutating func appendLink(
    _ node: MarkdownNode, _ address: UnsafeBufferPointer<UInt8>, _ kind: AddressKind, isImage: Bool
  ) {
    html.append(isImage ? " src=\"" : " href=\"")
    var isInternal = false
    if case .internalAddress = kind { isInternal = true }
    if isInternal, address.first != UInt8(ascii: "#") {
      holes.append(
        Hole(position: html.count, kind: isImage ? .image(links.count) : .link(links.count)))
    } else if !openBlocks.isEmpty, let player = player(of: node) {
      appendAddress(player, to: &html)
    } else {
      appendAddress(address, to: &html)
    }
    if !isImage { appendTitle(node) }
    html.append(UInt8(ascii: "\""))
    if !openBlocks.isEmpty { noteBlockLink(node) }
    let start = addresses.count
    addresses.append(address)
    links.append(
      WrittenLink(
        kind: isImage ? .image : .link, address: ByteRange(start..<addresses.count),
        isInternal: isInternal, range: ByteRange(0..<0)))
  }

  private mutating func exitLink(_ node: MarkdownNode, isImage: Bool) {
    guard let open = block.openLinks.popLast() else { return }
    if open.isAutolink {
      cursor.expect(UInt8(ascii: ">"), input.source)
    } else {
      cursor.takeLinkEnd(input.source, input.lines)
    }
    let range = place(from: open.start)
    if let index = open.index { links[index].range = ByteRange(range) }
    if let scheme = open.scheme { reportAddress(scheme, node.address, isImage, range) }
    if block.picture == node {
      block.picture = nil
      let isMissing = html[open.alternative..<html.count].allSatisfy(isBlank)
      appendTitle(node)
      html.append("\" />")
      block.previous = .letter
      guard isMissing else { return }
      findings.report(
        .missingAlt, .warning, "this picture has no words for those who cannot see it", at: range,
        suggestion: "say between the square brackets what it shows")
    } else if !open.isHidden, !isImage {
      html.append("</a>")
    }
  }

  private mutating func reportAddress(
    _ scheme: String, _ address: UnsafeBufferPointer<UInt8>, _ isImage: Bool, _ range: Range<Int>
  ) {
    let thing = isImage ? "picture" : "link"
    if scheme.isEmpty {
      findings.report(
        .forbiddenAddress, .error, "this \(thing) has no address", at: range,
        suggestion: "write the address between the parentheses")
      return
    }
    let allowed =
      isImage ? "`https:` and `http:`" : "`https:`, `http:`, `mailto:`, `sms:` and `tel:`"
    findings.report(
      .forbiddenAddress, .error,
      "`\(quotable(Array(address)[...]))` is left out: a \(thing) must not begin with `\(scheme):`",
      at: range,
      suggestion: "use \(allowed), or `./` in front of the name of a file")
  }
}
