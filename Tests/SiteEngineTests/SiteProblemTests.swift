import Diagnostics
import Foundation
import SiteEngine
import Testing

/// Every problem that only the site as a whole can know, to the letter.
@Suite struct SiteProblemTests {
  private let about = """
    == Content/pages/about.md
    ---
    title: About
    ---

    """

  private func problems(_ text: String) throws -> String { try TestSite(text).problems() }

  @Test func `a link to nothing names the nearest address`() throws {
    #expect(
      try problems(
        """
        == Content/articles/babies-and-sleep.md
        ---
        title: Babies and sleep
        date: 2026-01-01
        ---
        == Content/pages/about.md
        ---
        title: About
        ---
        See [sleep](/articles/babies-and-slep/) and [x](/nothing/like/that/).
        """) == """
          Content/pages/about.md:4:5: error: no page lives at `/articles/babies-and-slep/` [broken-link]
           4 | See [sleep](/articles/babies-and-slep/) and [x](/nothing/like/that/).
             |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            help: the nearest page is `/articles/babies-and-sleep/`

          Content/pages/about.md:4:45: error: no page lives at `/nothing/like/that/` [broken-link]
           4 | See [sleep](/articles/babies-and-slep/) and [x](/nothing/like/that/).
             |                                             ^^^^^^^^^^^^^^^^^^^^^^^^

          2 errors

          """)
  }

  @Test func `C22: a link in the wrong case leads nowhere, and the right one is named`() throws {
    #expect(
      try problems(about + "[me](/About/)").contains(
        "no page lives at `/About/` [broken-link]\n 4 | [me](/About/)\n   | ^^^^^^^^^^^^^\n  help: the nearest page is `/about/`"
      ))
  }

  @Test func `a link to a file that is not there names the nearest file`() throws {
    #expect(
      try problems(about + "[me](abuot.md)") == """
        Content/pages/about.md:4:1: error: there is no file `Content/pages/abuot.md` [broken-link]
         4 | [me](abuot.md)
           | ^^^^^^^^^^^^^^
          help: the nearest file is `Content/pages/about.md`

        1 error

        """)
  }

  @Test func `a link out of the site is said to be one`() throws {
    #expect(
      try problems(about + "[up](../../../x.md)") == """
        Content/pages/about.md:4:1: error: `../../../x.md` leads out of the site [broken-link]
         4 | [up](../../../x.md)
           | ^^^^^^^^^^^^^^^^^^^
          help: write the address from the site's root, such as `/articles/`

        1 error

        """)
  }

  @Test func `a link to a draft and to a post held back says so`() throws {
    #expect(
      try problems(
        """
        == Content/articles/later.md
        ---
        title: Later
        date: 2026-12-24 18:00
        ---
        == Content/articles/never.md
        ---
        title: Never
        date: 2026-01-01
        draft: true
        ---
        == Content/pages/about.md
        ---
        title: About
        ---
        [a](/articles/later/) [b](../articles/never.md)
        """) == """
          Content/pages/about.md:4:1: error: `Later` is held back until 2026-12-24 18:00 (America/New_York), so nobody could follow this link [link-to-unpublished]
           4 | [a](/articles/later/) [b](../articles/never.md)
             | ^^^^^^^^^^^^^^^^^^^^^
            help: remove the link until then

          Content/pages/about.md:4:23: error: `Never` is a draft, so nobody could follow this link [link-to-unpublished]
           4 | [a](/articles/later/) [b](../articles/never.md)
             |                       ^^^^^^^^^^^^^^^^^^^^^^^^^
            help: publish `Content/articles/never.md`, or remove the link

          2 errors

          """)
  }

  @Test func `a link to a part of a page that is not there names the nearest part`() throws {
    #expect(
      try problems(about + "## What it costs\n\n[a](#what-it-cost) [b](about.md#zzz)") == """
        Content/pages/about.md:6:1: error: `About` has no part called `#what-it-cost` [broken-anchor]
         6 | [a](#what-it-cost) [b](about.md#zzz)
           | ^^^^^^^^^^^^^^^^^^
          help: did you mean `#what-it-costs`?

        Content/pages/about.md:6:20: error: `About` has no part called `#zzz` [broken-anchor]
         6 | [a](#what-it-cost) [b](about.md#zzz)
           |                    ^^^^^^^^^^^^^^^^^
          help: its parts are named after their headings: `## Two words` is `#two-words`

        2 errors

        """)
  }

  @Test func `two files at one address are an error that names both`() throws {
    #expect(
      try problems(
        """
        == Content/pages/a.md
        ---
        title: A
        slug: b
        ---
        == Content/pages/b.md
        ---
        title: B
        ---
        """) == """
          Content/pages/b.md: error: two things would be published at `/b/` [same-address]
            the other one: Content/pages/a.md:3:7
            help: give one of them another `slug:`

          1 error

          """)
  }

  @Test func `C03: names that differ only in case are one address`() throws {
    let text = try problems(
      """
      == Content/pages/About.md
      ---
      title: One
      ---
      == Content/pages/about.md
      ---
      title: Two
      ---
      """)
    #expect(text.contains("two things would be published at `/about/` [same-address]"))
  }

  @Test func `C24: a file and a folder's index of the same name are one address`() throws {
    let text = try problems(
      """
      == Content/pages/a.md
      ---
      title: One
      ---
      == Content/pages/a/index.md
      ---
      title: Two
      ---
      """)
    #expect(text.contains("two things would be published at `/a/` [same-address]"))
  }

  @Test func `a page where attune makes one of its own is an error`() throws {
    #expect(
      try problems(
        """
        == Content/pages/articles.md
        ---
        title: My articles
        ---
        """) == """
          Content/pages/articles.md: error: two things would be published at `/articles/` [same-address]
            attune makes a page of its own there: site.yaml
            help: give one of them another `slug:`

          1 error

          """)
  }

  @Test func `a slug that is no address is shown as one that is`() throws {
    #expect(
      try problems(
        """
        == Content/pages/a.md
        ---
        title: A
        slug: My Practice/..
        ---
        == Content/pages/b.md
        ---
        title: B
        slug: "../"
        ---
        == Content/pages/c.md
        ---
        title: C
        slug: \(String(repeating: "x", count: 256))
        ---
        """) == """
          Content/pages/a.md:3:7: error: `My Practice/..` can't be part of an address as it is [slug]
           3 | slug: My Practice/..
             |       ^^^^^^^^^^^^^^
            help: write `slug: my-practice`

          Content/pages/b.md:3:7: error: `../` can't be part of an address as it is [slug]
           3 | slug: "../"
             |       ^^^^^
            help: use lower-case letters, digits and hyphens, or remove the line to use the file's name

          Content/pages/c.md:3:7: error: this `slug` is too long for an address: 255 bytes at most [slug]
           3 | slug: \(String(repeating: "x", count: 154))…
             |       \(String(repeating: "^", count: 155))
            help: use lower-case letters, digits and hyphens, or remove the line to use the file's name

          3 errors

          """)
  }

  @Test func `the home page cannot move away`() throws {
    #expect(
      try problems("== Content/pages/index.md\n---\ntitle: A\nslug: b\n---\n") == """
        Content/pages/index.md:3:1: error: the home page has no `slug`, since it lives at `/` [slug]
         3 | slug: b
           | ^^^^^^^
          help: remove the line

        1 error

        """)
  }

  @Test func `C10: a name without a letter or digit needs a slug`() throws {
    let site = try TestSite()
    try site.write("Content/pages/\u{301}\u{302}.md", Array("---\ntitle: A\n---\n".utf8))
    #expect(
      try site.problems() == """
        Content/pages/\u{301}\u{302}.md: error: the name `\u{301}\u{302}` has no letter or digit to make an address of [address-name]
          help: rename it, or give it a `slug:` in its front matter

        1 error

        """)
  }

  @Test
  func
    `a file at a place where nobody would see it is an error, and a picture that nobody links to is told`()
    throws
  {
    let site = try TestSite()
    try site.write("Content/lost.md", Array("---\ntitle: A\n---\n".utf8))
    try site.write("Content/articles/photo.jpg", [1])
    #expect(
      try site.problems() == """
        Content/articles/photo.jpg: note: no published page links to this file, so it is not published [unlinked-file]
          help: link to it, or move it to `Content/static` to publish it without a link

        Content/lost.md: error: this file is neither an article nor a page, so nobody would ever see it [misplaced-file]
          help: move it to `Content/articles` or `Content/pages`, with a name that ends in `.md`

        1 error, 1 note

        """)
  }

  @Test func `a text that was saved as something else than Markdown is not lost in silence`() throws
  {
    let site = try TestSite()
    for name in ["sleep.txt", "sleep.md.txt", "Rest.DOCX", "old.html", "trial.markdown"] {
      try site.write("Content/articles/\(name)", [1])
    }
    #expect(
      try site.problems() == """
        Content/articles/Rest.DOCX: warning: the name of a text ends in `.md`, so nobody would ever see this one [unlinked-file]
          help: copy its words into a plain text called `Rest.md`

        Content/articles/old.html: warning: the name of a text ends in `.md`, so nobody would ever see this one [unlinked-file]
          help: copy its words into a plain text called `old.md`

        Content/articles/sleep.md.txt: warning: the name of a text ends in `.md`, so nobody would ever see this one [unlinked-file]
          help: rename it to `sleep.md`

        Content/articles/sleep.txt: warning: the name of a text ends in `.md`, so nobody would ever see this one [unlinked-file]
          help: rename it to `sleep.md`

        Content/articles/trial.markdown: error: the name of a text ends in `.md`, so nobody would ever see this one [misplaced-file]
          help: rename it to `trial.md`

        1 error, 4 warnings

        """)
    try site.remove("Content/articles/trial.markdown")
    try site.write(
      "Content/pages/about.md", Array("---\ntitle: A\n---\n[x](../articles/Rest.DOCX)\n".utf8))
    #expect(try !site.problems().contains("Rest.DOCX"))
  }

  @Test(arguments: [
    ("www.example.org/a", "a link to another site begins so: `https://www.example.org/a`"),
    ("example.org", "a link to another site begins so: `https://example.org`"),
    ("contact.html", "the nearest page is `/contact/`"),
    ("/pages/contact", "the nearest page is `/contact/`"),
  ])
  func `an address written as one says it is shown as it must be`(_ link: String, _ help: String)
    throws
  {
    let site = try TestSite("== Content/pages/contact.md\n---\ntitle: Contact\n---\n")
    try site.write("Content/pages/a.md", Array("---\ntitle: A\n---\n[x](\(link))\n".utf8))
    #expect(try site.problems().contains("  help: \(help)\n"))
  }

  @Test func `a picture that is not there and a citation without a source are told`() throws {
    #expect(
      try problems(about + "![A tree](tree.jpg)\n\nSee [@smith].") == """
        Content/pages/about.md:4:1: error: there is no picture `tree.jpg` [missing-picture]
         4 | ![A tree](tree.jpg)
           | ^^^^^^^^^^^^^^^^^^^
          help: put the picture beside `about.md` and write its name, or into `Content/static`

        Content/pages/about.md:6:6: error: this version of attune keeps no list of sources, so `@smith` has none [unknown-source]
         6 | See [@smith].
           |      ^^^^^^
          help: write the source as a footnote: `[^1]`, and below `[^1]: …`

        2 errors

        """)
  }

  @Test
  func `E30: a template that the theme does not have is named with the page that asks for it`()
    throws
  {
    #expect(
      try problems(
        """
        == Content/pages/a.md
        ---
        title: A
        template: pgae
        ---
        == Content/pages/b.md
        ---
        title: B
        template: missing
        ---
        """) == """
          Content/pages/a.md:3:11: error: the theme `plain` has no template `pgae.mustache` [theme-template]
           3 | template: pgae
             |           ^^^^
            help: did you mean `page`?

          Content/pages/b.md:3:11: error: the theme `plain` has no template `missing.mustache` [theme-template]
           3 | template: missing
             |           ^^^^^^^
            help: remove the line; the page is then shown by `page.mustache`

          2 errors

          """)
  }

  @Test func `a page is shown by the template that it asks for`() throws {
    let site = try TestSite(
      """
      == Content/pages/a.md
      ---
      title: A
      template: landing
      ---
      == Themes/plain/landing.mustache
      landing {{title}}
      """)
    #expect(try site.problems() == "")
    #expect(try site.page("a/index.html") == "landing A\n")
  }

  @Test func `the end of a file's name is its language, and the theme must have words for it`()
    throws
  {
    let site = try TestSite(
      about + "\n== Content/pages/about.es.md\n---\ntitle: Sobre\nlang: en\n---\n")
    #expect(
      try site.problems() == """
        Content/pages/about.es.md: error: the theme `plain` has no words in the language `es` [theme-language]
          help: it has `en`; when `.es` in the name means no language, rename the file

        Content/pages/about.es.md:3:7: error: the name of this file says that its language is `es`, and here it is `en` [language-code]
         3 | lang: en
           |       ^^
          help: remove the line, or rename the file

        2 errors

        """)
  }

  @Test func `a page in a language that the theme does not speak is an error`() throws {
    #expect(
      try problems(
        """
        == Content/pages/a.md
        ---
        title: A
        lang: de
        ---
        """) == """
          Content/pages/a.md:3:7: error: the theme `plain` has no words in the language `de` [theme-language]
           3 | lang: de
             |       ^^
            help: it has `en`

          1 error

          """)
  }
}
