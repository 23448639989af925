import Diagnostics
import Documents

extension RuleID {
  /// A file that would be published nowhere.
  static let misplacedFile = RuleID("misplaced-file")
  /// Two things at one address.
  static let sameAddress = RuleID("same-address")
}

/// Puts the site together as it is at an instant: who lives where, what is held back, and in which
/// order the articles stand.
///
/// What each document makes of itself is kept from `previous` while the settings are the same. Where
/// nothing but texts was changed, the whole site is. `numbers` are those that earlier builds gave to
/// files. What is held back is listed whether or not it is shown.
func assemble(
  _ sources: Sources, configuration: Configuration, theme: Theme, at instant: Instant,
  showing visibility: Visibility = .published, keeping previous: BuildSnapshot? = nil
) -> Site {
  let last = previous?.whole?.site
  var assembly = Assembly(
    configuration: configuration, numbers: previous?.numbers ?? PageNumbers())
  let isSameFrame = previous.map { $0.sources.frame === sources.frame } ?? false
  let hasSameSettings = last.map { $0.configuration.isSame(as: configuration) } ?? false
  assembly.place(sources.documents, keeping: hasSameSettings ? last?.placements ?? [] : [])
  if isSameFrame, let last, let rewritten = assembly.rewritten, last.visibility == visibility,
    last.isSame(at: instant), previous?.sources.misplaced == sources.misplaced,
    previous?.sources.files.map(\.version) == sources.files.map(\.version),
    (previous?.sources.glossaries ?? []).map(\.glossary)
      .elementsEqual(sources.glossaries.map(\.glossary), by: ===)
  {
    return last.rewritten(rewritten, files: sources.files)
  }
  for path in sources.misplaced { assembly.leave(path) }
  return assembly.site(
    theme: theme, record: sources.frame.record, files: sources.files,
    glossaries: sources.glossaries.map(\.glossary), at: instant,
    showing: visibility, keeping: last)
}

/// The working state of ``assemble(_:configuration:theme:at:showing:keeping:)``.
private struct Assembly {
  let configuration: Configuration
  var numbers: PageNumbers
  /// What each document makes of itself, in the order of their paths.
  private var placements: [Placement] = []
  /// The positions among `placements` of those that differ from the last build in nothing but their
  /// text; `nil` when something else is different.
  private(set) var rewritten: [(position: Int, placement: Placement)]? = []
  private var diagnostics: [Diagnostic] = []

  init(configuration: Configuration, numbers: PageNumbers) {
    self.configuration = configuration
    self.numbers = numbers
  }

  /// Places documents, keeping what was made of those that are the same; both in the order of paths.
  mutating func place(_ sources: [ParsedDocument], keeping last: [Placement]) {
    var kept = keep(sources, last)[...]
    let new = zip(sources, kept).filter { $0.1 == nil }.map { ($0.0, numbers.id(of: $0.0.path)) }
    var made = concurrentMap(
      new, start: { [configuration] in Placing(configuration) },
      { document, placing in placing.placement(of: document.0, document.1) })[...]
    placements.reserveCapacity(sources.count)
    while let next = kept.popFirst() {
      if let placement = next ?? made.popFirst() { placements.append(placement) }
    }
  }

  /// For each document what was made of it before, as far as that still holds.
  private mutating func keep(_ sources: [ParsedDocument], _ last: [Placement]) -> [Placement?] {
    guard !last.isEmpty else {
      rewritten = nil
      return Array(repeating: nil, count: sources.count)
    }
    var kept: [Placement?] = []
    var next = 0
    kept.reserveCapacity(sources.count)
    for source in sources {
      while next < last.count, last[next].document !== source.document,
        last[next].path < source.path
      {
        next += 1
        rewritten = nil
      }
      guard next < last.count,
        last[next].document === source.document || last[next].path == source.path
      else {
        rewritten = nil
        kept.append(nil)
        continue
      }
      let first = last[next]
      next += 1
      if first.document === source.document {
        kept.append(first)
      } else if let same = first.rewritten(as: source.document) {
        rewritten?.append((kept.count, same))
        kept.append(same)
      } else {
        rewritten = nil
        kept.append(nil)
      }
    }
    if next < last.count { rewritten = nil }
    return kept
  }

  /// Says that a Markdown file lies where nobody would see it.
  mutating func leave(_ path: SourcePath) {
    let kinds = DocumentKind.allCases.filter { !$0.hasFolders }
    if let kind = kinds.first(where: { path.isWithin(SourcePath($0.folder)) }),
      path.fileExtension == "md"
    {
      diagnostics.append(
        Diagnostic(
          .misplacedFile, .error,
          "`\(kind.folder)` has one file for each \(kind.word), and this is none of them",
          at: SourcePlace(wholeOf: path.text),
          suggestion: "move it to `\(kind.folder)` itself, and name it after a \(kind.word)"))
      return
    }
    if path.fileExtension != "md", path.text.hasSuffix(".markdown"),
      DocumentName(SourcePath(path.text.dropLast("arkdown".count) + "d")) != nil
    {
      diagnostics.append(
        Diagnostic(
          .misplacedFile, .error,
          "the name of a text ends in `.md`, so nobody would ever see this one",
          at: SourcePlace(wholeOf: path.text),
          suggestion: "rename it to `\(path.name.dropLast("arkdown".count))d`"))
      return
    }
    diagnostics.append(
      Diagnostic(
        .misplacedFile, .error,
        "this file is neither an article nor a page, so nobody would ever see it",
        at: SourcePlace(wholeOf: path.text),
        suggestion:
          "move it to `Content/articles` or `Content/pages`, with a name that ends in `.md`"))
  }

