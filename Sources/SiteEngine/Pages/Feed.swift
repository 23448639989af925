import Documents

/// The newest articles of a language with their whole text, as every format of feed shows them.
///
/// A value that the formats only write down, so that none of them can say something else.
struct Feed {
  /// Somebody who wrote an article.
  struct Author {
    let name: String
    /// The whole address of the person's page.
    let address: String
  }

  /// One article.
  struct Entry {
    let title: String
    /// Its whole address, which is also its name for ever.
    let address: String
    let summary: String
    let tags: [String]
    /// Who wrote it, as far as it says so; where it does not, the practice did.
    let authors: [Author]
    let published: Instant?
    /// When it last said something new, which is never before it was published.
    let updated: Instant?
    /// Its text, fit for other people's pages.
    let html: [UInt8]
  }

  /// The formats.
  enum Format: String, CaseIterable {
    case rss = "feed.xml"
    case atom = "atom.xml"
    case json = "feed.json"

    /// Where a site has the feed of this format, in its own language.
    var path: String { "/" + rawValue }
  }

  /// How many articles a feed has; more would make every visit of a reader's program slow.
  static let size = 20

  /// The practice's name.
  let name: String
  let description: String?
  let language: String
  /// The whole address of the home page.
  let home: String
  /// The whole address of the feed itself.
  let address: String
  /// The zone in which its dates are written.
  let zone: TimeZoneRules
  /// The articles, newest first; equal dates in the order of the files' paths.
  let entries: [Entry]

  /// When the newest thing in it was said; `nil` when it is empty.
  ///
  /// Never the time of a build: a feed without news must be the same bytes.
  var updated: Instant? { entries.compactMap(\.updated).max() }
}

extension RenderScope {
  /// The feed of this output's language.
  mutating func feed() -> Feed {
    let origin = setting(.url, \.url.origin)
    let newest = articles(of: .articles(language: output.language), 0..<Feed.size)
    var entries: [Feed.Entry] = []
    for id in newest { entries.append(feedEntry(id, origin: origin)) }
    return Feed(
      name: setting(.name, \.name), description: setting(.description, \.description),
      language: output.language, home: absolute(localized("/")), address: absolute(output.url),
      zone: setting(.timeZone, \.timeZone), entries: entries)
  }

  private mutating func feedEntry(_ id: PageID, origin: String) -> Feed.Entry {
    let summary = summary(of: id)
    let address = absolute(summary.url)
    var people: [Feed.Author] = []
    for author in authors(of: id) {
      let person = self.summary(of: author)
      people.append(Feed.Author(name: person.title, address: absolute(person.url)))
    }
    return Feed.Entry(
      title: summary.title, address: address, summary: summary.description, tags: summary.tags,
      authors: people,
      published: summary.published, updated: summary.lastSaid,
      html: portableHTML(content(of: id, for: .feed), of: address, origin: origin))
  }
}

extension PageSummary {
  /// When the page last said something new.
  ///
  /// A day without a time begins at midnight: what was published at noon and updated on the same day
  /// was not updated before it was there.
  var lastSaid: Instant? { [published, revised].compactMap { $0 }.max() }
}

extension PageFamily {
  /// A family that makes one feed of each language.
  static func feed(
    _ format: Feed.Format, _ id: ID, plural: String,
    _ write: @escaping @Sendable (_ feed: Feed, _ bytes: inout [UInt8]) -> Void
  ) -> PageFamily {
    PageFamily(
      plural: plural, making: .code { scope, bytes in write(scope.feed(), &bytes) },
      plan: { site in
        site.languages.map { language in
          PlannedOutput(
            url: SiteURL(site.prefix(of: language) + format.rawValue), family: id,
            language: language, subject: .single)
        }
      })
  }
}
