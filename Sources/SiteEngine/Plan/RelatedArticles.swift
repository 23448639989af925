import Documents

/// The articles that have most to do with one, at most ``relatedCount``.
///
/// Each topic that both have counts one, the same series one, and a link from the article's text two; of
/// two that count the same the newer one comes first. What links to the article counts nothing: no edit of
/// a text must change another page. Of a topic the newest ``relatedLimit`` articles are looked at, so that
/// the work does not grow with the site.
func relatedArticles(to id: PageID, in site: Site, _ plan: Plan) -> [PageID] {
  guard let page = site.page(id), page.kind == .article else { return [] }
  var search = RelatedSearch(page, in: site)
  for case let part? in page.summary.topics {
    search.add(site.articles(of: .topic(part, language: page.language)))
  }
  if let series = site.organisation.series(of: id) {
    search.add(inAnyOrder: site.articles(of: series), weight: 1)
  }
  search.add(inAnyOrder: plan.links.targets(of: page, in: site), weight: 2)
  return search.best()
}

/// How many related articles a page shows.
let relatedCount = 3

/// How many articles of a topic are looked at.
let relatedLimit = 200

/// The working state of ``relatedArticles(to:in:_:)``.
///
/// Every list is walked from the newest article to the oldest at once, so that an article is met with all
/// that speaks for it, and no table of the whole site is needed.
private struct RelatedSearch {
  private struct Row {
    let articles: ArraySlice<PageID>
    let weight: Int
    var next: Int
    /// The place of the next article among all of its language; `.max` behind the last.
    var rank: Int
  }

  private let page: Page
  private let site: Site
  private var rows: [Row] = []

  init(_ page: Page, in site: Site) {
    self.page = page
    self.site = site
  }

  /// Adds articles, the newest first.
  mutating func add(_ articles: [PageID], weight: Int = 1) {
    let articles = articles.prefix(relatedLimit)
    var row = Row(articles: articles, weight: weight, next: articles.startIndex - 1, rank: 0)
    advance(&row)
    rows.append(row)
  }

  /// Adds articles in any order, those of other languages among them.
  mutating func add(inAnyOrder articles: [PageID], weight: Int) {
    guard !articles.isEmpty else { return }
    var ranks: [(rank: Int, id: PageID)] = []
    for id in articles {
      guard let other = site.page(id), other.language == page.language,
        let rank = site.rank(of: id)
      else { continue }
      ranks.append((rank, id))
    }
    ranks.sort { $0.rank < $1.rank }
    add(ranks.map(\.id), weight: weight)
  }

  private func advance(_ row: inout Row) {
    row.next += 1
    row.rank =
      row.next < row.articles.endIndex ? site.rank(of: row.articles[row.next]) ?? .max : .max
  }

  /// The articles with the highest counts.
  mutating func best() -> [PageID] {
    var best: [(id: PageID, count: Int)] = []
    while true {
      var lowest = Int.max
      for row in rows where row.rank < lowest { lowest = row.rank }
      guard lowest < .max else { return best.map(\.id) }
      var count = 0
      var id = page.id
      for index in rows.indices {
        // One list may have an article twice: a text may link to another one twice.
        var isCounted = false
        while rows[index].rank == lowest {
          if !isCounted { count += rows[index].weight }
          isCounted = true
          id = rows[index].articles[rows[index].next]
          advance(&rows[index])
        }
      }
      guard id != page.id else { continue }
      // Those that come later are older, and stand behind their equals.
      let place = best.firstIndex { $0.count < count } ?? best.count
      guard place < relatedCount else { continue }
      best.insert((id, count), at: place)
      if best.count > relatedCount { best.removeLast() }
    }
  }
}
