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
  /// The glossaries, in the order of their paths.
  let glossaries: [GlossaryFile]
  /// The Markdown files at places where nobody would see them.
  let misplaced: [SourcePath]
  /// What is wrong, in no order.
  let diagnostics: [Diagnostic]
  /// How Markdown was read; documents that were read otherwise cannot be kept.
  let options: MarkdownOptions
  /// What was read apart from the content: settings and theme, and the looks that found their files.
  let frame: Frame

  /// The settings and the theme, with all that they were made from.
  ///
  /// A class, so that it is seen at once whether a build has the same as the one before.
  final class Frame: Sendable {
    let configuration: Configuration?
    let theme: Theme?
    /// What was ever published; `nil` when nobody keeps a list.
    let record: PublishedAddresses?
    /// What is wrong with the settings.
    let settingsProblems: [Diagnostic]
    /// What is wrong with the theme.
    let themeProblems: [Diagnostic]
    /// The looks that found their files: as long as these are the same, so is everything here.
    let looks: [Int]
    /// The documents that ask for a template of their own.
    let choosers: [Document]

    init(
      configuration: Configuration?, theme: Theme?, record: PublishedAddresses?,
      settingsProblems: [Diagnostic],
      themeProblems: [Diagnostic], looks: [Int], choosers: [Document]
    ) {
      self.configuration = configuration
      self.theme = theme
      self.record = record
      self.settingsProblems = settingsProblems
      self.themeProblems = themeProblems
      self.looks = looks
      self.choosers = choosers
    }
  }
}

/// Reads and parses every file that was found, keeping what `previous` has of files that are the same.
///
/// Never fails: a file that cannot be read is a problem like any other.
func parse(_ tree: SourceTree, in project: Project, keeping previous: Sources? = nil) -> Sources {
  let entries = tree.files(in: "Content")
  let looks = (tree.files[..<entries.startIndex] + tree.files[entries.endIndex...]).map(\.look)
  let frame = previous.flatMap { $0.frame.looks == looks ? $0.frame : nil }
  var settingsProblems = frame?.settingsProblems ?? []
  let configuration =
    frame.map(\.configuration) ?? parseConfiguration(tree, in: project, into: &settingsProblems)
  let record = frame.map(\.record) ?? parseRecord(tree, in: project, into: &settingsProblems)
  var diagnostics = settingsProblems
  let options = MarkdownOptions(
    language: configuration?.language ?? "en", allowsRawHTML: configuration?.allowsRawHTML ?? false)
  let content = ContentPlaces(
    entries, keeping: previous?.options == options ? previous : nil)

  let parsed = concurrentMap(
    content.unread, start: { SourceReader(project) },
    { unread, reader in
      parse(unread.place, options: options, with: reader, keeping: unread.last)
    })
  var documents = content.documents
  for (result, position) in zip(parsed, content.unread.map(\.position)).reversed() {
    switch result {
    case .success(let document): documents[position] = document
    case .failure(let failure): diagnostics.append(failure.diagnostic)
    }
  }
  let read = documents.compactMap(\.self)
  var choosers: [Document] = []
  for document in read.lazy.map(\.document) {
    if !document.diagnostics.isEmpty { diagnostics += document.diagnostics }
    if document.frontMatter.template != nil { choosers.append(document) }
  }
  let files = parseFiles(content.files, in: project, keeping: previous?.files ?? [], &diagnostics)
  let glossaries = parseGlossaries(
    content.glossaries, in: project, keeping: previous?.glossaries ?? [], &diagnostics)
  // Which templates are compiled depends on the pages that ask for one.
  if let frame, frame.choosers.elementsEqual(choosers, by: ===) {
    return Sources(
      configuration: configuration, theme: frame.theme, documents: read, files: files,
      glossaries: glossaries, misplaced: content.misplaced,
      diagnostics: diagnostics + frame.themeProblems,
      options: options, frame: frame)
  }
  var themeProblems: [Diagnostic] = []
  let theme = configuration.flatMap {
    parseTheme(for: $0, read, tree, in: project, into: &themeProblems)
  }
  // What could not be read is tried again with the next build.
  let isComplete = !(settingsProblems + themeProblems).contains { $0.rule == .systemRefused }
  return Sources(
    configuration: configuration, theme: theme, documents: read, files: files,
    glossaries: glossaries, misplaced: content.misplaced, diagnostics: diagnostics + themeProblems,
    options: options,
    frame: Sources.Frame(
      configuration: configuration, theme: theme, record: record,
      settingsProblems: settingsProblems,
      themeProblems: themeProblems, looks: isComplete ? looks : [], choosers: choosers))
}

/// The files below `Content`, by what their places make them.
private struct ContentPlaces {
  /// A document that must be read: where it belongs among the others, and what it said last.
  struct Unread: Sendable {
    let position: Int
    let place: DocumentPlace
    let last: ParsedDocument?
  }

  /// The documents that nobody has changed; `nil` where one must be read.
  var documents: [ParsedDocument?] = []
  var unread: [Unread] = []
  var files: [SourceTree.Entry] = []
  var glossaries: [SourceTree.Entry] = []
  var misplaced: [SourcePath] = []

  /// Sorts the files, keeping what is known of those that were not looked at again.
  init(_ entries: ArraySlice<SourceTree.Entry>, keeping previous: Sources?) {
    let known = previous?.documents ?? []
    var next = 0
    documents.reserveCapacity(entries.count)
    for entry in entries {
      // Both are in the order of their paths.
      while next < known.count, !known[next].version.isOf(entry), known[next].path < entry.path {
        next += 1
      }
      if next < known.count, known[next].version.isOf(entry) {
        documents.append(known[next])
        next += 1
        continue
      }
      let isMarkdown = entry.path.fileExtension == "md" || entry.path.fileExtension == "markdown"
      if let place = DocumentPlace(entry) {
        let last = next < known.count && known[next].path == entry.path ? known[next] : nil
        unread.append(Unread(position: documents.count, place: place, last: last))
        documents.append(nil)
      } else if isMarkdown, !ContentFile.isStatic(entry.path) {
        misplaced.append(entry.path)
      } else if Glossary.isGlossary(entry.path).0 {
        glossaries.append(entry)
      } else {
        files.append(entry)
      }
    }
  }
}

private func parse(
  _ place: DocumentPlace, options: MarkdownOptions, with reader: SourceReader,
  keeping last: ParsedDocument?
) -> Result<ParsedDocument, ProjectFailure> {
  if let last, let version = last.version.stillTrue(for: place.entry) {
    return .success(ParsedDocument(place, version: version, document: last.document))
  }
  do throws(ProjectFailure) {
    let bytes = try reader.read(place.entry.path, limit: Project.documentLimit)
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
        place, version: version,
        document: parse(file, as: place.kind, options: options, in: reader.room)))
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

private func parseRecord(
  _ tree: SourceTree, in project: Project, into diagnostics: inout [Diagnostic]
) -> PublishedAddresses? {
  let path = SourcePath(PublishedAddresses.fileName)
  guard tree[path] != nil else { return nil }
  do {
    let file = SourceFile(
      path: path.text, bytes: try project.read(path, limit: PublishedAddresses.sizeLimit))
    var findings = Findings(in: file)
    let record = PublishedAddresses(file, into: &findings)
    diagnostics += findings.diagnostics()
    return record
  } catch {
    diagnostics.append(error.diagnostic)
    return nil
  }
}
