/// Which white space around tags belongs to the tags.
///
/// A tag that has a line to itself takes the line away with it. Parents and blocks take part in more
/// ways, because theirs is the question where included lines begin:
///
/// - A parent stands alone when nothing is before its opening tag and nothing after its closing tag in
///   their lines; what is between them is not shown, so it does not count.
/// - A block inside a parent is a small template of its own: the line break after its opening tag and
///   the white space before its closing tag are no part of it, and neither is the indentation of its
///   first line, in any of its lines.
/// - Any other block stands alone as a parent does, but the line break after its closing tag goes only
///   when that tag has the line to itself.
struct LineRules {
  /// For each token that is text, what is left of it.
  private(set) var texts: [Range<Int>]
  /// For each token that is an opening tag of its own line or a partial, what stands before it.
  private(set) var placements: [Int: Placement] = [:]
  /// For a block, the white space that its first line begins with, which its other lines share.
  private(set) var intrinsic: [Int: Range<Int>] = [:]
  /// For a block that begins within a line which it stands in alone, the white space before it.
  private(set) var leads: [Int: Range<Int>] = [:]
  /// The tags that take their line away with them.
  private(set) var removesLine: Set<Int> = []

  private let tokens: [TemplateToken]
  private let bytes: [UInt8]

  /// Works the rules out for a template.
  init(_ tokens: [TemplateToken], _ pairs: TagPairs, in bytes: [UInt8]) {
    self.tokens = tokens
    self.bytes = bytes
    texts = tokens.map { if case .text(let range) = $0 { range } else { 0..<0 } }
    for (index, token) in tokens.enumerated() {
      guard case .tag(let tag) = token else { continue }
      switch tag.kind {
      case .value, .rawValue: break
      case .section, .inverted, .comment, .delimiters: removeLineIfAlone(index)
      case .partial:
        if isClearBefore(index), isClearAfter(index) {
          placements[index] = .standalone(indentation: whiteSpace(before: tag))
        }
        removeLineIfAlone(index)
      case .close:
        // A closing tag that closes nothing was reported; how its line looks does not matter.
        guard let opening = pairs.openings[index] else { break }
        close(index, opening: opening, pairs)
      case .parent: break
      case .block: openBlock(index, tag, pairs)
      }
    }
  }

  private mutating func openBlock(_ index: Int, _ tag: TemplateTag, _ pairs: TagPairs) {
    let endsLine = isClearAfter(index)
    if pairs.roles[index] == .argument {
      guard endsLine else { return }
      trimAfter(index)
      intrinsic[index] = whiteSpace(inLineAfter: index)
      removesLine.insert(index)
      return
    }
    let beginsLine = isClearBefore(index)
    let isAlone = beginsLine && pairs.closings[index].map(isClearAfter) ?? false
    if endsLine {
      if isAlone { placements[index] = .standalone(indentation: whiteSpace(inLineAfter: index)) }
      removeLineIfAlone(index)
    } else if isAlone {
      let lead = whiteSpace(before: tag)
      placements[index] = .standalone(indentation: lead)
      leads[index] = lead
      trimBefore(index)
    }
  }

  private mutating func close(_ index: Int, opening: Int, _ pairs: TagPairs) {
    guard case .tag(let tag) = tokens[opening] else { return }
    switch (tag.kind, pairs.roles[opening]) {
    case (.parent, _):
      guard isClearBefore(opening), isClearAfter(index) else { return }
      placements[opening] = .standalone(indentation: whiteSpace(before: tag))
      removesLine.insert(opening)
      trimBefore(opening)
      trimAfter(index)
    case (.block, .argument?):
      if isClearBefore(index) { trimBefore(index) }
      removesLine.insert(index)
    default: removeLineIfAlone(index)
    }
  }

  private mutating func removeLineIfAlone(_ index: Int) {
    guard isClearBefore(index), isClearAfter(index) else { return }
    removesLine.insert(index)
    trimBefore(index)
    trimAfter(index)
  }

  /// Whether only white space stands before a tag in its line.
  private func isClearBefore(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    guard case .text(let text) = tokens[index - 1] else { return false }
    let start = endOfLastLine(text)
    // White space with nothing before it stands between two tags, or begins the file.
    return start > text.lowerBound ? bytes[start - 1] == 0x0A : index == 1
  }

  /// Whether only white space stands behind a tag in its line.
  private func isClearAfter(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return true }
    guard case .text(let text) = tokens[index + 1] else { return false }
    var position = text.lowerBound
    while position < text.upperBound, isIndentation(bytes[position]) { position += 1 }
    if position == text.upperBound { return index + 2 == tokens.count }
    if bytes[position] == 0x0D { position += 1 }
    return position < text.upperBound && bytes[position] == 0x0A
  }

  /// Where the white space begins that a text ends with, within its last line.
  private func endOfLastLine(_ text: Range<Int>) -> Int {
    var start = text.upperBound
    while start > text.lowerBound, isIndentation(bytes[start - 1]) { start -= 1 }
    return start
  }

  private mutating func trimBefore(_ index: Int) {
    guard index > 0, case .text(let text) = tokens[index - 1] else { return }
    let end = max(texts[index - 1].lowerBound, endOfLastLine(text))
    texts[index - 1] = texts[index - 1].lowerBound..<end
  }

  private mutating func trimAfter(_ index: Int) {
    guard index + 1 < tokens.count, case .text(let text) = tokens[index + 1] else { return }
    var start = text.lowerBound
    while start < text.upperBound, isIndentation(bytes[start]) { start += 1 }
    if start < text.upperBound, bytes[start] == 0x0D { start += 1 }
    if start < text.upperBound, bytes[start] == 0x0A { start += 1 }
    texts[index + 1] = start..<max(start, texts[index + 1].upperBound)
  }

  private func whiteSpace(before tag: TemplateTag) -> Range<Int> {
    var start = tag.range.lowerBound
    while start > 0, isIndentation(bytes[start - 1]) { start -= 1 }
    return start..<tag.range.lowerBound
  }

  private func whiteSpace(inLineAfter index: Int) -> Range<Int> {
    guard case .tag(let tag) = tokens[index] else { return 0..<0 }
    var start = tag.range.upperBound
    while start < bytes.count, bytes[start] != 0x0A { start += 1 }
    start = min(start + 1, bytes.count)
    var end = start
    while end < bytes.count, isIndentation(bytes[end]) { end += 1 }
    return start..<end
  }
}

/// Whether a byte is white space within a line.
func isIndentation(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
