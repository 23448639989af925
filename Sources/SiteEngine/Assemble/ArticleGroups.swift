import Diagnostics
import Documents

/// What the articles of one language with the same word in their front matter have in common: a topic or
/// a series.
struct ArticleGroup: Sendable {
  /// The list of its articles.
  let list: ListID
  /// What readers see of it: the title of the text that stands above it, or the word as most of its
  /// articles write it.
  let name: String
  /// How many articles it has.
  let count: Int
}

extension RuleID {
  /// A tag that leaves nothing to make an address of.
  static let topicName = RuleID("topic-name")
  /// A tag that other articles spell differently.
  static let topicSpelling = RuleID("topic-spelling")
  /// A name of a series that leaves nothing to make an address of.
  static let seriesName = RuleID("series-name")
  /// A name of a series that other articles spell differently.
  static let seriesSpelling = RuleID("series-spelling")
  /// A place in a series that says nothing, or that another article has.
  static let seriesOrder = RuleID("series-order")
}

/// What groups articles: their tags, or the series that they name.
enum Grouping: Sendable {
  case topic, series

  /// The parts of addresses that an article's words make; `nil` for one that makes none.
  fileprivate func parts(of article: Page) -> [String?] {
    switch self {
    case .topic: article.summary.topics
    case .series:
      article.belonging?.series.map { [ArticleGroups.part(of: $0.value)] }
        ?? []
    }
  }

  /// An article's words, as its author wrote them.
  fileprivate func fields(of article: Page) -> [Field<String>] {
    switch self {
    case .topic: article.document.frontMatter.tags
    case .series: article.belonging?.series.map { [$0] } ?? []
    }
  }

  /// The list of the articles with a word.
  fileprivate func list(_ part: String, language: String) -> ListID {
    self == .topic ? .topic(part, language: language) : .series(part, language: language)
  }

  /// What a group is called in messages.
  fileprivate var word: String { self == .topic ? "topic" : "series" }
}

/// The groups that the words of articles make.
struct ArticleGroups: Sendable {
  /// The groups, in the order of the languages that were given, then of their parts of addresses.
  let groups: [ArticleGroup]
  /// The articles of each: of a topic the newest first, of a series in its own order.
  let lists: [ListID: [PageID]]
  /// Words that no group can be made of, and those that are spelled otherwise elsewhere.
  let diagnostics: [Diagnostic]
  /// The fingerprint of everything that they were made from, but for the places of the words.
  private let origin: Fingerprint

  /// Makes groups of the words of articles, the newest first.
  ///
  /// Words with the same part in an address are one group, so `PTSD` and `ptsd` are. It is called what
  /// most of its articles call it, and of two names that are as frequent, what it was called first: so
  /// an article that is new or mistyped renames no topic, and the warning stands where the slip is.
  ///
  /// - Complexity: O(*n* log *n*) in the number of words.
  init(
    _ grouping: Grouping, of articles: [Page], languages: [String],
    keeping last: ArticleGroups? = nil
  ) {
    origin = Self.origin(grouping, of: articles, languages)
    // Problems have places, which move with any edit of the front matter.
    if let last, last.origin == origin, last.diagnostics.isEmpty {
      (groups, lists, diagnostics) = (last.groups, last.lists, [])
      return
    }
    var members: [String: [String: GroupMembers]] = [:]
    var diagnostics: [Diagnostic] = []
    for article in articles {
      for (index, part) in grouping.parts(of: article).enumerated() {
        if let part {
          members[article.language, default: [:]][part, default: GroupMembers(grouping)]
            .add(article, index)
        } else {
          let field = grouping.fields(of: article)[index]
          diagnostics.append(article.unusable(field, for: grouping))
        }
      }
    }
    var groups: [ArticleGroup] = []
    var lists: [ListID: [PageID]] = [:]
    for language in languages {
      let inOrder = (members[language] ?? [:]).sorted { left, right in
        left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
      }
      for (part, group) in inOrder {
        let list = grouping.list(part, language: language)
        groups.append(ArticleGroup(list: list, name: group.name, count: group.articles.count))
        lists[list] = grouping == .series ? group.articlesInOrder : group.articles
        diagnostics += group.diagnostics
      }
    }
    self.groups = groups
    self.lists = lists
    self.diagnostics = diagnostics
  }

  private static func origin(
    _ grouping: Grouping, of articles: [Page], _ languages: [String]
  ) -> Fingerprint {
    var result = Fingerprint()
    for language in languages { result.combine(language) }
    for article in articles {
      switch grouping {
      case .topic:
        result.combine(article.id.number)
        result.combine(article.language)
        for tag in article.summary.tags { result.combine(tag) }
      case .series:
        guard let belonging = article.belonging else { continue }
        result.combine(article.id.number)
        result.combine(article.language)
        result.combine(belonging.series?.value ?? "")
        result.combine(belonging.seriesOrder?.value ?? .max)
      }
    }
    return result
  }

