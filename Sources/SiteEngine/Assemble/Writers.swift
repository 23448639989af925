import Diagnostics
import Documents

extension RuleID {
  /// An author of whom there is no file.
  static let unknownAuthor = RuleID("unknown-author")
}

/// Who wrote which article, as far as articles say so: the working state of ``Organisation``.
struct Writers {
  /// The people whom each article names, in its order, none twice.
  private(set) var authors: [PageID: [PageID]] = [:]
  /// The articles of each person, in the order in which they were added.
  private(set) var lists: [ListID: [PageID]] = [:]
  /// Names that are nobody's.
  private(set) var diagnostics: [Diagnostic] = []

  private let texts: [ListID: Page]
  private let heldBack: [HeldBack]
  private let configuration: Configuration

  /// Begins with the people of whom there is a page.
  init(_ texts: [ListID: Page], heldBack: [HeldBack], configuration: Configuration) {
    self.texts = texts
    self.heldBack = heldBack
    self.configuration = configuration
  }

  /// Notes who wrote an article: people with a page in its language, or in the site's.
  mutating func add(_ article: Page) {
    guard let belonging = article.belonging else { return }
    var found: [PageID] = []
    for field in belonging.authors {
      let part = ArticleGroups.part(of: field.value) ?? ""
      let own = ListID.person(part, language: article.language)
      let other = ListID.person(part, language: configuration.language)
      guard let person = texts[own] ?? texts[other] else {
        diagnostics += problems(field, part, of: article)
        continue
      }
      guard !found.contains(person.id) else { continue }
      found.append(person.id)
      // A page in another language shows no articles of this one.
      if texts[own] != nil { lists[own, default: []].append(article.id) }
    }
    if !found.isEmpty { authors[article.id] = found }
  }

  private func problems(_ field: Field<String>, _ part: String, of article: Page) -> [Diagnostic] {
    let place = article.document.frontMatter.place(of: field.range)
    let urls = [article.language, configuration.language].map {
      SiteURL(configuration.prefix(of: $0) + "people/\(part)/")
    }
    if let held = heldBack.first(where: { urls.contains($0.url) }) {
      // What cannot be read is an error of its own.
      if held.reason == .unreadable { return [] }
      return [
        Diagnostic(
          .unknownAuthor, .error, "`\(held.title)` is a draft, and this article is not", at: place,
          suggestion: "publish `\(held.path)`, or remove the name")
      ]
    }
    // Files may be named as nobody is called.
    let namesake = texts.compactMap { list, page -> String? in
      guard case .person(let name, _) = list,
        page.summary.title.lowercased() == field.value.lowercased()
      else { return nil }
      return name
    }.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let names = texts.keys.compactMap { list -> String? in
      if case .person(let name, _) = list { name } else { nil }
    }
    let near = nearMiss(
      of: part, among: Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    return [
      Diagnostic(
        .unknownAuthor, .error, "there is no file in `Content/people` for `\(field.value)`",
        at: place,
        suggestion: namesake.map { "write `\($0)`, as the file of that person is called" }
          ?? near.map { "did you mean `\($0)`?" }
          ?? "write `Content/people/\(part.utf8.isEmpty ? "name" : part).md`, with the person's `name`"
      )
    ]
  }
}
