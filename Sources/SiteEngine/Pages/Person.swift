import Templates

extension PageFamily {
  /// Somebody who writes articles: who that is, and the articles, newest first, in pages.
  static let person = PageFamily(
    plural: "pages of people",
    fields: groupFields + topicListFields + yearListFields + listFields
      + personFields.map { field in
        // On the own page the person is the page's subject.
        ViewField(field.name, field.type) { _, scope in
          scope.subject.map { field.read($0.number, &scope) } ?? .null
        }
      },
    fallback: .topic,
    plan: { site in
      let people = site.organisation.textLists.filter {
        if case .person = $0 { true } else { false }
      }
      return people.flatMap { plan($0, as: .person, in: site) }
    })
}
