import Testing

/// The articles that have most to do with one.
@Suite struct RelatedTests {
  private func related(_ articles: String) throws -> String {
    let site = try TestSite(
      OrganisationSite.spanish
        + "== Themes/plain/article.mustache\n{{#related}}{{title}} {{/related}}\n"
        + articles)
    let problems = try site.problems()
    #expect(!problems.contains("error"), "\(problems)")
    return try site.page("articles/it/index.html")
  }

  private func article(_ name: String, _ date: String, _ lines: String = "", text: String = "")
    -> String
  { OrganisationSite.article(name, date, lines, text: text) }

  @Test func `more topics in common come first, then the newer article, at most three`() throws {
    #expect(
      try related(
        article("it", "2026-01-01", "tags: [a, b, c]") + article("p", "2026-01-02", "tags: [a]")
          + article("q", "2025-01-01", "tags: [a, b, c]")
          + article("r", "2026-01-03", "tags: [b, z]")
          + article("s", "2026-01-04", "tags: [z]") + article("t", "2025-01-02", "tags: [c, b]"))
        == "q t r \n")
  }

  @Test func `a link counts two and a series one, and neither needs a topic`() throws {
    #expect(
      try related(
        article(
          "it", "2026-01-01", "tags: [a]\nseries: S",
          text: "[L](p.md) [Again](/articles/p/) [Self](it.md)")
          + article("p", "2024-01-01") + article("q", "2025-01-01", "series: S")
          + article("r", "2025-01-02", "tags: [a]\nseries: S")
          + article("s", "2026-02-02", "tags: [a]"))
        == "r p s \n")
  }

  @Test func `what links to an article is not related by that, nor is what nobody reads`() throws {
    #expect(
      try related(
        article("it", "2026-01-01", "tags: [a]") + article("p", "2026-01-02", text: "[L](it.md)")
          + article("q", "2026-01-03", "tags: [a]\ndraft: true")
          + article("r", "2026-12-24", "tags: [a]")
          + article("s", "2026-01-04", "tags: [a]\nexpires: 2026-02-01")
          + article("t.es", "2026-01-05", "tags: [a]"))
        == "\n")
  }

  @Test func `of a topic the newest two hundred are looked at`() throws {
    func found(beside count: Int) throws -> String {
      try related(
        article("it", "2026-01-01", "tags: [a, b]") + article("old", "2025-01-01", "tags: [a, b]")
          + (0..<count).map { article("n\($0)", "2026-02-01", "tags: [a]") }.joined())
    }
    #expect(try found(beside: 198) == "old n0 n1 \n")
    // Of the first topic the old one is the 201st; the second alone speaks for it.
    #expect(try found(beside: 199) == "n0 n1 n10 \n")
  }
}
