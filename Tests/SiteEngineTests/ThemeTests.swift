import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// Themes that take files from other themes, and pages that a theme has no template of its own for.
@Suite struct ThemeTests {
  /// A site without a theme of its own, and a theme `plain` that came with attune.
  private func site(_ text: String) throws -> TestSite {
    let site = try TestSite()
    try FileManager.default.createDirectory(
      at: site.root.appending(path: "share/attune"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      at: site.root.appending(path: "Themes"), to: site.root.appending(path: "share/attune/Themes"))
    try site.write(text)
    return site
  }

  /// The pages that a session renders after a change; all it answers is compared with a first build.
  private func rendered(
    _ site: TestSite, after edit: () throws -> [Change]
  ) async throws -> [String] {
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try await session.apply(edit())
    let outputs = await session.renderAll()
    let paths = await session.lastRendered.map(\.text).filter { $0.hasSuffix(".html") }
    let fresh = try site.snapshot()
    #expect(outputs.map(\.content) == fresh.renderAll().map(\.content))
    #expect(await session.snapshot.diagnostics == fresh.diagnostics)
    return paths
  }

  @Test func `a theme that came with attune needs no folder in the site`() throws {
    #expect(try site("").problems() == "")
    #expect(try site("").page("index.html") == "home Practice\n")
  }

  @Test func `a file in the site lies over the same file of the theme that came with attune`()
    throws
  {
    let site = try site(
      """
      == Themes/plain/home.mustache
      mine {{title}} {{strings.articles}} {{strings.more}}
      == Themes/plain/strings/en.yaml
      articles: Texts
      more: More
      """)
    #expect(try site.problems() == "")
    #expect(try site.page("index.html") == "mine Practice Texts More\n")
    #expect(try site.page("articles/index.html") == "list\n")
  }

  @Test func `a theme takes from others what it does not have: templates, partials, files, words`()
    throws
  {
    let site = try site(
      """
      == site.yaml
      name: Practice
      url: https://example.org/
      time-zone: UTC
      theme: mine
      == Themes/mine/theme.yaml
      name: Mine
      interface: 1
      extends: middle
      == Themes/mine/partials/a.mustache
      my a
      == Themes/middle/theme.yaml
      name: Middle
      interface: 1
      extends: plain
      == Themes/middle/home.mustache
      {{>partials/a}}
      {{>partials/b}}
      {{assets.middle.css}} {{strings.word}} {{strings.not-found}}
      == Themes/middle/partials/a.mustache
      middle a
      == Themes/middle/partials/b.mustache
      middle b
      == Themes/middle/assets/middle.css
      a { color: red }
      == Themes/middle/strings/en.yaml
      word: A word
      not-found: Gone
      """)
    #expect(try site.problems() == "")
    let page = try site.page("index.html")
    #expect(page.hasPrefix("my a\nmiddle b\n/assets/middle."))
    #expect(page.hasSuffix(".css A word Gone\n"))
    #expect(try site.page("404.html") == "Gone\n")
  }

  @Test func `a site's theme may extend the one of its own name that came with attune`() throws {
    let site = try site(
      """
      == Themes/plain/theme.yaml
      name: Mine
      interface: 1
      extends: plain
      == Themes/plain/home.mustache
      mine
      """)
    #expect(try site.problems() == "")
    #expect(try site.page("index.html") == "mine\n")
    #expect(try site.page("articles/index.html") == "list\n")
  }

  @Test func `a theme of a site that extends nothing takes nothing from the one of its name`()
    throws
  {
    let site = try site("== Themes/plain/theme.yaml\nname: Mine\ninterface: 1\n")
    #expect(
      try site.problems().contains(
        "Themes/plain: error: the theme `plain` has no template `home.mustache` [theme-template]"))
  }

