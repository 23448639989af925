import Diagnostics
import Documents

/// How the articles of a site are put in order for readers: lists, topics, series, people and years, and
/// which of them are the same in another language.
///
/// It is made of what is shown and of nothing else, so what is held back is in no list.
final class Organisation: Sendable {
  /// The topics of all languages, in the order of the languages and then of their addresses.
  let topics: [ArticleGroup]
  /// The series, in the same order.
  let series: [ArticleGroup]
  /// The years in which articles appeared, the newest first, by language; none where there is only one.
  let years: [String: [ArticleGroup]]
  /// The pages that stand above lists.
  let texts: [ListID: PageID]
  /// The lists with a text but without an article, in the order of the texts' files; those of people
  /// among them or not.
  let textLists: [ListID]
  /// The addresses of pages by themselves that end as those of overviews do.
  let ownOverviews: Set<SiteURL>
  /// Who wrote each article that says so.
  let authors: [PageID: [PageID]]
  /// The articles of each list.
  let lists: [ListID: [PageID]]
  /// The pages in folders.
  private let sections: Sections
  /// What is wrong.
  let diagnostics: [Diagnostic]

  /// The topics and series as articles name them, with what they were made from.
  private let topicGroups: ArticleGroups
  private let seriesGroups: ArticleGroups
  private let topicPositions: [ListID: Int]
  private let seriesPositions: [ListID: Int]
  /// The series of each article that has one.
  private let seriesLists: [PageID: ListID]
  /// The lists that say the same in different languages, in the order of the languages.
  private let translations: [ListID: [ListID]]

  /// Puts articles in order, the newest first; `pages` are all pages, in the order of their files.
  init(
    _ pages: [Page], articles: [Page], languages: [String], heldBack: [HeldBack],
    configuration: Configuration, keeping last: Organisation?
  ) {
    let (ofTopics, (ofSeries, ofYears)) = both(
      {
        ArticleGroups(.topic, of: articles, languages: languages, keeping: last?.topicGroups)
      },
      {
        (
          ArticleGroups(.series, of: articles, languages: languages, keeping: last?.seriesGroups),
          Self.years(of: articles, languages)
        )
      })
    (topicGroups, seriesGroups) = (ofTopics, ofSeries)
    var texts: [ListID: Page] = [:]
    var textLists: [ListID] = []
    var ownOverviews: Set<SiteURL> = []
    for page in pages {
      if page.kind == .page, page.endsAsOverview { ownOverviews.insert(page.url) }
      guard let list = page.list, texts[list] == nil else { continue }
      texts[list] = page
      textLists.append(list)
    }
    self.texts = texts.mapValues(\.id)
    self.ownOverviews = ownOverviews
    func titled(_ groups: [ArticleGroup]) -> [ArticleGroup] {
      guard !texts.isEmpty else { return groups }
      return groups.map { group in
        ArticleGroup(
          list: group.list, name: texts[group.list]?.summary.title ?? group.name,
          count: group.count)
      }
    }
    topics = titled(topicGroups.groups)
    series = titled(seriesGroups.groups)
    topicPositions = Self.positions(topicGroups.groups)
    seriesPositions = Self.positions(seriesGroups.groups)
    self.textLists = textLists.filter { [topicPositions, seriesPositions] list in
      topicPositions[list] == nil && seriesPositions[list] == nil
    }

    sections = Sections(pages)
    var lists = topicGroups.lists
    lists.merge(seriesGroups.lists) { first, _ in first }
    var seriesLists: [PageID: ListID] = [:]
    for group in seriesGroups.groups {
      for id in seriesGroups.lists[group.list] ?? [] { seriesLists[id] = group.list }
    }
    self.seriesLists = seriesLists
    years = ofYears.years
    lists.merge(ofYears.lists) { first, _ in first }
    var writers = Writers(texts, heldBack: heldBack, configuration: configuration)
    for article in articles { writers.add(article) }
    authors = writers.authors
    lists.merge(writers.lists) { first, _ in first }
    self.lists = lists
    translations =
      languages.count > 1
      ? Self.translations(
        Array(topicPositions.keys) + Array(seriesPositions.keys) + self.textLists
          + languages.flatMap { [years] in years[$0]?.map(\.list) ?? [] }, texts, languages)
      : [:]
    diagnostics =
      topicGroups.diagnostics + seriesGroups.diagnostics + writers.diagnostics
      + Self.unusedTexts(self.textLists, texts, topics: topicGroups, series: seriesGroups)
  }

