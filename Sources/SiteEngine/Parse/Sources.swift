import Diagnostics
import Documents

/// Everything that was read: settings, theme, articles and pages, other files, and what is wrong with
/// each.
struct Sources: Sendable {
  /// The settings; `nil` when they are too broken to build anything.
  let configuration: Configuration?
  /// The theme; `nil` when it is too broken to build anything.
  let theme: Theme?
  /// The articles and pages, in the order of their paths.
  let documents: [ParsedDocument]
  /// The files that are published as they are, in the order of their paths.
  let files: [ContentFile]
  /// The Markdown files at places where nobody would see them.
  let misplaced: [SourcePath]
  /// What is wrong, in no order.
  let diagnostics: [Diagnostic]
  /// How Markdown was read; documents that were read otherwise cannot be kept.
  let options: MarkdownOptions
}

/// Reads and parses every file that was found, keeping what `previous` has of files that are the same.
///
/// Never fails: a file that cannot be read is a problem like any other.
func parse(_ tree: SourceTree, in project: Project, keeping previous: Sources? = nil) -> Sources {
  var diagnostics: [Diagnostic] = []
  let configuration = parseConfiguration(tree, in: project, into: &diagnostics)
  let options = MarkdownOptions(
    language: configuration?.language ?? "en", allowsRawHTML: configuration?.allowsRawHTML ?? false)
  let content = ContentPlaces(tree.files(in: "Content"))

  let kept = previous.map { $0.options == options ? $0.documents : [] } ?? []
  let last = Dictionary(kept.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  let parsed = concurrentMap(content.documents) { place in
    parse(place, options: options, in: project, keeping: last[place.entry.path])
  }
  let documents = parsed.compactMap { try? $0.get() }
  for result in parsed {
    switch result {
    case .success(let document): diagnostics += document.document.diagnostics
    case .failure(let failure): diagnostics.append(failure.diagnostic)
    }
  }

  let files = parseFiles(content.files, in: project, keeping: previous?.files ?? [], &diagnostics)
  let theme = configuration.flatMap {
    parseTheme(for: $0, documents, tree, in: project, into: &diagnostics)
  }
  return Sources(
    configuration: configuration, theme: theme, documents: documents, files: files,
    misplaced: content.misplaced, diagnostics: diagnostics, options: options)
}

/// The files below `Content`, by what their places make them.
private struct ContentPlaces {
  var documents: [DocumentPlace] = []
  var files: [SourceTree.Entry] = []
  var misplaced: [SourcePath] = []

  init(_ entries: ArraySlice<SourceTree.Entry>) {
    for entry in entries {
      let isMarkdown = entry.path.fileExtension == "md" || entry.path.fileExtension == "markdown"
      if let place = DocumentPlace(entry) {
        documents.append(place)
      } else if isMarkdown, !ContentFile.isStatic(entry.path) {
        misplaced.append(entry.path)
      } else {
        files.append(entry)
      }
    }
  }
}

private func parse(
  _ place: DocumentPlace, options: MarkdownOptions, in project: Project,
  keeping last: ParsedDocument?
) -> Result<ParsedDocument, ProjectFailure> {
  if let last, let version = last.version.stillTrue(for: place.entry) {
    return .success(ParsedDocument(place, version: version, document: last.document))
  }
  do throws(ProjectFailure) {
    let bytes = try project.read(place.entry.path, limit: Project.documentLimit)
    let version = FileVersion(place.entry, bytes)
    // A file that was only touched says what it said.
    if let last, last.version.content == version.content {
      return .success(ParsedDocument(place, version: version, document: last.document))
    }
    var options = options
    if let language = place.language { options.language = language }
    let file = SourceFile(path: place.entry.path.text, bytes: bytes)
    return .success(
      ParsedDocument(
        place, version: version, document: parse(file, as: place.kind, options: options)))
  } catch {
    return .failure(error)
  }
}

private func parseConfiguration(
  _ tree: SourceTree, in project: Project, into diagnostics: inout [Diagnostic]
) -> Configuration? {
  let path = SourcePath(Configuration.fileName)
  guard tree[path] != nil else {
    diagnostics.append(
      Diagnostic(
        .noSite, .error, "there is no `site.yaml` in this folder, so it is not a site",
        at: SourcePlace(wholeOf: path.text),
        suggestion: "go to the folder that has it, or name that folder with `--site`"))
    return nil
  }
  do {
    let file = SourceFile(path: path.text, bytes: try project.read(path, limit: 1 << 20))
    var findings = Findings(in: file)
    let configuration = Configuration.parse(file, for: project, into: &findings)
    diagnostics += findings.diagnostics()
    return configuration
  } catch {
    diagnostics.append(error.diagnostic)
    return nil
  }
}
