import Diagnostics
import Documents

extension RuleID {
  /// A name that leaves nothing to make an address of.
  static let addressName = RuleID("address-name")
  /// A `slug` that is not one.
  static let slug = RuleID("slug")
}

/// Finds out what documents make of themselves, one after the other.
///
/// A worker keeps one: it depends on the settings, and on nothing that is said of other documents.
struct Placing {
  private let configuration: Configuration
  /// What is wrong with the document that is being placed.
  private var diagnostics: [Diagnostic] = []
  private var topicParts: [String: String?] = [:]

  /// Prepares to place documents of a site with these settings.
  init(_ configuration: Configuration) { self.configuration = configuration }

  /// What a document makes of itself; `id` is its number if it becomes a page.
  mutating func placement(of source: ParsedDocument, _ id: PageID) -> Placement {
    let document = source.document
    let front = document.frontMatter
    diagnostics = []
    defer { diagnostics = [] }
    let language = language(of: source)
    let relativePath = source.relativePath
    let url = address(of: source, at: relativePath, language: language)
    let title = front.title?.value ?? String(source.path.stem)
    let times = PublicationTimes(of: front, in: configuration.timeZone)
    let own = diagnostics + times.problems(of: front)
    diagnostics = []
    var page: Page?
    if let url, front.isReadable {
      let summary = PageSummary(
        title: title, url: url, description: front.description?.value ?? document.body.excerpt,
        isDescribed: front.description != nil,
        date: front.date?.value.date, updated: front.updated?.value.date,
        published: times.published, revised: times.revised,
        tags: front.tags.map(\.value), topics: front.tags.map { topicPart(of: $0.value) },
        language: language)
      page = Page(
        id: id, path: source.path, kind: source.kind,
        family: source.family,
        original: source.kind.folderBelowContent + relativePath,
        url: url, document: document,
        template: front.template?.value ?? source.family.rawValue, summary: summary,
        aliases: aliases(of: front, at: url), expires: times.expires)
      checkSeries(of: front)
    }
    return Placement(
      document, source.path, title: title, url: url, times: times, page: page, diagnostics: own,
      pageDiagnostics: diagnostics)
  }

  /// The part of a topic's address that a tag makes; many articles have the same tags.
  private mutating func topicPart(of tag: String) -> String? {
    if let known = topicParts[tag] { return known }
    let part = ArticleGroups.part(of: tag)
    topicParts[tag] = .some(part)
    return part
  }

  /// Where a page lived before, as far as what its author wrote can be an address.
  private mutating func aliases(of front: FrontMatter, at url: SiteURL) -> [Alias] {
    front.aliases.compactMap { field in
      switch Alias.reading(field, of: url) {
      case .success(let alias): return alias
      case .failure(let problem):
        diagnostics.append(problem.diagnostic(at: front.place(of: field.range)))
        return nil
      }
    }
  }

  /// The language of a document: what its file's name says, or its front matter, or the settings.
  private mutating func language(of source: ParsedDocument) -> String {
    let field = source.document.frontMatter.language
    let written = field.map { canonicalLanguage($0.value) }
    if let field, let named = source.language, written != named {
      diagnostics.append(
        Diagnostic(
          .languageCode, .error,
          "the name of this file says that its language is `\(named)`, and here it is `\(field.value)`",
          at: source.document.frontMatter.place(of: field.range),
          suggestion: "remove the line, or rename the file"))
    }
    return source.language ?? written ?? configuration.language
  }

  /// A place in no series is a slip.
  private mutating func checkSeries(of front: FrontMatter) {
    guard let belonging = front.belonging, belonging.series == nil,
      let order = belonging.seriesOrder
    else { return }
    diagnostics.append(
      Diagnostic(
        .seriesOrder, .warning, "`series-order` is a place in a series, and there is no `series`",
        at: front.place(of: order.keyRange.lowerBound..<order.range.upperBound),
        suggestion: "write the name of the series in a line `series:`, or remove this one"))
  }

  /// Where a document lives: its folders, and its `slug` or file name.
  private mutating func address(
    of source: ParsedDocument, at relative: String, language: String
  ) -> SiteURL? {
    // Most documents lie in the folder of their kind.
    let folder = SourcePath(relative).folder
    var names =
      folder.isEmpty
      ? [] : folder.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let stem = String(SourcePath(relative).stem)
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
    var path = configuration.prefix(of: language) + source.kind.addressFolder
    for name in names {
      let part = slug(of: composed(name))
      guard !part.isEmpty, part.utf8.count <= SiteURL.nameLimit else {
        report(name: name, isEmpty: part.isEmpty, source.path)
        return nil
      }
      path += part + "/"
    }
    return SiteURL(path)
  }

  private mutating func report(name: String, isEmpty: Bool, _ path: SourcePath) {
    diagnostics.append(
      Diagnostic(
        .addressName, .error,
        isEmpty
          ? "the name `\(name)` has no letter or digit to make an address of"
          : "the name `\(name)` is too long for an address: \(SiteURL.nameLimit) bytes at most",
        at: SourcePlace(wholeOf: path.text),
        suggestion: "rename it, or give it a `slug:` in its front matter"))
  }

  /// The value of `slug:` when it is one; else the way to write it is said.
  private mutating func slug(_ field: Field<String>, of front: FrontMatter) -> String? {
    let right = slug(of: composed(field.value))
    if right.utf8.elementsEqual(composed(field.value).utf8), !right.isEmpty,
      right.utf8.count <= SiteURL.nameLimit
    {
      return right
    }
    let message: String
    if right.utf8.count > SiteURL.nameLimit {
      message = "this `slug` is too long for an address: \(SiteURL.nameLimit) bytes at most"
    } else if field.value.utf8.isEmpty {
      message = "`slug` is empty"
    } else {
      message = "`\(field.value)` can't be part of an address as it is"
    }
    diagnostics.append(
      Diagnostic(
        .slug, .error, message, at: front.place(of: field.range),
        suggestion: right.isEmpty || right.utf8.count > SiteURL.nameLimit
          ? "use lower-case letters, digits and hyphens, or remove the line to use the file's name"
          : "write `slug: \(right)`"))
    return nil
  }

  private func slug(of text: String) -> String { Documents.slug(of: text) }
}
