/// One of what an overview lists: a topic, a series or a person.
struct OverviewEntry: Sendable {
  /// The list of its articles.
  let list: ListID
  /// What readers see of it.
  let name: String
  /// How many articles it has.
  let count: Int
  /// The page that stands above the list.
  let text: PageID?
}

extension Site {
  /// What the overview in a language lists: topics and series in the order of their addresses, people in
  /// that of their files.
  func entries(of overview: Overview, language: String) -> [OverviewEntry] {
    let groups: [ArticleGroup]
    switch overview {
    case .topics: groups = topics
    case .series: groups = organisation.series
    case .people:
      return organisation.textLists.compactMap { list in
        guard case .person(_, language) = list, let text = text(of: list) else { return nil }
        return OverviewEntry(
          list: list, name: self[text].summary.title, count: articles(of: list).count, text: text)
      }
    }
    return groups.filter { $0.list.language == language }.map {
      OverviewEntry(list: $0.list, name: $0.name, count: $0.count, text: text(of: $0.list))
    }
  }

  /// Whether there is a page that lists all of a kind in a language.
  ///
  /// There is none where nothing is to be listed, where the theme has no template or no word for it, and
  /// where an author's own page takes its place.
  func hasOverview(_ overview: Overview, language: String) -> Bool {
    let list = ListID.overview(overview, language: language)
    let family = PageFamily.ID.overview
    guard theme.template(named: family.rawValue, for: family) != nil,
      theme.strings[language]?.texts[overview.stringKey]?.isEmpty == false,
      !organisation.ownOverviews.contains(PageFamily.url(of: list, page: 1, in: configuration))
    else { return false }
    return !entries(of: overview, language: language).isEmpty
  }

  /// The lists that say the same as one in different languages, itself among them; empty when it has no
  /// translation.
  func translations(of list: ListID) -> [ListID] {
    guard case .overview(let overview, _) = list else { return organisation.translations(of: list) }
    let same = languages.filter { hasOverview(overview, language: $0) }
    return same.count > 1 ? same.map { .overview(overview, language: $0) } : []
  }
}

extension Page {
  /// Whether its address ends as that of an overview does.
  var endsAsOverview: Bool {
    Overview.addressEnds.contains { url.path.utf8.reversed().starts(with: $0.utf8.reversed()) }
  }
}
