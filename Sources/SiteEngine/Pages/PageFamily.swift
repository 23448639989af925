import Templates

/// A family of outputs: which outputs a site has of it, and how they are made.
///
/// A new kind of output is one new value in a file of its own, and its name in ``ID``.
struct PageFamily: Sendable {
  /// The families.
  ///
  /// The raw value is the name of the family's template, where it has one.
  enum ID: String, CaseIterable, Sendable {
    case home
    case articles
    case topic
    case series
    case person
    case year
    case overview
    case article
    case page
    case notFound = "not-found"
    case themeFile
    case file
    case redirect
    case gone
    case hostFile
    case compressed
    case rssFeed
    case atomFeed
    case jsonFeed
    case sitemap
    case robots

    /// The family of this name.
    var family: PageFamily {
      switch self {
      case .home: .home
      case .articles: .articles
      case .topic: .topic
      case .series: .series
      case .person: .person
      case .year: .year
      case .overview: .overview
      case .article: .article
      case .page: .page
      case .notFound: .notFound
      case .themeFile: .themeFile
      case .file: .file
      case .redirect: .redirect
      case .gone: .gone
      case .hostFile: .hostFile
      case .compressed: .compressed
      case .rssFeed: .rssFeed
      case .atomFeed: .atomFeed
      case .jsonFeed: .jsonFeed
      case .sitemap: .sitemap
      case .robots: .robots
      }
    }

    /// The kind of the record that the family's template starts from.
    var recordKind: RecordKind {
      RecordKind(ViewKind.firstFamily + (Self.allCases.firstIndex(of: self) ?? 0))
    }

    /// The families that the templates of a theme make.
    static let templated = allCases.filter(\.family.isMadeByTemplate)

    /// The template that makes the family's pages among those that a theme has: its own, or that of the
    /// family it falls back to; `nil` when the theme lacks both.
    func template(among names: Set<String>) -> String? {
      if names.contains(rawValue) { return rawValue }
      return family.fallback.flatMap { $0.template(among: names) }
    }
  }

  /// How the outputs of a family are made.
  enum Making: Sendable {
    /// By a template of the theme, which may ask for these fields beside those that every page has.
    case template(fields: [ViewField])
    /// By attune itself: feeds and other files that no theme decides about.
    case code(@Sendable (_ scope: inout RenderScope, _ bytes: inout [UInt8]) -> Void)
    /// By copying a file.
    case copy
  }

  /// The plural that messages use: "`daet` is not a field that articles have".
  let plural: String
  /// How the outputs are made.
  let making: Making
  /// The family whose template makes the pages where a theme has none for them, as one written before
  /// there was this family has; such a family has every field that the other one has.
  let fallback: ID?
  /// Whether a theme may lack the template, and the site then the pages.
  let isOptional: Bool
  /// Whether the outputs are pages that readers come for, which search engines are told of.
  let isForReaders: Bool
  /// The outputs of a site.
  let plan: @Sendable (Site) -> [PlannedOutput]

  /// Declares a family that a template makes, of pages for readers if nothing else is said.
  init(
    plural: String, fields: [ViewField], fallback: ID? = nil, isOptional: Bool = false,
    isForReaders: Bool = true,
    plan: @escaping @Sendable (Site) -> [PlannedOutput]
  ) {
    self.init(
      plural: plural, making: .template(fields: fields), fallback: fallback,
      isOptional: isOptional, isForReaders: isForReaders, plan: plan)
  }

  /// Declares a family.
  init(
    plural: String, making: Making, fallback: ID? = nil, isOptional: Bool = false,
    isForReaders: Bool = false,
    plan: @escaping @Sendable (Site) -> [PlannedOutput]
  ) {
    self.plural = plural
    self.making = making
    self.fallback = fallback
    self.isOptional = isOptional
    self.isForReaders = isForReaders
    self.plan = plan
  }

  /// Whether a theme decides what the outputs look like.
  var isMadeByTemplate: Bool {
    if case .template = making { true } else { false }
  }

  /// What the family's template may ask for beyond what every page has.
  var fields: [ViewField] {
    if case .template(let fields) = making { fields } else { [] }
  }
}