  @Test func `themes that extend each other are named in a row`() throws {
    let site = try site(
      """
      == Themes/plain/theme.yaml
      name: Plain
      interface: 1
      extends: other
      == Themes/other/theme.yaml
      name: Other
      interface: 1
      extends: plain
      """)
    #expect(
      try site.problems() == """
        Themes/other/theme.yaml:3:10: error: `plain` extends `other`, which extends `plain`: so none of them has an end [theme-loop]
         3 | extends: plain
           |          ^^^^^
          help: take one of the lines `extends:` out

        1 error

        """)
    try site.write(
      "share/attune/Themes/plain/theme.yaml", Array("name: P\ninterface: 1\nextends: plain\n".utf8))
    try site.remove("Themes")
    #expect(
      try site.problems().contains(
        "share/attune/Themes/plain/theme.yaml:3:10: error: `plain` extends `plain`: so none"))
  }

  @Test func `a theme that extends one that is not there names the nearest`() throws {
    let site = try site("== Themes/mine/theme.yaml\nname: M\ninterface: 1\nextends: plian\n")
    try site.edit("site.yaml", replacing: "theme: plain", with: "theme: mine")
    #expect(
      try site.problems() == """
        Themes/mine/theme.yaml:3:10: error: this theme extends `plian`, and there is no such theme [no-theme]
         3 | extends: plian
           |          ^^^^^
          help: did you mean `extends: plain`?

        1 error

        """)
    let own = try TestSite("== Themes/plain/theme.yaml\nname: P\ninterface: 1\nextends: plain\n")
    #expect(
      try own.problems().contains(
        "this theme extends its own name, and no theme `plain` came with attune [no-theme]"))
    try own.edit("Themes/plain/theme.yaml", replacing: "extends: plain", with: "extends: ../x")
    #expect(try own.problems().contains("this theme extends `../x`, and there is no such theme"))
  }

  @Test func `words that a theme lacks are asked for in the site's own file`() throws {
    let site = try site("== Themes/plain/strings/fr.yaml\narticles: Textes\n")
    #expect(
      try site.problems().contains(
        "Themes/plain/strings/fr.yaml: error: these words are missing: `back-to-text`, "))
  }

  @Test func `a template that nearly lies over another one is pointed out`() throws {
    let site = try site("== Themes/plain/artcle.mustache\n{{title}}\n")
    #expect(
      try site.problems() == """
        Themes/plain/artcle.mustache: warning: no page is made with the template `artcle` [unused-template]
          help: did you mean `article.mustache`?

        1 warning

        """)
    try site.remove("Themes/plain/artcle.mustache")
    try site.write("Themes/plain/something-else.mustache", [])
    #expect(try site.problems() == "")
  }

  @Test func `a word that nearly lies over another one is pointed out`() throws {
    let site = try site(
      "== Themes/plain/strings/en.yaml\nnot-fuond: Gone\nmore: More\narticles: Texts\n")
    #expect(
      try site.problems() == """
        Themes/plain/strings/en.yaml:1:1: warning: no template asks for the word `not-fuond` [unused-string]
         1 | not-fuond: Gone
           | ^^^^^^^^^
          help: did you mean `not-found`?

        1 warning

        """)
    try site.write("Themes/plain/home.mustache", Array("{{strings.not-fuond}}\n".utf8))
    #expect(try site.problems() == "")
  }

  @Test func `a word that attune itself asks for is not pointed out, but one nearly called so is`()
    throws
  {
    let site = try site(
      """
      == Themes/plain/home.mustache
      {{strings.gone}}
      == Themes/plain/strings/en.yaml
      gone: Away
      home: Start
      homme: Start

      """)
    #expect(
      try site.problems() == """
        Themes/plain/strings/en.yaml:3:1: warning: no template asks for the word `homme` [unused-string]
         3 | homme: Start
           | ^^^^^
          help: did you mean `home`?

        1 warning

        """)
  }

  @Test func `a partial that the site adds renders just the pages that used the other one`()
    async throws
  {
    let site = try site(
      """
      == share/attune/Themes/plain/partials/line.mustache
      one
      == share/attune/Themes/plain/page.mustache
      {{>partials/line}} {{title}}
      == Content/pages/about.md
      ---
      title: About
      ---
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      ---
      """)
    let path = SourcePath("Themes/plain/partials/line.mustache")
    #expect(
      try await rendered(site) {
        try site.write(path.text, Array("two\n".utf8))
        return [.file(path)]
      } == ["about/index.html"])
    #expect(try site.page("about/index.html").hasPrefix("two\n"))
    #expect(
      try await rendered(site) {
        try site.remove(path.text)
        return [.file(path)]
      } == ["about/index.html"])
    #expect(try site.page("about/index.html").hasPrefix("one\n"))
    #expect(
      try await rendered(site) {
        try site.write(path.text, Array("one\n".utf8))
        return [.file(path)]
      } == [])
  }

  @Test func `pages of a family that is newer than the theme are made like its nearest one`()
    async throws
  {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      tags: [sleep]
      ---
      """)
    try site.remove("Themes/plain/topic.mustache")
    try site.write(
      "Themes/plain/articles.mustache",
      Array("{{title}}:{{#articles}} {{title}}{{/articles}}{{#topics}} {{name}}{{/topics}}\n".utf8))
    #expect(try site.problems() == "")
    #expect(try site.page("topics/sleep/index.html") == "sleep: A sleep\n")
    #expect(
      try await rendered(site) {
        try site.write("Themes/plain/topic.mustache", Array("topic {{title}}\n".utf8))
        return [.file(SourcePath("Themes/plain/topic.mustache"))]
      } == ["topics/sleep/index.html"])
    #expect(
      try await rendered(site) {
        try site.remove("Themes/plain/topic.mustache")
        try site.edit("Themes/plain/articles.mustache", replacing: ":", with: "!")
        return [.everything]
      } == ["articles/index.html", "topics/sleep/index.html"])
  }

  @Test func `a family falls back to one whose every field it has`() throws {
    // Hearth's list of articles asks for nearly all that such a list has.
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      tags: [sleep]
      ---
      """)
    let themes = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Themes/hearth")
    try FileManager.default.copyItem(at: themes, to: site.root.appending(path: "Themes/hearth"))
    try site.remove("Themes/hearth/topic.mustache")
    try site.edit("site.yaml", replacing: "theme: plain", with: "theme: hearth")
    #expect(try site.problems() == "")
    #expect(try site.page("topics/sleep/index.html").contains("<h1>sleep</h1>"))
  }

  @Test func `a theme needs templates for articles, lists, pages, home and what is not found`()
    throws
  {
    for name in ["article", "articles", "page", "home", "not-found", "topic"] {
      let site = try TestSite()
      try site.remove("Themes/plain/\(name).mustache")
      #expect(try site.problems().isEmpty == (name == "topic"), "\(name)")
    }
  }
}
