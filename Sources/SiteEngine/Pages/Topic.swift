import Templates

extension PageFamily {
  /// The articles of one topic, newest first, in pages, below what its author says of it.
  static let topic = PageFamily(
    plural: "topic pages", fields: groupFields + topicListFields + yearListFields + listFields,
    fallback: .articles,
    plan: { site in
      let written = site.organisation.textLists.filter {
        if case .topic = $0 { true } else { false }
      }
      return (site.topics.map(\.list) + written).flatMap { plan($0, as: .topic, in: site) }
    })

  /// What a list has that has a name: the text that stands above it, on its first page.
  static let groupFields: [ViewField] = [
    ViewField("title", .text) { _, scope in .text(scope.listedName) },
    ViewField("description", .text) { _, scope in
      optional(scope.writtenDescription)
    },
    ViewField("content", .html) { _, scope in
      guard let subject = scope.subject, scope.listPage.number == 1 else { return .null }
      return .html(scope.content(of: subject))
    },
    videoField,
  ]
}

extension RenderScope {
  /// What the list is called that this output shows.
  fileprivate var listedName: String {
    mutating get {
      if let subject { return summary(of: subject).title }
      return list.flatMap { name(of: $0) } ?? ""
    }
  }

  /// What the author says of the list in a sentence; on its later pages it would say the same again.
  fileprivate var writtenDescription: String? {
    mutating get {
      guard let subject, listPage.number == 1 else { return nil }
      return summary(of: subject).description
    }
  }
}