  private static func positions(_ groups: [ArticleGroup]) -> [ListID: Int] {
    Dictionary(
      groups.enumerated().map { ($0.element.list, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The position in ``topics`` of the topic with this list; `nil` when no article has it.
  func topicPosition(of list: ListID) -> Int? { topicPositions[list] }

  /// What a list is called that has a name; `nil` when there is no such list.
  func name(of list: ListID, in site: Site) -> String? {
    if let text = texts[list].flatMap(site.page) { return text.summary.title }
    switch list {
    case .articles, .person, .overview: return nil
    case .topic: return topicPositions[list].map { topics[$0].name }
    case .series: return seriesPositions[list].map { series[$0].name }
    case .year: return lists[list] == nil ? nil : list.part
    }
  }

  /// The pages in the folder of a page, itself among them; empty when there is no other.
  func section(of page: Page) -> [PageID] { sections.section(of: page) }

  /// The pages of the folders that a page lies in, the outermost first, itself left out.
  func ancestors(of page: Page) -> [PageID] { sections.ancestors(of: page) }

  /// The series of an article; `nil` when it is part of none.
  func series(of id: PageID) -> ListID? { seriesLists[id] }

  /// The lists that say the same as one in different languages, itself among them; empty when it has no
  /// translation.
  func translations(of list: ListID) -> [ListID] { translations[list] ?? [] }

  /// The articles of each year, where there are several: that of the day which their authors wrote.
  private static func years(
    of articles: [Page], _ languages: [String]
  ) -> (years: [String: [ArticleGroup]], lists: [ListID: [PageID]]) {
    var members: [String: [Int: [PageID]]] = [:]
    for article in articles {
      guard let year = article.summary.date?.year else { continue }
      members[article.language, default: [:]][year, default: []].append(article.id)
    }
    var lists: [ListID: [PageID]] = [:]
    // The list of a single year would be that of all articles once more.
    let years = members.filter { $0.value.count > 1 }.map { language, years in
      let groups = years.keys.sorted(by: >).map { year in
        let list = ListID.year(year, language: language)
        lists[list] = years[year]
        return ArticleGroup(list: list, name: "\(year)", count: years[year]?.count ?? 0)
      }
      return (language, groups)
    }
    return (Dictionary(years, uniquingKeysWith: { first, _ in first }), lists)
  }

  /// The lists that are the same in different languages: those whose texts are translations of each
  /// other, and those without a text whose address is the same, or that of a text's file.
  private static func translations(
    _ lists: [ListID], _ texts: [ListID: Page], _ languages: [String]
  ) -> [ListID: [ListID]] {
    var result: [ListID: [ListID]] = [:]
    let groups = Dictionary(grouping: lists) { list in
      texts[list]?.original ?? "\(list.folder)/\(list.part).md"
    }
    for group in groups.values where group.count > 1 {
      let same = languages.compactMap { language -> ListID? in
        let own = group.filter { $0.language == language }
        // Of two in one language, the one whose author says that it is a translation.
        return own.first { texts[$0] != nil } ?? own.first
      }
      guard same.count > 1 else { continue }
      for list in same { result[list] = same }
    }
    return result
  }

  /// A text of a topic or a series that no article names is mostly a slip in one of the two names.
  private static func unusedTexts(
    _ lists: [ListID], _ texts: [ListID: Page], topics: ArticleGroups, series: ArticleGroups
  ) -> [Diagnostic] {
    lists.compactMap { list in
      guard let text = texts[list] else { return nil }
      let groups: [ArticleGroup]
      switch list {
      case .topic: groups = topics.groups
      case .series: groups = series.groups
      default: return nil
      }
      let others = groups.filter { $0.list.language == list.language && texts[$0.list] == nil }
      let near = nearMiss(of: list.part, among: others.map(\.list.part))
      let word = text.kind.word
      return Diagnostic(
        .unusedText, near == nil ? .note : .warning,
        "no published article has the \(word) `\(list.part)`",
        at: SourcePlace(wholeOf: text.path.text),
        suggestion: near.map {
          "the nearest \(word) is `\($0)`; rename the file, or write `slug: \($0)`"
        }
          ?? "write `\(text.kind == .topic ? "tags: [\(list.part)]" : "series: \(list.part)")` in an article"
      )
    }
  }
}

extension RuleID {
  /// The text of a topic or a series that no article has.
  static let unusedText = RuleID("unused-text")
}
