import Diagnostics
import Documents
import Templates

extension RuleID {
  /// A theme that is not there.
  static let noTheme = RuleID("no-theme")
  /// A theme written for another attune.
  static let themeInterface = RuleID("theme-interface")
  /// Words that a theme lacks.
  static let themeString = RuleID("theme-string")
  /// A language that a theme has no words for.
  static let themeLanguage = RuleID("theme-language")
  /// A template that a theme lacks.
  static let themeTemplate = RuleID("theme-template")
}

/// Reads a theme, compiles its templates and checks every name in them.
///
/// - Returns: `nil` when nothing could be rendered with it.
func parseTheme(
  _ name: String, language: String, for documents: [ParsedDocument], _ tree: SourceTree,
  in project: Project, into diagnostics: inout [Diagnostic]
) -> Theme? {
  var parser = ThemeParser(name: name, project: project)
  let files = tree.files(in: parser.folder).map(\.path)
  guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")), !files.isEmpty else {
    parser.reportMissing(in: tree)
    diagnostics += parser.diagnostics
    return nil
  }
  let theme = parser.theme(files, language: language, for: documents)
  diagnostics += parser.diagnostics
  return theme
}

/// The working state of ``parseTheme(_:language:for:_:in:into:)``.
private struct ThemeParser {
  /// The version of what themes rely on that this attune offers.
  static let interface = 1
  /// The largest file of a theme that is read.
  static let fileLimit = 32 << 20

  let name: String
  let project: Project
  var diagnostics: [Diagnostic] = []

  var folder: String { "Themes/\(name)" }

  init(name: String, project: Project) {
    self.name = name
    self.project = project
  }

  /// Says that there is no such theme, and which there are.
  mutating func reportMissing(in tree: SourceTree) {
    let names = Set(
      tree.files(in: "Themes").compactMap { $0.path.text.split(separator: "/").dropFirst().first })
    let known = names.map(String.init).sorted()
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    report(
      .noTheme, "there is no theme `\(name)` in `Themes`", at: Configuration.fileName,
      nearMiss(of: name, among: known).map { "did you mean `theme: \($0)`?" }
        ?? (known.isEmpty ? "put a theme's folder into `Themes`" : "there is \(list)"))
  }

  /// The theme that these files make.
  mutating func theme(
    _ files: [SourcePath], language: String, for documents: [ParsedDocument]
  ) -> Theme? {
    var sources: [TemplateSource] = []
    var assets: [ThemeAsset] = []
    var languages: [String: ThemeStrings.Language] = [:]
    var hasDescription = false
    for path in files {
      guard let relative = path.relative(to: folder).map(String.init), let bytes = read(path) else {
        continue
      }
      let file = SourceFile(path: path.text, bytes: bytes)
      if relative == "theme.yaml" {
        hasDescription = true
        check(file)
      } else if relative.hasSuffix(".mustache") {
        sources.append(
          TemplateSource(name: String(relative.dropLast(".mustache".count)), file: file))
      } else if let asset = path.relative(to: "\(folder)/assets") {
        assets.append(ThemeAsset(path: path, name: composed(String(asset)), bytes: bytes))
      } else if path.relative(to: "\(folder)/strings") != nil, path.fileExtension == "yaml" {
        languages[path.stem.lowercased()] = strings(file)
      }
    }
    if !hasDescription {
      report(
        .themeInterface, "the theme `\(name)` has no `theme.yaml`", at: folder,
        "add one with a line `name:` and a line `interface: \(Self.interface)`")
    }
    let strings = ThemeStrings(languages)
    checkLanguage(language, strings)
    let views = ViewTable(strings: strings.keys, assets: assets)
    guard let (templates, entries) = compile(sources, views, for: documents) else { return nil }
    return Theme(
      name: name, templates: templates, entries: entries, strings: strings, assets: assets,
      views: views)
  }

  private mutating func compile(
    _ sources: [TemplateSource], _ views: ViewTable, for documents: [ParsedDocument]
  ) -> (templates: TemplateSet, entries: [TemplateEntry])? {
    let names = Set(sources.map(\.name))
    let families = PageFamily.ID.templated.filter { names.contains($0.rawValue) }
    var entries = families.map { TemplateEntry(template: $0.rawValue, root: $0.recordKind) }
    for family in PageFamily.ID.templated where !names.contains(family.rawValue) {
      report(
        .themeTemplate, "the theme `\(name)` has no template `\(family.rawValue).mustache`",
        at: folder,
        "add it; it makes the \(family.family.plural)")
    }
    for document in documents {
      guard let chosen = document.document.frontMatter.template else { continue }
      let entry = TemplateEntry(template: chosen.value, root: document.family.recordKind)
      if !names.contains(chosen.value) {
        reportTemplate(chosen, of: document, names)
      } else if !entries.contains(entry) {
        entries.append(entry)
      }
    }
    let (set, problems) = TemplateSet.compile(sources, entries: entries, schema: views.schema)
    diagnostics += problems
    guard families.count == PageFamily.ID.templated.count, !problems.hasErrors else { return nil }
    return (set, entries)
  }

