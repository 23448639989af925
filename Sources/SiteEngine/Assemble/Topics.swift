import Diagnostics
import Documents

/// What the articles of one language with the same tag have in common.
struct Topic: Sendable {
  /// The list of its articles.
  let list: ListID
  /// What readers see of it: the tag as most of its articles write it.
  let name: String
  /// How many articles it has.
  let count: Int
}

extension RuleID {
  /// A tag that leaves nothing to make an address of.
  static let topicName = RuleID("topic-name")
  /// A tag that other articles spell differently.
  static let topicSpelling = RuleID("topic-spelling")
}

/// The topics that the tags of articles make.
struct Topics {
  /// The topics, in the order of the languages that were given, then of their parts of addresses.
  let topics: [Topic]
  /// The articles of each, in the order of the articles that were given.
  let lists: [ListID: [PageID]]
  /// Tags that no topic can be made of, and those that are spelled otherwise elsewhere.
  let diagnostics: [Diagnostic]
  /// The fingerprint of everything that they were made from, but for the places of the tags.
  private let origin: Fingerprint

  /// Makes topics of the tags of articles, the newest first.
  ///
  /// Tags with the same part in an address are one topic, so `PTSD` and `ptsd` are. It is called what
  /// most of its articles call it, and of two names that are as frequent, what it was called first: so
  /// an article that is new or mistyped renames no topic, and the warning stands where the slip is.
  ///
  /// - Complexity: O(*n* log *n*) in the number of tags.
  init(of articles: [Page], languages: [String], keeping last: Topics? = nil) {
    origin = Self.origin(of: articles, languages)
    // Problems have places, which move with any edit of the front matter.
    if let last, last.origin == origin, last.diagnostics.isEmpty {
      (topics, lists, diagnostics) = (last.topics, last.lists, [])
      return
    }
    var groups: [String: [String: TopicArticles]] = [:]
    var diagnostics: [Diagnostic] = []
    for article in articles {
      for (index, part) in article.summary.topics.enumerated() {
        if let part {
          groups[article.language, default: [:]][part, default: TopicArticles()].add(article, index)
        } else {
          diagnostics.append(article.unusable(article.document.frontMatter.tags[index]))
        }
      }
    }
    var topics: [Topic] = []
    var lists: [ListID: [PageID]] = [:]
    for language in languages {
      let inOrder = (groups[language] ?? [:]).sorted { left, right in
        left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
      }
      for (part, group) in inOrder {
        let list = ListID.topic(part, language: language)
        topics.append(Topic(list: list, name: group.name, count: group.articles.count))
        lists[list] = group.articles
        diagnostics += group.diagnostics
      }
    }
    self.topics = topics
    self.lists = lists
    self.diagnostics = diagnostics
  }

  private static func origin(of articles: [Page], _ languages: [String]) -> Fingerprint {
    var result = Fingerprint()
    for language in languages { result.combine(language) }
    for article in articles {
      result.combine(article.id.number)
      result.combine(article.language)
      for tag in article.summary.tags { result.combine(tag) }
    }
    return result
  }

  /// The part of a topic's address that a tag makes; `nil` when it makes none.
  static func part(of tag: String) -> String? {
    let part = slug(of: composed(tag))
    return part.isEmpty || part.utf8.count > SiteURL.nameLimit ? nil : part
  }
}

/// The working state of one topic: its articles, and how each spells it.
private struct TopicArticles {
  /// One tag of one article.
  struct Use {
    let article: Page
    /// Which of the article's tags it is.
    let index: Int
    /// The place of the article in the topic, the newest being 0.
    let position: Int

    var tag: Field<String> { article.document.frontMatter.tags[index] }
    var place: SourcePlace { article.document.frontMatter.place(of: tag.range) }

    /// Whether this use of the topic came before another.
    func isOlder(than other: Use) -> Bool {
      position != other.position
        ? position > other.position : tag.range.lowerBound < other.tag.range.lowerBound
    }
  }

  private(set) var articles: [PageID] = []
  /// The uses of each spelling, in the order in which they were added.
  private var spellings: [String: [Use]] = [:]

  /// Adds a tag of an article; the articles come newest first.
  mutating func add(_ article: Page, _ index: Int) {
    // One article may have two spellings of one topic.
    if articles.last != article.id { articles.append(article.id) }
    let use = Use(article: article, index: index, position: articles.count - 1)
    spellings[article.summary.tags[index], default: []].append(use)
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

  /// A warning for each tag with another spelling than the topic's.
  var diagnostics: [Diagnostic] {
    guard spellings.count > 1 else { return [] }
    let name = name
    let example = spellings[name]?.last.map(\.place)
    return spellings.filter { $0.key != name }.values.joined().map { use in
      Diagnostic(
        .topicSpelling, .warning,
        "`\(use.tag.value)` is the topic `\(name)` in another spelling",
        at: use.place,
        suggestion: "write `\(name)`",
        related: example.map { [Diagnostic.Related("the topic is called so here", at: $0)] } ?? [])
    }
  }
}

extension Page {
  /// Says that no topic can be made of a tag.
  fileprivate func unusable(_ tag: Field<String>) -> Diagnostic {
    let isLong = !slug(of: composed(tag.value)).isEmpty
    return Diagnostic(
      .topicName, .error,
      isLong
        ? "this tag is too long for an address: \(SiteURL.nameLimit) bytes at most"
        : "`\(tag.value)` has no letter or digit to make a topic of",
      at: document.frontMatter.place(of: tag.range),
      suggestion: isLong ? "write a shorter one" : "write a word, or remove it")
  }
}
