import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What the menu has, where it leads, and which entry the reader is at.
@Suite struct MenuTests {
  private let template = """
    {{#menu}}[{{title}}={{url}}{{#is-current}} current{{/is-current}}{{#is-ancestor}} above{{/is-ancestor}}{{#is-external}} external{{/is-external}}]{{/menu}}
    """

  /// A site of two pages and an article that shows nothing but its menu, with lines for `site.yaml`.
  private func site(_ settings: String = "", _ more: String = "") throws -> TestSite {
    let site = try TestSite(
      ["home", "page", "article", "articles", "topic", "not-found"]
        .map { "== Themes/plain/\($0).mustache\n\(template)\n" }.joined()
          + """
          == Content/pages/about.md
          ---
          title: About us
          menu-order: 2
          ---
          == Content/pages/contact.md
          ---
          title: Contact
          menu-order: 1
          ---
          == Content/articles/kap.md
          ---
          title: KAP
          date: 2026-01-01
          tags: [PTSD]
          ---

          """ + more)
    try site.write("site.yaml", Array((try site.text("site.yaml") + settings).utf8))
    return site
  }

  @Test func `without a word about it the menu has the articles and the pages that ask`() throws {
    let site = try site()
    #expect(
      try site.page("about/index.html")
        == "[Articles=/articles/][Contact=/contact/][About us=/about/ current]\n")
    #expect(
      try site.page("articles/index.html")
        == "[Articles=/articles/ current][Contact=/contact/][About us=/about/]\n")
    // An article lives below the list of articles, and not below a page that is called alike.
    #expect(
      try site.page("articles/kap/index.html")
        == "[Articles=/articles/ above][Contact=/contact/][About us=/about/]\n")
  }

  @Test func `site.yaml says what the menu has, in order`() throws {
    let site = try site(
      """
      menu:
        - /
        - about.md
        - Reading: /articles/
        - /topics/ptsd/
        - Where: contact.md#way
        - Book: https://example.com/book?a=1&b=2
        - Call: tel:+15035550100
        - Form: /form.pdf
        - /articles/kap.md
        - Content/pages/contact.md
      """,
      """
      == Content/static/form.pdf
      form
      == Content/pages/contact.md
      ---
      title: Contact
      ---
      ## Way
      """)
    #expect(try site.problems() == "")
    #expect(
      try site.page("contact/index.html").replacing("][", with: "]\n[") == """
        [Practice=/]
        [About us=/about/]
        [Reading=/articles/]
        [PTSD=/topics/ptsd/]
        [Where=/contact/#way]
        [Book=https://example.com/book?a=1&amp;b=2 external]
        [Call=tel:+15035550100 external]
        [Form=/form.pdf]
        [KAP=/articles/kap/]
        [Contact=/contact/ current]

        """)
    #expect(try site.page("index.html").hasPrefix("[Practice=/ current][About us=/about/]"))
    // Everything lives below the home page, which says nothing.
    #expect(try site.page("articles/kap/index.html").hasPrefix("[Practice=/][About us=/about/]"))
  }

  @Test func `an empty menu is none`() throws {
    #expect(try site("menu: []\n").page("index.html") == "\n")
  }

  @Test func `under a folder of a host the menu leads into the folder`() throws {
    let site = try site("menu: [about.md, /articles/]\n")
    try site.edit("site.yaml", replacing: "https://example.org/", with: "https://a.example/repo/")
    #expect(
      try site.page("articles/kap/index.html")
        == "[About us=/repo/about/][Articles=/repo/articles/ above]\n")
  }

  @Test func `an entry that leads nowhere is an error at its place`() throws {
    let site = try site(
      """
      menu:
        - /abuot/
        - abuot.md
        - Book: javascript:alert(1)
        - https://example.com/
        - /form.pdf
        - Drafts: /secret/
        - ../../x.md
        - Part: /contact/#wya
      """,
      """
      == Content/static/form.pdf
      form
      == Content/pages/secret.md
      ---
      title: Secret
      draft: true
      ---
      """)
    #expect(
      try site.problems() == """
        site.yaml:6:5: error: no page lives at `/abuot/` [broken-link]
         6 |   - /abuot/
           |     ^^^^^^^
          help: the nearest page is `/about/`

        site.yaml:7:5: error: there is no file `Content/pages/abuot.md` [broken-link]
         7 |   - abuot.md
           |     ^^^^^^^^
          help: the nearest file is `Content/pages/about.md`

        site.yaml:8:11: error: `javascript:alert(1)` must not begin with `javascript:` [forbidden-address]
         8 |   - Book: javascript:alert(1)
           |           ^^^^^^^^^^^^^^^^^^^
          help: use `https:`, `http:`, `mailto:`, `sms:` or `tel:`

        site.yaml:9:5: error: `https://example.com/` has no title that the menu could show [menu-title]
         9 |   - https://example.com/
           |     ^^^^^^^^^^^^^^^^^^^^
          help: write one in front: `Title: https://example.com/`

        site.yaml:10:5: error: `/form.pdf` has no title that the menu could show [menu-title]
         10 |   - /form.pdf
            |     ^^^^^^^^^
          help: write one in front: `Title: /form.pdf`

        site.yaml:11:13: error: `Secret` is a draft, so nobody could follow this link [link-to-unpublished]
         11 |   - Drafts: /secret/
            |             ^^^^^^^^
          help: publish `Content/pages/secret.md`, or remove the link

        site.yaml:12:5: error: there is no file `x.md` [broken-link]
         12 |   - ../../x.md
            |     ^^^^^^^^^^

        site.yaml:13:11: error: `Contact` has no part called `#wya` [broken-anchor]
         13 |   - Part: /contact/#wya
            |           ^^^^^^^^^^^^^
          help: its parts are named after their headings: `## Two words` is `#two-words`

        8 errors

        """)
  }

  @Test func `a menu that is written otherwise is told how to write it`() throws {
    #expect(
      try site("menu:\n  - title: About\n    url: /about/\n  - [a]\n").problems() == """
        site.yaml:6:5: error: an entry of `menu` has one title and one text, and here it has 2 [wrong-type]
         6 |   - title: About
           |     ^^^^^^^^^^^^
          help: write it in one line: `- title: text`

        site.yaml:8:5: error: an entry of `menu` is a text, and this is a list [wrong-type]
         8 |   - [a]
           |     ^^^

        2 errors

        """)
    #expect(
      try site("nav:\n  - about.md\n").problems().contains(
        "site.yaml:5:1: error: `nav` is not a field that site.yaml has [unknown-field]"))
  }

  @Test func `a file beside an article is published when the menu leads to it`() throws {
    let site = try site(
      "menu: [\"Plan\": /articles/plan.pdf]\n", "== Content/articles/plan.pdf\nplan\n")
    #expect(try site.problems() == "")
    #expect(try site.outputs().contains("articles/plan.pdf"))
  }

  @Test func `a new title renders every page whose menu shows it`() async throws {
    let site = try site("menu: [about.md, \"Talk\": contact.md]\n")
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.edit("Content/pages/about.md", replacing: "About us", with: "We")
    try await session.apply([.file(SourcePath("Content/pages/about.md"))])
    var outputs = await session.renderAll()
    #expect(await session.lastRendered.count == 7)
    #expect(outputs.contains { String(decoding: $0.bytes, as: UTF8.self).hasPrefix("[We=/about/") })
    try site.edit("site.yaml", replacing: "about.md, ", with: "")
    try await session.apply([.file(SourcePath("site.yaml"))])
    outputs = await session.renderAll()
    #expect(try outputs.map(\.content) == site.snapshot().renderAll().map(\.content))
  }
}