  /// Says that a page asks for a template that is not there.
  private mutating func reportTemplate(
    _ chosen: Field<String>, of document: ParsedDocument, _ names: Set<String>
  ) {
    let known = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    diagnostics.append(
      Diagnostic(
        .themeTemplate, .error, "the theme `\(name)` has no template `\(chosen.value).mustache`",
        at: document.document.frontMatter.place(of: chosen.range),
        suggestion: nearMiss(of: chosen.value, among: known).map { "did you mean `\($0)`?" }
          ?? "remove the line; the page is then shown by `\(document.family.rawValue).mustache`"))
  }

  private static let fields: [FieldDeclaration] = [
    FieldDeclaration(
      "name", .text, "What the theme is called.", isRequired: true, example: "Hearth"),
    FieldDeclaration(
      "interface", .wholeNumber, "The version of what themes rely on, which is 1.",
      isRequired: true,
      example: "1"),
  ]

  private mutating func check(_ file: SourceFile) {
    var findings = Findings(in: file)
    let fields = FieldReader(
      parseYAML(file, into: &findings), fields: Self.fields, of: "theme.yaml", in: file,
      into: &findings)
    if let interface = fields.wholeNumber("interface"), interface.value != Self.interface {
      findings.report(
        .themeInterface, .error,
        "this theme was written for interface \(interface.value), and this attune has \(Self.interface)",
        at: interface.range,
        suggestion: interface.value > Self.interface
          ? "install a newer attune" : "look for a newer version of the theme")
    }
    diagnostics += findings.diagnostics()
  }

  /// The words of one language.
  private mutating func strings(_ file: SourceFile) -> ThemeStrings.Language {
    var findings = Findings(in: file)
    var texts: [String: String] = [:]
    var months: [String] = []
    if let node = parseYAML(file, into: &findings) {
      if case .mapping(let entries) = node.content {
        for entry in entries {
          switch entry.value.content {
          case .scalar(let text, _): texts[entry.key] = text
          case .sequence(let nodes) where entry.key == ThemeStrings.monthsKey:
            months = nodes.compactMap {
              if case .scalar(let text, _) = $0.content { text } else { nil }
            }
          case .sequence, .mapping:
            findings.report(
              .themeString, .error, "`\(entry.key)` is a word or a sentence", at: entry.value.range)
          }
        }
      } else {
        findings.report(
          .themeString, .error, "the words of a theme are lines such as `next: Next`",
          at: node.range)
      }
    }
    let missing = ThemeStrings.requiredKeys.filter { texts[$0] == nil }
    if !missing.isEmpty {
      findings.report(
        .themeString, .error,
        "these words are missing: " + missing.map { "`\($0)`" }.joined(separator: ", "), at: nil,
        suggestion: "add a line such as `\(missing[0]): …` for each")
    }
    if months.count != 12 {
      findings.report(
        .themeString, .error,
        "`months` has the names of twelve months, and here it has \(months.count)",
        at: nil)
    }
    diagnostics += findings.diagnostics()
    return ThemeStrings.Language(texts: texts, months: months)
  }

  private mutating func checkLanguage(_ language: String, _ strings: ThemeStrings) {
    guard strings[language] == nil else { return }
    report(
      .themeLanguage, "the theme `\(name)` has no words in the language `\(language)`",
      at: "\(folder)/strings",
      strings.languageList.isEmpty
        ? "add `strings/\(language).yaml`" : "it has \(strings.languageList)")
  }

  private mutating func read(_ path: SourcePath) -> [UInt8]? {
    do {
      return try project.read(path, limit: Self.fileLimit)
    } catch {
      diagnostics.append(error.diagnostic)
      return nil
    }
  }

  private mutating func report(
    _ rule: RuleID, _ message: String, at path: String, _ suggestion: String?
  ) {
    diagnostics.append(
      Diagnostic(rule, .error, message, at: SourcePlace(wholeOf: path), suggestion: suggestion))
  }
}
