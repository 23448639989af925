import Templates

extension PageFamily {
  /// The parts of one series in its own order, in pages, below what its author says of it.
  static let series = PageFamily(
    plural: "series pages",
    fields: groupFields + topicListFields + yearListFields + listFields + [
      // Lists of parts are numbered, on every page where the one before left off.
      ViewField("first-number", .number) { _, scope in .number(scope.listedRange.lowerBound + 1) }
    ],
    fallback: .topic,
    plan: { site in
      let written = site.organisation.textLists.filter {
        if case .series = $0 { true } else { false }
      }
      return (site.organisation.series.map(\.list) + written).flatMap {
        plan($0, as: .series, in: site)
      }
    })
}
