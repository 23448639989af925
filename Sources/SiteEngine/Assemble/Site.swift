import Diagnostics
package import Documents

/// Everything a site consists of at one instant, before any of it is rendered.
package struct Site: Sendable {
  /// The settings.
  let configuration: Configuration
  /// The look.
  let theme: Theme
  /// What was ever published; `nil` when nobody keeps a list.
  let record: PublishedAddresses?
  /// What is published, in the order of the files' paths.
  private(set) var pages: [Page]
  /// The languages that something is published in: the site's own first, then by their codes.
  let languages: [String]
  /// The pages that ask for a place in the menu, in the order in which they ask.
  let menuPages: [PageID]
  /// The topics of all languages, in the order of ``languages`` and then of their addresses.
  let topics: [Topic]
  /// What is written and not published, in the order of the files' paths.
  package let heldBack: [HeldBack]
  /// The pages that only their author is shown; empty in a site for readers.
  let heldBackPages: Set<PageID>
  /// Whether what is held back is part of the site.
  let visibility: Visibility
  /// The files that are published as they are, in the order of their paths.
  private(set) var files: [ContentFile]
  /// What each document makes of itself, in the order of the files' paths.
  private(set) var placements: [Placement]
  /// What is wrong with the site as a whole.
  let diagnostics: [Diagnostic]
  /// The numbers of all pages so far.
  let numbers: PageNumbers

  /// The articles of each list, newest first; equal dates in the order of the files' paths.
  private let lists: [ListID: [PageID]]
  /// The position in ``pages`` for each number; -1 for what is not published.
  private let positions: [Int]
  /// The place of each article in the list of all articles in its language, by its number; -1 for what
  /// is in none.
  private let ranks: [Int]
  /// The topics, with what they were made from.
  private let allTopics: Topics
  /// The moment that the site is of.
  private let instant: Instant
  /// The same in sites of which one is the other with new texts.
  let origin = SiteOrigin()
  /// The position in ``topics`` of each topic's list.
  private let topicPositions: [ListID: Int]
  /// The pages that say the same in different languages, in the order of ``languages``.
  private let translations: [PageID: [PageID]]

  /// Puts a site together from its parts; `articles` are the articles among the pages, newest first.
  init(
    configuration: Configuration, theme: Theme, record: PublishedAddresses?, pages: [Page],
    numbers: PageNumbers,
    articles: [Page], menuPages: [PageID], heldBack: [HeldBack], heldBackPages: Set<PageID>,
    files: [ContentFile], placements: [Placement], instant: Instant, visibility: Visibility,
    diagnostics: [Diagnostic], keeping last: Site?
  ) {
    self.configuration = configuration
    self.theme = theme
    self.record = record
    self.pages = pages
    self.numbers = numbers
    self.menuPages = menuPages
    self.heldBack = heldBack
    self.heldBackPages = heldBackPages
    self.files = files
    self.placements = placements
    self.instant = instant
    self.visibility = visibility
    var others: Set<String> = []
    for page in pages where page.language != configuration.language { others.insert(page.language) }
    languages =
      [configuration.language] + others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var positions = [Int](repeating: -1, count: numbers.count)
    for (index, page) in pages.enumerated() { positions[page.id.number] = index }
    self.positions = positions
    let topics = Topics(of: articles, languages: languages, keeping: last?.allTopics)
    allTopics = topics
    self.topics = topics.topics
    self.diagnostics = diagnostics + topics.diagnostics
    topicPositions = Dictionary(
      topics.topics.enumerated().map { ($0.element.list, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var lists = topics.lists
    var ranks = [Int](repeating: -1, count: numbers.count)
    for language in languages {
      let own = articles.filter { $0.language == language }.map(\.id)
      for (rank, id) in own.enumerated() { ranks[id.number] = rank }
      if !own.isEmpty { lists[.articles(language: language)] = own }
    }
    self.lists = lists
    self.ranks = ranks
    translations = Self.translations(pages, languages)
  }

  private static func translations(_ pages: [Page], _ languages: [String]) -> [PageID: [PageID]] {
    guard languages.count > 1 else { return [:] }
    var result: [PageID: [PageID]] = [:]
    for group in Dictionary(grouping: pages, by: \.original).values where group.count > 1 {
      let ids = languages.flatMap { language in
        group.filter { $0.language == language }.map(\.id)
      }
      for id in ids { result[id] = ids }
    }
    return result
  }

  /// A published page.
  subscript(id: PageID) -> Page {
    guard let page = page(id) else { preconditionFailure("no page has this number now") }
    return page
  }

  /// The page of a number; `nil` when it is not published.
  func page(_ id: PageID) -> Page? {
    positions.indices.contains(id.number) && positions[id.number] >= 0
      ? pages[positions[id.number]] : nil
  }

  /// The articles of a list, newest first.
  func articles(of list: ListID) -> [PageID] { lists[list] ?? [] }

  /// The position in ``topics`` of the topic with this list; `nil` when no article has it.
  func topicPosition(of list: ListID) -> Int? { topicPositions[list] }

  /// The topic with this list; `nil` when no article has it.
  func topic(_ list: ListID) -> Topic? { topicPositions[list].map { topics[$0] } }

  /// The positions in ``topics`` of the topics of a language, in order.
  func topicPositions(in language: String) -> Range<Int> {
    guard let start = topics.firstIndex(where: { $0.list.language == language }) else {
      return 0..<0
    }
    let end = topics[start...].firstIndex { $0.list.language != language } ?? topics.count
    return start..<end
  }

  /// The articles published just after and just before one, in its language, drafts and posts held
  /// back left out.
  func neighbours(of id: PageID) -> (newer: PageID?, older: PageID?) {
    guard let page = page(id), ranks[id.number] >= 0 else { return (nil, nil) }
    let rank = ranks[id.number]
    let articles = articles(of: .articles(language: page.language))
    return (
      rank > 0 ? articles[rank - 1] : nil, rank + 1 < articles.count ? articles[rank + 1] : nil
    )
  }

  /// The pages that say the same as one in different languages, itself among them; empty when it has no
  /// translation.
  func translations(of id: PageID) -> [PageID] { translations[id] ?? [] }

  /// A file that is published as it is; `nil` when there is none.
  func file(_ path: SourcePath) -> ContentFile? {
    let index = files.index(of: path)
    return index < files.count && files[index].path == path ? files[index] : nil
  }

  /// What the addresses of a language begin with: `/`, and `/es/` for another language than the site's.
  func prefix(of language: String) -> String { configuration.prefix(of: language) }

  /// Whether the site would be the same at another instant.
  func isSame(at other: Instant) -> Bool {
    if other == instant { return true }
    // What is held back until then waits; before its own moment, nobody knows what else was held back.
    guard other.secondsSinceEpoch >= instant.secondsSinceEpoch else { return false }
    return nextChange.map { other.secondsSinceEpoch < $0.secondsSinceEpoch } ?? true
  }

  /// The site with the texts of some documents exchanged, which nothing but their own pages shows.
  func rewritten(_ texts: [(position: Int, placement: Placement)], files: [ContentFile]) -> Site {
    var site = self
    site.files = files
    for (position, placement) in texts {
      site.placements[position] = placement
      if let page = placement.page, positions.indices.contains(page.id.number),
        positions[page.id.number] >= 0
      {
        site.pages[positions[page.id.number]] = page
      }
    }
    return site
  }

  /// The next moment at which the site would change by itself; `nil` when there is none.
  package var nextChange: Instant? {
    let appearing = heldBack.compactMap { held -> Instant? in
      guard case .until(let instant) = held.reason else { return nil }
      return instant
    }
    // What only its author is shown does not go anywhere.
    var earliest = appearing.min()
    for page in pages {
      guard let expires = page.expires, !heldBackPages.contains(page.id) else { continue }
      earliest = min(earliest ?? expires, expires)
    }
    // The file for those who find a hole in the site must not be older than it says.
    if configuration.hosting.securityContact != nil {
      let renewal = SecurityText.renewal(after: instant)
      earliest = min(earliest ?? renewal, renewal)
    }
    return earliest
  }

  /// The moment up to which what the site says for those who find a hole in it is to be believed.
  var securityTextExpiry: Instant { SecurityText.expiry(at: instant) }
}

/// Tells a site with new texts from one that was put together anew.
final class SiteOrigin: Sendable, Equatable {
  static func == (lhs: SiteOrigin, rhs: SiteOrigin) -> Bool { lhs === rhs }
}

/// A list of articles that the site shows, in one language.
package enum ListID: Hashable, Sendable {
  /// All articles.
  case articles(language: String)
  /// The articles of a topic, by the topic's part of its address.
  case topic(String, language: String)

  /// The language of its articles.
  var language: String {
    switch self {
    case .articles(let language), .topic(_, let language): language
    }
  }

  /// The part of its address that is its own; empty for the list of all articles.
  var part: String {
    switch self {
    case .articles: ""
    case .topic(let part, _): part
    }
  }

  /// The same list in another language, whether there is one or not.
  func inLanguage(_ language: String) -> ListID {
    switch self {
    case .articles: .articles(language: language)
    case .topic(let part, _): .topic(part, language: language)
    }
  }
}

extension Configuration {
  /// What the addresses of a language begin with: `/`, and `/es/` for another language than the site's.
  func prefix(of language: String) -> String {
    language == self.language ? "/" : "/\(language.lowercased())/"
  }
}

extension [ContentFile] {
  /// Where a path stands among files in the order of their paths, or would stand.
  fileprivate func index(of path: SourcePath) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
