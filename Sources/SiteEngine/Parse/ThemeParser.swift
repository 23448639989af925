import Diagnostics
import Documents
import Templates

extension RuleID {
  /// A language that a theme has no words for.
  static let themeLanguage = RuleID("theme-language")
  /// A template that a theme lacks.
  static let themeTemplate = RuleID("theme-template")
  /// A template that nothing uses, and whose name nearly is that of one that is used.
  static let unusedTemplate = RuleID("unused-template")
}

/// Reads the theme that a site has chosen, compiles its templates and checks every name in them.
///
/// - Returns: `nil` when nothing could be rendered with it.
func parseTheme(
  for configuration: Configuration, _ documents: [ParsedDocument], _ tree: SourceTree,
  in project: Project, into diagnostics: inout [Diagnostic]
) -> Theme? {
  let layers = ThemeLayers(configuration.theme, in: tree, of: project)
  diagnostics += layers.diagnostics
  guard layers.isComplete else { return nil }
  var parser = ThemeParser(name: configuration.theme, layers: layers.layers, project: project)
  let theme = parser.theme(configuration, for: documents)
  diagnostics += parser.diagnostics
  return theme
}

/// The working state of ``parseTheme(for:_:_:in:into:)``.
private struct ThemeParser {
  /// The largest file of a theme that is read.
  static let fileLimit = 32 << 20

  let name: String
  let layers: [ThemeLayer]
  let project: Project
  var diagnostics: [Diagnostic] = []

  init(name: String, layers: [ThemeLayer], project: Project) {
    self.name = name
    self.layers = layers
    self.project = project
  }

  /// The folder whose author is asked to mend what no file is to blame for.
  private var folder: String { ThemeLayer.folder(of: name, isInstalled: layers[0].isInstalled) }

  /// The theme that the folders make, the first one that has a file giving it.
  mutating func theme(_ configuration: Configuration, for documents: [ParsedDocument]) -> Theme? {
    var sources: [TemplateSource] = []
    var files: [ThemeFileSource] = []
    var words = ThemeWords()
    // Names that look alike are one here, so that a file from another system lies over the right one.
    var seen: [String: SourcePath] = [:]
    for layer in layers {
      for (relative, path) in layer.files {
        let isWords = relative.hasPrefix("strings/") && path.fileExtension == "yaml"
        if !isWords, let other = seen[relative] {
          if other.isWithin(SourcePath(layer.folder)) { reportLookAlike(path, other) }
          continue
        }
        seen[relative] = path
        if relative.hasSuffix(".mustache") {
          guard let bytes = read(path) else { continue }
          sources.append(
            TemplateSource(
              name: String(relative.dropLast(".mustache".count)),
              file: SourceFile(path: path.text, bytes: bytes)))
        } else if relative.hasPrefix("assets/") {
          guard let bytes = read(path) else { continue }
          files.append(
            ThemeFileSource(
              path: path, name: composed(String(relative.dropFirst("assets/".count))), bytes: bytes)
          )
        } else if isWords, let bytes = read(path) {
          words.add(
            SourceFile(path: path.text, bytes: bytes), in: path.stem.lowercased(),
            isOwn: !layer.isInstalled)
        }
      }
    }
    let strings = words.strings(into: &diagnostics)
    checkLanguage(configuration.language, strings)
    if layers.count > 1 { diagnostics += words.unusedWords(in: sources) }
    let settings = ThemeSettings(
      offered: offeredSettings(), written: configuration.themeSettings, theme: name,
      into: &diagnostics)
    let assets = themeAssets(files, into: &diagnostics)
    let views = ViewTable(strings: strings.keys, assets: assets, settings: settings.offered)
    guard let (templates, entries) = compile(sources, views, for: documents) else { return nil }
    return Theme(
      name: name, templates: templates, entries: entries, strings: strings, settings: settings,
      assets: assets, views: views)
  }

  private mutating func reportLookAlike(_ path: SourcePath, _ other: SourcePath) {
    diagnostics.append(
      Diagnostic(
        .sameAddress, .error,
        "the name of this file looks like that of another one, and a theme can have one of them",
        at: SourcePlace(wholeOf: path.text), suggestion: "rename it",
        related: [Diagnostic.Related("the other one", at: SourcePlace(wholeOf: other.text))]))
  }

