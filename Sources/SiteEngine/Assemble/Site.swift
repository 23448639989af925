import Diagnostics
package import Documents

/// Everything a site consists of at one instant, before any of it is rendered.
package struct Site: Sendable {
  /// The settings.
  let configuration: Configuration
  /// The look.
  let theme: Theme
  /// What is published, in the order of the files' paths.
  let pages: [Page]
  /// The languages that something is published in: the site's own first, then by their codes.
  let languages: [String]
  /// The pages of the menu in each language, in order.
  let menus: [String: [PageID]]
  /// What is written and not published, in the order of the files' paths.
  package let heldBack: [HeldBack]
  /// The files that are published as they are, in the order of their paths.
  let files: [ContentFile]
  /// What is wrong with the site as a whole.
  let diagnostics: [Diagnostic]
  /// The numbers of all pages so far.
  let numbers: PageNumbers

  /// The articles of each list, newest first; equal dates in the order of the files' paths.
  private let lists: [ListID: [PageID]]
  /// The position in ``pages`` for each number; -1 for what is not published.
  private let positions: [Int]
  /// The place of each article in the list of all articles in its language.
  private let ranks: [PageID: Int]
  /// The pages that say the same in different languages, in the order of ``languages``.
  private let translations: [PageID: [PageID]]

  /// Puts a site together from its parts.
  init(
    configuration: Configuration, theme: Theme, pages: [Page], numbers: PageNumbers,
    lists: [ListID: [PageID]], menus: [String: [PageID]], heldBack: [HeldBack],
    files: [ContentFile], diagnostics: [Diagnostic]
  ) {
    self.configuration = configuration
    self.theme = theme
    self.pages = pages
    self.numbers = numbers
    self.lists = lists
    self.menus = menus
    self.heldBack = heldBack
    self.files = files
    self.diagnostics = diagnostics
    let others = Set(pages.map(\.language)).subtracting([configuration.language])
    languages =
      [configuration.language] + others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var positions = [Int](repeating: -1, count: numbers.count)
    for (index, page) in pages.enumerated() { positions[page.id.number] = index }
    self.positions = positions
    var ranks: [PageID: Int] = [:]
    for (list, articles) in lists where list.isEveryArticle {
      for (rank, id) in articles.enumerated() { ranks[id] = rank }
    }
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

  /// The articles published just after and just before one, in its language, drafts and posts held
  /// back left out.
  func neighbours(of id: PageID) -> (newer: PageID?, older: PageID?) {
    guard let page = page(id), let rank = ranks[id] else { return (nil, nil) }
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

  /// The next moment at which the site would change by itself; `nil` when there is none.
  package var nextChange: Instant? {
    heldBack.compactMap { held in
      guard case .until(let instant) = held.reason else { return nil }
      return instant
    }.min()
  }
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

  /// Whether it is the list of all articles.
  var isEveryArticle: Bool {
    if case .articles = self { true } else { false }
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
