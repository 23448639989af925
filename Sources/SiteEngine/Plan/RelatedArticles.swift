import Documents

/// How many related articles a page shows.
let relatedCount = 3

/// How many articles of a topic are looked at.
let relatedLimit = 200

/// The articles that have most to do with one, at most ``relatedCount``.
///
/// Each topic that both have counts one, the same series one, and a link from the article's text two; of
/// two that count the same the newer one comes first. What links to the article counts nothing: no edit of
/// a text must change another page. Of a topic the newest ``relatedLimit`` articles are looked at, so that
/// the work does not grow with the site.
func relatedArticles(to id: PageID, in site: Site, _ plan: Plan) -> [PageID] {
  guard let page = site.page(id), page.kind == .article, let own = site.rank(of: id) else {
    return []
  }
  var rows = RelatedRows()
  for case let part? in page.summary.topics {
    rows.add(site.newestRanks(of: .topic(part, language: page.language)), weight: 1)
  }
  if let series = site.organisation.series(of: id) {
    rows.add(site.ranks(of: site.articles(of: series), in: page.language), weight: 1)
  }
  let targets = plan.links.targets(of: page, in: site)
  if !targets.isEmpty { rows.add(site.ranks(of: targets, in: page.language), weight: 2) }
  guard !rows.isEmpty else { return [] }
  let articles = site.articles(of: .articles(language: page.language))
  return rows.best(but: Int32(truncatingIfNeeded: own)).map { articles[Int($0)] }
}

/// Lists of articles by their places among all articles of a language, the newest being 0.
///
/// They are walked from the newest article to the oldest at once, so that an article is met with all that
/// speaks for it, and no table of the whole site is needed. Numbers lie one behind the other in one piece of
/// memory, since this is done for every article.
private struct RelatedRows {
  private var ranks: [Int32] = []
  /// Where each row begins among ``ranks``; it ends with the largest number.
  private var starts: [Int] = []
  private var weights: [Int] = []

  var isEmpty: Bool { starts.isEmpty }

  /// Adds articles, the newest first.
  mutating func add(_ row: some Collection<Int32>, weight: Int) {
    guard !row.isEmpty else { return }
    starts.append(ranks.count)
    weights.append(weight)
    ranks += row
    ranks.append(.max)
  }

  /// The places of the articles with the highest counts, without one.
  consuming func best(but own: Int32) -> [Int32] {
    var heads = starts
    return ranks.withUnsafeBufferPointer { ranks in
      heads.withUnsafeMutableBufferPointer { heads in
        weights.withUnsafeBufferPointer { Self.best(ranks, heads, $0, but: own) }
      }
    }
  }

  private static func best(
    _ ranks: UnsafeBufferPointer<Int32>, _ heads: UnsafeMutableBufferPointer<Int>,
    _ weights: UnsafeBufferPointer<Int>, but own: Int32
  ) -> [Int32] {
    var best: [(rank: Int32, count: Int)] = []
    // What an article must count to be among the best, and what one can count that is still to come.
    var least = 1
    var most = weights.reduce(0, +)
    while least <= most {
      var lowest = Int32.max
      for row in 0..<heads.count { lowest = min(lowest, ranks[heads[row]]) }
      guard lowest < .max else { break }
      var count = 0
      for row in 0..<heads.count where ranks[heads[row]] == lowest {
        count += weights[row]
        // A row may have an article twice: a text may link to another one twice.
        while ranks[heads[row]] == lowest { heads[row] += 1 }
        if ranks[heads[row]] == .max { most -= weights[row] }
      }
      guard count >= least, lowest != own else { continue }
      // Those that come later are older, and stand behind their equals.
      let place = best.firstIndex { $0.count < count } ?? best.count
      best.insert((lowest, count), at: place)
      if best.count > relatedCount { best.removeLast() }
      if best.count == relatedCount { least = best[relatedCount - 1].count + 1 }
    }
    return best.map(\.rank)
  }
}
