import Documents

/// A list that the site shows, in one language: of articles, or of what articles are grouped by.
package enum ListID: Hashable, Sendable {
  /// All articles.
  case articles(language: String)
  /// The articles of a topic, by the topic's part of its address.
  case topic(String, language: String)
  /// The parts of a series, by the series' part of its address.
  case series(String, language: String)
  /// The articles that a person wrote, by the person's part of the address.
  case person(String, language: String)
  /// The articles of a year.
  case year(Int, language: String)
  /// What articles are grouped by: all topics, series or people.
  case overview(Overview, language: String)

  /// The language of its articles.
  var language: String {
    switch self {
    case .articles(let language), .topic(_, let language), .series(_, let language),
      .person(_, let language), .year(_, let language), .overview(_, let language):
      language
    }
  }

  /// The part of its address that is its own; empty for the list of all articles.
  var part: String {
    switch self {
    case .articles, .overview: ""
    case .topic(let part, _), .series(let part, _), .person(let part, _): part
    case .year(let year, _): "\(year)"
    }
  }

  /// What its address has between the language and a part of its own: `topics`.
  var folder: String {
    switch self {
    case .articles, .year: "articles"
    case .topic: "topics"
    case .series: "series"
    case .person: "people"
    case .overview(let overview, _): overview.rawValue
    }
  }

  /// Its address behind the language: `topics/calm/`.
  var path: String { part.utf8.isEmpty ? folder + "/" : "\(folder)/\(part)/" }

  /// The same list in another language, whether there is one or not.
  func inLanguage(_ language: String) -> ListID {
    switch self {
    case .articles: .articles(language: language)
    case .topic(let part, _): .topic(part, language: language)
    case .series(let part, _): .series(part, language: language)
    case .person(let part, _): .person(part, language: language)
    case .year(let year, _): .year(year, language: language)
    case .overview(let overview, _): .overview(overview, language: language)
    }
  }

  /// The key of the theme's word for a list that no author gives a name.
  var stringKey: String {
    if case .overview(let overview, _) = self { overview.stringKey } else { "articles" }
  }

  /// The page that lists all of the kind that this list is one of; `nil` for what has no such page.
  var overview: ListID? {
    switch self {
    case .articles, .year, .overview: nil
    case .topic(_, let language): .overview(.topics, language: language)
    case .series(_, let language): .overview(.series, language: language)
    case .person(_, let language): .overview(.people, language: language)
    }
  }
}

/// What articles are grouped by; the raw value is the end of the address of the page that lists all of it.
package enum Overview: String, CaseIterable, Sendable {
  case topics
  case series
  case people

  /// The key of the theme's word for it.
  var stringKey: String { self == .series ? "all-series" : rawValue }

  /// What ends an address at which there is a page of this kind.
  static let addressEnds = allCases.map { "/\($0.rawValue)/" }
}

extension Page {
  /// The list of articles above which the page stands; `nil` for a page that has none.
  var list: ListID? {
    switch kind {
    case .article, .page: nil
    case .topic: .topic(lastPart, language: language)
    case .series: .series(lastPart, language: language)
    case .person: .person(lastPart, language: language)
    }
  }

  /// The last part of its address.
  private var lastPart: String {
    url.path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
  }
}
