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
      ViewField("articles", .list(of: .record(ViewKind.entry))) { _, scope in
        let size = scope.setting(.articlesPerPage, \.articlesPerPage)
        let start = (scope.listPage.number - 1) * size
        return .list(scope.listedArticles(start..<start + size).map(entry))
      },
      ViewField("pagination", .record(ViewKind.pagination)) { _, scope in
        scope.listPage.count > 1 ? .record(TemplateRecord(ViewKind.pagination, 0)) : .null
      },
    ],
    plan: { site in
      site.languages.flatMap { plan(.articles(language: $0), as: .articles, in: site) }
    })

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
  /// Which page of a list this output is, and of how many.
  var listPage: (number: Int, count: Int) {
    guard case .list(_, let number, let count) = output.subject else { return (1, 1) }
    return (number, count)
  }

  /// A stretch of the list that this output shows.
  mutating func listedArticles(_ range: Range<Int>) -> [PageID] {
    guard case .list(let list, _, _) = output.subject else { return [] }
    return articles(of: list, range)
  }

  /// The address of a page of the list that this output shows.
  mutating func listURL(_ number: Int) -> SiteURL {
    guard case .list(let list, _, _) = output.subject else { return output.url }
    return setting(.language) { PageFamily.url(of: list, page: number, in: $0) }
  }
}
