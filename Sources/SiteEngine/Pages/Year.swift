import Templates

extension PageFamily {
  /// The articles of one year, newest first.
  static let year = PageFamily(
    plural: "pages of years",
    fields: [
      ViewField("title", .text) { _, scope in
        let articles = scope.string("articles")
        return .text("\(articles) \(scope.list?.part ?? "")")
      },
      ViewField("description", .text) { _, _ in .null },
    ] + topicListFields + yearListFields + listFields,
    fallback: .articles,
    plan: { site in
      site.languages.flatMap { site.organisation.years[$0] ?? [] }.flatMap {
        plan($0.list, as: .year, in: site)
      }
    })
}
