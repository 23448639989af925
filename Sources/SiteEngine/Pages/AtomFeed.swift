import Documents

extension PageFamily {
  /// The newest articles as Atom (RFC 4287).
  static let atomFeed = feed(.atom, .atomFeed, plural: "Atom feeds") { feed, bytes in
    var xml = XMLText()
    let attributes = [
      (name: "xmlns", value: "http://www.w3.org/2005/Atom"),
      (name: "xml:lang", value: feed.language),
    ]
    xml.element("feed", attributes) { write(feed, to: &$0) }
    bytes = xml.bytes
  }

  /// What Atom is told of a feed without articles: it wants a date, and any day on which there is
  /// something to read comes after this one.
  private static let beforeEverything = Instant(secondsSinceEpoch: 0)

  private static func write(_ feed: Feed, to xml: inout XMLText) {
    xml.element("title", text: feed.name)
    if let description = feed.description { xml.element("subtitle", text: description) }
    xml.element("id", text: feed.address)
    xml.emptyElement(
      "link", [("rel", "self"), ("type", "application/atom+xml"), ("href", feed.address)])
    xml.emptyElement("link", [("rel", "alternate"), ("type", "text/html"), ("href", feed.home)])
    xml.element("updated", text: feed.zone.internetDate(of: feed.updated ?? beforeEverything))
    xml.element("author") { $0.element("name", text: feed.name) }
    for entry in feed.entries {
      xml.element("entry") { xml in
        xml.element("title", text: entry.title)
        xml.element("id", text: entry.address)
        xml.emptyElement(
          "link", [("rel", "alternate"), ("type", "text/html"), ("href", entry.address)])
        if let published = entry.published {
          xml.element("published", text: feed.zone.internetDate(of: published))
        }
        xml.element("updated", text: feed.zone.internetDate(of: entry.updated ?? beforeEverything))
        for author in entry.authors {
          xml.element("author") {
            $0.element("name", text: author.name)
            $0.element("uri", text: author.address)
          }
        }
        for tag in entry.tags { xml.emptyElement("category", [("term", tag)]) }
        if !entry.summary.isEmpty { xml.element("summary", text: entry.summary) }
        xml.element("content", [("type", "html")], text: entry.html)
      }
    }
  }
}
