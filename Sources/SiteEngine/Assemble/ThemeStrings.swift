import Documents

extension Label {
  /// What a theme calls the word.
  var stringKey: String {
    switch self {
    case .note: "callout-note"
    case .tip: "callout-tip"
    case .important: "callout-important"
    case .warning: "callout-warning"
    case .caution: "callout-caution"
    case .notes: "footnotes"
    case .backToText: "back-to-text"
    case .table: "table-region"
    }
  }
}

/// Every word a reader sees that no author wrote, by language.
struct ThemeStrings: Sendable {
  /// The words of one language.
  struct Language: Sendable {
    /// The words by key.
    let texts: [String: String]
    /// The names of the twelve months.
    let months: [String]
  }

  /// The key of the names of the months.
  static let monthsKey = "months"

  /// The key of the language's own name for itself.
  static let languageNameKey = "language-name"

  /// The keys that attune itself writes into pages; a theme must have them.
  static let requiredKeys: [String] =
    (["articles", "not-found", "date-long", languageNameKey] + Label.allCases.map(\.stringKey))
    .sorted()

  private let languages: [String: Language]

  /// Creates the words of some languages.
  init(_ languages: [String: Language]) { self.languages = languages }

  /// Every key that some language has, in order: what templates may ask for.
  var keys: [String] {
    Set(languages.values.flatMap(\.texts.keys)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// The words of a language; those of `en` stand for `en-US` where it has none of its own.
  subscript(language: String) -> Language? {
    if let found = languages[language.lowercased()] { return found }
    return languages[String(language.lowercased().prefix { $0 != "-" })]
  }

  /// What is written for a key in a language: a text, the names of the months, or nothing.
  func texts(of key: String, in language: String) -> [String] {
    guard let words = self[language] else { return [] }
    return key == Self.monthsKey ? words.months : words.texts[key].map { [$0] } ?? []
  }

  /// The languages as a person reads them: `en`, `es`.
  var languageList: String {
    languages.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
  }

  /// A pattern such as `{month} {day}, {year}` with its parts filled in.
  static func filled(_ pattern: String, _ parts: [String: String]) -> String {
    var result = ""
    var rest = pattern[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      result += rest[..<open]
      let inner = rest[open...].dropFirst()
      guard let close = inner.utf8.firstIndex(of: UInt8(ascii: "}")),
        let part = parts[String(inner[..<close])]
      else {
        result += "{"
        rest = inner
        continue
      }
      result += part
      rest = inner[close...].dropFirst()
    }
    return result + rest
  }
}
