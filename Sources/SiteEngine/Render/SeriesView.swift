import Templates

/// The series of the article being shown.
let seriesView = RecordView(
  name: "series",
  fields: [
    ViewField("name", .text) { _, scope in
      guard let list = scope.ownSeries?.list else { return .null }
      return optional(scope.name(of: list))
    },
    ViewField("url", .url) { _, scope in
      guard let list = scope.ownSeries?.list else { return .null }
      let url = scope.firstPage(of: list)
      return .url(scope.href(url))
    },
    ViewField("number", .number) { _, scope in .number((scope.ownSeries?.position ?? 0) + 1) },
    ViewField("count", .number) { _, scope in .number(scope.ownSeries?.count ?? 0) },
    ViewField("articles", .list(of: .record(ViewKind.entry))) { _, scope in
      guard let place = scope.ownSeries else { return .list([]) }
      return .list(scope.articles(of: place.list, 0..<place.count).map(entry))
    },
    ViewField("previous", .record(ViewKind.entry)) { _, scope in entry(scope.ownSeries?.previous) },
    ViewField("next", .record(ViewKind.entry)) { _, scope in entry(scope.ownSeries?.next) },
  ])

/// What an article says of the series that it is a part of.
let seriesFields: [ViewField] = [
  ViewField("series", .record(ViewKind.series)) { _, scope in
    scope.ownSeries == nil ? .null : .record(TemplateRecord(ViewKind.series, 0))
  }
]

extension RenderScope {
  /// Where in its series the article stands that this output shows.
  fileprivate var ownSeries: SeriesPlace? {
    mutating get {
      guard let subject else { return nil }
      return series(of: subject)
    }
  }
}
