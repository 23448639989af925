package import Diagnostics

/// The kinds of blocks: what `> [!NAME]` may begin.
///
/// The raw value is the name in small letters, which is also that of the theme's template.
package enum BlockKind: String, Sendable, CaseIterable {
  case note, tip, important, warning, caution
  /// Words of somebody else, with their source.
  case quote
  /// A picture with a caption.
  case figure
  /// What a reader in a hurry should know.
  case summary
  /// Questions, which are headings, and their answers.
  case faq
  /// What happens one after the other: a numbered list.
  case steps
  /// Words and what they mean: a list.
  case definitions
  /// A film, which is not loaded before somebody asks for it.
  case video
  /// Where a conversation can be arranged.
  case booking
  /// A form for a message.
  case contact
  /// A form that asks for an address to write to.
  case newsletter

  /// Whether it is a box beside the text, as Markdown elsewhere has them too.
  package var isCallout: Bool {
    switch self {
    case .note, .tip, .important, .warning, .caution: true
    default: false
    }
  }

  /// What stands as the title where the author wrote none.
  package var label: Label? {
    switch self {
    case .note: .note
    case .tip: .tip
    case .important: .important
    case .warning: .warning
    case .caution: .caution
    case .summary: .summary
    default: nil
    }
  }

  /// Whether only the settings of a site say what it shows.
  package var needsSite: Bool {
    switch self {
    case .booking, .contact, .newsletter: true
    default: false
    }
  }

  /// Whether words may stand behind the name.
  var hasTitle: Bool { self != .quote && self != .figure }

  /// The names as a person reads them in a sentence.
  static let list: String = {
    let names = allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }()
}

/// A block of a text: where its parts stand in the HTML of the body.
///
/// The HTML of a body shows a block in a way that every reader can use. A theme with a template for it
/// makes something else of the same parts.
package struct Block: Sendable {
  /// What it is.
  package let kind: BlockKind
  private let wholeRange: HTMLRange
  private let titleRange: HTMLRange
  private let contentRange: HTMLRange
  private let captionRange: HTMLRange
  /// What few blocks have; `nil` for a block that has nothing of it.
  private let extra: BlockExtra?

  /// Creates a block.
  init(
    kind: BlockKind, html: Range<Int>, title: Range<Int>?, content: Range<Int>,
    caption: Range<Int>?, extra: BlockExtra?
  ) {
    self.kind = kind
    wholeRange = HTMLRange(html)
    titleRange = HTMLRange(title ?? 0..<0)
    contentRange = HTMLRange(content)
    captionRange = HTMLRange(caption ?? 0..<0)
    self.extra = extra
  }

  /// All of it.
  package var html: Range<Int> { wholeRange.range }
  /// The inside of its title, or of the word in its place; `nil` when it has neither.
  package var title: Range<Int>? { titleRange.isEmpty ? nil : titleRange.range }
  /// What it holds apart from title and caption.
  package var content: Range<Int> { contentRange.range }
  /// The inside of a figure's caption or of a quotation's source.
  package var caption: Range<Int>? { captionRange.isEmpty ? nil : captionRange.range }
  /// Questions, steps or words, in order.
  package var items: [BlockItem] { extra?.items ?? [] }
  /// The link to a film of the site, an index into ``Body/links``.
  package var film: Int? { extra?.film }
  /// The address at which somebody else shows a film.
  package var player: String? { extra?.player }
  /// Where its name stands, for blocks of which only the site knows whether they are right.
  package var place: SourcePlace? { extra?.place }
}

/// A question with its answer, a step, or a word with what it means.
package struct BlockItem: Sendable {
  /// The question or the word; `nil` for a step.
  package let title: Range<Int>?
  /// The answer, the step or what the word means.
  package let content: Range<Int>
  /// The question's id in the HTML; empty for others.
  package let id: String
}

/// The rare parts of a block, apart so that a note stays small in memory.
final class BlockExtra: Sendable {
  let items: [BlockItem]
  let film: Int?
  let player: String?
  let place: SourcePlace?

  init(items: [BlockItem], film: Int?, player: String?, place: SourcePlace?) {
    self.items = items
    self.film = film
    self.player = player
    self.place = place
  }
}

/// A stretch of the HTML in eight bytes; a text has 2 MiB at most.
private struct HTMLRange: Sendable {
  let start: UInt32
  let end: UInt32

  init(_ range: Range<Int>) {
    start = UInt32(clamping: range.lowerBound)
    end = UInt32(clamping: range.upperBound)
  }

  var isEmpty: Bool { start == end }
  var range: Range<Int> { Int(start)..<Int(end) }
}
