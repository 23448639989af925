/// The nodes of what was put in front of a text, told apart from those of the text.
struct FrontNodes {
  /// One item for each note.
  private(set) var notes: [MarkdownNode] = []
  /// One heading for each cell.
  private(set) var cells: [MarkdownNode] = []
  /// The first block of the text.
  private(set) var text: MarkdownNode?

  /// Finds them; `nil` when the front did not become what it was meant to be.
  init?(of root: MarkdownNode?, _ input: ParserInput) {
    var next = root?.firstChild
    guard input.frontCount > 0 else {
      text = next
      return
    }
    if !input.scan.notes.isEmpty {
      guard let list = next, list.kind == .list else { return nil }
      var item = list.firstChild
      while let note = item {
        notes.append(note)
        item = note.next
      }
      guard notes.count == input.scan.notes.count else { return nil }
      next = list.next
    }
    while let cell = next, cell.kind == .heading, cells.count < input.scan.cells.count {
      cells.append(cell)
      next = cell.next
    }
    guard cells.count == input.scan.cells.count, let rule = next, rule.kind == .thematicBreak,
      rule.startLine == input.frontCount
    else { return nil }
    text = rule.next
  }
}

extension ParserInput {
  /// The notes whose definitions turn out to stand in code or HTML, where they are just text.
  func notesInCode(from first: MarkdownNode?) -> Set<Int> {
    guard !scan.notes.isEmpty else { return [] }
    var found: Set<Int> = []
    var next = first
    while let node = next {
      switch node.kind {
      case .quote, .list, .item:
        if let child = node.firstChild {
          next = child
          continue
        }
      case .codeBlock where isFenced(node):
        found.formUnion(notes(from: node.startLine, to: node.endLine))
      case .htmlBlock: found.formUnion(notes(inHTML: node))
      default: break
      }
      var node = node
      while node.next == nil, let parent = node.parent, parent.kind != .document { node = parent }
      next = node.next
    }
    return found
  }

  /// Whether a block of code stands between fences.
  func isFenced(_ code: MarkdownNode) -> Bool {
    let start = offset(ofParserLine: code.startLine, column: code.startColumn)
    guard start + 2 < lines.end else { return false }
    let first = source[start]
    guard first == UInt8(ascii: "`") || first == UInt8(ascii: "~"), source[start + 1] == first,
      source[start + 2] == first
    else { return false }
    // Indented code begins with its own text, also when that is a fence.
    let line = lines.content(of: sourceLine(ofParserLine: code.startLine), in: source)
    return !code.literal.starts(with: source[min(start, line.upperBound)..<line.upperBound])
  }

  private func notes(from first: Int, to last: Int) -> [Int] {
    var low = 0
    var high = scan.notes.count
    while low < high {
      let middle = (low + high) / 2
      if parserLine(scan.notes[middle]) < first { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    while low < scan.notes.count, parserLine(scan.notes[low]) <= last {
      found.append(low)
      low += 1
    }
    return found
  }

  private func parserLine(_ note: NoteDefinition) -> Int { note.lines.lowerBound + frontCount + 1 }

  /// Taking a note out of a comment may have taken the comment's end out, and one of a `<div>` has
  /// ended it; so the first reading of HTML is not the last word.
  private func notes(inHTML node: MarkdownNode) -> [Int] {
    let isElement = !opensUntilItsMark(node)
    let last = isElement ? node.endLine + 1 : node.endLine
    var found: [Int] = []
    for note in notes(from: node.startLine, to: last) {
      found.append(note)
      let closes = scan.notes[note].lines.contains {
        closesComment(source, lines.content(of: $0, in: source))
      }
      if closes { break }
    }
    return found
  }

  /// Whether HTML goes on over empty lines, as comments and scripts do.
  private func opensUntilItsMark(_ node: MarkdownNode) -> Bool {
    let start = node.literal.drop(while: isSpace).prefix(9).map(lowercased)
    return ["<!", "<?", "<script", "<pre", "<style", "<textarea"].contains {
      start.starts(with: $0.utf8)
    }
  }
}
