import Documents
import Templates

/// For whom a text is made.
enum TextReader {
  /// Somebody who visits the site.
  case visitor
  /// Somebody else's program, which shows it among other texts: no template of the theme and no form.
  case feed
}

extension RenderScope {
  /// How many blocks may stand in each other and still be shown by templates of the theme, each of
  /// which may show what is inside of it more than once.
  private static let deepestTemplate = 8

  /// The text of a page as HTML, with everything filled in that only the site knows.
  mutating func content(of id: PageID, for reader: TextReader = .visitor) -> [UInt8] {
    let body = body(of: id)
    var html: [UInt8] = []
    html.reserveCapacity(body.html.count + body.holes.count * 32)
    let uses = termUses(on: id)
    if uses.isEmpty, reader == .feed || !hasTemplate(forAnyOf: body.blocks) {
      body.append(to: &html) { hole, html in appendText(for: hole, on: id, reader, to: &html) }
    } else {
      append(0..<body.html.count, of: PageText(id, body, uses, reader), to: &html)
    }
    return html
  }

  /// Whether the theme makes something of its own of one of these blocks.
  private mutating func hasTemplate(forAnyOf blocks: [Block]) -> Bool {
    var isFound = false
    // Each is asked for, since each could get a template.
    for block in blocks where template(of: block.kind) != nil { isFound = true }
    return isFound
  }

  /// Appends a stretch of a text; `outer` is the block that it is a part of.
  mutating func append(
    _ range: Range<Int>, of text: PageText, in outer: Int = -1, to html: inout [UInt8]
  ) {
    let body = text.body
    var at = range.lowerBound
    var hole = firstIndex(body.holes) { $0.position >= at }
    var use = firstIndex(text.uses) { $0.html.lowerBound >= at }
    var block = max(outer + 1, firstIndex(body.blocks) { $0.html.lowerBound >= at })
    // A part of a text may be empty, and a hole at its end belongs to what follows it.
    let end = range.upperBound
    while true {
      let holeStart = hole < body.holes.count ? body.holes[hole].position : Int.max
      let useStart = use < text.uses.count ? text.uses[use].html.lowerBound : Int.max
      let blockStart =
        block < body.blocks.count ? body.blocks[block].html.lowerBound : Int.max
      let next = min(holeStart, useStart, blockStart)
      guard next < end else { break }
      html += body.html[at..<next]
      at = next
      if blockStart == next {
        guard append(block: block, of: text, to: &html) else {
          block += 1
          continue
        }
        // Everything inside was the template's.
        at = body.blocks[block].html.upperBound
        while block < body.blocks.count, body.blocks[block].html.lowerBound < at { block += 1 }
        while hole < body.holes.count, body.holes[hole].position < at { hole += 1 }
        while use < text.uses.count, text.uses[use].html.lowerBound < at { use += 1 }
      } else if holeStart == next {
        appendText(for: body.holes[hole], on: text.page, text.reader, to: &html)
        hole += 1
      } else {
        let range = text.uses[use].html
        append(term: text.uses[use], body.html[range], on: text.page, to: &html)
        at = range.upperBound
        use += 1
      }
    }
    html += body.html[at..<end]
  }

  /// Appends a block as the theme's template makes it; `false` when the theme has none.
  private mutating func append(
    block index: Int, of text: PageText, to html: inout [UInt8]
  ) -> Bool {
    guard text.reader == .visitor, let template = template(of: text.body.blocks[index].kind),
      blockDepth < Self.deepestTemplate
    else { return false }
    blockDepth += 1
    defer { blockDepth -= 1 }
    let record = TemplateRecord(ViewKind.block, BlockID(text.page, index).number)
    note(template.render(record, in: &self, into: &html, limits: limits))
    return true
  }

  private mutating func appendText(
    for hole: Hole, on page: PageID, _ reader: TextReader, to html: inout [UInt8]
  ) {
    switch hole.kind {
    case .link(let index), .image(let index): appendLink(index, on: page, to: &html)
    case .label(let label): appendEscaped(string(label.stringKey), to: &html)
    case .booking: appendEscaped(bookingAddress() ?? "#", to: &html)
    case .form(let index):
      if reader == .feed {
        // The address of the page itself, which what is empty leads to.
        html += "<p><a href=\"\">".utf8
        appendEscaped(string(BlockWords.Key.onSite.rawValue), to: &html)
        html += "</a></p>\n".utf8
      } else {
        appendForm(body(of: page).blocks[index].kind, to: &html)
      }
    case .citation, .reference:
      // A citation is an error before anything is rendered, for as long as there is no list of
      // sources.
      break
    }
  }

  /// Where a conversation can be arranged, as it stands in a page.
  mutating func bookingAddress() -> String? {
    themeSetting(Theme.bookingSetting).link.map { address(of: $0) }
  }
}

/// The text of a page on its way into another one.
struct PageText {
  let page: PageID
  let body: Body
  /// The words of the glossary in it, in order.
  let uses: [TermUse]
  let reader: TextReader

  /// Begins with a text.
  init(_ page: PageID, _ body: Body, _ uses: [TermUse], _ reader: TextReader) {
    self.page = page
    self.body = body
    self.uses = uses
    self.reader = reader
  }
}

/// Which block of which page a record stands for, and perhaps which item of it.
struct BlockID {
  /// The page.
  let page: PageID
  /// The position among the blocks of its text.
  let block: Int
  /// The position among the items of the block.
  let item: Int

  /// Names a block or an item; a text of 2 MiB has fewer than a million of either.
  init(_ page: PageID, _ block: Int, item: Int = 0) {
    self.page = page
    self.block = block
    self.item = item
  }

  /// Reads the number of a record.
  init(number: Int) {
    self.init(PageID(number: number >> 42), number >> 21 & 0x1F_FFFF, item: number & 0x1F_FFFF)
  }

  /// The number of its record.
  var number: Int { page.number << 42 | block << 21 | item }
}

/// The first position of which something holds that holds for all behind it.
private func firstIndex<Element>(_ elements: [Element], where holds: (Element) -> Bool) -> Int {
  var low = 0
  var high = elements.count
  while low < high {
    let middle = (low + high) / 2
    if holds(elements[middle]) { high = middle } else { low = middle + 1 }
  }
  return low
}
