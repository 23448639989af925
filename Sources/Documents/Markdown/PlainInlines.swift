/// Inlines as libcmark's own renderer writes them: plain CommonMark and nothing else.
extension BodyWriter {
  /// Writes an inline that has no children.
  mutating func enterPlainLeaf(_ node: MarkdownNode) {
    let isAlternative = block.picture != nil
    switch node.kind {
    case .text: appendEscaped(node.literal, to: &html)
    case .softBreak: html.append(isAlternative ? 0x20 : 0x0A)
    case .lineBreak:
      if isAlternative {
        html.append(0x20)
      } else {
        append("<br />\n", to: &html)
      }
    case .code:
      if !isAlternative { append("<code>", to: &html) }
      appendEscaped(node.literal, to: &html)
      if !isAlternative { append("</code>", to: &html) }
    default:
      if isAlternative {
        appendEscaped(node.literal, to: &html)
      } else if options.allowsRawHTML {
        html.append(contentsOf: node.literal)
      } else {
        append("<!-- raw HTML omitted -->", to: &html)
      }
    }
  }

  /// Begins an inline with children.
  mutating func enterPlainInline(_ node: MarkdownNode) {
    guard block.picture == nil else { return }
    switch node.kind {
    case .emphasis: append("<em>", to: &html)
    case .strong: append("<strong>", to: &html)
    case .link:
      append("<a href=\"", to: &html)
      appendPlainAddress(node)
      appendTitle(node)
      append("\">", to: &html)
    default:
      append("<img src=\"", to: &html)
      appendPlainAddress(node)
      append("\" alt=\"", to: &html)
      block.picture = node
    }
  }

  /// Ends an inline with children.
  mutating func exitPlainInline(_ node: MarkdownNode) {
    if block.picture == node {
      block.picture = nil
      appendTitle(node)
      append("\" />", to: &html)
      return
    }
    guard block.picture == nil else { return }
    switch node.kind {
    case .emphasis: append("</em>", to: &html)
    case .strong: append("</strong>", to: &html)
    default: append("</a>", to: &html)
    }
  }

  private mutating func appendPlainAddress(_ node: MarkdownNode) {
    let address = node.address
    if options.allowsRawHTML || !isDangerousToCmark(address) { appendAddress(address, to: &html) }
  }

  /// Appends the title of a link or image, behind an attribute whose last quote is still missing.
  mutating func appendTitle(_ node: MarkdownNode) {
    let title = node.title
    guard !title.isEmpty else { return }
    append("\" title=\"", to: &html)
    appendEscaped(title, to: &html)
  }
}
