import Templates

/// A year in which articles appeared; its number is the year.
let yearView = RecordView(
  name: "years",
  fields: [
    ViewField("name", .text) { id, _ in .text("\(id)") },
    ViewField("url", .url) { id, scope in
      let url = scope.firstPage(of: .year(id, language: scope.output.language))
      return .url(scope.href(url))
    },
    ViewField("count", .number) { id, scope in
      let years = scope.years()
      return .number(years.first { $0.name == "\(id)" }?.count ?? 0)
    },
    ViewField("is-current", .flag) { id, scope in
      .flag(scope.list == .year(id, language: scope.output.language))
    },
  ])

/// What lists of articles show of the years.
let yearListFields: [ViewField] = [
  ViewField("has-years", .flag) { _, scope in .flag(!scope.years().isEmpty) },
  ViewField("years", .list(of: .record(ViewKind.year))) { _, scope in
    let years = scope.years()
    return .list(
      years.compactMap { Int($0.name) }.map { .record(TemplateRecord(ViewKind.year, $0)) })
  },
]