  /// The settings of all layers; what one says about a setting holds for those that it extends.
  private mutating func offeredSettings() -> [ThemeSetting] {
    var found: [String: (setting: ThemeSetting, place: SourcePlace)] = [:]
    for layer in layers {
      for (setting, place) in layer.description?.settings ?? [] {
        guard let other = found[setting.name] else {
          found[setting.name] = (setting, place)
          continue
        }
        guard other.setting.kind != setting.kind else { continue }
        diagnostics.append(
          Diagnostic(
            .themeSetting, .error,
            "`\(setting.name)` is of the kind `\(other.setting.kind.rawValue)` here and of the kind `\(setting.kind.rawValue)` in the theme `\(layer.name)`",
            at: other.place,
            suggestion: "write `kind: \(setting.kind.rawValue)`, or choose another name",
            related: [Diagnostic.Related("the other one", at: place)]))
      }
    }
    return found.values.map(\.setting).sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }

  private mutating func compile(
    _ sources: [TemplateSource], _ views: ViewTable, for documents: [ParsedDocument]
  ) -> (templates: TemplateSet, entries: [ThemeEntry])? {
    let names = Set(sources.map(\.name))
    var entries: [ThemeEntry] = []
    var isComplete = true
    for family in PageFamily.ID.templated {
      guard let template = family.template(among: names) else {
        if family.family.isOptional { continue }
        isComplete = false
        report(
          .themeTemplate, "the theme `\(name)` has no template `\(family.rawValue).mustache`",
          at: folder, "add it; it makes the \(family.family.plural)")
        continue
      }
      entries.append(ThemeEntry(family, asked: family.rawValue, made: template))
    }
    for document in documents {
      guard let chosen = document.document.frontMatter.template else { continue }
      let entry = ThemeEntry(document.family, asked: chosen.value, made: chosen.value)
      if !names.contains(chosen.value) {
        reportTemplate(chosen, of: document, names)
      } else if !entries.contains(entry) {
        entries.append(entry)
      }
    }
    let blocks = BlockKind.allCases.map { TemplateEntry(block: $0) }
      .filter { names.contains($0.template) }
    let (set, problems) = TemplateSet.compile(
      sources, entries: entries.map(\.made) + blocks, schema: views.schema)
    diagnostics += problems
    guard isComplete, !problems.hasErrors else { return nil }
    checkUse(of: sources, set, entries.map(\.made) + blocks)
    return (set, entries)
  }

  /// A slip in the name of a template that was meant to lie over another one would go unseen.
  private mutating func checkUse(
    of sources: [TemplateSource], _ set: TemplateSet, _ entries: [TemplateEntry]
  ) {
    let used = Set(
      entries.flatMap { entry in
        set.template(named: entry.template, for: entry.root)?.sources ?? []
      })
    for source in sources where !used.contains(source.name) { checkBlock(source) }
    guard layers.count > 1 else { return }
    let names = used.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for source in sources where !used.contains(source.name) {
      guard SourcePath(source.file.path).isWithin(SourcePath(folder)),
        let near = nearMiss(of: source.name, among: names)
      else { continue }
      diagnostics.append(
        Diagnostic(
          .unusedTemplate, .warning, "no page is made with the template `\(source.name)`",
          at: SourcePlace(wholeOf: source.file.path),
          suggestion: "did you mean `\(near).mustache`?"))
    }
  }

  /// Says that a template among those for blocks is for none.
  private mutating func checkBlock(_ source: TemplateSource) {
    let folder = TemplateEntry.blockFolder
    guard source.name.utf8.starts(with: folder.utf8) else { return }
    let kinds = BlockKind.allCases.map(\.rawValue)
    let near = nearMiss(of: String(source.name.dropFirst(folder.count)), among: kinds)
    diagnostics.append(
      Diagnostic(
        .themeTemplate, .error, "there is no block for which `\(source.name).mustache` could be",
        at: SourcePlace(wholeOf: source.file.path),
        suggestion: near.map { "did you mean `\(folder)\($0).mustache`?" }
          ?? "the blocks are " + kinds.joined(separator: ", ")))
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
