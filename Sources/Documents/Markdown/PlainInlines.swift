import Buffers

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
        html.append("<br />\n")
      }
    case .code:
      if !isAlternative { html.append("<code>") }
      appendEscaped(node.literal, to: &html)
      if !isAlternative { html.append("</code>") }
    default:
      if isAlternative {
        appendEscaped(node.literal, to: &html)
      } else if options.allowsRawHTML {
        html.append(node.literal)
      } else {
        html.append("<!-- raw HTML omitted -->")
      }
    }
  }

  /// Begins an inline with children.
  mutating func enterPlainInline(_ node: MarkdownNode) {
    guard block.picture == nil else { return }
    switch node.kind {
    case .emphasis: html.append("<em>")
    case .strong: html.append("<strong>")
    case .link:
      html.append("<a href=\"")
      appendPlainAddress(node)
      appendTitle(node)
      html.append("\">")
    default:
      html.append("<img src=\"")
      appendPlainAddress(node)
      html.append("\" alt=\"")
      block.picture = node
    }
  }

  /// Ends an inline with children.
  mutating func exitPlainInline(_ node: MarkdownNode) {
    if block.picture == node {
      block.picture = nil
      appendTitle(node)
      html.append("\" />")
      return
    }
    guard block.picture == nil else { return }
    switch node.kind {
    case .emphasis: html.append("</em>")
    case .strong: html.append("</strong>")
    default: html.append("</a>")
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
    html.append("\" title=\"")
    appendEscaped(title, to: &html)
  }
}
