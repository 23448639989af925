import Diagnostics
import Documents

extension RuleID {
  /// A file that would be published nowhere.
  static let misplacedFile = RuleID("misplaced-file")
  /// A name that leaves nothing to make an address of.
  static let addressName = RuleID("address-name")
  /// A `slug` that is not one.
  static let slug = RuleID("slug")
  /// Two things at one address.
  static let sameAddress = RuleID("same-address")
  /// Something that is written and that this version does not publish.
  static let notYet = RuleID("not-published-yet")
}

/// Puts the site together as it is at an instant: who lives where, what is held back, and in which
/// order the articles stand.
func assemble(
  _ sources: Sources, configuration: Configuration, theme: Theme, at instant: Instant
) -> Site {
  var assembly = Assembly(configuration: configuration, instant: instant)
  for source in sources.documents { assembly.add(source) }
  for path in sources.others { assembly.leave(path) }
  return assembly.site(theme: theme)
}

/// The working state of ``assemble(_:configuration:theme:at:)``.
private struct Assembly {
  let configuration: Configuration
  let instant: Instant
  var pages: [Page] = []
  var heldBack: [HeldBack] = []
  var dates: [Instant?] = []
  var diagnostics: [Diagnostic] = []

  /// Publishes a document or holds it back.
  mutating func add(_ source: Sources.ParsedDocument) {
    let document = source.document
    let front = document.frontMatter
    guard !leavesOutTranslation(source.path), let url = address(of: source) else { return }
    let title = front.title?.value ?? String(source.path.stem)
    let date = front.date.map { configuration.timeZone.instant(of: $0.value) }
    if !front.isReadable {
      heldBack.append(HeldBack(path: source.path, title: title, url: url, reason: .unreadable))
    } else if front.isDraft?.value == true {
      heldBack.append(HeldBack(path: source.path, title: title, url: url, reason: .draft))
    } else if let date, date > instant {
      heldBack.append(HeldBack(path: source.path, title: title, url: url, reason: .until(date)))
    } else {
      dates.append(date)
      pages.append(
        Page(
          path: source.path, kind: source.kind, family: source.family, url: url,
          document: document,
          template: front.template?.value ?? source.family.rawValue,
          summary: PageSummary(
            title: title, url: url, description: front.description?.value ?? document.body.excerpt,
            date: front.date?.value.date, updated: front.updated?.value.date,
            tags: front.tags.map(\.value),
            language: front.language?.value ?? configuration.language,
            readingMinutes: document.body.readingMinutes, wordCount: document.body.wordCount)))
    }
  }

  /// Leaves out a file whose name says that it is another file in another language, such as `kap.es.md`.
  ///
  /// This version would publish it as an article of its own among the others.
  private mutating func leavesOutTranslation(_ path: SourcePath) -> Bool {
    let parts = path.stem.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count > 1, let code = parts.last, (2...3).contains(code.count),
      code.allSatisfy({ (0x61...0x7A).contains($0) })
    else { return false }
    diagnostics.append(
      Diagnostic(
        .notYet, .error,
        "`.\(Substring(code)).md` marks a page in another language, and this version of attune keeps one language",
        at: SourcePlace(wholeOf: path.text),
        suggestion: "rename it if it is a page of its own, or take it out of `Content` until then"))
    return true
  }

  /// Says that a file beside the articles is not published.
  mutating func leave(_ path: SourcePath) {
    let isMarkdown = path.fileExtension == "md" || path.fileExtension == "markdown"
    if isMarkdown {
      diagnostics.append(
        Diagnostic(
          .misplacedFile, .error,
          "this file is neither an article nor a page, so nobody would ever see it",
          at: SourcePlace(wholeOf: path.text),
          suggestion:
            "move it to `Content/articles` or `Content/pages`, with a name that ends in `.md`"
        ))
    } else {
      diagnostics.append(
        Diagnostic(
          .notYet, .warning, "this version of attune does not publish files beside the articles",
          at: SourcePlace(wholeOf: path.text),
          suggestion: "remove it, or link to it where it is on the web"))
    }
  }

