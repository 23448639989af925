import Diagnostics
package import Documents

/// Everything a site consists of at one instant, before any of it is rendered.
///
/// A class, so that what is asked of it for every page does not first copy some thirty things that are
/// counted, which two cores would count at once.
package final class Site: Sendable {
  /// The settings.
  let configuration: Configuration
  /// The look.
  let theme: Theme
  /// What was ever published; `nil` when nobody keeps a list.
  let record: PublishedAddresses?
  /// What is published, in the order of the files' paths.
  let pages: [Page]
  /// The languages that something is published in: the site's own first, then by their codes.
  let languages: [String]
  /// The pages that ask for a place in the menu, in the order in which they ask.
  let menuPages: [PageID]
  /// The lists of articles that readers find their way by.
  let organisation: Organisation
  /// What is written and not published, in the order of the files' paths.
  package let heldBack: [HeldBack]
  /// The pages that only their author is shown; empty in a site for readers.
  let heldBackPages: Set<PageID>
  /// Whether what is held back is part of the site.
  let visibility: Visibility
  /// The files that are published as they are, in the order of their paths.
  let files: [ContentFile]
  /// The words that articles explain, by language.
  let glossaries: [String: Glossary]
  /// What each document makes of itself, in the order of the files' paths.
  let placements: [Placement]
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
  /// The places of the newest articles of each topic.
  private let topicRanks: [ListID: [Int32]]
  /// The moment that the site is of.
  private let instant: Instant
  /// The same in sites of which one is the other with new texts.
  let origin: SiteOrigin
  /// The pages that say the same in different languages, in the order of ``languages``.
  private let translations: [PageID: [PageID]]

  /// Puts a site together from its parts; `articles` are the articles among the pages, newest first.
  init(
    configuration: Configuration, theme: Theme, record: PublishedAddresses?, pages: [Page],
    numbers: PageNumbers,
    articles: [Page], menuPages: [PageID], heldBack: [HeldBack], heldBackPages: Set<PageID>,
    files: [ContentFile], glossaries: [String: Glossary], placements: [Placement], instant: Instant,
    visibility: Visibility,
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
    self.glossaries = glossaries
    self.placements = placements
    self.instant = instant
    self.visibility = visibility
    origin = SiteOrigin()
    var others: Set<String> = []
    for page in pages where page.language != configuration.language { others.insert(page.language) }
    languages =
      [configuration.language] + others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var positions = [Int](repeating: -1, count: numbers.count)
    for (index, page) in pages.enumerated() { positions[page.id.number] = index }
    self.positions = positions
    organisation = Organisation(
      pages, articles: articles, languages: languages, heldBack: heldBack,
      configuration: configuration, keeping: last?.organisation)
    self.diagnostics = diagnostics + organisation.diagnostics
    var lists = organisation.lists
    var ranks = [Int](repeating: -1, count: numbers.count)
    for language in languages {
      let own = articles.filter { $0.language == language }.map(\.id)
      for (rank, id) in own.enumerated() { ranks[id.number] = rank }
      if !own.isEmpty { lists[.articles(language: language)] = own }
    }
    self.lists = lists
    self.ranks = ranks
    topicRanks = Dictionary(
      organisation.topics.map { topic in
        let newest = lists[topic.list]?.prefix(relatedLimit) ?? []
        return (topic.list, newest.map { Int32(truncatingIfNeeded: ranks[$0.number]) })
      }, uniquingKeysWith: { first, _ in first })
    translations = Self.translations(pages, languages)
  }

  /// The site with other texts, as ``rewritten(_:files:)`` found them.
  private init(_ other: Site, pages: [Page], files: [ContentFile], placements: [Placement]) {
    self.pages = pages
    self.files = files
    self.placements = placements
    configuration = other.configuration
    theme = other.theme
    record = other.record
    languages = other.languages
    menuPages = other.menuPages
    organisation = other.organisation
    heldBack = other.heldBack
    heldBackPages = other.heldBackPages
    visibility = other.visibility
    glossaries = other.glossaries
    diagnostics = other.diagnostics
    numbers = other.numbers
    lists = other.lists
    positions = other.positions
    ranks = other.ranks
    topicRanks = other.topicRanks
    instant = other.instant
    origin = other.origin
    translations = other.translations
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

  /// The topics of all languages, in the order of ``languages`` and then of their addresses.
  var topics: [ArticleGroup] { organisation.topics }

  /// The position in ``topics`` of the topic with this list; `nil` when no article has it.
  func topicPosition(of list: ListID) -> Int? { organisation.topicPosition(of: list) }

  /// The topic with this list; `nil` when no article has it.
  func topic(_ list: ListID) -> ArticleGroup? { topicPosition(of: list).map { topics[$0] } }

  /// What a list is called that has a name; `nil` when there is no such list.
  func name(of list: ListID) -> String? { organisation.name(of: list, in: self) }

  /// The page that stands above a list.
  func text(of list: ListID) -> PageID? { organisation.texts[list] }

  /// The place of an article in its series; `nil` when it is part of none.
  func series(of id: PageID) -> SeriesPlace? {
    guard let list = organisation.series(of: id) else { return nil }
    let parts = articles(of: list)
    guard let position = parts.firstIndex(of: id) else { return nil }
    return SeriesPlace(
      list: list, position: position, count: parts.count,
      previous: position > 0 ? parts[position - 1] : nil,
      next: position + 1 < parts.count ? parts[position + 1] : nil)
  }

  /// The positions in ``topics`` of the topics of a language, in order.
  func topicPositions(in language: String) -> Range<Int> {
    guard let start = topics.firstIndex(where: { $0.list.language == language }) else {
      return 0..<0
    }
    let end = topics[start...].firstIndex { $0.list.language != language } ?? topics.count
    return start..<end
  }

  /// The place of an article among all in its language, the newest being 0; `nil` for what is none.
  func rank(of id: PageID) -> Int? {
    ranks.indices.contains(id.number) && ranks[id.number] >= 0 ? ranks[id.number] : nil
  }

  /// The places of the newest articles of a topic among all in its language.
  func newestRanks(of topic: ListID) -> [Int32] { topicRanks[topic] ?? [] }

  /// The places of those pages that are articles in a language, in order.
  func ranks(of ids: [PageID], in language: String) -> [Int32] {
    var found: [Int32] = []
    for id in ids where page(id)?.language == language {
      if let rank = rank(of: id) { found.append(Int32(truncatingIfNeeded: rank)) }
    }
    found.sort()
    return found
  }

  /// The place of a page in ``pages``; `nil` when it is not published.
  func position(of id: PageID) -> Int? {
    positions.indices.contains(id.number) && positions[id.number] >= 0
      ? positions[id.number] : nil
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
    var (pages, placements) = (pages, placements)
    for (position, placement) in texts {
      placements[position] = placement
      if let page = placement.page, let place = self.position(of: page.id) { pages[place] = page }
    }
    return Site(self, pages: pages, files: files, placements: placements)
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

/// Where in its series an article stands.
struct SeriesPlace: Sendable {
  /// The parts of the series.
  let list: ListID
  /// How many parts come before it.
  let position: Int
  /// How many parts there are.
  let count: Int
  /// The part before it.
  let previous: PageID?
  /// The part after it.
  let next: PageID?
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
