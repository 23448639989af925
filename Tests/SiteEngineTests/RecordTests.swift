import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// `published-urls.txt`: what was ever published, and what becomes of it.
@Suite struct RecordTests {
  private func site(_ more: String = "") throws -> TestSite {
    try TestSite(
      """
      == site.yaml
      name: Practice
      url: https://example.org/
      time-zone: America/New_York
      theme: plain
      articles-per-page: 1
      == Themes/plain/strings/es.yaml
      \(TestSite.words)
      == Content/pages/about.md
      ---
      title: About
      aliases: [/who/]
      ---
      == Content/articles/sleep.md
      ---
      title: Sleep
      date: 2026-01-01
      tags: [calm]
      ---
      [A form](form.pdf) ![A tree](tree.gif)
      == Content/articles/form.pdf
      PDF
      == Content/articles/later.md
      ---
      title: Later
      date: 2027-01-01
      ---
      == Content/static/plan.txt
      A plan.
      == Content/static/humans.txt
      Us.
      == Content/static/.well-known/x.txt
      Us.

      """ + more.replacingOccurrences(of: "\n\n", with: "\n"))
  }

  @discardableResult
  private func record(_ site: TestSite) throws -> RecordReport {
    try site.snapshot().record(in: site.project).get()
  }

  private func addresses(_ site: TestSite) throws -> [String] {
    try site.text("published-urls.txt").components(separatedBy: "\n").filter { $0.hasPrefix("/") }
  }

  private func write(_ site: TestSite) throws {
    try site.write("Content/articles/tree.gif", Array(EditedPicture.first.utf8))
  }

