import Templates

extension PageFamily {
  /// What stands where something was taken away for good: that it is gone, why, and ways that lead on.
  ///
  /// Hosts that can be told so answer 410 there; the others show the page. A theme without a template for
  /// it shows what it shows where nobody ever lived.
  static let gone = PageFamily(
    plural: "pages of what is gone",
    fields: [
      ViewField("title", .text) { _, scope in
        let title = scope.string("gone")
        return .text(title.isEmpty ? scope.string("not-found") : title)
      },
      ViewField("description", .text) { _, _ in .null },
      ViewField("reason", .text) { _, scope in optional(scope.reasonGone) },
    ],
    fallback: .notFound,
    isForReaders: false,
    // It is planned when all else is: who lives where decides what is gone.
    plan: { _ in [] })
}
