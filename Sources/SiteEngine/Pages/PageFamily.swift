import Templates

/// A family of outputs: what its templates may ask for, and which outputs a site has of it.
///
/// A new kind of page is one new value in a file of its own, and its name in ``ID``.
struct PageFamily: Sendable {
  /// The families.
  ///
  /// The raw value is the name of the family's template.
  enum ID: String, CaseIterable, Sendable {
    case home
    case articles
    case article
    case page
    case notFound = "not-found"

    /// The family of this name.
    var family: PageFamily {
      switch self {
      case .home: .home
      case .articles: .articles
      case .article: .article
      case .page: .page
      case .notFound: .notFound
      }
    }

    /// The kind of the record that the family's template starts from.
    var recordKind: RecordKind {
      RecordKind(ViewKind.firstFamily + (Self.allCases.firstIndex(of: self) ?? 0))
    }
  }

  /// The plural that messages use: "`daet` is not a field that articles have".
  let plural: String
  /// What the family's template may ask for beyond what every page has.
  let fields: [ViewField]
  /// The outputs of a site.
  let plan: @Sendable (Site) -> [PlannedOutput]
}
