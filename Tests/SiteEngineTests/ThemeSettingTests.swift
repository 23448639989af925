import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What a theme lets a site choose.
@Suite struct ThemeSettingTests {
  private static let declared = """
    == Themes/plain/theme.yaml
    name: Plain
    interface: 1
    settings:
      show-time: {kind: flag, default: true, description: Whether articles say how long they are.}
      footer-text: {kind: text}
      columns: {kind: number, default: 2}
      width: {kind: choice, choices: [narrow, wide], default: narrow}
      booking-url: {kind: url}
    == Themes/plain/partials/narrow.mustache
    N
    == Themes/plain/partials/wide.mustache
    W
    == Themes/plain/article.mustache
    {{title}}{{#settings.show-time}} {{reading-minutes}} min{{/settings.show-time}}
    == Themes/plain/page.mustache
    {{title}} {{settings.columns}} {{settings.width}}{{#settings.footer-text}} [{{settings.footer-text}}]{{/settings.footer-text}}{{#settings.booking-url}} <a href="{{settings.booking-url}}">book</a>{{/settings.booking-url}}
    == Content/articles/a.md
    ---
    title: A
    date: 2026-01-01
    ---
    Some words.
    == Content/pages/about.md
    ---
    title: About
    ---

    """

  private func site(_ settings: String) throws -> TestSite {
    let site = try TestSite(Self.declared)
    try site.write("site.yaml", Array((site.text("site.yaml") + settings).utf8))
    return site
  }

  @Test func `what a site does not choose is as the theme says, or nothing`() throws {
    let site = try site("")
    #expect(try site.problems() == "")
    #expect(try site.page("articles/a/index.html") == "A 1 min\n")
    #expect(try site.page("about/index.html") == "About 2 narrow\n")
  }

