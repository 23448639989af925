import Buffers

/// What is known of the paragraph, heading or cell whose inlines are being written.
struct OpenBlock {
  /// The block; `nil` between blocks.
  var node: MarkdownNode?
  /// What is written of it begins here.
  var htmlStart = 0
  var firstRun = 0
  var firstHole = 0
  /// Whether the next run is its first.
  var beginsRun = true
  /// What comes before the next character that is written.
  var previous = Neighbour.space
  var isInWord = false
  /// How many bytes of its text were read as something else.
  var skippedText = 0
  var isTask = false
  var isDone = false
  var isCallout = false
  var isCalloutTitle = false
  /// Whether what is being written is the caption of a figure or the source of a quotation.
  var isCaption = false
  /// The word that a definition begins with.
  var term: MarkdownNode?
  var isCell = false
  /// Whether it is a heading of the text, and not the cell that libcmark takes for one.
  var isHeading = false
  /// The image whose alternative text is being written.
  var picture: MarkdownNode?
  var openLinks: [OpenLink] = []
  /// Single quotation marks that opened and wait for their partner, by position in the HTML.
  var singleQuotes: [Int] = []
  var doubleQuotes = 0
  /// `~~` that opened, by position in the HTML.
  var strikes: [Int] = []
  /// For each open element, how many ``strikes`` stand outside of it.
  var strikeBases: [Int] = []
  /// Changes to what is written already, to be made when the block ends.
  var edits: [HTMLEdit] = []
  var reportedHTML = false
  /// Where the mark of a note that was written last ends in the HTML.
  var lastMark = -1
  /// Where a heading's start tag may take its id.
  var idPosition = 0
  /// The id that a heading asked for, and where.
  var customID: (id: String, range: Range<Int>)?
}

/// A link or image that began and has not ended.
struct OpenLink {
  /// Where it begins in the source.
  let start: Int?
  let isAutolink: Bool
  /// Whether only its words are written.
  let isHidden: Bool
  /// Its index in the list of links; `nil` for one that is reported instead.
  let index: Int?
  /// What is wrong with its address.
  let scheme: String?
  /// Where its alternative text begins.
  var alternative = 0
}

/// A change to HTML that is written already.
struct HTMLEdit {
  let position: Int
  let removed: Int
  let inserted: [UInt8]
}

/// A link as it is while the text is written: places come at the end, all at once.
struct WrittenLink {
  let kind: LinkReference.Kind
  /// Its address among those of all links.
  let address: ByteRange
  let isInternal: Bool
  /// Where it stands in the source.
  var range: ByteRange
}

/// A citation as it is while the text is written.
struct WrittenCitation {
  let key: String
  let locator: String?
  let number: Int
  let range: Range<Int>
}

extension BodyWriter {
  /// Begins a block with inlines; `cell` is where its text stands, for the cell of a table.
  mutating func beginBlock(_ node: MarkdownNode, cell: Range<Int>? = nil) {
    // The arrays are emptied and kept: most blocks use none of them, and none is allocated twice.
    block.node = node
    block.htmlStart = html.count
    block.firstRun = runs.count
    block.firstHole = holes.count
    block.beginsRun = true
    block.previous = .space
    block.isInWord = false
    block.skippedText = 0
    block.isCell = cell != nil
    block.isHeading = false
    if !block.singleQuotes.isEmpty { block.singleQuotes.removeAll(keepingCapacity: true) }
    block.doubleQuotes = 0
    if !block.strikes.isEmpty { block.strikes.removeAll(keepingCapacity: true) }
    if !block.strikeBases.isEmpty { block.strikeBases.removeAll(keepingCapacity: true) }
    block.reportedHTML = false
    block.customID = nil
    block.isCalloutTitle = false
    block.isCaption = false
    block.term = nil
    block.isTask = false
    block.isCallout = false
    let line = input.sourceLine(ofParserLine: node.startLine)
    if let cell {
      cursor = SourceCursor(
        at: cell.lowerBound, line: line, lastLine: line, end: cell.upperBound, quotes: 0,
        input.source, input.lines)
      return
    }
    var start = start(of: node)
    let lastLine = input.sourceLine(ofParserLine: node.endLine)
    if node.kind == .heading {
      block.isHeading = true
      while start < input.lines.end, input.source[start] == UInt8(ascii: "#") { start += 1 }
      while start < input.lines.end, isBlank(input.source[start]) { start += 1 }
    } else {
      if let isDone = taskMark(node) {
        block.isTask = true
        block.isDone = isDone
      }
      block.isCallout =
        openCallouts.last == node.parent && node.previous == nil
        && node.parent != nil && !openCallouts.isEmpty
    }
    cursor = SourceCursor(
      at: start, line: line, lastLine: max(line, lastLine), quotes: quotes, input.source,
      input.lines)
  }

