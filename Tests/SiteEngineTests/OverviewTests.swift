import Documents
import SiteEngine
import Testing

/// The pages that list all topics, all series or all people.
@Suite struct OverviewTests {
  private static let template = """
    == Themes/plain/overview.mustache
    {{title}}:{{#groups}} {{name}}={{url}}{{#has-articles}} {{count}}{{/has-articles}}{{#description}} "{{description}}"{{/description}}{{#credentials}}, {{credentials}}{{/credentials}};{{/groups}}
    """
  private static let words = "topics: Topics\nall-series: Series\npeople: People\n"
  private static let spanishWords = "topics: Temas\nall-series: Series\npeople: Personas\n"

  private func site(_ content: String, template: String = template) throws -> TestSite {
    let site = try TestSite(
      """
      \(template)
      == Themes/plain/strings/en.yaml
      \(TestSite.words)\(Self.words)

      """ + OrganisationSite.spanish + Self.spanishWords + content)
    return site
  }

  private let content =
    OrganisationSite.article(
      "a", "2026-01-01", "tags: [Sleep, Calm]\nseries: First steps\nauthors: ada-made-up")
    + OrganisationSite.article("b", "2026-01-02", "tags: Sleep\nseries: Another")
    + OrganisationSite.person(
      "ada-made-up", "name: Ada Made-up\ncredentials: PhD\ndescription: Somebody.")
    + OrganisationSite.person("ben-made-up", "name: Ben Made-up")
    + "== Content/series/first-steps.md\n---\ntitle: The first steps\n---\nWhere to begin.\n"