  /// The site of everything placed.
  func site(
    theme: Theme, record: PublishedAddresses?, files: [ContentFile], glossaries: [Glossary],
    at instant: Instant, showing visibility: Visibility, keeping last: Site?
  ) -> Site {
    var pages: [Page] = []
    var heldBack: [HeldBack] = []
    var heldBackPages: Set<PageID> = []
    var diagnostics = diagnostics
    pages.reserveCapacity(placements.count)
    for placement in placements {
      if !placement.diagnostics.isEmpty { diagnostics += placement.diagnostics }
      guard let url = placement.url else { continue }
      if let reason = placement.reasonHeldBack(at: instant) {
        heldBack.append(
          HeldBack(path: placement.path, title: placement.title, url: url, reason: reason))
        guard visibility == .written else { continue }
        if let page = placement.page { heldBackPages.insert(page.id) }
      }
      guard let page = placement.page else { continue }
      pages.append(page)
      if !placement.pageDiagnostics.isEmpty { diagnostics += placement.pageDiagnostics }
    }
    let (words, problems) = byLanguage(glossaries)
    return Site(
      configuration: configuration, theme: theme, record: record, pages: pages, numbers: numbers,
      articles: newestFirst(pages), menuPages: menuPages(pages), heldBack: heldBack,
      heldBackPages: heldBackPages, files: files, glossaries: words, placements: placements,
      instant: instant,
      visibility: visibility, diagnostics: diagnostics + languageProblems(theme, pages) + problems,
      keeping: last)
  }

  /// The articles, newest first.
  private func newestFirst(_ pages: [Page]) -> [Page] {
    // Numbers are sorted, not pages: an article without a date is an error of its own and stands last.
    // Pages come in the order of their paths, and equal dates keep that order.
    var keys: [(time: Int64, position: Int)] = []
    for (position, page) in pages.enumerated() where page.kind == .article {
      keys.append((page.summary.published?.secondsSinceEpoch ?? .min, position))
    }
    keys.sort { $0.time != $1.time ? $0.time > $1.time : $0.position < $1.position }
    return keys.map { pages[$0.position] }
  }

  /// The glossary of each language; the one that names no language is that of the site's own.
  private func byLanguage(_ glossaries: [Glossary]) -> ([String: Glossary], [Diagnostic]) {
    var result: [String: Glossary] = [:]
    var problems: [Diagnostic] = []
    for glossary in glossaries {
      let language = glossary.language ?? configuration.language
      if let first = result[language] {
        problems.append(
          Diagnostic(
            .glossary, .error, "this is the second glossary in `\(language)`",
            at: SourcePlace(wholeOf: glossary.path.text), suggestion: "put both into one file",
            related: [
              Diagnostic.Related("the first one", at: SourcePlace(wholeOf: first.path.text))
            ]))
      } else {
        result[language] = glossary
      }
    }
    return (result, problems)
  }

  /// The pages that ask for a place in the menu, in order.
  private func menuPages(_ pages: [Page]) -> [PageID] {
    // No other kind has a place in the menu, and what thousands of articles say need not be looked up.
    let listed = pages.enumerated().compactMap { index, page in
      page.kind != .page
        ? nil
        : page.document.frontMatter.menuOrder.map { (order: $0.value, index: index, id: page.id) }
    }
    return listed.sorted { ($0.order, $0.index) < ($1.order, $1.index) }.map(\.id)
  }

  /// A page in a language that the theme has no words for would show half of another.
  private func languageProblems(_ theme: Theme, _ pages: [Page]) -> [Diagnostic] {
    pages.compactMap { page in
      guard page.language != configuration.language, theme.strings[page.language] == nil else {
        return nil
      }
      // `Content/articles/kap.es.md` differs from `articles/kap.md`: its name says the language.
      let isInName = !page.path.text.utf8.reversed().starts(with: page.original.utf8.reversed())
      let field = isInName ? nil : page.document.frontMatter.language
      let known = "it has \(theme.strings.languageList)"
      return Diagnostic(
        .themeLanguage, .error,
        "the theme `\(theme.name)` has no words in the language `\(page.language)`",
        at: field.map { page.document.frontMatter.place(of: $0.range) }
          ?? SourcePlace(wholeOf: page.path.text),
        suggestion: isInName
          ? "\(known); when `.\(page.language)` in the name means no language, rename the file"
          : known)
    }
  }
}