  @Test func `templates see what the site chose`() throws {
    let site = try site(
      """
      settings:
        show-time: false
        footer-text: "Tea & <b>quiet</b>"
        columns: 3
        width: wide
        booking-url: https://example.com/?a=1&b=2
      """)
    #expect(try site.problems() == "")
    #expect(try site.page("articles/a/index.html") == "A\n")
    #expect(
      try site.page("about/index.html")
        == "About 3 wide [Tea &amp; &lt;b&gt;quiet&lt;/b&gt;] <a href=\"https://example.com/?a=1&amp;b=2\">book</a>\n"
    )
  }

  @Test func `an address of the site leads to the page, in each language, under any base path`()
    throws
  {
    let site = try site("settings:\n  booking-url: about.md#hours\n")
    try site.edit("site.yaml", replacing: "example.org/", with: "example.org/repo/")
    try site.write("Content/pages/about.md", Array("---\ntitle: About\n---\n## Hours\n".utf8))
    try site.write(
      """
      == Themes/plain/strings/es.yaml
      \(TestSite.words)
      == Content/pages/about.es.md
      ---
      title: Sobre
      ---
      == Content/pages/other.md
      ---
      title: Other
      ---
      """)
    #expect(try site.problems() == "")
    #expect(try site.page("other/index.html").contains(#"href="/repo/about/#hours""#))
    #expect(try site.page("es/about/index.html").contains(#"href="/repo/es/about/""#))
  }

  @Test func `an address that leads nowhere is an error at its place`() throws {
    let text = try site("settings:\n  booking-url: /abuot/\n").problems()
    #expect(
      text == """
        site.yaml:6:16: error: no page lives at `/abuot/` [broken-link]
         6 |   booking-url: /abuot/
           |                ^^^^^^^
          help: the nearest page is `/about/`

        1 error

        """)
    #expect(
      try site("settings:\n  booking-url: javascript:alert(1)\n").problems().contains(
        "site.yaml:6:16: error: `javascript:alert(1)` must not begin with `javascript:` [theme-setting]"
      ))
  }

  @Test func `settings that the theme does not have, and values of another kind, are errors`()
    throws
  {
    let text = try site(
      """
      settings:
        show-tiem: false
        show-time: sometimes
        columns: two
        width: wied
        sidebar: left
      """
    ).problems()
    #expect(
      text == """
        site.yaml:6:3: error: `show-tiem` is not a setting of the theme `plain` [theme-setting]
         6 |   show-tiem: false
           |   ^^^^^^^^^
          help: did you mean `show-time`?

        site.yaml:7:14: error: `show-time` is `true` or `false`, not `sometimes` [theme-setting]
         7 |   show-time: sometimes
           |              ^^^^^^^^^
          help: write `show-time: true` or `show-time: false`

        site.yaml:8:12: error: `columns` is a whole number, not `two` [theme-setting]
         8 |   columns: two
           |            ^^^

        site.yaml:9:10: error: `width` is one of `narrow`, `wide`, not `wied` [theme-setting]
         9 |   width: wied
           |          ^^^^
          help: did you mean `wide`?

        site.yaml:10:3: error: `sidebar` is not a setting of the theme `plain` [theme-setting]
         10 |   sidebar: left
            |   ^^^^^^^
          help: it has `booking-url`, `columns`, `footer-text`, `show-time`, `width`

        5 errors

        """)
  }

  @Test func `a template that asks for a setting that is not there is an error`() throws {
    let site = try site("")
    try site.write("Themes/plain/home.mustache", Array("{{settings.colums}}\n".utf8))
    #expect(
      try site.problems().contains("`colums` is not a field that settings have"))
  }

  @Test func `what a theme declares is checked where it stands`() throws {
    let site = try TestSite(
      """
      == Themes/plain/theme.yaml
      name: Plain
      interface: 1
      settings:
        Show Time: {kind: flag}
        a: {kind: choice}
        b: {kind: text, choices: [x]}
        c: {kind: flag, default: maybe}
        d: {kind: url, default: /about/}
        e: {kind: colour}
        f: {default: x}
      """)
    let text = try site.problems()
    for part in [
      "theme.yaml:4:3: error: `Show Time` is not a name for a setting, which has small letters, digits and hyphens [theme-setting]",
      "theme.yaml:5:3: error: `a` is a choice and has no `choices` [theme-setting]",
      "theme.yaml:6:19: error: `b` has `choices`, which only the kind `choice` has [theme-setting]",
      "theme.yaml:7:28: error: `c` is `true` or `false`, not `maybe` [theme-setting]",
      "theme.yaml:8:27: error: `/about/` is an address of the site, and a theme does not know what a site has [theme-setting]",
      "theme.yaml:9:13: error: `kind` is `text`, `flag`, `number`, `choice` or `url`, not `colour`",
      "theme.yaml:10:3: error: `kind` is missing, and settings need it",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func `a theme changes the default of a setting that it takes over, and not its kind`()
    throws
  {
    let site = try TestSite(Self.declared)
    try site.write(
      """
      == Themes/mine/theme.yaml
      name: Mine
      interface: 1
      extends: plain
      settings:
        width: {kind: choice, choices: [narrow, wide, full], default: full}
        columns: {kind: text}
      """)
    try site.edit("site.yaml", replacing: "theme: plain", with: "theme: mine")
    #expect(
      try site.problems() == """
        Themes/mine/theme.yaml:6:3: error: `columns` is of the kind `text` here and of the kind `number` in the theme `plain` [theme-setting]
         6 |   columns: {kind: text}
           |   ^^^^^^^
          the other one: Themes/plain/theme.yaml:6:3
          help: write `kind: number`, or choose another name

        1 error

        """)
    try site.edit("Themes/mine/theme.yaml", replacing: "  columns: {kind: text}", with: "")
    #expect(try site.page("about/index.html") == "About 2 full\n")
  }

  @Test func `a changed setting renders just the pages that read it`() async throws {
    let site = try site("settings:\n  show-time: true\n")
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.edit("site.yaml", replacing: "show-time: true", with: "show-time: false")
    try await session.apply([.file(SourcePath("site.yaml"))])
    #expect(
      await session.renderAll().map(\.content) == (try site.snapshot()).renderAll().map(\.content))
    #expect(await session.lastRendered.map(\.text) == ["articles/a/index.html"])
    try site.edit("site.yaml", replacing: "show-time: false", with: "columns: 9")
    try await session.apply([.file(SourcePath("site.yaml"))])
    _ = await session.renderAll()
    #expect(
      await session.lastRendered.map(\.text) == ["about/index.html", "articles/a/index.html"])
  }
}
