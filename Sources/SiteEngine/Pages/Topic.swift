import Templates

extension PageFamily {
  /// The articles of one topic, newest first, in pages.
  static let topic = PageFamily(
    plural: "topic pages",
    fields: [
      ViewField("title", .text) { _, scope in .text(scope.listedTopic) },
      ViewField("description", .text) { _, _ in .null },
    ] + topicListFields + listFields,
    fallback: .articles,
    plan: { site in
      site.topics.flatMap { plan($0.list, as: .topic, in: site) }
    })
}

extension RenderScope {
  /// What the topic is called whose articles this output lists.
  fileprivate var listedTopic: String {
    mutating get {
      guard let list, let position = topicPosition(of: list) else { return "" }
      return topic(at: position).name
    }
  }
}
