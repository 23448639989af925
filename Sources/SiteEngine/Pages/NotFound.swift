import Templates

extension PageFamily {
  /// What hosts show for an address where nobody lives.
  static let notFound = PageFamily(
    plural: "not-found pages",
    fields: [
      ViewField("title", .text) { _, scope in .text(scope.string("not-found")) },
      ViewField("description", .text) { _, _ in .null },
    ],
    plan: { site in
      [
        PlannedOutput(
          url: SiteURL("/404.html"), family: .notFound, language: site.configuration.language,
          subject: .single)
      ]
    })
}
