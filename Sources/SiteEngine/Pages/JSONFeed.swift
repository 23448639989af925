extension PageFamily {
  /// The newest articles as JSON Feed 1.1.
  static let jsonFeed = feed(.json, .jsonFeed, plural: "JSON feeds") { feed, bytes in
    JSONValue.object([
      "version": .text("https://jsonfeed.org/version/1.1"),
      "title": .text(feed.name),
      "description": feed.description.map { .text($0) },
      "home_page_url": .text(feed.home),
      "feed_url": .text(feed.address),
      "language": .text(feed.language),
      "authors": authors([Feed.Author(name: feed.name, address: feed.home)]),
      "items": .list(feed.entries.map { item($0, of: feed) }),
    ]).append(to: &bytes)
    bytes.append(0x0A)
  }

  private static func authors(_ authors: [Feed.Author]) -> JSONValue {
    .list(authors.map { .object(["name": .text($0.name), "url": .text($0.address)]) })
  }

  private static func item(_ entry: Feed.Entry, of feed: Feed) -> JSONValue {
    .object([
      "id": .text(entry.address),
      "url": .text(entry.address),
      "title": .text(entry.title),
      "summary": entry.summary.isEmpty ? nil : .text(entry.summary),
      "content_html": .bytes(entry.html),
      "date_published": entry.published.map { .text(feed.zone.internetDate(of: $0)) },
      "date_modified": entry.updated.map { .text(feed.zone.internetDate(of: $0)) },
      // Without their own, items have those of the feed.
      "authors": entry.authors.isEmpty ? nil : authors(entry.authors),
      "tags": entry.tags.isEmpty ? nil : .list(entry.tags.map { .text($0) }),
    ])
  }
}
