import Diagnostics
import Documents

extension RuleID {
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

  /// Adds the words of one file to those of its language, for as far as it has none yet.
  mutating func add(_ file: SourceFile, in language: String) {
    var findings = Findings(in: file)
    var words = languages[language] ?? Words(path: file.path)
    if let node = parseYAML(file, into: &findings) {
      if case .mapping(let entries) = node.content {
        for entry in entries { words.add(entry, from: file, &findings) }
      } else {
        findings.report(
          .themeString, .error, "the words of a theme are lines such as `next: Next`",
          at: node.range)
      }
    }
    languages[language] = words
    diagnostics += findings.diagnostics()
  }

  /// The words of all languages, after what they lack was said.
  func strings(into diagnostics: inout [Diagnostic]) -> ThemeStrings {
    diagnostics += self.diagnostics
    for words in languages.values { words.reportMissing(into: &diagnostics) }
    return ThemeStrings(
      languages.mapValues {
        ThemeStrings.Language(texts: $0.texts, months: $0.months?.names ?? [])
      })
  }
}
