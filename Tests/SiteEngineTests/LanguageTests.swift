import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// A site in two languages: everything holds one of them, and shows the way to the other.
@Suite struct LanguageTests {
  private static let spanish = """
    == Themes/plain/strings/es.yaml
    months: [enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre]
    date-long: "{day} de {month} de {year}"
    articles: Artículos
    language-name: Español
    not-found: No está aquí
    callout-note: Nota
    callout-tip: Consejo
    callout-important: Importante
    callout-warning: Advertencia
    callout-caution: Precaución
    footnotes: Notas
    back-to-text: Volver
    table-region: Tabla

    """

  /// An article of each language that says the same, and one more of each.
  private static let articles = """
    == Content/articles/kap.md
    ---
    title: Ketamine
    date: 2026-01-02
    tags: [PTSD, ketamine]
    ---
    == Content/articles/kap.es.md
    ---
    title: Ketamina
    date: 2026-01-03
    tags: [PTSD, ketamina]
    ---
    == Content/articles/sleep.md
    ---
    title: Sleep
    date: 2026-02-01
    ---
    == Content/articles/duelo.es.md
    ---
    title: Duelo
    date: 2026-03-01
    ---

    """

  private func site(_ more: String = "") throws -> TestSite {
    try TestSite(Self.spanish + Self.articles + more)
  }

  /// The same with templates that show nothing but one text.
  private func site(showing template: String, _ more: String = "") throws -> TestSite {
    try site(
      ["home", "page", "article", "articles", "topic", "not-found"]
        .map { "== Themes/plain/\($0).mustache\n\(template)\n" }.joined() + more)
  }

