import Templates

extension PageFamily {
  /// What hosts show for an address where nobody lives.
  ///
  /// Every host takes the one at the root; some take the nearest one above the address, so each
  /// language has its own.
  static let notFound = PageFamily(
    plural: "not-found pages",
    fields: [
      ViewField("title", .text) { _, scope in .text(scope.string("not-found")) },
      ViewField("description", .text) { _, _ in .null },
    ],
    isForReaders: false,
    plan: { site in
      site.languages.map { language in
        PlannedOutput(
          url: SiteURL(site.prefix(of: language) + "404.html"), family: .notFound,
          language: language, subject: .single)
      }
    })
}
