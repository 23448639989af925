import Diagnostics
import Foundation
import SiteEngine
import Templates
import Testing

/// What `site.yaml` and a theme may say, and what is said when they say something else.
@Suite struct SettingsTests {
  private func problems(settings: String) throws -> String {
    let site = try TestSite()
    try site.write("site.yaml", Array(settings.utf8))
    return try site.problems()
  }

  @Test func `a folder without settings is not a site`() throws {
    #expect(
      try TestSite(bare: true).problems() == """
        site.yaml: error: there is no `site.yaml` in this folder, so it is not a site [no-site]
          help: go to the folder that has it, or name that folder with `--site`

        1 error

        """)
  }

  @Test func `J16: a misspelt setting is an error and not a default`() throws {
    let text = try problems(
      settings: "name: P\nurl: https://example.org/\ntime-zone: UTC\ntheme: plain\nlangauge: es\n")
    #expect(
      text == """
        site.yaml:5:1: error: `langauge` is not a field that site.yaml has [unknown-field]
         5 | langauge: es
           | ^^^^^^^^
          help: did you mean `language`?

        1 error

        """)
  }

  @Test func `what a site cannot do without is asked for, with the lines to paste`() throws {
    #expect(
      try problems(settings: "theme: plain\n") == """
        site.yaml:1:1: error: `name`, `url` and `time-zone` are missing, and site.yaml needs them [missing-field]
         1 | theme: plain
           | ^
          help: add lines such as these:
                name: Rivers Psychotherapy
                url: https://example.org/
                time-zone: America/New_York

        1 error

        """)
  }

  @Test func `D18: settings with a byte order mark and Windows line ends are read`() throws {
    let site = try TestSite()
    let text = try site.text("site.yaml").replacing("\n", with: "\r\n")
    try site.write("site.yaml", [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(try site.problems() == "")
    #expect(try site.page("index.html") == "home Practice\n")
  }

  @Test(arguments: [
    "example.org", "https://", "ftp://example.org/", "https://example.org/?a", "https://a b/",
    "https://example.org/#top", "https://example.org/../x", "javascript:alert(1)",
    "https://example.org\\@evil.example/",
  ])
  func `J17: an address that a site cannot have is refused`(_ url: String) throws {
    let text = try problems(settings: "name: P\nurl: '\(url)'\ntime-zone: UTC\ntheme: plain\n")
    #expect(
      text == """
        site.yaml:2:6: error: `\(url)` is not an address that a site can have [site-address]
         2 | url: '\(url)'
           |      \(String(repeating: "^", count: url.count + 2))
          help: write it from `https://` to the site's first page, such as `https://example.org/`

        1 error

        """)
  }

  @Test(arguments: ["Mars/Olympus", "../../etc/passwd", "/etc/passwd", "America//New_York", "."])
  func `a time zone that nobody knows is refused, and none leads out of the list`(_ zone: String)
    throws
  {
    let text = try problems(
      settings: "name: P\nurl: https://example.org/\ntime-zone: \(zone)\ntheme: plain\n")
    #expect(
      text == """
        site.yaml:3:12: error: `\(zone)` is not the name of a time zone [time-zone]
         3 | time-zone: \(zone)
           |            \(String(repeating: "^", count: zone.count))
          help: write continent and city, such as `America/New_York`

        1 error

        """)
  }

  @Test func `F16: a machine without time zones says so, and UTC needs none`() throws {
    let site = try TestSite()
    func problems() throws -> String {
      try TerminalStyle(usesColor: false).text(
        for: build(
          Project(root: site.root.path(percentEncoded: false), timeZones: "/nowhere"),
          at: site.instant
        ).diagnostics)
    }
    #expect(
      try problems() == """
        site.yaml:3:12: error: this machine has no list of time zones, so `America/New_York` can't be looked up [time-zone]
         3 | time-zone: America/New_York
           |            ^^^^^^^^^^^^^^^^
          help: install the package `tzdata`, or write `time-zone: UTC`

        1 error

        """)
    let settings = try site.text("site.yaml").replacing("America/New_York", with: "UTC")
    try site.write("site.yaml", Array(settings.utf8))
    #expect(try problems() == "")
  }

  @Test func `a language, a count and a direction are what they can be`() throws {
    let text = try problems(
      settings: """
        name: P
        url: https://example.org/
        time-zone: UTC
        theme: plain
        language: english
        articles-per-page: 0
        next: odler
        """)
    #expect(
      text == """
        site.yaml:5:11: error: `english` is not the code of a language [language-code]
         5 | language: english
           |           ^^^^^^^
          help: write two letters, such as `en` or `es`

        site.yaml:6:20: error: `articles-per-page` is a number from 1 to 1000 [setting-range]
         6 | articles-per-page: 0
           |                    ^

        site.yaml:7:7: error: `next` is `older` or `newer`, not `odler` [wrong-type]
         7 | next: odler
           |       ^^^^^
          help: did you mean `older`?

        3 errors

        """)
  }

  @Test func `a theme that is not there names the nearest`() throws {
    let text = try problems(
      settings: "name: P\nurl: https://example.org/\ntime-zone: UTC\ntheme: plian\n")
    #expect(
      text == """
        site.yaml: error: there is no theme `plian` in `Themes` [no-theme]
          help: did you mean `theme: plain`?

        1 error

        """)
  }

  @Test func `a theme for another attune is refused`() throws {
    #expect(
      try TestSite("== Themes/plain/theme.yaml\nname: Plain\ninterface: 2\n").problems() == """
        Themes/plain/theme.yaml:2:12: error: this theme was written for interface 2, and this attune has 1 [theme-interface]
         2 | interface: 2
           |            ^
          help: install a newer attune

        1 error

        """)
  }

  @Test func `a theme without a description, a template or a language says which`() throws {
    let site = try TestSite()
    for path in ["theme.yaml", "page.mustache", "strings/en.yaml"] {
      try site.remove("Themes/plain/\(path)")
    }
    let text = try site.problems()
    for part in [
      "Themes/plain: error: the theme `plain` has no `theme.yaml` [theme-interface]\n  help: add one with a line `name:` and a line `interface: 1`\n",
      "Themes/plain: error: the theme `plain` has no template `page.mustache` [theme-template]\n  help: add it; it makes the pages\n",
      "Themes/plain/strings: error: the theme `plain` has no words in the language `en` [theme-language]\n  help: add `strings/en.yaml`\n",
    ] {
      #expect(text.contains(part))
    }
  }

  @Test func `words that a theme lacks are listed`() throws {
    let site = try TestSite()
    let words = try site.text("Themes/plain/strings/en.yaml")
      .replacing("articles: Articles\n", with: "").replacing(", December", with: "")
    try site.write("Themes/plain/strings/en.yaml", Array((words + "next: [a]\n").utf8))
    let text = try site.problems()
    for part in [
      "Themes/plain/strings/en.yaml: error: these words are missing: `articles` [theme-string]\n  help: add a line such as `articles: …` for each\n",
      "Themes/plain/strings/en.yaml: error: `months` has the names of twelve months, and here it has 11 [theme-string]\n",
      "error: `next` is a word or a sentence [theme-string]\n",
    ] {
      #expect(text.contains(part))
    }
    try site.write("Themes/plain/strings/en.yaml", Array("- a\n".utf8))
    #expect(
      try site.problems().contains(
        "Themes/plain/strings/en.yaml:1:1: error: the words of a theme are lines such as `next: Next` [theme-string]"
      ))
  }

  @Test func `a theme whose page never ends is an error, and no half page is kept as a whole one`()
    throws
  {
    let site = try TestSite(
      """
      == Content/pages/about.md
      ---
      title: About
      menu-order: 1
      ---
      == Themes/plain/page.mustache
      {{#menu}}{{#menu}}{{#menu}}x{{/menu}}{{/menu}}{{/menu}}
      """)
    let snapshot = try site.snapshot()
    let output = try #require(snapshot.outputs.first { $0.path.text == "about/index.html" })
    #expect(snapshot.render(output).diagnostics.isEmpty)
    var limits = RenderLimits()
    limits.steps = 5
    #expect(
      TerminalStyle(usesColor: false).text(for: snapshot.render(output, limits: limits).diagnostics)
        == """
        about/index.html: error: the template of this page does not come to an end [endless-page]
          help: look at `page.mustache` for a list that includes itself

        1 error

        """)
  }

  @Test func `I06: a name that a theme cannot have is an error before anything is built`() throws {
    let text = try TestSite("== Themes/plain/article.mustache\n<h1>{{titel}}</h1>\n").problems()
    #expect(
      text.contains(
        "Themes/plain/article.mustache:1:7: error: `titel` is not a field that articles have [unknown-field]"
      ))
    #expect(text.contains("help: did you mean `title`?"))
  }
}
