import Diagnostics
import Documents

extension RuleID {
  /// An entry of the glossary that explains nothing, or the same word twice.
  static let glossary = RuleID("glossary")
}

/// The words that articles in one language explain where they first use them.
///
/// A class, so that it is seen at once whether a build has the same as the one before.
final class Glossary: Sendable {
  /// A word, and what a reader is told of it.
  struct Term: Sendable, Hashable {
    /// The word as its author wrote it.
    let name: String
    /// What it means, in a line.
    let meaning: String?
    /// The page that explains it.
    let link: MenuEntry?
    /// Where that stands in the file.
    let linkRange: Range<Int>?
  }

  /// The file.
  let path: SourcePath
  /// The language that its name says; `nil` for that of the site.
  let language: String?
  /// The words, in the order of the file.
  let terms: [Term]
  /// What finds the words in texts.
  let finder: TermFinder
  /// What is wrong with the file.
  let diagnostics: [Diagnostic]

  /// What an entry may say.
  static let fields: [FieldDeclaration] = [
    FieldDeclaration(
      "means", .text, "What the word means, in a line.",
      example: "care in which ketamine is part of a course of psychotherapy",
      otherNames: ["meaning", "definition", "title", "text"]),
    FieldDeclaration(
      "link", .text, "The page of the site that explains it, or an address elsewhere.",
      example: "articles/ketamine-assisted-psychotherapy.md", otherNames: ["url", "page", "to"]),
    FieldDeclaration(
      "also", .list(of: .text), "What else the word is called, such as its plural.",
      example: "[ketamine therapy]", otherNames: ["aliases", "forms", "plural", "synonyms"]),
  ]

  /// Whether a file is a glossary, and the language that its name says: `Content/glossary.es.yaml`.
  static func isGlossary(_ path: SourcePath) -> (Bool, language: String?) {
    guard path.folder == "Content", path.fileExtension == "yaml" else { return (false, nil) }
    let stem = path.stem
    if stem == "glossary" { return (true, nil) }
    let parts = stem.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].elementsEqual("glossary".utf8),
      isLanguageCode(Substring(parts[1]))
    else { return (false, nil) }
    return (true, canonicalLanguage(String(Substring(parts[1]))))
  }

  /// Reads a glossary.
  init(_ file: SourceFile, path: SourcePath) {
    var findings = Findings(in: file)
    var terms: [Term] = []
    var forms: [(form: String, term: Int)] = []
    var seen: [String: Range<Int>] = [:]
    let node = parseYAML(file, into: &findings)
    for entry in Self.entries(of: node, into: &findings) {
      guard let (term, also) = Self.term(entry, in: file, into: &findings) else { continue }
      for (form, range) in [(term.name, entry.keyRange)] + also {
        if let first = seen[form] {
          findings.report(
            .glossary, .error, "`\(form)` stands in the glossary already", at: range,
            suggestion: "remove one of the two", related: [("the first one", first)])
          continue
        }
        seen[form] = range
        forms.append((form, terms.count))
      }
      terms.append(term)
    }
    self.path = path
    language = Self.isGlossary(path).language
    self.terms = terms
    finder = TermFinder(forms)
    diagnostics = findings.diagnostics()
  }

  private static func entries(
    of node: YAMLNode?, into findings: inout Findings
  ) -> [YAMLEntry] {
    guard let node, !node.isNull else { return [] }
    if case .mapping(let entries) = node.content { return entries }
    findings.report(
      .glossary, .error, "a glossary has lines such as `KAP: what it means`", at: node.range)
    return []
  }

  private static func says(_ names: [String], _ node: YAMLNode) -> Bool {
    guard case .mapping(let entries) = node.content else { return false }
    return entries.contains { names.contains($0.key) && !$0.value.isNull }
  }

  private static func term(
    _ entry: YAMLEntry, in file: SourceFile, into findings: inout Findings
  ) -> (Term, also: [(String, Range<Int>)])? {
    var node = entry.value
    // `KAP: what it means` is the same as an entry that says nothing else.
    if case .scalar = node.content, !node.isNull {
      let meaning = YAMLEntry(key: "means", keyRange: entry.keyRange, value: node)
      node = YAMLNode(.mapping([meaning]), range: node.range)
    }
    let fields = FieldReader(
      node, fields: Self.fields, of: "glossary words", in: file, into: &findings)
    guard TermFinder.canBeFound(entry.key) else {
      findings.report(
        .glossary, .error, "`\(entry.key)` does not begin and end with a letter or a digit",
        at: entry.keyRange)
      return nil
    }
    let (meaning, link) = (fields.text("means"), fields.text("link"))
    guard meaning != nil || link != nil else {
      // What stands there and cannot be read was told already.
      if !says(["means", "link"], node) {
        findings.report(
          .glossary, .error, "`\(entry.key)` says neither what it means nor where it leads",
          at: entry.keyRange, suggestion: "write `\(entry.key): what it means`")
      }
      return nil
    }
    let also = fields.texts("also").filter { field in
      if TermFinder.canBeFound(field.value) { return true }
      findings.report(
        .glossary, .error, "`\(field.value)` does not begin and end with a letter or a digit",
        at: field.range)
      return false
    }
    let term = Term(
      name: entry.key, meaning: meaning?.value,
      link: link.map {
        MenuEntry(title: entry.key, address: $0.value, place: file.place(of: $0.range))
      }, linkRange: link?.range)
    return (term, also.map { ($0.value, $0.range) })
  }
}

/// A glossary with the state of the file that it was read from.
struct GlossaryFile: Sendable {
  let version: FileVersion
  let glossary: Glossary
}

/// Reads the glossaries, keeping those whose files are the same.
func parseGlossaries(
  _ entries: [SourceTree.Entry], in project: Project, keeping previous: [GlossaryFile],
  _ diagnostics: inout [Diagnostic]
) -> [GlossaryFile] {
  var result: [GlossaryFile] = []
  for entry in entries {
    let last = previous.first { $0.glossary.path == entry.path }
    if let last, let version = last.version.stillTrue(for: entry) {
      result.append(GlossaryFile(version: version, glossary: last.glossary))
      continue
    }
    do {
      let bytes = try project.read(entry.path, limit: 1 << 20)
      let version = FileVersion(entry, bytes)
      let isSame = last?.version.content == version.content
      let glossary =
        isSame
        ? last?.glossary
        : Glossary(SourceFile(path: entry.path.text, bytes: bytes), path: entry.path)
      if let glossary { result.append(GlossaryFile(version: version, glossary: glossary)) }
    } catch {
      diagnostics.append(error.diagnostic)
    }
  }
  for file in result { diagnostics += file.glossary.diagnostics }
  return result
}
