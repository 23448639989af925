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
        return .list(scope.articles().dropFirst(start).prefix(size).map(entry))
      },
      ViewField("pagination", .record(ViewKind.pagination)) { _, scope in
        scope.listPage.count > 1 ? .record(TemplateRecord(ViewKind.pagination, 0)) : .null
      },
    ],
    plan: { site in
      let size = site.configuration.articlesPerPage
      let count = max(1, (site.articles.count + size - 1) / size)
      return (1...count).map {
        PlannedOutput(
          url: listURL($0), family: .articles, subject: .list(number: $0, count: count))
      }
    })

  /// The address of a page of the list of articles.
  static func listURL(_ number: Int) -> SiteURL {
    SiteURL(number == 1 ? "/articles/" : "/articles/page/\(number)/")
  }
}

extension RenderScope {
  /// Which page of a list this output is, and of how many.
  var listPage: (number: Int, count: Int) {
    guard case .list(let number, let count) = output.subject else { return (1, 1) }
    return (number, count)
  }
}
