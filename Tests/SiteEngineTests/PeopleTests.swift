import Foundation
import Testing

/// Those who write articles, each with a page.
///
/// Everybody here is made up.
@Suite struct PeopleTests {
  private let ada = OrganisationSite.person(
    "ada-made-up",
    """
    name: Ada Made-up
    credentials: PhD, LMFT
    licence: Made-up licence 1
    photo: ada.gif
    """, text: "Ada is made up.")

  private func site(_ articles: String, _ more: String = "") throws -> TestSite {
    let site = try TestSite(
      OrganisationSite.articleTemplate + OrganisationSite.spanish + ada + articles
        + """
        == Themes/plain/person.mustache
        {{title}}|{{name}}|{{credentials}}|{{licence}}|{{photo}}|{{#content}}{{{content}}}{{/content}}|{{#articles}}{{title}} {{/articles}}

        """ + more)
    try site.write("Content/people/ada.gif", Array(EditedPicture.first.utf8))
    return site
  }

  @Test func `a person has a page with the articles that name her, and they lead there`() throws {
    let site = try site(
      OrganisationSite.article("a", "2026-01-01", "authors: [ada-made-up]")
        + OrganisationSite.article("b", "2026-02-01", "authors: Ada Made-up")
        + OrganisationSite.article("c", "2026-03-01"))
    #expect(try site.problems() == "")
    #expect(
      try site.page("people/ada-made-up/index.html")
        == "Ada Made-up|Ada Made-up|PhD, LMFT|Made-up licence 1|/people/ada.gif|<p>Ada is made up.</p>\n|b a \n"
    )
    #expect(
      try site.page("articles/a/index.html")
        == "a by Ada Made-up=/people/ada-made-up/, PhD, LMFT /people/ada.gif\n")
    #expect(try site.page("articles/c/index.html") == "c\n")
    // The photo is published because the page shows it.
    #expect(try site.outputs().contains("people/ada.gif"))
  }

  @Test func `an article in another language names the person of its language, or of the site's`()
    throws
  {
    let site = try site(
      OrganisationSite.article("a.es", "2026-01-01", "authors: [ada-made-up, ben-made-up]")
        + OrganisationSite.person("ada-made-up.es", "name: Ada Inventada", text: "Inventada.")
        + OrganisationSite.person("ben-made-up", "name: Ben Made-up"))
    #expect(try site.problems() == "")
    #expect(
      try site.page("es/articles/a/index.html")
        == "a.es by Ada Inventada=/es/people/ada-made-up/ Ben Made-up=/people/ben-made-up/\n")
    #expect(
      try site.page("es/people/ada-made-up/index.html")
        == "Ada Inventada|Ada Inventada||||<p>Inventada.</p>\n|a.es \n")
    #expect(try site.page("people/ben-made-up/index.html").hasSuffix("|\n"))
  }

  @Test func `whose file has another name is found by what the person is called`() throws {
    let site = try site(
      OrganisationSite.article("a", "2026-01-01", "authors: Anna made-up")
        + OrganisationSite.person("dr-anna", "name: Anna Made-up"))
    #expect(
      try site.problems().contains(
        "  help: write `dr-anna`, as the file of that person is called\n"))
  }

  @Test func `a name that is nobody's is an error, with the nearest one`() throws {
    let site = try site(
      OrganisationSite.article("a", "2026-01-01", "authors: [ada-made-upp, somebody]")
        + OrganisationSite.article("b", "2026-02-01", "author: ada-made-up")
        + OrganisationSite.article("c", "2026-03-01", "authors: [late]")
        + OrganisationSite.person("late", "name: Late Made-up\ndraft: true"))
    #expect(
      try site.problems() == """
        Content/articles/a.md:4:11: error: there is no file in `Content/people` for `ada-made-upp` [unknown-author]
         4 | authors: [ada-made-upp, somebody]
           |           ^^^^^^^^^^^^
          help: did you mean `ada-made-up`?

        Content/articles/a.md:4:25: error: there is no file in `Content/people` for `somebody` [unknown-author]
         4 | authors: [ada-made-upp, somebody]
           |                         ^^^^^^^^
          help: write `Content/people/somebody.md`, with the person's `name`

        Content/articles/b.md:4:1: error: `author` is not a field that articles have [unknown-field]
         4 | author: ada-made-up
           | ^^^^^^
          help: did you mean `authors`?

        Content/articles/c.md:4:11: error: `Late Made-up` is a draft, and this article is not [unknown-author]
         4 | authors: [late]
           |           ^^^^
          help: publish `Content/people/late.md`, or remove the name

        4 errors

        """)
  }

  @Test func `a photo that is no picture of the site is an error at its place`() throws {
    let site = try site(
      OrganisationSite.person("b", "name: B Made-up\nphoto: ad.gif")
        + OrganisationSite.person("c", "name: C Made-up\nphoto: https://example.net/c.jpg")
        + OrganisationSite.person("d", "name: D Made-up\nphoto: /articles/")
        + OrganisationSite.person("e", "credentials: PhD\nlicense: 2"))
    #expect(
      try site.problems() == """
        Content/people/b.md:3:8: error: there is no picture `ad.gif` [missing-picture]
         3 | photo: ad.gif
           |        ^^^^^^
          help: the nearest file is `Content/people/ada.gif`

        Content/people/c.md:3:8: error: `https://example.net/c.jpg` is no file of this site, and a photo must be one [missing-picture]
         3 | photo: https://example.net/c.jpg
           |        ^^^^^^^^^^^^^^^^^^^^^^^^^
          help: put the picture beside `c.md` and write its name

        Content/people/d.md:3:8: error: at `/articles/` there is no picture [missing-picture]
         3 | photo: /articles/
           |        ^^^^^^^^^^
          help: put the picture beside `d.md` and write its name

        Content/people/e.md:1:1: error: `name` is missing, and people need it [missing-field]
         1 | ---
           | ^^^
          help: add a line such as `name: Ada Example`

        Content/people/e.md:3:1: error: `license` is not a field that people have [unknown-field]
         3 | license: 2
           | ^^^^^^^
          help: did you mean `licence`?

        5 errors

        """)
  }

  @Test func `the articles of a person come in pages, with the text above the first`() throws {
    let site = try site(
      OrganisationSite.article("a", "2026-01-01", "authors: ada-made-up")
        + OrganisationSite.article("b", "2026-02-01", "authors: ada-made-up")
        + OrganisationSite.article("c", "2026-03-01", "authors: ada-made-up"),
      """
      == Themes/plain/person.mustache
      {{name}}|{{#content}}{{{content}}}{{/content}}|{{#articles}}{{title}} {{/articles}}{{#pagination}}{{number}}/{{count}} {{newer}} {{older}}{{/pagination}}

      """)
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "articles-per-page: 2\n").utf8))
    #expect(try site.problems() == "")
    #expect(
      try site.page("people/ada-made-up/index.html")
        == "Ada Made-up|<p>Ada is made up.</p>\n|c b 1/2  /people/ada-made-up/page/2/\n")
    #expect(
      try site.page("people/ada-made-up/page/2/index.html")
        == "Ada Made-up||a 2/2 /people/ada-made-up/ \n")
  }

  @Test(arguments: [
    ("photo.jpg", "width=16 height=24"), ("photo.png", "width=16 height=24"),
    ("photo.webp", "width=16 height=24"), ("moving.webp", "width=16 height=24"),
    ("moving.gif", "width=24 height=16"),
  ])
  func `a photo comes with its width and height, as it is turned`(_ name: String, _ size: String)
    throws
  {
    let template =
      "{{#has-photo-size}}width={{photo-width}} height={{photo-height}}{{/has-photo-size}}"
    let site = try site(
      OrganisationSite.article("a", "2026-01-01", "authors: ben-made-up")
        + OrganisationSite.person("ben-made-up", "name: Ben Made-up\nphoto: \(name)"),
      "== Themes/plain/person.mustache\n\(template)\n"
        + "== Themes/plain/article.mustache\n{{#authors}}\(template){{/authors}}\n")
    let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/pictures/\(name)")
    try site.write("Content/people/\(name)", Array(Data(contentsOf: fixture)))
    #expect(try site.problems() == "")
    #expect(try site.page("people/ben-made-up/index.html") == "\(size)\n")
    #expect(try site.page("articles/a/index.html") == "\(size)\n")
    #expect(try site.page("people/ada-made-up/index.html") == "width=1 height=1\n")
  }

  @Test func `of a drawing nobody says how large it is`() throws {
    let site = try site(
      OrganisationSite.person("ben-made-up", "name: Ben Made-up\nphoto: ben.svg")
        + "== Content/people/ben.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n",
      "== Themes/plain/person.mustache\n{{photo}}{{#has-photo-size}}!{{/has-photo-size}}\n")
    #expect(try site.page("people/ben-made-up/index.html") == "/people/ben.svg\n")
  }
}
