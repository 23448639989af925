import Buffers
import Diagnostics

/// Walks a tree once and writes HTML, and everything else that a body holds.
///
/// With the extensions off it writes what libcmark's own renderer writes, byte for byte. The other
/// files of this folder add one subject each: notes, tables, callouts, punctuation, places.
struct BodyWriter: ~Copyable {
  let input: ParserInput
  let options: MarkdownOptions
  let marks: QuotationMarks
  var findings: Findings

  // What is written so far.
  var html = GrowingBuffer<UInt8>()
  var holes = GrowingBuffer<Hole>()
  var runs = GrowingBuffer<TextRun>()
  var links = GrowingBuffer<WrittenLink>()
  /// The addresses of all links, one behind the other.
  var addresses = GrowingBuffer<UInt8>()
  var anchors: [String] = []
  var headings: [Heading] = []
  var citations: [WrittenCitation] = []
  var words = 0
  var excerpt = Excerpt()

  // Where in the tree it is.
  var depth = 0
  var quotes = 0
  var openCallouts: [MarkdownNode] = []
  /// The blocks so far, and those among them that are open, as ``openCallouts`` are.
  var blocks: [WrittenBlock] = []
  var openBlocks: [Int] = []
  var isRefused = false
  var notes: NoteBook
  var undefinedMarks = 0
  /// The parsed cells of all tables, as they were found in the lines.
  let cellNodes: [MarkdownNode]
  /// The list of which the notes are the items.
  let noteList: MarkdownNode?
  var ids: HeadingIDs
  var lastHeadingLevel = 1

  // The block whose inlines are being written.
  var block = OpenBlock()
  var cursor = SourceCursor()
  var pending = PendingText()
  var entities = EntityTable()

  /// Prepares to write what was parsed from `input`.
  init(
    input: ParserInput, front: FrontNodes, options: MarkdownOptions, marks: QuotationMarks,
    findings: consuming Findings
  ) {
    self.input = input
    cellNodes = front.cells
    noteList = front.notes.first?.parent
    self.options = options
    self.findings = findings
    self.marks = marks
    notes = NoteBook(input.scan.notes)
    ids = HeadingIDs(custom: input.scan.customIDs)
  }

  /// Writes the children of a node.
  mutating func writeChildren(of parent: MarkdownNode) { writeSiblings(from: parent.firstChild) }

  /// Writes a node and those that follow it.
  mutating func writeSiblings(from first: MarkdownNode?) {
    var next = first
    while let node = next, !isRefused {
      write(node)
      next = node.next
    }
  }

  /// Writes a node and everything below it, without recursion.
  mutating func write(_ top: MarkdownNode) {
    var node = top
    let outerDepth = depth
    defer { depth = outerDepth }
    while true {
      if enter(node) {
        if let child = node.firstChild {
          depth += 1
          guard depth <= MarkdownLimits.depth else {
            refuse(node)
            return
          }
          node = child
          continue
        }
        exit(node)
      }
      while true {
        if node == top || isRefused { return }
        if let next = node.next {
          node = next
          break
        }
        guard let parent = node.parent else { return }
        node = parent
        depth -= 1
        exit(node)
      }
    }
  }

  /// Gives the text up: neither a browser nor any program after this one needs more depth.
  private mutating func refuse(_ node: MarkdownNode) {
    isRefused = true
    var block = node
    while block.startLine == 0 || isInline(block), let parent = block.parent { block = parent }
    findings.report(
      .nestedTooDeep, .error,
      "more than \(MarkdownLimits.depth) things stand inside of one another here",
      at: lineRange(of: block), suggestion: "take lists, quotations or emphasis apart")
  }

  private func isInline(_ node: MarkdownNode) -> Bool {
    switch node.kind {
    case .emphasis, .strong, .link, .image, .text, .code, .softBreak, .lineBreak, .htmlInline: true
    default: false
    }
  }

  /// Writes what comes before the children of a node; says whether to go on with them.
  private mutating func enter(_ node: MarkdownNode) -> Bool {
    switch node.kind {
    case .text, .softBreak, .lineBreak, .code, .htmlInline:
      if options.extensions {
        enterLeaf(node)
      } else {
        enterPlainLeaf(node)
      }
      return false
    case .emphasis, .strong, .link, .image:
      if options.extensions {
        enterInline(node)
      } else {
        enterPlainInline(node)
      }
      return true
    case .document, .custom: return true
    case .paragraph: return enterParagraph(node)
    case .heading:
      enterHeading(node)
      return true
    case .quote:
      enterQuote(node)
      return true
    case .list:
      enterList(node)
      return true
    case .item:
      enterItem(node)
      return true
    case .codeBlock:
      writeCodeBlock(node)
      return false
    case .htmlBlock:
      writeHTMLBlock(node)
      return false
    case .thematicBreak:
      startLine()
      html.append("<hr />\n")
      return false
    }
  }

  /// Writes what comes behind the children of a node.
  private mutating func exit(_ node: MarkdownNode) {
    switch node.kind {
    case .emphasis, .strong, .link, .image:
      if options.extensions {
        exitInline(node)
      } else {
        exitPlainInline(node)
      }
    case .paragraph: exitParagraph(node)
    case .heading: exitHeading(node)
    case .quote: exitQuote(node)
    case .list:
      if !openCallouts.isEmpty, exitBlockList(node) { break }
      if node.isOrdered {
        html.append("</ol>\n")
      } else {
        html.append("</ul>\n")
      }
    case .item:
      if openCallouts.isEmpty || !exitBlockItem(node) { html.append("</li>\n") }
    default: break
    }
  }

  /// Ends the line of HTML that is open, if one is.
  mutating func startLine() {
    if let last = html.last, last != 0x0A { html.append(0x0A) }
  }

  /// The first line of a block without the white space around it: the place that is always right.
  func lineRange(of block: MarkdownNode) -> Range<Int> {
    input.lines.trimmed(input.sourceLine(ofParserLine: block.startLine), in: input.source)
  }

  /// Where a block begins in the source.
  func start(of block: MarkdownNode) -> Int {
    input.offset(ofParserLine: block.startLine, column: block.startColumn)
  }
}
