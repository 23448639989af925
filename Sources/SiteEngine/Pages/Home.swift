import Documents
import Templates

extension PageFamily {
  /// The address of the home page.
  static let homeURL = SiteURL("/")

  /// The home page: what `Content/pages/index.md` says, and the newest articles.
  static let home = PageFamily(
    plural: "home pages",
    fields: [
      ViewField("title", .text) { _, scope in
        guard let subject = scope.subject else { return .text(scope.setting(.name, \.name)) }
        return .text(scope.summary(of: subject).title)
      },
      ViewField("description", .text) { _, scope in
        guard let subject = scope.subject else {
          return optional(scope.setting(.description, \.description))
        }
        return optional(scope.summary(of: subject).description)
      },
      ViewField("content", .html) { _, scope in
        scope.subject.map { .html(scope.content(of: $0)) } ?? .null
      },
      ViewField("articles", .list(of: .record(ViewKind.entry))) { _, scope in
        let count = scope.setting(.articlesPerPage, \.articlesPerPage)
        return .list(scope.articles().prefix(count).map(entry))
      },
    ],
    plan: { site in
      let written = site.pages.indices.map { PageID(index: $0) }
        .filter { site[$0].kind == .page && site[$0].family == .home }
      guard let id = written.first else {
        return [PlannedOutput(url: homeURL, family: .home, subject: .single)]
      }
      return [
        PlannedOutput(
          url: site[id].url, family: .home, subject: .page(id), template: site[id].template)
      ]
    })
}
