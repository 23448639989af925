import Templates

/// A page above the one being made; its number is its position, the home page being 0.
let wayView = RecordView(
  name: "breadcrumbs",
  fields: [
    ViewField("title", .text) { id, scope in .text(scope.title(of: scope.way()[id])) },
    ViewField("url", .url) { id, scope in
      let url = scope.url(of: scope.way()[id])
      return .url(scope.href(url))
    },
  ])

/// What every page may show of the way that leads to it.
let wayFields: [ViewField] = [
  // The home page alone is no way: every page has one to it.
  ViewField("has-breadcrumbs", .flag) { _, scope in .flag(scope.way().count > 1) },
  ViewField("breadcrumbs", .list(of: .record(ViewKind.way))) { _, scope in
    .list(scope.way().indices.map { .record(TemplateRecord(ViewKind.way, $0)) })
  },
]

/// What a page in a folder may show of the others there.
let sectionFields: [ViewField] = [
  ViewField("has-section", .flag) { _, scope in .flag(!scope.section().isEmpty) },
  ViewField("section", .list(of: .record(ViewKind.entry))) { _, scope in
    .list(scope.section().map(entry))
  },
]

/// What an article may show of those that have most to do with it.
let relatedFields: [ViewField] = [
  ViewField("has-related", .flag) { _, scope in .flag(!scope.related().isEmpty) },
  ViewField("related", .list(of: .record(ViewKind.entry))) { _, scope in
    .list(scope.related().map(entry))
  },
]

extension RenderScope {
  /// A page on the way from the home page to another one.
  enum Stop {
    case home
    case list(ListID)
    case page(PageID)
  }

  /// The pages above the one being made, the home page first.
  fileprivate mutating func way() -> [Stop] {
    if let known = knownWay { return known }
    let way = findWay()
    knownWay = way
    return way
  }

  private mutating func findWay() -> [Stop] {
    let articles = ListID.articles(language: output.language)
    switch output.family {
    case .home, .notFound: return []
    case .article: return [.home, .list(articles)]
    case .page:
      guard let subject else { return [.home] }
      return [.home] + ancestors(of: subject).map { .page($0) }
    default: break
    }
    guard let list else { return [.home] }
    var way: [Stop] = [.home]
    switch list {
    case .articles, .overview: break
    case .year: way.append(.list(articles))
    case .topic, .series, .person:
      switch overviewResident(of: list) {
      case .list(let overview): way.append(.list(overview))
      case .page(let id): way.append(.page(id))
      default:
        // Of people no list of articles is the way to one of them.
        if list.folder != "people" { way.append(.list(articles)) }
      }
    }
    if listPage.number > 1 { way.append(.list(list)) }
    return way
  }

  fileprivate mutating func title(of stop: Stop) -> String {
    switch stop {
    case .home:
      // A theme need not have a word for it.
      let word = string("home")
      return word.isEmpty ? setting(.name, \.name) : word
    case .list(let list): return title(of: list)
    case .page(let id): return summary(of: id).title
    }
  }

  fileprivate mutating func url(of stop: Stop) -> SiteURL {
    switch stop {
    case .home: localized("/")
    case .list(let list): firstPage(of: list)
    case .page(let id): summary(of: id).url
    }
  }
}
