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
    ] + topicListFields + listFields,
    plan: { site in
      site.languages.flatMap { plan(.articles(language: $0), as: .articles, in: site) }
    })

  /// The articles on a page of a list, and its place among the list's pages.
  static let listFields: [ViewField] = [
    ViewField("articles", .list(of: .record(ViewKind.entry))) { _, scope in
      let size = scope.setting(.articlesPerPage, \.articlesPerPage)
      let start = (scope.listPage.number - 1) * size
      return .list(scope.listedArticles(start..<start + size).map(entry))
    },
    ViewField("pagination", .record(ViewKind.pagination)) { _, scope in
      scope.listPage.count > 1 ? .record(TemplateRecord(ViewKind.pagination, 0)) : .null
    },
  ]

  /// The outputs of a list of articles: its pages, one at least.
  static func plan(_ list: ListID, as family: ID, in site: Site) -> [PlannedOutput] {
    let size = site.configuration.articlesPerPage
    let count = max(1, (site.articles(of: list).count + size - 1) / size)
    return (1...count).map { number in
      PlannedOutput(
        url: url(of: list, page: number, in: site.configuration), family: family,
        language: list.language, subject: .list(list, number: number, count: count))
    }
  }

  /// The address of a page of a list.
  static func url(of list: ListID, page: Int, in configuration: Configuration) -> SiteURL {
    var path = configuration.prefix(of: list.language)
    switch list {
    case .articles: path += "articles/"
    case .topic(let name, _): path += "topics/\(name)/"
    }
    return SiteURL(page == 1 ? path : "\(path)page/\(page)/")
  }
}

extension RenderScope {
  /// A stretch of the list that this output shows.
  mutating func listedArticles(_ range: Range<Int>) -> [PageID] {
    list.map { articles(of: $0, range) } ?? []
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
