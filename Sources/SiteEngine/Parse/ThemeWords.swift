import Diagnostics
import Documents
import Templates

extension RuleID {
  /// A word of a theme that nothing uses, and whose name nearly is that of one that is used.
  static let unusedString = RuleID("unused-string")
  /// Words that a theme lacks.
  static let themeString = RuleID("theme-string")
}

/// The words of a theme as they are gathered from its folders, the first one that has a word giving it.
struct ThemeWords {
  private struct Words {
    var texts: [String: String] = [:]
    /// The names of the months, and the file that has them.
    var months: (names: [String], path: String)?
    /// The file whose author is asked for what is missing.
    let path: String

    mutating func add(
      _ entry: YAMLEntry, from file: SourceFile, _ findings: inout Findings
    ) {
      switch entry.value.content {
      case .scalar(let text, _):
        if texts[entry.key] == nil { texts[entry.key] = text }
      case .sequence(let nodes) where entry.key == ThemeStrings.monthsKey:
        guard months == nil else { return }
        let names = nodes.compactMap {
          if case .scalar(let text, _) = $0.content { text } else { nil }
        }
        months = (names, file.path)
      case .sequence, .mapping:
        findings.report(
          .themeString, .error, "`\(entry.key)` is a word or a sentence", at: entry.value.range)
      }
    }

    func reportMissing(into diagnostics: inout [Diagnostic]) {
      let missing = ThemeStrings.requiredKeys.filter { texts[$0] == nil }
      if !missing.isEmpty {
        diagnostics.append(
          Diagnostic(
            .themeString, .error,
            "these words are missing: " + missing.map { "`\($0)`" }.joined(separator: ", "),
            at: SourcePlace(wholeOf: path),
            suggestion: "add a line such as `\(missing[0]): …` for each"))
      }
      let count = months?.names.count ?? 0
      if count != 12 {
        diagnostics.append(
          Diagnostic(
            .themeString, .error,
            "`months` has the names of twelve months, and here it has \(count)",
            at: SourcePlace(wholeOf: months?.path ?? path)))
      }
    }
  }

  private var languages: [String: Words] = [:]
  private var diagnostics: [Diagnostic] = []
  /// Where the site's own words stand, by key.
  private var ownKeys: [String: (file: SourceFile, range: Range<Int>)] = [:]

  /// Adds the words of one file to those of its language, for as far as it has none yet.
  mutating func add(_ file: SourceFile, in language: String, isOwn: Bool) {
    var findings = Findings(in: file)
    var words = languages[language] ?? Words(path: file.path)
    if let node = parseYAML(file, into: &findings) {
      if case .mapping(let entries) = node.content {
        for entry in entries {
          words.add(entry, from: file, &findings)
          if isOwn, ownKeys[entry.key] == nil { ownKeys[entry.key] = (file, entry.keyRange) }
        }
      } else {
        findings.report(
          .themeString, .error, "the words of a theme are lines such as `next: Next`",
          at: node.range)
      }
    }
    languages[language] = words
    diagnostics += findings.diagnostics()
  }

  /// Points out the site's own words that no template asks for, when they nearly are called like one that
  /// some template asks for: a slip in the key would otherwise leave the theme's word standing.
  func unusedWords(in templates: [TemplateSource]) -> [Diagnostic] {
    let keys = Set(languages.values.flatMap(\.texts.keys))
    let needed = Set(ThemeStrings.requiredKeys + [ThemeStrings.monthsKey])
    let asked = needed.union(ThemeStrings.optionalKeys)
    let texts = templates.map { String(decoding: $0.file.bytes, as: UTF8.self) }
    func isUsed(_ key: String) -> Bool {
      asked.contains(key) || texts.contains { $0.utf8Contains("strings.\(key)") }
    }
    let unused = ownKeys.filter { !isUsed($0.key) }
    guard !unused.isEmpty else { return [] }
    let used = keys.union(needed).filter(isUsed).sorted()
    return unused.compactMap { key, place in
      nearMiss(of: key, among: used).map { near in
        Diagnostic(
          .unusedString, .warning, "no template asks for the word `\(key)`",
          at: place.file.place(of: place.range), suggestion: "did you mean `\(near)`?")
      }
    }
  }

  /// The words of all languages, after what they lack was said.
  func strings(into diagnostics: inout [Diagnostic]) -> ThemeStrings {
    diagnostics += self.diagnostics
    for words in languages.values { words.reportMissing(into: &diagnostics) }
    return ThemeStrings(
      Dictionary(
        languages.map { language, words in
          let own = BlockWords.words(in: String(language.prefix { $0 != "-" }))
          return (
            language,
            ThemeStrings.Language(
              texts: words.texts.merging(own) { written, _ in written },
              months: words.months?.names ?? [])
          )
        }, uniquingKeysWith: { first, _ in first }))
  }
}

extension String {
  /// Whether some bytes stand in the text.
  fileprivate func utf8Contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    let bytes = Array(utf8)
    return bytes.indices.contains { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
  }
}
