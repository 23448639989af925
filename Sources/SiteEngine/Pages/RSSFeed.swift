extension PageFamily {
  /// The newest articles as RSS 2.0, which most readers' programs look for.
  static let rssFeed = feed(.rss, .rssFeed, plural: "RSS feeds") { feed, bytes in
    var xml = XMLText()
    var namespaces = [
      (name: "version", value: "2.0"), (name: "xmlns:atom", value: "http://www.w3.org/2005/Atom"),
      (name: "xmlns:content", value: "http://purl.org/rss/1.0/modules/content/"),
    ]
    // RSS's own `author` is an address for mail, which nobody wants to publish.
    if feed.entries.contains(where: { !$0.authors.isEmpty }) {
      namespaces.append((name: "xmlns:dc", value: "http://purl.org/dc/elements/1.1/"))
    }
    xml.element("rss", namespaces) { xml in
      xml.element("channel") { write(feed, to: &$0) }
    }
    bytes = xml.bytes
  }

  private static func write(_ feed: Feed, to xml: inout XMLText) {
    xml.element("title", text: feed.name)
    xml.element("link", text: feed.home)
    // RSS wants one.
    xml.element("description", text: feed.description ?? feed.name)
    xml.element("language", text: feed.language)
    xml.emptyElement(
      "atom:link", [("rel", "self"), ("type", "application/rss+xml"), ("href", feed.address)])
    if let updated = feed.updated {
      xml.element("lastBuildDate", text: feed.zone.mailDate(of: updated))
    }
    for entry in feed.entries {
      xml.element("item") { xml in
        xml.element("title", text: entry.title)
        xml.element("link", text: entry.address)
        xml.element("guid", [("isPermaLink", "true")], text: entry.address)
        if let published = entry.published {
          xml.element("pubDate", text: feed.zone.mailDate(of: published))
        }
        for author in entry.authors { xml.element("dc:creator", text: author.name) }
        for tag in entry.tags { xml.element("category", text: tag) }
        if !entry.summary.isEmpty {
          // The description of an item is HTML, so a `<` in the author's words is one twice.
          xml.element("description", text: htmlText(entry.summary))
        }
        xml.element("content:encoded", text: entry.html)
      }
    }
  }

  private static func htmlText(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "&"): Array("&amp;".utf8)
      case UInt8(ascii: "<"): Array("&lt;".utf8)
      case UInt8(ascii: ">"): Array("&gt;".utf8)
      default: [byte]
      }
    }
  }
}
