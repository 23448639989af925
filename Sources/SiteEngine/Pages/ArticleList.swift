import Templates

extension PageFamily {
  /// The list of all articles, newest first, in pages.
  static let articles = PageFamily(
    plural: "article lists",
    fields: [
      ViewField("title", .text) { _, scope in .text(scope.string("articles")) },
      ViewField("description", .text) { _, scope in
        optional(scope.setting(.description, \.description))
      },
    ] + topicListFields + yearListFields + listFields,
    plan: { site in
      site.languages.flatMap { plan(.articles(language: $0), as: .articles, in: site) }
    })

  /// The articles on a page of a list, and its place among the list's pages.
  static let listFields: [ViewField] = [
    ViewField("articles", .list(of: .record(ViewKind.entry))) { _, scope in
      let range = scope.listedRange
      return .list(scope.listedArticles(range).map(entry))
    },
    ViewField("pagination", .record(ViewKind.pagination)) { _, scope in
      scope.listPage.count > 1 ? .record(TemplateRecord(ViewKind.pagination, 0)) : .null
    },
  ]

  /// The outputs of a list of articles: its pages, one at least.
  static func plan(_ list: ListID, as family: ID, in site: Site) -> [PlannedOutput] {
    let size = pageSize(of: list, in: site.configuration)
    let text = site.text(of: list)
    let count = max(1, (site.articles(of: list).count + size - 1) / size)
    return (1...count).map { number in
      PlannedOutput(
        url: url(of: list, page: number, in: site.configuration), family: family,
        language: list.language,
        subject: .list(list, number: number, count: count, text: text),
        template: text.map { site[$0].template })
    }
  }

  /// How many articles one page of a list shows.
  ///
  /// A year is looked through by title, so that most fit on one page.
  static func pageSize(of list: ListID, in configuration: Configuration) -> Int {
    if case .year = list { return max(100, configuration.articlesPerPage) }
    return configuration.articlesPerPage
  }

  /// The address of a page of a list.
  static func url(of list: ListID, page: Int, in configuration: Configuration) -> SiteURL {
    let path = configuration.prefix(of: list.language) + list.path
    return SiteURL(page == 1 ? path : "\(path)page/\(page)/")
  }
}

extension RenderScope {
  /// A stretch of the list that this output shows.
  mutating func listedArticles(_ range: Range<Int>) -> [PageID] {
    list.map { articles(of: $0, range) } ?? []
  }

  /// Which stretch of its list this output shows.
  var listedRange: Range<Int> {
    mutating get {
      guard let list else { return 0..<0 }
      let size = setting(.articlesPerPage) { PageFamily.pageSize(of: list, in: $0) }
      let start = (listPage.number - 1) * size
      return start..<start + size
    }
  }

  /// The address of a page of the list that this output shows.
  mutating func listURL(_ number: Int) -> SiteURL {
    list.map { url(of: $0, page: number) } ?? output.url
  }

  /// The address of a list.
  mutating func firstPage(of list: ListID) -> SiteURL { url(of: list, page: 1) }

  private mutating func url(of list: ListID, page: Int) -> SiteURL {
    setting(.language) { PageFamily.url(of: list, page: page, in: $0) }
  }
}
