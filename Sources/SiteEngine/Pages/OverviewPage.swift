import Templates

extension PageFamily {
  /// All topics, series or people of a language on one page.
  static let overview = PageFamily(
    plural: "overviews",
    fields: [
      ViewField("title", .text) { _, scope in
        .text(scope.list.map { scope.title(of: $0) } ?? "")
      },
      ViewField("description", .text) { _, _ in .null },
      ViewField("groups", .list(of: .record(ViewKind.group))) { _, scope in
        .list(scope.overview().indices.map { .record(TemplateRecord(ViewKind.group, $0)) })
      },
    ],
    isOptional: true,
    plan: { site in
      site.languages.flatMap { language in
        Overview.allCases.filter { site.hasOverview($0, language: language) }.flatMap {
          plan(.overview($0, language: language), as: .overview, in: site)
        }
      }
    })
}
