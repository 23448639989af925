import Templates

/// A topic; its number is its position among the topics of the site.
let topicView = RecordView(
  name: "topics",
  fields: [
    ViewField("name", .text) { id, scope in .text(scope.topic(at: id).name) },
    ViewField("url", .url) { id, scope in
      let list = scope.topic(at: id).list
      return .url(scope.href(scope.firstPage(of: list)))
    },
    ViewField("count", .number) { id, scope in .number(scope.topicCount(at: id)) },
  ].map(\.shared))

/// What the home page and the lists of articles may show of the topics of their language.
let topicListFields: [ViewField] = [
  ViewField("has-topics", .flag) { _, scope in .flag(!scope.topics().isEmpty) },
  ViewField("topics", .list(of: .record(ViewKind.topic))) { _, scope in
    .list(scope.topics().map(topic))
  },
].map(\.shared)

/// What an article, and what a list shows of it, may show of its topics.
let topicEntryFields: [ViewField] = [
  ViewField("has-topics", .flag) { id, scope in
    .flag(!scope.topics(of: PageID(number: id)).isEmpty)
  },
  ViewField("topics", .list(of: .record(ViewKind.topic))) { id, scope in
    .list(scope.topics(of: PageID(number: id)).map(topic))
  },
]

/// A topic as a template sees it.
private func topic(_ position: Int) -> TemplateValue {
  .record(TemplateRecord(ViewKind.topic, position))
}

extension RenderScope {
  /// The positions of the topics of a page, in the order of its tags, none twice.
  ///
  /// The tags of an article make topics; those of a page lead to a topic when there is one.
  mutating func topics(of id: PageID) -> [Int] {
    let summary = summary(of: id)
    var positions: [Int] = []
    for part in summary.topics {
      guard let part,
        let position = topicPosition(of: .topic(part, language: summary.language)),
        !positions.contains(position)
      else { continue }
      positions.append(position)
    }
    return positions
  }
}