  @Test func `every address that readers may keep is recorded, and nothing that waits`() throws {
    let site = try site()
    try write(site)
    let report = try record(site)
    #expect(
      try site.text("published-urls.txt") == """
        # Every address at which this site ever had something for readers, one a line. attune record adds to
        # it after the site was published, and attune build says so when one of them would be lost.
        /
        /about/
        /articles/
        /articles/form.pdf
        /articles/sleep/
        /atom.xml
        /feed.json
        /feed.xml
        /plan.txt
        /topics/calm/
        /who/

        """)
    #expect(report.newCount == 11)
    #expect(report.count == 11)
    #expect(try site.problems().contains("error") == false)
  }

  @Test func `addresses are added and none is taken out, and notes stay`() throws {
    let site = try site()
    try write(site)
    try site.write("== published-urls.txt\n# Mine.\r\n\n/gone/\n# Yours.\n/plan.txt\n")
    try site.edit("site.yaml", replacing: "theme: plain", with: "theme: plain\ngone: {/gone/: No.}")
    #expect(try record(site).newCount == 10)
    let text = try site.text("published-urls.txt")
    #expect(text.hasPrefix("# Mine.\r\n# Yours.\n/\n/about/\n"))
    #expect(text.contains("\n/gone/\n"))
    #expect(try record(site).newCount == 0)
    #expect(try site.text("published-urls.txt") == text)
  }

  @Test func `a site with an error is not recorded`() throws {
    let site = try site()
    try site.write("== Content/pages/bad.md\n---\ntitle: Bad\n---\n[x](/nowhere/)\n")
    guard case .failure(let refusal) = try site.snapshot().record(in: site.project) else {
      Issue.record("it was recorded")
      return
    }
    let text = TerminalStyle(usesColor: false).text(for: refusal.problems)
    #expect(text.contains("[broken-link]"))
    #expect(!site.exists("published-urls.txt"))
  }

  @Test func `an article under another name is lost, until it says its old one`() throws {
    let site = try site()
    try write(site)
    try record(site)
    try site.move("Content/articles/sleep.md", to: "Content/articles/better-sleep.md")
    #expect(
      try site.problems() == """
        published-urls.txt:7:1: error: `/articles/sleep/` was published, and nothing would answer there any more [lost-address]
         7 | /articles/sleep/
           | ^^^^^^^^^^^^^^^^
          help: write `aliases: [/articles/sleep/]` in `Content/articles/better-sleep.md` if that is where it went, or `/articles/sleep/: REASON` below `gone:` in `site.yaml`

        1 error

        """)
    try site.edit(
      "Content/articles/better-sleep.md", replacing: "title: Sleep",
      with: "title: Sleep\naliases: [/articles/sleep/]")
    #expect(try site.problems() == "")
  }

  @Test func `an address that led to a page may not go either`() throws {
    let site = try site()
    try write(site)
    try record(site)
    try site.edit("Content/pages/about.md", replacing: "/who/", with: "/us/")
    #expect(
      try site.problems() == """
        published-urls.txt:13:1: error: `/who/` was published, and nothing would answer there any more [lost-address]
         13 | /who/
            | ^^^^^
          help: write `/who/: REASON` below `gone:` in `site.yaml`

        1 error

        """)
    try site.edit(
      "site.yaml", replacing: "theme: plain", with: "theme: plain\nredirects: {/who/: /about/}")
    #expect(try site.problems() == "")
  }

  @Test func `what became a draft or waits again is lost, and the file says so`() throws {
    let site = try site()
    try write(site)
    try record(site)
    try site.edit("Content/pages/about.md", replacing: "aliases", with: "draft: true\naliases")
    try site.edit("Content/articles/sleep.md", replacing: "2026-01-01", with: "2026-12-24")
    let problems = try site.problems()
    for message in [
      "`/about/` was published, and nothing would answer there any more, since `Content/pages/about.md` is a draft [lost-address]",
      "`/who/` was published, and nothing would answer there any more, since `Content/pages/about.md` is a draft [lost-address]",
      "`/articles/sleep/` was published, and nothing would answer there any more, since `Content/articles/sleep.md` is held back until 2026-12-24 00:00 (America/New_York) [lost-address]",
      "help: publish it, or write `/about/: REASON` below `gone:` in `site.yaml`",
    ] {
      #expect(problems.contains(message), "\(problems)")
    }
  }

  @Test func `what expires is gone by itself, with all that led to it`() throws {
    let site = try site()
    try write(site)
    try record(site)
    try site.edit(
      "Content/pages/about.md", replacing: "aliases", with: "expires: 2026-11-01\naliases")
    try site.edit("site.yaml", replacing: "theme: plain", with: "theme: plain\nhost: netlify")
    #expect(try site.problems() == "")
    #expect(
      try site.page("_redirects") == """
        /about/ /about/index.html 410!
        /who/ /who/index.html 410!

        """)
    // Not a word of it is left.
    #expect(try site.page("about/index.html") == "Not here\n")
  }

  @Test func `lists care for themselves`() throws {
    let site = try site(
      """
      == Content/articles/two.md
      ---
      title: Two
      date: 2026-01-02
      tags: [calm]
      ---
      == Content/articles/tres.es.md
      ---
      title: Tres
      date: 2026-01-02
      tags: [uno]
      ---

      """)
    try write(site)
    try record(site)
    #expect(try addresses(site).contains("/articles/page/2/"))
    #expect(try addresses(site).contains("/es/topics/uno/"))
    let list = try site.text("published-urls.txt")
    try site.write("published-urls.txt", Array((list + "/series/x/\n/articles/2019/\n").utf8))
    try site.remove("Content/articles/two.md")
    try site.remove("Content/articles/tres.es.md")
    try site.edit("Content/articles/sleep.md", replacing: "[calm]", with: "[rest]")
    try site.edit(
      "site.yaml", replacing: "theme: plain",
      with: "theme: plain\ngone: {/articles/two/: No., /es/articles/tres/: No.}\nhost: nginx")
    #expect(try site.problems() == "")
    let map = try site.page("_nginx/redirects.map")
    for line in [
      #""/articles/page/2/" "/articles/";"#, #""/topics/calm/" "/articles/";"#,
      #""/topics/calm/page/2/" "/articles/";"#, #""/es/" "/";"#, #""/es/articles/" "/articles/";"#,
      #""/es/topics/uno/" "/articles/";"#, #""/series/x/" "/articles/";"#,
      #""/articles/2019/" "/articles/";"#,
    ] {
      #expect(map.contains(line), "\(map)")
    }
    #expect(try site.page("_nginx/gone.map").contains(#""/es/feed.xml" "/es/feed.xml"#))
  }

  @Test
  func `an address that is no page's own, such as three letters, is not taken for a language`()
    throws
  {
    let site = try site("== Content/pages/faq.md\n---\ntitle: Questions\n---\n")
    try write(site)
    try record(site)
    try site.remove("Content/pages/faq.md")
    #expect(try site.problems().contains("`/faq/` was published"))
  }

  @Test func `of many lost addresses the first are told and the others counted`() throws {
    let site = try site()
    try write(site)
    let list = (10..<32).map { "/lost-\($0)/\n" }.joined()
    try site.write("== published-urls.txt\n\(list)")
    let problems = try site.problems()
    #expect(
      problems.contains(
        "published-urls.txt: error: 2 more addresses that were published would be lost [lost-address]"
      ))
    #expect(problems.contains("\n21 errors\n"))
  }

  @Test func `a line that is no address is an error`() throws {
    let site = try site()
    try write(site)
    try site.write(
      "published-urls.txt", Array("<<<<<<< mine\n/\n//x/\n/../a/\n".utf8) + [0x2F, 0xFF])
    #expect(
      try site.problems() == """
        published-urls.txt:1:1: error: this line of `published-urls.txt` is not an address of the site [published-address]
         1 | <<<<<<< mine
           | ^^^^^^^^^^^^
          help: remove it; `attune record` writes the file

        published-urls.txt:3:1: error: this line of `published-urls.txt` is not an address of the site [published-address]
         3 | //x/
           | ^^^^
          help: remove it; `attune record` writes the file

        published-urls.txt:4:1: error: this line of `published-urls.txt` is not an address of the site [published-address]
         4 | /../a/
           | ^^^^^^
          help: remove it; `attune record` writes the file

        published-urls.txt:5:1: error: this line of `published-urls.txt` is not an address of the site [published-address]
         5 | /\u{FFFD}
           | ^^
          help: remove it; `attune record` writes the file

        4 errors

        """)
  }

  @Test func `a link to what is gone is a broken link`() throws {
    let site = try site("== Content/pages/x.md\n---\ntitle: X\n---\n[x](/group/)\n")
    try write(site)
    try site.edit(
      "site.yaml", replacing: "theme: plain", with: "theme: plain\ngone: {/group/: No.}")
    #expect(try site.problems().contains("no page lives at `/group/` [broken-link]"))
  }
}
