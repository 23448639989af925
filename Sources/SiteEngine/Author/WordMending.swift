import Diagnostics
import Documents

/// Finds the words in front matter by which articles name a topic, a series or a person that is renamed:
/// tags, the name of a series, and authors.
struct WordMending {
  /// A word of an article, and what it must be from now on.
  struct Edit {
    let article: Page
    let field: Field<String>
    let word: String
  }

  /// The words to be written anew, article by article.
  private(set) var edits: [Edit] = []
  /// Words that name already what the new name would be.
  private(set) var problems: [Diagnostic] = []

  /// The new list of each one that is renamed, and the word that an article names it by.
  private var renamed: [ListID: (list: ListID, word: String)] = [:]

  /// Compares the sites before and after the texts have their new places.
  init(before: Site, after: Site, moved: [SourcePath], changes: SourceChanges) {
    let newPages = Self.lists(of: after)
    for path in moved {
      let place = changes.place(of: path)
      guard let old = Self.lists(of: before)[path], let new = newPages[place],
        old.folder == new.folder, old.part != new.part
      else { continue }
      // As its author wrote it, where that makes the address; a `slug` is an address and no word.
      let name = String(DocumentName(place)?.relativePath.dropLast(".md".count) ?? "")
      renamed[old] = (new, ArticleGroups.part(of: name) == new.part ? composed(name) : new.part)
    }
    guard !renamed.isEmpty else { return }
    let people = Set(Self.lists(of: before).values)
    // Also those held back: when their time comes, what they name must be there.
    for case let article? in before.placements.map(\.page) where article.kind == .article {
      let front = article.document.frontMatter
      for tag in front.tags { look(at: tag, of: article) { .topic($0, language: $1) } }
      if let series = front.belonging?.series {
        look(at: series, of: article) { .series($0, language: $1) }
      }
      for author in front.belonging?.authors ?? [] {
        look(at: author, of: article) { part, language in
          let own = ListID.person(part, language: language)
          return people.contains(own)
            ? own : .person(part, language: before.configuration.language)
        }
      }
    }
  }

  private mutating func look(
    at field: Field<String>, of article: Page, _ list: (String, String) -> ListID
  ) {
    guard let part = ArticleGroups.part(of: field.value) else { return }
    let list = list(part, article.language)
    if let new = renamed[list] {
      edits.append(Edit(article: article, field: field, word: new.word))
      return
    }
    guard renamed.values.contains(where: { $0.list == list }) else { return }
    // Two people of one name are two files at one address, which is said better.
    if case .person = list { return }
    problems.append(
      Diagnostic(
        .rename, .error,
        "`\(field.value)` is a \(list.folder == "topics" ? "topic" : "series") already, and of two there would be one",
        at: article.document.frontMatter.place(of: field.range),
        suggestion: "choose another name; to make one of two, write this word in the other articles"
      ))
  }

  /// The list above which each text stands.
  private static func lists(of site: Site) -> [SourcePath: ListID] {
    let found = site.placements.compactMap { placement in
      placement.page?.list.map { (placement.path, $0) }
    }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }

  /// Whether each published article belongs to the same topics, series and people as before.
  func keepsTogether(_ before: Site, _ after: Site, _ changes: SourceChanges) -> Bool {
    let articles = Dictionary(
      after.pages.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    func moved(_ list: ListID) -> ListID { renamed[list]?.list ?? list }
    func topics(_ article: Page) -> [ListID] {
      article.summary.topics.compactMap { part in
        part.map { .topic($0, language: article.language) }
      }
    }
    func people(_ article: Page, in site: Site) -> [SourcePath] {
      (site.organisation.authors[article.id] ?? []).map { site[$0].path }
    }
    return before.pages.filter { $0.kind == .article }.allSatisfy { article in
      guard let other = articles[changes.place(of: article.path)] else { return false }
      return topics(article).map(moved) == topics(other)
        && before.organisation.series(of: article.id).map(moved)
          == after.organisation.series(of: other.id)
        && people(article, in: before).map(changes.place) == people(other, in: after)
    }
  }
}