  /// The part of a group's address that a word makes; `nil` when it makes none.
  static func part(of word: String) -> String? {
    let part = slug(of: composed(word))
    return part.isEmpty || part.utf8.count > SiteURL.nameLimit ? nil : part
  }
}

/// The working state of one group: its articles, and how each spells it.
private struct GroupMembers {
  /// One word of one article.
  struct Use {
    let article: Page
    let field: Field<String>
    /// The place of the article in the group, the newest being 0.
    let position: Int

    var place: SourcePlace { article.document.frontMatter.place(of: field.range) }

    /// Whether this use of the word came before another.
    func isOlder(than other: Use) -> Bool {
      position != other.position
        ? position > other.position : field.range.lowerBound < other.field.range.lowerBound
    }

    /// Where a series has the article.
    var order: Field<Int>? { article.belonging?.seriesOrder }
  }

  private let grouping: Grouping
  private(set) var articles: [PageID] = []
  /// The uses of each spelling, in the order in which they were added.
  private var spellings: [String: [Use]] = [:]

  init(_ grouping: Grouping) { self.grouping = grouping }

  /// Adds a word of an article; the articles come newest first.
  mutating func add(_ article: Page, _ index: Int) {
    // One article may have two spellings of one topic.
    if articles.last != article.id { articles.append(article.id) }
    let field = grouping.fields(of: article)[index]
    spellings[field.value, default: []].append(
      Use(article: article, field: field, position: articles.count - 1))
  }

  /// The spelling that stands for all.
  var name: String {
    let best = spellings.max { left, right in
      let (a, b) = (left.value, right.value)
      guard a.count == b.count, let oldest = a.last, let other = b.last else {
        return a.count < b.count
      }
      return other.isOlder(than: oldest)
    }
    return composed(best?.key ?? "")
  }

  /// The articles as a series has them: those that ask for a place first, then the oldest first.
  var articlesInOrder: [PageID] { usesInOrder.map(\.article.id) }

  private var usesInOrder: [Use] {
    spellings.values.joined().sorted { left, right in
      let (a, b) = (left.order?.value ?? .max, right.order?.value ?? .max)
      return a != b ? a < b : left.position > right.position
    }
  }

  /// A warning for each word with another spelling than the group's, and for each place in a series
  /// that another article has.
  var diagnostics: [Diagnostic] { spellingProblems + (grouping == .series ? orderProblems : []) }

  private var spellingProblems: [Diagnostic] {
    guard spellings.count > 1 else { return [] }
    let name = name
    let example = spellings[name]?.last.map(\.place)
    let related = example.map {
      [Diagnostic.Related("the \(grouping.word) is called so here", at: $0)]
    }
    return spellings.filter { $0.key != name }.values.joined().map { use in
      Diagnostic(
        grouping == .topic ? .topicSpelling : .seriesSpelling, .warning,
        "`\(use.field.value)` is the \(grouping.word) `\(name)` in another spelling",
        at: use.place, suggestion: "write `\(name)`", related: related ?? [])
    }
  }

  private var orderProblems: [Diagnostic] {
    let uses = usesInOrder
    return zip(uses, uses.dropFirst()).compactMap { first, second in
      guard let order = second.order, let other = first.order, order.value == other.value else {
        return nil
      }
      return Diagnostic(
        .seriesOrder, .warning,
        "another part of the series `\(name)` has the place \(order.value) too",
        at: second.article.document.frontMatter.place(of: order.range),
        suggestion: "give each part a number of its own; until then the older one comes first",
        related: [
          Diagnostic.Related(
            "the other one", at: first.article.document.frontMatter.place(of: other.range))
        ])
    }
  }
}

extension Page {
  /// Says that no group can be made of a word.
  fileprivate func unusable(_ field: Field<String>, for grouping: Grouping) -> Diagnostic {
    let isLong = !slug(of: composed(field.value)).isEmpty
    let thing = grouping == .topic ? "tag" : "name"
    return Diagnostic(
      grouping == .topic ? .topicName : .seriesName, .error,
      isLong
        ? "this \(thing) is too long for an address: \(SiteURL.nameLimit) bytes at most"
        : "`\(field.value)` has no letter or digit to make a \(grouping.word) of",
      at: document.frontMatter.place(of: field.range),
      suggestion: isLong ? "write a shorter one" : "write a word, or remove it")
  }
}
