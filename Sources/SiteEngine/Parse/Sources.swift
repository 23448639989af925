import Diagnostics
import Documents

/// Everything that was read: settings, theme, articles and pages, and what is wrong with each.
struct Sources: Sendable {
  /// An article or a page, parsed.
  struct ParsedDocument: Sendable {
    /// The file.
    let path: SourcePath
    /// The path below `Content/articles` or `Content/pages`.
    let relativePath: String
    /// What its place makes it.
    let kind: DocumentKind
    /// What it says.
    let document: Document

    /// The family of pages that it belongs to.
    var family: PageFamily.ID {
      switch kind {
      case .article: .article
      case .page: relativePath == "index.md" ? .home : .page
      }
    }
  }

  /// The settings; `nil` when they are too broken to build anything.
  let configuration: Configuration?
  /// The theme; `nil` when it is too broken to build anything.
  let theme: Theme?
  /// The articles and pages, in the order of their paths.
  let documents: [ParsedDocument]
  /// The other files below `Content`.
  let others: [SourcePath]
  /// What is wrong, in no order.
  let diagnostics: [Diagnostic]
}

/// Reads and parses every file that was found.
///
/// Never fails: a file that cannot be read is a problem like any other.
func parse(_ tree: SourceTree, in project: Project) -> Sources {
  var diagnostics: [Diagnostic] = []
  let configuration = parseConfiguration(tree, in: project, into: &diagnostics)
  let content = tree.files(in: "Content").map(\.path)
  let places = content.compactMap(DocumentPlace.init)
  let options = MarkdownOptions(
    language: configuration?.language ?? "en", allowsRawHTML: configuration?.allowsRawHTML ?? false)
  let parsed = concurrentMap(places) { place in
    parse(place, options: options, in: project)
  }
  for result in parsed { diagnostics += result.diagnostics }
  let documents = parsed.compactMap(\.document)
  let theme = configuration.flatMap {
    parseTheme(
      $0.theme, language: $0.language, for: documents, tree, in: project, into: &diagnostics)
  }
  let known = Set(places.map(\.path))
  return Sources(
    configuration: configuration, theme: theme, documents: documents,
    others: content.filter { !known.contains($0) }, diagnostics: diagnostics)
}

/// A Markdown file at a place where it is published.
private struct DocumentPlace {
  let path: SourcePath
  let relativePath: String
  let kind: DocumentKind

  /// The place of a file; `nil` for a file that is neither an article nor a page.
  init?(_ path: SourcePath) {
    guard path.fileExtension == "md" else { return nil }
    if let relative = path.relative(to: "Content/articles") {
      (kind, relativePath) = (.article, String(relative))
    } else if let relative = path.relative(to: "Content/pages") {
      (kind, relativePath) = (.page, String(relative))
    } else {
      return nil
    }
    self.path = path
  }
}

private func parse(
  _ place: DocumentPlace, options: MarkdownOptions, in project: Project
) -> (document: Sources.ParsedDocument?, diagnostics: [Diagnostic]) {
  do {
    let bytes = try project.read(place.path, limit: Project.documentLimit)
    let file = SourceFile(path: place.path.text, bytes: bytes)
    let document = parse(file, as: place.kind, options: options)
    return (
      Sources.ParsedDocument(
        path: place.path, relativePath: place.relativePath, kind: place.kind, document: document),
      document.diagnostics
    )
  } catch {
    return (nil, [error.diagnostic])
  }
}

private func parseConfiguration(
  _ tree: SourceTree, in project: Project, into diagnostics: inout [Diagnostic]
) -> Configuration? {
  let path = SourcePath(Configuration.fileName)
  guard tree.contains(path) else {
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
    let configuration = Configuration.parse(file, timeZones: project.timeZones, into: &findings)
    diagnostics += findings.diagnostics()
    return configuration
  } catch {
    diagnostics.append(error.diagnostic)
    return nil
  }
}
