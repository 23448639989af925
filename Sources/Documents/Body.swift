package import Diagnostics

/// What a text became: HTML with holes, and what others need to know of it.
///
/// The HTML is finished but for the holes, so a page is put together by copying; the parser never
/// runs a second time for the same text. A class, since whoever asks for one part should not copy the others.
package final class Body: Sendable {
  /// The HTML; what only the site knows is missing at ``holes``.
  package let html: [UInt8]
  /// What is missing, in the order of their positions.
  package let holes: [Hole]
  /// The text that a reader sees, piece by piece, in order; the list of notes comes last.
  ///
  /// Unpacked each time it is asked for.
  package var runs: [TextRun] { packedRuns.runs }
  private let packedRuns: PackedRuns
  /// The headings, in order.
  package let headings: [Heading]
  /// The links and images, in order.
  package let links: LinkList
  /// The citations, in order.
  package let citations: [Citation]
  /// The blocks, in the order in which they begin; one inside of another comes behind it.
  package let blocks: [Block]
  /// Every id in the HTML, in order.
  package let anchors: [String]
  /// The first paragraphs as plain text, cut at a word at about 200 characters.
  package let excerpt: String
  /// The words of the text; code blocks and the list of notes do not count.
  package let wordCount: Int
  /// The time that reading takes at 225 words a minute, rounded, at least 1 when there are words.
  ///
  /// Adults read English non-fiction silently at 238 words a minute on average (Brysbaert, 2019);
  /// 225 leaves room for a second look.
  package let readingMinutes: Int
  /// A summary of everything above that a page can show.
  ///
  /// Made each time it is asked for: only a preview asks, for a page at a time.
  package var fingerprint: Fingerprint {
    // Headings, excerpt and word count follow from the HTML; what fills a hole does not.
    var fingerprint = Fingerprint(of: html)
    for hole in holes {
      fingerprint.combine(hole.position)
      fingerprint.combine(hole.kind.number)
    }
    links.combine(into: &fingerprint)
    for block in blocks { fingerprint.combine(block.html.lowerBound) }
    for citation in citations {
      fingerprint.combine(citation.key)
      fingerprint.combine(citation.locator ?? "")
    }
    return fingerprint
  }

  /// Creates a body.
  package init(
    html: [UInt8], holes: [Hole] = [], runs: PackedRuns = PackedRuns(), headings: [Heading] = [],
    links: LinkList = LinkList(), citations: [Citation] = [], blocks: [Block] = [],
    anchors: [String] = [], excerpt: String = "", wordCount: Int = 0
  ) {
    self.html = html
    self.holes = holes
    packedRuns = runs
    self.headings = headings
    self.links = links
    self.citations = citations
    self.blocks = blocks
    self.anchors = anchors
    self.excerpt = excerpt
    self.wordCount = wordCount
    readingMinutes = wordCount == 0 ? 0 : max(1, (wordCount + 112) / 225)
  }

  /// The body of a text that was refused.
  package static let empty = Body(html: [])

  /// Appends the HTML to a page, with what `filler` appends in each hole.
  package func append(
    to page: inout [UInt8], filling filler: (_ hole: Hole, _ page: inout [UInt8]) -> Void
  ) {
    var at = 0
    for hole in holes {
      page += html[at..<hole.position]
      filler(hole, &page)
      at = hole.position
    }
    page += html[at...]
  }

  /// The HTML with what `filler` returns in each hole.
  package func html(filling filler: (Hole) -> [UInt8]) -> [UInt8] {
    var page: [UInt8] = []
    page.reserveCapacity(html.count + holes.count * 32)
    append(to: &page) { hole, page in page += filler(hole) }
    return page
  }

  /// The HTML as it is without a site: addresses as written, words in English.
  package func htmlWithoutSite() -> [UInt8] {
    html { hole in
      var bytes: [UInt8] = []
      switch hole.kind {
      case .link(let index), .image(let index):
        appendAddress(Array(links[index].destination.utf8), to: &bytes)
      case .citation(let index): appendEscaped(citations[index].marker, to: &bytes)
      case .reference(let index): appendEscaped("@" + citations[index].key, to: &bytes)
      case .label(let label): appendEscaped(label.english, to: &bytes)
      case .booking: bytes.append(UInt8(ascii: "#"))
      // A form without an address to post to would take what somebody writes and lose it.
      case .form: break
      }
      return bytes
    }
  }

  /// The words a reader sees in a part of ``runs``, with a line break between blocks.
  package func plainText(of runs: ArraySlice<TextRun>) -> String {
    var bytes: [UInt8] = []
    for run in runs {
      if run.beginsBlock, !bytes.isEmpty { bytes.append(0x0A) }
      html.withUnsafeBufferPointer {
        appendPlain(UnsafeBufferPointer(rebasing: $0[run.html]), to: &bytes)
      }
    }
    return text(bytes)
  }
}

