import Documents
import Templates

extension PageFamily {
  /// The home page of each language: what `Content/pages/index.md` says, and the newest articles.
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
      videoField,
      ViewField("articles", .list(of: .record(ViewKind.entry))) { _, scope in
        let count = scope.setting(.articlesPerPage, \.articlesPerPage)
        return .list(
          scope.articles(of: .articles(language: scope.output.language), 0..<count).map(entry))
      },
    ] + topicListFields,
    plan: { site in
      site.languages.flatMap { language -> [PlannedOutput] in
        // Two are a collision, which says so.
        let written = site.pages.filter { $0.family == .home && $0.language == language }
        guard !written.isEmpty else {
          return [
            PlannedOutput(
              url: SiteURL(site.prefix(of: language)), family: .home, language: language,
              subject: .single)
          ]
        }
        return written.map(\.output)
      }
    })
}