  /// The site of everything added.
  func site(theme: Theme) -> Site {
    let ids = pages.indices.map { PageID(index: $0) }
    let articles = ids.filter { pages[$0.index].kind == .article }.sorted { left, right in
      switch (dates[left.index], dates[right.index]) {
      case (let a?, let b?) where a != b: return b < a
      // An article without a date is an error of its own; it stands last.
      case (_?, nil): return true
      case (nil, _?): return false
      default: return left < right
      }
    }
    func order(_ id: PageID) -> Int? { pages[id.index].document.frontMatter.menuOrder?.value }
    let menu = ids.filter { order($0) != nil }
      .sorted { (order($0) ?? 0, $0) < (order($1) ?? 0, $1) }
    return Site(
      configuration: configuration, theme: theme, pages: pages, articles: articles, menu: menu,
      heldBack: heldBack, diagnostics: diagnostics + languageProblems(theme))
  }

  /// A page in a language that the theme has no words for would show half of another.
  private func languageProblems(_ theme: Theme) -> [Diagnostic] {
    pages.compactMap { page in
      guard let field = page.document.frontMatter.language, theme.strings[field.value] == nil else {
        return nil
      }
      return Diagnostic(
        .themeLanguage, .error,
        "the theme `\(theme.name)` has no words in the language `\(field.value)`",
        at: page.document.frontMatter.place(of: field.range),
        suggestion: "it has \(theme.strings.languageList)")
    }
  }

  /// Where a document lives: its folders, and its `slug` or file name.
  private mutating func address(of source: Sources.ParsedDocument) -> SiteURL? {
    var names = source.relativePath.utf8.split(separator: UInt8(ascii: "/")).map {
      String(Substring($0))
    }
    names.removeLast()
    let stem = String(source.path.stem)
    if let field = source.document.frontMatter.slug {
      guard source.family != .home else {
        diagnostics.append(
          Diagnostic(
            .slug, .error, "the home page has no `slug`, since it lives at `/`",
            at: source.document.frontMatter.place(
              of: field.keyRange.lowerBound..<field.range.upperBound),
            suggestion: "remove the line"))
        return nil
      }
      guard let name = slug(field, of: source.document.frontMatter) else { return nil }
      names.append(name)
    } else if stem != "index" {
      names.append(stem)
    }
    var path = source.kind == .article ? "/articles/" : "/"
    for name in names {
      let part = slug(of: composed(name))
      guard !part.isEmpty, part.utf8.count <= Self.nameLimit else {
        report(name: name, isEmpty: part.isEmpty, source.path)
        return nil
      }
      path += part + "/"
    }
    return SiteURL(path)
  }

  /// The longest name that file systems take, in bytes.
  private static let nameLimit = 255

  private mutating func report(name: String, isEmpty: Bool, _ path: SourcePath) {
    diagnostics.append(
      Diagnostic(
        .addressName, .error,
        isEmpty
          ? "the name `\(name)` has no letter or digit to make an address of"
          : "the name `\(name)` is too long for an address: \(Self.nameLimit) bytes at most",
        at: SourcePlace(wholeOf: path.text),
        suggestion: "rename it, or give it a `slug:` in its front matter"))
  }

  /// The value of `slug:` when it is one; else the way to write it is said.
  private mutating func slug(_ field: Field<String>, of front: FrontMatter) -> String? {
    let right = slug(of: composed(field.value))
    if right.utf8.elementsEqual(composed(field.value).utf8), !right.isEmpty,
      right.utf8.count <= Self.nameLimit
    {
      return right
    }
    let message: String
    if right.utf8.count > Self.nameLimit {
      message = "this `slug` is too long for an address: \(Self.nameLimit) bytes at most"
    } else if field.value.utf8.isEmpty {
      message = "`slug` is empty"
    } else {
      message = "`\(field.value)` can't be part of an address as it is"
    }
    diagnostics.append(
      Diagnostic(
        .slug, .error, message, at: front.place(of: field.range),
        suggestion: right.isEmpty || right.utf8.count > Self.nameLimit
          ? "use lower-case letters, digits and hyphens, or remove the line to use the file's name"
          : "write `slug: \(right)`"))
    return nil
  }

  private func slug(of text: String) -> String { Documents.slug(of: text) }
}
