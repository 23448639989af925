import Testing

/// Articles in an order of their own, each leading to the next part.
@Suite struct SeriesTests {
  private func site(_ articles: String, _ more: String = "") throws -> TestSite {
    try TestSite(
      OrganisationSite.articleTemplate + articles
        + """
        == Themes/plain/series.mustache
        {{title}}|{{#content}}{{{content}}}{{/content}}|{{#articles}}{{title}} {{/articles}}|{{first-number}}{{#pagination}} {{number}}/{{count}}{{/pagination}}

        """ + more)
  }

  private func part(_ name: String, _ date: String, order: Int? = nil, series: String = "Sleep")
    -> String
  {
    OrganisationSite.article(
      name, date, "series: \(series)" + (order.map { "\nseries-order: \($0)" } ?? ""))
  }

  @Test func `the oldest part comes first, and each leads to the one before and after`() throws {
    let site = try site(
      part("three", "2026-03-01") + part("one", "2026-01-01") + part("two", "2026-02-01")
        + OrganisationSite.article("other", "2026-02-15"))
    #expect(try site.problems() == "")
    #expect(try site.page("series/sleep/index.html") == "Sleep||one two three |1\n")
    #expect(
      try site.page("articles/two/index.html")
        == "two in Sleep=/series/sleep/ 2/3 after one before three (one two* three ) see three one\n"
    )
    #expect(
      try site.page("articles/one/index.html").hasPrefix(
        "one in Sleep=/series/sleep/ 1/3 before two ("))
    #expect(
      try site.page("articles/three/index.html").hasPrefix(
        "three in Sleep=/series/sleep/ 3/3 after two ("))
    #expect(try site.page("articles/other/index.html") == "other\n")
  }

  @Test func `parts that ask for a place stand first, in that order`() throws {
    let site = try site(
      part("a", "2026-01-01") + part("b", "2026-02-01", order: 2)
        + part("c", "2026-03-01", order: 1) + part("d", "2026-01-15"))
    #expect(try site.page("series/sleep/index.html") == "Sleep||c b a d |1\n")
  }

  @Test func `a long series comes in pages that go on counting, with its own text above the first`()
    throws
  {
    let site = try site(
      part("a", "2026-01-01") + part("b", "2026-02-01") + part("c", "2026-03-01"),
      "== Content/series/sleep.md\n---\ntitle: Sleeping well\n---\nAll of it.\n")
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "articles-per-page: 2\n").utf8))
    #expect(try site.problems() == "")
    #expect(
      try site.page("series/sleep/index.html")
        == "Sleeping well|<p>All of it.</p>\n|a b |1 1/2\n")
    #expect(try site.page("series/sleep/page/2/index.html") == "Sleeping well||c |3 2/2\n")
    #expect(try site.page("articles/c/index.html").hasPrefix("c in Sleeping well=/series/sleep/"))
  }

  @Test func `drafts, later and expired parts are none`() throws {
    let site = try site(
      part("a", "2026-01-01") + part("b", "2026-02-01", series: "Sleep\ndraft: true")
        + part("c", "2026-12-24") + part("d", "2026-03-01", series: "Sleep\nexpires: 2026-04-01")
        + part("e", "2026-05-01"))
    #expect(try site.page("series/sleep/index.html") == "Sleep||a e |1\n")
    #expect(
      try site.page("articles/a/index.html").hasPrefix("a in Sleep=/series/sleep/ 1/2 before e ("))
  }

  @Test func `what is wrong with series is said at its place`() throws {
    let site = try site(
      part("a", "2026-01-01", order: 1) + part("b", "2026-02-01", order: 1)
        + part("c", "2026-03-01", series: "sleep") + part("d", "2026-04-01", series: "\"!?\"")
        + OrganisationSite.article("e", "2026-05-01", "series-order: 3")
        + OrganisationSite.article("f", "2026-05-01", "sereis: Sleep"),
      "== Content/series/slep.md\n---\ntitle: S\n---\n")
    #expect(
      try site.problems() == """
        Content/articles/b.md:5:15: warning: another part of the series `Sleep` has the place 1 too [series-order]
         5 | series-order: 1
           |               ^
          the other one: Content/articles/a.md:5:15
          help: give each part a number of its own; until then the older one comes first

        Content/articles/c.md:4:9: warning: `sleep` is the series `Sleep` in another spelling [series-spelling]
         4 | series: sleep
           |         ^^^^^
          the series is called so here: Content/articles/a.md:4:9
          help: write `Sleep`

        Content/articles/d.md:4:9: error: `!?` has no letter or digit to make a series of [series-name]
         4 | series: "!?"
           |         ^^^^
          help: write a word, or remove it

        Content/articles/e.md:4:1: warning: `series-order` is a place in a series, and there is no `series` [series-order]
         4 | series-order: 3
           | ^^^^^^^^^^^^^^^
          help: write the name of the series in a line `series:`, or remove this one

        Content/articles/f.md:4:1: error: `sereis` is not a field that articles have [unknown-field]
         4 | sereis: Sleep
           | ^^^^^^
          help: did you mean `series`?

        Content/series/slep.md: warning: no published article has the series `slep` [unused-text]
          help: the nearest series is `sleep`; rename the file, or write `slug: sleep`

        2 errors, 4 warnings

        """)
  }
}