  @Test func `every list holds the articles of its language, with the language's words`() throws {
    let site = try site(
      """
      == Themes/plain/articles.mustache
      {{language}} {{title}}{{#articles}} [{{title}}={{url}} {{#date}}{{long}}{{/date}}]{{/articles}}
      """)
    #expect(try site.problems() == "")
    #expect(
      try site.outputs() == [
        "404.html", "articles/index.html", "articles/kap/index.html", "articles/sleep/index.html",
        "es/404.html", "es/articles/duelo/index.html", "es/articles/index.html",
        "es/articles/kap/index.html", "es/index.html", "es/topics/ketamina/index.html",
        "es/topics/ptsd/index.html", "index.html", "topics/ketamine/index.html",
        "topics/ptsd/index.html",
      ])
    #expect(
      try site.page("articles/index.html")
        == "en Articles [Sleep=/articles/sleep/ February 1, 2026] [Ketamine=/articles/kap/ January 2, 2026]\n"
    )
    #expect(
      try site.page("es/articles/index.html")
        == "es Artículos [Duelo=/es/articles/duelo/ 1 de marzo de 2026] [Ketamina=/es/articles/kap/ 3 de enero de 2026]\n"
    )
    #expect(
      try site.page("es/index.html")
        == "home Practice [Duelo](/es/articles/duelo/) [Ketamina](/es/articles/kap/)\n")
    #expect(
      try site.page("es/topics/ptsd/index.html") == "topic PTSD [Ketamina](/es/articles/kap/)\n")
    #expect(try site.page("topics/ptsd/index.html") == "topic PTSD [Ketamine](/articles/kap/)\n")
    #expect(try site.page("es/404.html") == "No está aquí\n")
    #expect(try site.page("404.html") == "Not here\n")
  }

  @Test func `the article before is one of the same language`() throws {
    let site = try site()
    #expect(
      try site.page("articles/sleep/index.html").hasPrefix(
        "article Sleep next:Ketamine=/articles/kap/\n"))
    #expect(
      try site.page("es/articles/kap/index.html").hasPrefix(
        "article Ketamina previous:Duelo=/es/articles/duelo/\n"))
  }

  @Test func `a list in another language has its own pages`() throws {
    let site = try site()
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "articles-per-page: 1\n").utf8))
    #expect(
      try site.page("es/articles/index.html") == "list [Duelo](/es/articles/duelo/) 1/2\n")
    #expect(
      try site.page("es/articles/page/2/index.html") == "list [Ketamina](/es/articles/kap/) 2/2\n")
  }

  @Test func `translations know each other, home pages, lists and shared topics too`() throws {
    let site = try site(
      showing:
        "{{#translations}}[{{language}} {{language-name}} {{url}}{{#is-current}} current{{/is-current}}{{#is-default}} default{{/is-default}}]{{/translations}}"
    )
    func ways(_ english: String, current: String) -> String {
      let spanish = "/es\(english)"
      return "[en English \(english)\(current == "en" ? " current" : "") default]"
        + "[es Español \(spanish)\(current == "es" ? " current" : "")]\n"
    }
    for path in ["/", "/articles/", "/articles/kap/", "/topics/ptsd/"] {
      #expect(try site.page("\(path.dropFirst())index.html") == ways(path, current: "en"))
      #expect(try site.page("es\(path)index.html") == ways(path, current: "es"))
    }
    for path in [
      "articles/sleep/index.html", "es/articles/duelo/index.html", "topics/ketamine/index.html",
      "es/topics/ketamina/index.html", "404.html", "es/404.html",
    ] {
      #expect(try site.page(path) == "\n", "\(path)")
    }
  }

  @Test func `the second page of a list is no translation, since other articles stand on it`()
    throws
  {
    let site = try site(showing: "{{#translations}}[{{canonical}}]{{/translations}}")
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "articles-per-page: 1\n").utf8))
    #expect(
      try site.page("es/articles/index.html")
        == "[https://example.org/articles/][https://example.org/es/articles/]\n")
    #expect(try site.page("es/articles/page/2/index.html") == "\n")
  }

  @Test func `every page shows the way into the other language, to its translation if it has one`()
    throws
  {
    let site = try site(
      showing:
        "{{#has-languages}}{{#languages}}[{{language-name}}={{url}}{{#is-current}} current{{/is-current}}]{{/languages}}{{/has-languages}}"
    )
    for (path, ways) in [
      ("articles/kap/", "[English=/articles/kap/ current][Español=/es/articles/kap/]"),
      ("articles/sleep/", "[English=/articles/sleep/ current][Español=/es/]"),
      ("es/articles/duelo/", "[English=/][Español=/es/articles/duelo/ current]"),
      ("es/topics/ketamina/", "[English=/articles/][Español=/es/topics/ketamina/ current]"),
    ] {
      #expect(try site.page("\(path)index.html") == ways + "\n")
    }
    #expect(try site.page("404.html") == "[English=/404.html current][Español=/es/]\n")
    let one = try TestSite("== Themes/plain/home.mustache\n{{#has-languages}}x{{/has-languages}}\n")
    #expect(try one.page("index.html") == "\n")
  }

  @Test func `a menu has the translations of its pages, and what asks for a place in the language`()
    throws
  {
    let menu = "{{#menu}}[{{title}}={{url}}]{{/menu}}"
    let pages = """
      == Content/pages/about.md
      ---
      title: About
      ---
      == Content/pages/about.es.md
      ---
      title: Sobre mí
      menu-order: 5
      ---
      == Content/pages/fees.md
      ---
      title: Fees
      ---
      == Content/pages/ayuda.es.md
      ---
      title: Ayuda
      menu-order: 1
      ---

      """
    let site = try site(showing: menu, pages)
    #expect(try site.page("index.html") == "[Articles=/articles/]\n")
    #expect(
      try site.page("es/index.html")
        == "[Artículos=/es/articles/][Ayuda=/es/ayuda/][Sobre mí=/es/about/]\n")
    try site.write(
      "site.yaml",
      Array(
        (try site.text("site.yaml") + """
          menu: [/, "Who we are": about.md, fees.md, /articles/, /topics/ptsd/, /topics/ketamine/, Book: https://example.com/]

          """).utf8))
    #expect(
      try site.page("index.html")
        == "[Practice=/][Who we are=/about/][Fees=/fees/][Articles=/articles/][PTSD=/topics/ptsd/][ketamine=/topics/ketamine/][Book=https://example.com/]\n"
    )
    #expect(
      try site.page("es/index.html")
        == "[Practice=/es/][Sobre mí=/es/about/][Artículos=/es/articles/][PTSD=/es/topics/ptsd/][Book=https://example.com/][Ayuda=/es/ayuda/]\n"
    )
  }

  @Test func `a page where another language begins is an error`() throws {
    #expect(
      try site("== Content/pages/es.md\n---\ntitle: ES\n---\n").problems() == """
        Content/pages/es.md: error: two things would be published at `/es/` [same-address]
          attune makes a page of its own there: site.yaml
          help: give one of them another `slug:`

        1 error

        """)
  }

  @Test func `a theme without the language's name for itself says so`() throws {
    let site = try site()
    try site.edit("Themes/plain/strings/es.yaml", replacing: "language-name: Español\n", with: "")
    #expect(
      try site.problems().contains(
        "Themes/plain/strings/es.yaml: error: these words are missing: `language-name` [theme-string]"
      ))
  }

  @Test func `a translation that comes renders the page it translates`() async throws {
    let site = try site(showing: "{{#translations}}[{{url}}]{{/translations}}")
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.write("== Content/articles/sleep.es.md\n---\ntitle: Dormir\ndate: 2026-04-01\n---\n")
    try await session.apply([.file(SourcePath("Content/articles/sleep.es.md"))])
    var outputs = await session.renderAll()
    #expect(
      await session.lastRendered.map(\.text) == [
        "articles/sleep/index.html", "es/articles/sleep/index.html", "es/atom.xml", "es/feed.json",
        "es/feed.xml", "sitemap.xml",
      ])
    #expect(try outputs.map(\.content) == site.snapshot().renderAll().map(\.content))
    // Its title is none of the other page's business, its address is.
    try site.edit("Content/articles/sleep.es.md", replacing: "Dormir", with: "Sueño")
    try await session.apply([.everything])
    outputs = await session.renderAll()
    #expect(
      await session.lastRendered.map(\.text) == ["es/atom.xml", "es/feed.json", "es/feed.xml"])
    try site.edit(
      "Content/articles/sleep.es.md", replacing: "---\ntitle", with: "---\nslug: dormir\ntitle")
    try await session.apply([.everything])
    outputs = await session.renderAll()
    #expect(await session.lastRendered.map(\.text).contains("articles/sleep/index.html"))
    #expect(try outputs.map(\.content) == site.snapshot().renderAll().map(\.content))
  }
}
