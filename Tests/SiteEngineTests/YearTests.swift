import Testing

/// The articles of each year.
@Suite struct YearTests {
  private let templates = """
    == Themes/plain/year.mustache
    {{title}}|{{#articles}}{{title}} {{/articles}}|{{#pagination}}{{number}}/{{count}}{{/pagination}}|{{#years}}{{name}}={{url}}:{{count}}{{#is-current}}*{{/is-current}} {{/years}}
    == Themes/plain/articles.mustache
    {{#has-years}}years:{{#years}} {{name}}={{url}}:{{count}}{{/years}}{{/has-years}}

    """

  @Test func `each year has its articles, newest first, and the lists lead there`() throws {
    let site = try TestSite(
      templates + OrganisationSite.article("a", "2024-12-31")
        + OrganisationSite.article("b", "2026-01-01")
        + OrganisationSite.article("c", "2026-02-01")
        + OrganisationSite.article("later", "2027-01-01"))
    #expect(
      try site.page("articles/2026/index.html")
        == "Articles 2026|c b ||2026=/articles/2026/:2* 2024=/articles/2024/:1 \n")
    #expect(
      try site.page("articles/index.html")
        == "years: 2026=/articles/2026/:2 2024=/articles/2024/:1\n")
    #expect(try !site.outputs().contains("articles/2027/index.html"))
  }

  @Test func `a single year is the list of articles, and has none of its own`() throws {
    let site = try TestSite(
      templates + OrganisationSite.article("a", "2026-12-31\ndraft: true")
        + OrganisationSite.article("b", "2026-01-01")
        + OrganisationSite.article("c", "2025-01-01\nexpires: 2025-02-01"))
    #expect(try !site.outputs().contains { $0.hasPrefix("articles/20") })
    #expect(try site.page("articles/index.html") == "\n")
  }

  @Test func `a year with very many articles comes in pages of a hundred`() throws {
    let site = try TestSite(
      templates + OrganisationSite.article("old", "2025-01-01")
        + (0...100).map { OrganisationSite.article("a\($0)", "2026-01-01") }.joined())
    #expect(try site.page("articles/2026/index.html").contains("|1/2|"))
    #expect(try site.page("articles/2026/page/2/index.html").contains("|2/2|"))
  }

  @Test func `an article where a year lives is an error that shows a date`() throws {
    let site = try TestSite(
      OrganisationSite.article("2026", "2025-01-01") + OrganisationSite.article("b", "2026-01-01"))
    #expect(
      try site.problems() == """
        Content/articles/2026.md: error: two things would be published at `/articles/2026/` [same-address]
          attune makes the list of the year 2026 there: Content/articles/b.md:3:7
          help: give one of them another `slug:`

        1 error

        """)
  }
}