/// A position in the HTML of a body where something is missing that only the site knows.
package struct Hole: Sendable, Hashable, BitwiseCopyable {
  /// What is missing.
  package enum Kind: Sendable, Hashable, BitwiseCopyable {
    /// The escaped address of an internal link, an index into ``Body/links``; quotes stand around it.
    case link(Int)
    /// The escaped address of an image of the site, an index into ``Body/links``.
    case image(Int)
    /// The text of a citation's marker, an index into ``Body/citations``; a link stands around it.
    case citation(Int)
    /// What the list of notes says of a reference, for the first citation with its key.
    case reference(Int)
    /// A word in the language of the page, escaped so that it may stand in an attribute.
    case label(Label)
    /// The escaped address at which a conversation can be arranged; quotes stand around it.
    case booking
    /// A form, for an index into ``Body/blocks``.
    case form(Int)

    /// A number that differs for different kinds.
    var number: Int {
      switch self {
      case .link(let index): index * 8
      case .image(let index): index * 8 + 1
      case .citation(let index): index * 8 + 2
      case .reference(let index): index * 8 + 3
      case .label(let label): label.rawValue * 8 + 4
      case .booking: 5
      case .form(let index): index * 8 + 6
      }
    }
  }

  /// The number of bytes of ``Body/html`` that come before it.
  package let position: Int
  /// What is missing.
  package let kind: Kind

  /// Creates a hole.
  package init(position: Int, kind: Kind) {
    self.position = position
    self.kind = kind
  }
}

/// A word that a reader sees and that the author did not write.
package enum Label: Int, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  case note, tip, important, warning, caution
  /// The heading of the list of notes.
  case notes
  /// What the link from a note to its place in the text is called, for those who cannot see it.
  case backToText
  /// What a table that can be scrolled is called, for those who cannot see it.
  case table
  /// The title of a summary.
  case summary
  /// What the link to where a conversation can be arranged says.
  case booking
  /// What somebody should know before a film is loaded from YouTube, or from Vimeo.
  case youTube, vimeo

  /// The word in English.
  package var english: String {
    switch self {
    case .note: "Note"
    case .tip: "Tip"
    case .important: "Important"
    case .warning: "Warning"
    case .caution: "Caution"
    case .notes: "Notes"
    case .backToText: "Back to text"
    case .table: "Table"
    case .summary: "At a glance"
    case .booking: "Arrange a first conversation"
    case .youTube: "YouTube shows this film, and learns of your visit when you start it."
    case .vimeo: "Vimeo shows this film, and learns of your visit when you start it."
    }
  }
}

/// A piece of text that a reader sees, and where the author wrote it.
///
/// In the HTML it holds no tag; only `&`, `<`, `>` and `"` stand there as entities.
package struct TextRun: Sendable, Hashable, BitwiseCopyable {
  /// What the piece is.
  package enum Kind: UInt8, Sendable, BitwiseCopyable {
    /// Prose, the same bytes in both places.
    case text
    /// Prose that stands for something else in the source: `“` for `"`, `é` for `&eacute;`.
    case replaced
    /// Code; only where it begins is exact in the source.
    case code
  }

  private var htmlStart: UInt32
  private var htmlEnd: UInt32
  private var sourceStart: UInt32
  private var sourceEnd: UInt32
  /// What the piece is.
  package let kind: Kind
  /// Whether a paragraph, heading, cell or code block begins with it.
  package let beginsBlock: Bool

  /// Creates a run.
  init(html: Range<Int>, source: Range<Int>?, kind: Kind, beginsBlock: Bool) {
    // A text has 2 MiB at most; clamping is for the compiler.
    htmlStart = UInt32(clamping: html.lowerBound)
    htmlEnd = UInt32(clamping: html.upperBound)
    sourceStart = UInt32(clamping: source?.lowerBound ?? Int.max)
    sourceEnd = UInt32(clamping: source?.upperBound ?? Int.max)
    self.kind = kind
    self.beginsBlock = beginsBlock
  }

  /// Its bytes in ``Body/html``.
  package var html: Range<Int> { Int(htmlStart)..<Int(htmlEnd) }

  /// Its bytes in the file; `nil` where they are not known.
  package var source: Range<Int>? {
    sourceStart == .max ? nil : Int(sourceStart)..<Int(sourceEnd)
  }

  /// Makes the run longer if what follows follows it in both places.
  mutating func extend(html: Range<Int>, source: Range<Int>?, kind: Kind) -> Bool {
    guard self.kind == kind, kind == .text, Int(htmlEnd) == html.lowerBound else { return false }
    guard let source else {
      guard sourceStart == .max else { return false }
      htmlEnd = UInt32(clamping: html.upperBound)
      return true
    }
    guard Int(sourceEnd) == source.lowerBound else { return false }
    htmlEnd = UInt32(clamping: html.upperBound)
    sourceEnd = UInt32(clamping: source.upperBound)
    return true
  }

  /// Moves the run in the HTML.
  mutating func move(to html: Range<Int>) {
    htmlStart = UInt32(clamping: html.lowerBound)
    htmlEnd = UInt32(clamping: html.upperBound)
  }
}

/// One key of `[@key]`, where the author wrote it.
package struct Citation: Sendable, Hashable {
  /// The key, without the `@`.
  package let key: String
  /// What follows the key: `p. 3`.
  package let locator: String?
  /// The number in the list of notes, counted from one; equal for equal keys.
  package let number: Int
  /// Where it stands.
  package let place: SourcePlace

  /// Creates a citation.
  package init(key: String, locator: String?, number: Int, place: SourcePlace) {
    self.key = key
    self.locator = locator
    self.number = number
    self.place = place
  }

  /// What stands in the text when nobody decides otherwise.
  package var marker: String { locator.map { "\(number), \($0)" } ?? "\(number)" }
}