  @Test func `topics, series and people each have a page that lists all of them`() throws {
    let site = try site(content)
    #expect(try site.problems() == "")
    #expect(
      try site.page("topics/index.html")
        == "Topics: Calm=/topics/calm/ 1; Sleep=/topics/sleep/ 2;\n")
    #expect(
      try site.page("series/index.html")
        == "Series: Another=/series/another/ 1; The first steps=/series/first-steps/ 1 &quot;Where to begin.&quot;;\n"
        .replacing("&quot;", with: "\""))
    #expect(
      try site.page("people/index.html")
        == "People: Ada Made-up=/people/ada-made-up/ 1 \"Somebody.\", PhD; Ben Made-up=/people/ben-made-up/;\n"
    )
    #expect(
      try site.outputs().filter { $0.hasSuffix("topics/index.html") } == ["topics/index.html"])
    let sitemap = try site.page("sitemap.xml")
    for name in ["topics", "series", "people"] {
      #expect(sitemap.contains("<loc>https://example.org/\(name)/</loc>"))
    }
  }

  @Test func `there is none where nothing is listed, or the theme has no template or word`() throws
  {
    let bare =
      OrganisationSite.article("a", "2026-01-01")
      + OrganisationSite.person("late", "name: Late Made-up\ndraft: true")
    func overviews(_ site: TestSite) throws -> [String] {
      try site.outputs().filter {
        ["topics/index.html", "series/index.html", "people/index.html"].contains($0)
      }
    }
    #expect(try overviews(site(bare)) == [])
    #expect(try overviews(site(content)).count == 3)
    #expect(try overviews(site(content, template: "")) == [])
    let site = try site(content)
    try site.edit("Themes/plain/strings/en.yaml", replacing: "all-series: Series\n", with: "")
    #expect(try overviews(site) == ["people/index.html", "topics/index.html"])
  }

  @Test func `each language has its own, and they are translations of each other`() throws {
    let site = try site(
      content + OrganisationSite.article("a.es", "2026-01-01", "tags: Sueño"),
      template: Self.template + "{{#translations}} {{language}}={{url}}{{/translations}}")
    #expect(try site.problems() == "")
    #expect(
      try site.page("es/topics/index.html")
        == "Temas: Sueño=/es/topics/sue%C3%B1o/ 1; en=/topics/ es=/es/topics/\n")
    #expect(try site.page("topics/index.html").hasSuffix("; en=/topics/ es=/es/topics/\n"))
    #expect(try !site.page("people/index.html").contains("es="))
    #expect(try !site.outputs().contains("es/people/index.html"))
    #expect(
      try site.page("sitemap.xml").contains(
        """
            <loc>https://example.org/topics/</loc>
            <xhtml:link rel="alternate" hreflang="en" href="https://example.org/topics/"/>
            <xhtml:link rel="alternate" hreflang="es" href="https://example.org/es/topics/"/>
        """))
  }

  @Test func `a menu leads to them by the theme's word, also in another language`() throws {
    let menu = "{{#menu}}[{{title}}={{url}}{{#is-ancestor}} above{{/is-ancestor}}]{{/menu}}"
    let site = try site(
      content + OrganisationSite.article("a.es", "2026-01-01", "tags: Sueño")
        + "== Themes/plain/topic.mustache\n\(menu)\n")
    try site.write(
      "site.yaml",
      Array((try site.text("site.yaml") + "menu: [/topics/, /people/, {Parts: /series/}]\n").utf8))
    #expect(try site.problems() == "")
    #expect(
      try site.page("topics/sleep/index.html")
        == "[Topics=/topics/ above][People=/people/][Parts=/series/]\n")
    // Spanish has no people and no series.
    #expect(
      try site.page("es/topics/sue\u{F1}o/index.html") == "[Temas=/es/topics/ above]\n")
  }

  @Test func `the way to a topic, a series or a person leads through them`() throws {
    let way = "{{#breadcrumbs}}{{title}}={{url}} {{/breadcrumbs}}"
    let more = ["topic", "series", "person"]
      .map { "== Themes/plain/\($0).mustache\n\(way)\n" }.joined()
    let site = try site(content + more)
    #expect(
      try site.page("topics/sleep/index.html") == "Practice=/ Topics=/topics/ \n")
    #expect(
      try site.page("series/another/index.html") == "Practice=/ Series=/series/ \n")
    #expect(
      try site.page("people/ben-made-up/index.html") == "Practice=/ People=/people/ \n")
    // Without them it is as short as it was.
    let plain = try self.site(content + more, template: "")
    #expect(
      try plain.page("topics/sleep/index.html") == "Practice=/ Articles=/articles/ \n")
    #expect(try plain.page("people/ben-made-up/index.html") == "Practice=/ \n")
  }

  @Test func `an author's own page takes its place without a word`() throws {
    let site = try site(
      content + "== Content/pages/people.md\n---\ntitle: Who we are\n---\nUs.\n"
        + "== Themes/plain/person.mustache\n{{#breadcrumbs}}{{title}}={{url}} {{/breadcrumbs}}\n")
    #expect(try site.problems() == "")
    #expect(try site.page("people/index.html") == "page Who we are\n<p>Us.</p>\n\n")
    #expect(
      try site.page("people/ben-made-up/index.html") == "Practice=/ Who we are=/people/ \n")
    try site.write(
      "Content/pages/about.md", Array("---\ntitle: A\naliases: [/topics/]\n---\n".utf8))
    #expect(
      try site.problems() == """
        Content/pages/about.md:3:11: error: two things would be published at `/topics/` [same-address]
         3 | aliases: [/topics/]
           |           ^^^^^^^^
          attune makes a page of its own there: site.yaml
          help: remove it from `aliases`

        1 error

        """)
  }

  @Test func `an overview that was published and is no more leads to the articles`() throws {
    let site = try site(OrganisationSite.article("a", "2026-01-01"))
    try site.write("published-urls.txt", Array("/people/\n/series/\n/topics/\n".utf8))
    #expect(try site.problems() == "")
    #expect(try site.page("people/index.html").contains("https://example.org/articles/"))
  }

  /// The overviews that are rendered after an edit, in a site that is then as a first build makes it.
  private func rendered(
    in path: String, replacing old: String, with new: String
  ) async throws -> [String] {
    let site = try site(content)
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.edit(path, replacing: old, with: new)
    try await session.apply([.file(SourcePath(path))])
    let outputs = await session.renderAll()
    #expect(outputs.map(\.content) == (try site.snapshot()).renderAll().map(\.content))
    return await session.lastRendered.map(\.text).filter {
      ["topics/index.html", "series/index.html", "people/index.html"].contains($0)
    }
  }

  @Test func `an overview is rendered again when it says something else, and only then`()
    async throws
  {
    let article = "Content/articles/b.md"
    #expect(
      try await rendered(in: article, replacing: "series: Another", with: "series: ANOTHER")
        == ["series/index.html"])
    #expect(
      try await rendered(in: article, replacing: "tags: Sleep", with: "tags: Calm")
        == ["topics/index.html"])
    #expect(
      try await rendered(in: article, replacing: "title: b", with: "title: B") == [])
    #expect(
      try await rendered(
        in: "Content/people/ben-made-up.md", replacing: "Ben Made-up", with: "Benn Made-up")
        == ["people/index.html"])
    #expect(
      try await rendered(
        in: "Content/people/ada-made-up.md", replacing: "PhD", with: "MD") == ["people/index.html"])
  }
}
