import Buffers
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
    case .summary: "block-summary"
    case .booking: "booking"
    case .youTube: "video-youtube"
    case .vimeo: "video-vimeo"
    }
  }
}

/// Every word a reader sees that no author wrote, by language.
struct ThemeStrings: Sendable {
  /// The words of one language.
  final class Language: Sendable {
    /// The words by key.
    let texts: [String: String]
    /// The words in the order of ``ThemeStrings/keys``; empty for a word that the language lacks.
    let list: [String]
    /// The names of the twelve months.
    let months: [String]
    /// How a day is written.
    let longDate: DatePattern

    /// Creates the words of a language.
    convenience init(texts: [String: String], months: [String]) {
      self.init(texts: texts, months: months, keys: [])
    }

    fileprivate init(texts: [String: String], months: [String], keys: [String]) {
      self.texts = texts
      list = keys.map { texts[$0] ?? "" }
      self.months = months
      longDate = DatePattern(texts[ThemeStrings.longDateKey] ?? "")
    }
  }

  /// The key of the way to write a day.
  static let longDateKey = "date-long"

  /// The key of the names of the months.
  static let monthsKey = "months"

  /// The key of the language's own name for itself.
  static let languageNameKey = "language-name"

  /// The keys that attune itself writes into pages; a theme must have them.
  static let requiredKeys: [String] =
    (["articles", "not-found", longDateKey, languageNameKey]
    + Label.allCases.filter { !blockLabels.contains($0) }.map(\.stringKey))
    .sorted()

  /// The keys that attune asks for as well, and does without where a theme has no such word.
  static let optionalKeys: [String] =
    ["gone", "home"] + blockLabels.map(\.stringKey) + BlockWords.Key.allCases.map(\.rawValue)

  /// The words that attune has itself, in some languages.
  private static let blockLabels: Set<Label> = [.summary, .booking, .youTube, .vimeo]

  private let languages: [String: Language]
  /// Every key that some language has, in order: what templates may ask for.
  let keys: [String]

  /// Creates the words of some languages.
  init(_ languages: [String: Language]) {
    let keys = Set(languages.values.flatMap(\.texts.keys)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    self.keys = keys
    self.languages = languages.mapValues {
      Language(texts: $0.texts, months: $0.months, keys: keys)
    }
  }

  /// The words of a language; those of `en` stand for `en-US` where it has none of its own.
  subscript(language: String) -> Language? {
    if let found = languages[language] ?? languages[language.lowercased()] { return found }
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
}

/// How a language writes a day, such as `{month} {day}, {year}`.
struct DatePattern: Sendable {
  private enum Part {
    case text([UInt8])
    case day, month, year
  }

  private var parts: [Part] = []

  /// Reads a pattern; what is in braces and names no part of a date stays as it is.
  init(_ pattern: String) {
    var text = ""
    var rest = pattern[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      text += rest[..<open]
      let inner = rest[open...].dropFirst()
      guard let close = inner.utf8.firstIndex(of: UInt8(ascii: "}")),
        let part = Self.part(named: inner[..<close])
      else {
        text += "{"
        rest = inner
        continue
      }
      parts += [.text(Array(text.utf8)), part]
      text = ""
      rest = inner[close...].dropFirst()
    }
    parts.append(.text(Array((text + rest).utf8)))
  }

  private static func part(named name: Substring) -> Part? {
    switch name {
    case "day": .day
    case "month": .month
    case "year": .year
    default: nil
    }
  }

  /// A day as the pattern writes it.
  func text(of date: CivilDate, months: [String]) -> String {
    var result = GrowingBuffer<UInt8>()
    for part in parts {
      switch part {
      case .text(let text): result.append(text)
      case .day: result.append(decimal: date.day)
      case .month:
        if months.indices.contains(date.month - 1) { result.append(text: months[date.month - 1]) }
      case .year: result.append(decimal: date.year)
      }
    }
    return String(decoding: result.elements, as: UTF8.self)
  }
}