  /// Ends the inlines of a block: everything that waited for its end happens.
  mutating func endBlock(_ node: MarkdownNode) {
    flushText(before: .blockEnd)
    if !block.edits.isEmpty { applyEdits() }
    block.node = nil
  }

  /// The first line of the block, for places that are not known better.
  var blockLine: Range<Int> { block.node.map { lineRange(of: $0) } ?? 0..<0 }

  /// The place of something in the block: exact where the cursor knows, else the block's line.
  func place(from start: Int?) -> Range<Int> {
    guard let start, !cursor.isLost, cursor.at > start else { return blockLine }
    return start..<cursor.at
  }

  /// Notes a piece of text that a reader sees.
  mutating func addRun(html range: Range<Int>, source: Range<Int>?, kind: TextRun.Kind) {
    guard !range.isEmpty else { return }
    if !block.beginsRun, var last = runs.last, last.extend(html: range, source: source, kind: kind)
    {
      runs[runs.count - 1] = last
      return
    }
    runs.append(TextRun(html: range, source: source, kind: kind, beginsBlock: block.beginsRun))
    block.beginsRun = false
  }

  /// Puts bytes where nothing of the block is written yet but its tag.
  mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
    html.insert(bytes, at: position)
    for index in block.firstRun..<runs.count {
      let range = runs[index].html
      runs[index].move(to: range.lowerBound + bytes.count..<range.upperBound + bytes.count)
    }
    for index in block.firstHole..<holes.count {
      holes[index] = Hole(
        position: holes[index].position + bytes.count, kind: holes[index].kind)
    }
  }

  /// Makes the changes that the block asked for, and moves what stands behind them.
  mutating func applyEdits() {
    block.edits.sort { $0.position < $1.position }
    let start = block.edits[0].position
    let written = Array(html[start..<html.count])
    html.removeAll(from: start)
    var at = start
    for edit in block.edits where edit.position >= at {
      html.append(written[at - start..<edit.position - start])
      html.append(edit.inserted)
      at = edit.position + edit.removed
    }
    html.append(written[min(at - start, written.count)...])
    var mover = EditMover(edits: block.edits)
    for index in block.firstRun..<runs.count {
      let range = runs[index].html
      let lower = mover.moved(range.lowerBound)
      runs[index].move(to: lower..<mover.moved(range.upperBound))
    }
    mover = EditMover(edits: block.edits)
    for index in block.firstHole..<holes.count {
      holes[index] = Hole(position: mover.moved(holes[index].position), kind: holes[index].kind)
    }
    block.edits.removeAll(keepingCapacity: true)
  }
}

/// Where positions go when changes are made; ask in ascending order.
private struct EditMover {
  let edits: [HTMLEdit]
  private var next = 0
  private var shift = 0

  init(edits: [HTMLEdit]) { self.edits = edits }

  mutating func moved(_ position: Int) -> Int {
    while next < edits.count, edits[next].position < position {
      shift += edits[next].inserted.count - edits[next].removed
      next += 1
    }
    return position + shift
  }
}
