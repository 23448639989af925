import Testing

/// Pages in folders: their menu, the way to them, and entries of the menu with others below them.
@Suite struct SectionTests {
  private let template = """
    {{#breadcrumbs}}{{title}}={{url}} > {{/breadcrumbs}}{{#has-breadcrumbs}}!{{/has-breadcrumbs}}
    """
  private let menu = """
    {{#menu}}[{{title}}{{#is-current}}*{{/is-current}}{{#is-ancestor}}^{{/is-ancestor}}{{#has-children}}:{{#children}} {{title}}={{url}}{{#is-current}}*{{/is-current}}{{/children}}{{/has-children}}]{{/menu}}
    """

  private func page(_ name: String, _ title: String, _ lines: String = "notes: none") -> String {
    "== Content/pages/\(name).md\n---\ntitle: \(title)\n\(lines)\n---\n"
  }

  private func site(_ template: String, settings: String = "", _ more: String = "") throws
    -> TestSite
  {
    let names = ["home", "page", "article", "articles", "topic", "not-found"]
    let site = try TestSite(
      names.map { "== Themes/plain/\($0).mustache\n\(template)\n" }.joined()
        + page("about", "About") + page("services/index", "Services", "menu-order: 1")
        + page("services/couples", "Couples", "menu-order: 2")
        + page("services/adults", "Adults", "menu-order: 1")
        + page("services/groups/index", "Groups") + page("services/groups/grief", "Grief")
        + OrganisationSite.article("a", "2026-01-01", "tags: [calm]") + more)
    try site.write("site.yaml", Array((try site.text("site.yaml") + settings).utf8))
    return site
  }

  @Test func `a page in a folder shows the others there, the folder's own first`() throws {
    let site = try site(
      "-",
      "== Themes/plain/page.mustache\n{{#has-section}}{{#section}}{{title}}{{#is-current}}*{{/is-current}} {{/section}}{{/has-section}}\n"
        + page("services/hidden", "Hidden", "draft: true"))
    #expect(try site.page("services/couples/index.html") == "Services Adults Couples* Groups \n")
    #expect(try site.page("services/index.html") == "Services* Adults Couples Groups \n")
    #expect(try site.page("services/groups/grief/index.html") == "Groups Grief* \n")
    #expect(try site.page("about/index.html") == "\n")
  }

  @Test func `the way to a page leads through the folders that have a page`() throws {
    let site = try site(
      template, settings: "articles-per-page: 1\n",
      OrganisationSite.article("b", "2025-01-01", "tags: [calm]")
        + page("far/away", "Away"))
    #expect(try site.page("index.html") == "\n")
    #expect(try site.page("about/index.html") == "Practice=/ > \n")
    #expect(try site.page("far/away/index.html") == "Practice=/ > \n")
    #expect(
      try site.page("services/groups/grief/index.html")
        == "Practice=/ > Services=/services/ > Groups=/services/groups/ > !\n")
    #expect(try site.page("articles/a/index.html") == "Practice=/ > Articles=/articles/ > !\n")
    #expect(try site.page("topics/calm/index.html") == "Practice=/ > Articles=/articles/ > !\n")
    #expect(
      try site.page("topics/calm/page/2/index.html")
        == "Practice=/ > Articles=/articles/ > calm=/topics/calm/ > !\n")
  }

  @Test func `a page that asks for a place stands below that of its folder`() throws {
    let site = try site(menu)
    #expect(
      try site.page("services/couples/index.html")
        == "[Articles][Services^: Adults=/services/adults/ Couples=/services/couples/*]\n")
    // Where the folder's own page asks for none, each stands by itself.
    try site.edit("Content/pages/services/index.md", replacing: "menu-order: 1", with: "notes: n")
    #expect(try site.page("about/index.html") == "[Articles][Adults][Couples]\n")
  }

  @Test func `site.yaml puts entries below others, and a parent knows that it is above`() throws {
    let site = try site(
      menu,
      settings: """
        menu:
          - Help: services/index.md
            children:
              - about.md
              - Groups for grief: /services/groups/grief/
          - /articles/

        """,
      OrganisationSite.spanish + page("services/index.es", "Servicios")
        + page("about.es", "Sobre"))
    #expect(try site.problems() == "")
    #expect(
      try site.page("about/index.html")
        == "[Help^: About=/about/* Groups for grief=/services/groups/grief/][Articles]\n")
    #expect(
      try site.page("es/about/index.html")
        == "[Servicios^: Sobre=/es/about/*][Artículos]\n")
  }

  @Test func `what is wrong below an entry is said at its place`() throws {
    let site = try site(
      menu,
      settings: """
        menu:
          - Help: about.md
            childern:
              - about.md
          - children: [about.md]
          - Help: about.md
            children: [/nowhere/]
          - Help: about.md
            Other: about.md
            children: [about.md]

        """)
    #expect(
      try site.problems() == """
        site.yaml:7:5: error: `childern` in an entry of `menu` is a list, and only `children` may be [wrong-type]
         7 |     childern:
           |     ^^^^^^^^
          help: did you mean `children`?

        site.yaml:9:5: error: an entry of `menu` has one title and one text beside `children`, and here it has 0 [wrong-type]
         9 |   - children: [about.md]
           |     ^^^^^^^^^^^^^^^^^^^^
          help: write the title and its address in front: `- title: text`

        site.yaml:11:16: error: no page lives at `/nowhere/` [broken-link]
         11 |     children: [/nowhere/]
            |                ^^^^^^^^^

        site.yaml:12:5: error: an entry of `menu` has one title and one text beside `children`, and here it has 2 [wrong-type]
         12 |   - Help: about.md
            |     ^^^^^^^^^^^^^^
          help: write the title and its address in front: `- title: text`

        4 errors

        """)
  }

  @Test func `a table of contents has the headings below each section`() throws {
    let site = try site(
      "-",
      """
      == Themes/plain/page.mustache
      {{#contents}}{{text}}{{#has-children}}({{#children}}{{id}} {{/children}}){{/has-children}} {{/contents}}
      == Content/pages/about.md
      ---
      title: About
      toc: true
      ---
      # Top
      ## One
      ### Inner
      #### Deep
      ### Other
      ## Two

      """)
    #expect(try site.page("about/index.html") == "One(inner other ) Two \n")
  }
}
