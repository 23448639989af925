import Foundation
import TestSupport
import Testing

/// `attune rename` moves a text with all that belongs to it, or nothing.
@Suite struct RenameCommandTests {
  private static let moment = "2026-11-22T12:00:00Z"

  private func rename(_ old: String, _ new: String, in site: TestFolder, from folder: String = "")
    throws -> CommandResult
  {
    let url = folder.isEmpty ? site.url : site.url.appending(path: folder)
    return try run(
      builtProgram("attune"), ["rename", old, new, "--at", Self.moment], in: url)
  }

  private func text(_ path: String, in site: TestFolder) throws -> String {
    try String(contentsOf: site.url.appending(path: path), encoding: .utf8)
  }

  private func build(_ site: TestFolder) throws -> CommandResult {
    try site.attune("build", "--strict", "--at", Self.moment)
  }

  private static let files = [
    "Content/articles/kap.md": """
    ---
    title: KAP
    date: 2026-01-05
    ---
    See [one](one.md#a-part), [two][t] and ![A tree](tree.svg).

    [t]: /articles/two/

    """,
    "Content/articles/tree.svg":
      #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>"#,
    "Content/articles/one.md": """
    ---
    title: One
    date: 2026-01-01
    ---
    ## A part

    A [file](kap.md), an [address](/articles/kap/?a=1#x "title"), one [without](/articles/kap), a
    [relative](../kap/), <!-- [no](kap.md) --> a [name][k] twice [k], and `[code](kap.md)`.

        [code](/articles/kap/)

    [k]: <kap.md>

    """.replacing("#x", with: ""),
    "Content/pages/about.md":
      "---\ntitle: About\n---\n[KAP](../articles/kap.md) [![A tree](../articles/tree.svg)](/articles/kap/)\n",
    "Content/pages/idea.md": "---\ntitle: Idea\ndraft: true\n---\n[KAP](/articles/kap/)\n",
    "site.yaml": """
    name: Practice
    url: https://example.org/
    time-zone: America/New_York
    theme: plain
    menu:
      - /articles/ # stays
      - "KAP": '/articles/kap/'
      - articles/kap.md
      - About us: about.md

    """,
  ]

  @Test func `an article gets another address, and everything that led to it leads there`() throws {
    let site = try smallSite(Self.files)
    #expect(try build(site).errors == "")
    let result = try rename("Content/articles/kap.md", "/articles/ketamine/", in: site)
    #expect(
      result
        == CommandResult(
          output: """
            Content/articles/kap.md is now Content/articles/ketamine.md
            /articles/kap/ leads to /articles/ketamine/
            11 links were mended in:
              Content/articles/one.md
              Content/pages/about.md
              Content/pages/idea.md
              site.yaml

            """, errors: "", code: 0))
    #expect(
      try text("Content/articles/ketamine.md", in: site)
        == Self.files["Content/articles/kap.md"]?.replacing(
          "title: KAP\n", with: "title: KAP\naliases: [/articles/kap/]\n"))
    #expect(
      try text("Content/articles/one.md", in: site).contains(
        """
        A [file](ketamine.md), an [address](/articles/ketamine/?a=1 "title"), one [without](/articles/ketamine/), a
        [relative](/articles/ketamine/), <!-- [no](kap.md) --> a [name][k] twice [k], and `[code](kap.md)`.

            [code](/articles/kap/)

        [k]: <ketamine.md>
        """))
    #expect(
      try text("Content/pages/about.md", in: site).hasSuffix(
        "[KAP](../articles/ketamine.md) [![A tree](../articles/tree.svg)](/articles/ketamine/)\n"))
    #expect(
      try text("site.yaml", in: site).hasSuffix(
        """
        menu:
          - /articles/ # stays
          - "KAP": /articles/ketamine/
          - articles/ketamine.md
          - About us: about.md

        """))
    let after = try build(site)
    #expect(after.code == 0 && after.errors == "")
    #expect(try site.files()["articles/kap/index.html"] != nil)
  }

  @Test func `renaming back leads from the other address, and no file is left behind`() throws {
    let site = try smallSite(Self.files)
    let before = try site.files("Content")
    #expect(try rename("/articles/kap/", "ketamine", in: site).code == 0)
    #expect(try rename("/articles/ketamine/", "kap", in: site).code == 0)
    let after = try text("Content/articles/kap.md", in: site)
    #expect(after.contains("aliases: [/articles/ketamine/]"))
    #expect(try build(site).errors == "")
    #expect(try Set(site.files("Content").keys) == Set(before.keys))
  }

  @Test func `translations and pictures that only it shows go to another folder with it`() throws {
    let site = try smallSite(
      Self.files.merging([
        "Themes/plain/strings/es.yaml": try #require(
          BuildCommandTests.files["Themes/plain/strings/en.yaml"]),
        "Content/articles/kap.es.md":
          "---\ntitle: KAP\ndate: 2026-01-05\naliases: [viejo]\n---\n![Árbol](tree.svg) ![y](leaf.svg) [en](kap.md)\n",
        "Content/articles/leaf.svg":
          #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>"#,
      ]) { $1 })
    #expect(try build(site).errors == "")
    let result = try rename("kap.md", "trauma/ketamine.md", in: site, from: "Content/articles")
    #expect(result.errors == "" && result.code == 0)
    #expect(
      result.output.hasPrefix(
        """
        kap.es.md is now trauma/ketamine.es.md
        kap.md is now trauma/ketamine.md
        leaf.svg is now trauma/leaf.svg
        /es/articles/kap/ leads to /es/articles/trauma/ketamine/
        /articles/kap/ leads to /articles/trauma/ketamine/

        """))
    #expect(
      try text("Content/articles/trauma/ketamine.es.md", in: site)
        == "---\ntitle: KAP\ndate: 2026-01-05\naliases: [/es/articles/viejo/, /es/articles/kap/]\n---\n![Árbol](../tree.svg) ![y](leaf.svg) [en](ketamine.md)\n"
    )
    #expect(
      try text("Content/articles/trauma/ketamine.md", in: site).contains(
        "See [one](../one.md#a-part), [two][t] and ![A tree](../tree.svg)."))
    #expect(try build(site).errors == "")
    #expect(try rename("trauma/ketamine.md", "articles/kap.md", in: site).code == 1)
    #expect(try rename("articles/trauma/ketamine.md", "articles/kap.md", in: site).code == 0)
    #expect(try site.files("Content/articles").keys.contains("leaf.svg"))
    #expect(!(try site.files("Content/articles").keys.contains { $0.hasPrefix("trauma") }))
    #expect(try build(site).errors == "")
  }

  @Test func `what readers never saw leaves no address behind, and a slug of its own is changed`()
    throws
  {
    let site = try smallSite([
      "Content/articles/d.md": "---\ntitle: D\ndate: 2026-01-01\ndraft: true\n---\n",
      "Content/articles/s.md": "---\ntitle: S\ndate: 2026-01-01\nslug: 'calm' # mine\n---\n",
    ])
    let draft = try rename("articles/d.md", "e", in: site)
    #expect(draft.output == "Content/articles/d.md is now Content/articles/e.md\n")
    #expect(!(try text("Content/articles/e.md", in: site).contains("aliases")))
    let slug = try rename("/articles/calm/", "/articles/quiet/", in: site)
    #expect(slug.code == 0)
    #expect(
      try text("Content/articles/quiet.md", in: site)
        == "---\ntitle: S\naliases: [/articles/calm/]\ndate: 2026-01-01\nslug: quiet # mine\n---\n")
    #expect(
      try rename("articles/quiet.md", "other.md", in: site).output
        == "Content/articles/quiet.md is now Content/articles/other.md\n")
    #expect(try build(site).errors == "")
  }

  @Test(arguments: [
    ("aliases: /old/\n", "aliases: [/old/, /articles/x/]\n"),
    ("aliases: []\n", "aliases: []\n"),
    ("aliases: [ '/a/' ]\n", "aliases: [ '/a/', /articles/x/ ]\n"),
    (
      "aliases:\n  - /a/ # why\n  - \"/b/\"\n",
      "aliases:\n  - /a/ # why\n  - \"/b/\"\n  - /articles/x/\n"
    ),
    ("aliases:\n- /articles/y/\n- /b/\n", "aliases:\n- /b/\n- /articles/x/\n"),
    ("aliases: [/articles/y/, /b/]\n", "aliases: [/b/, /articles/x/]\n"),
    ("aliases: [/b/, /articles/y/]\n", "aliases: [/b/, /articles/x/]\n"),
    ("aliases: [y]\n", "aliases: [/articles/x/]\n"),
  ])
  func `the list of old addresses keeps its form`(_ before: String, _ after: String) throws {
    let site = try smallSite([
      "Content/articles/x.md": "---\ntitle: X\n\(before)date: 2026-01-01\n---\n"
    ])
    let result = try rename("articles/x.md", "y", in: site)
    #expect(result.errors == "")
    let written = try text("Content/articles/y.md", in: site)
    #expect(
      before == "aliases: []\n" || written == "---\ntitle: X\n\(after)date: 2026-01-01\n---\n")
    #expect(written.contains("/articles/x/"))
    #expect(try build(site).errors == "")
  }

  @Test func `the name of a file is enough where no other file is called so`() throws {
    for name in ["kap.md", "kap"] {
      let site = try smallSite(Self.files)
      let result = try rename(name, "better", in: site)
      #expect(result.code == 0, "\(name): \(result.errors)")
      #expect(
        result.output.hasPrefix("Content/articles/kap.md is now Content/articles/better.md\n"))
    }
    let page = "---\ntitle: Other\n---\n"
    let site = try smallSite(Self.files.merging(["Content/pages/kap.md": page]) { $1 })
    let result = try rename("kap.md", "better", in: site)
    #expect(result.code == 1)
    #expect(
      result.errors == """
        kap.md: error: more than one file is called `kap.md` [rename]
          help: write `Content/articles/kap.md` or `Content/pages/kap.md`

        1 error

        """)
  }

  @Test func `what would not build is refused, and not a byte is changed`() throws {
    let site = try smallSite(
      Self.files.merging([
        "Content/articles/q.md": "---\ntitle: Q\ndate: 2026-01-01\nslug: z\n---\n"
      ]) { $1 })
    let before = try site.files("Content").merging(site.files("Themes")) { $1 }
    for (old, new, words) in [
      (
        "Content/articles/kap.md", "one",
        "this file is there already, so nothing was renamed [already-there]"
      ),
      ("Content/articles/kap.md", "/articles/z/", "[same-address]"),
      ("kep.md", "x", "there is no article and no page `kep.md` [rename]"),
      ("/articles/kap/", "../../../x.md", "is neither an address, nor a file in"),
      ("/articles/kap/", "Themes/x.md", "is neither an address, nor a file in"),
      ("/articles/kap/", "/articles/A B/", "is neither an address, nor a file in"),
      ("/articles/kap/", "kap", "this is its name already [rename]"),
      ("/articles/kap/", "/articles/", "is neither an address, nor a file in"),
    ] {
      let result = try rename(old, new, in: site)
      #expect(result.code == 1)
      #expect(result.output == "Nothing was renamed.\n")
      #expect(result.errors.contains(words), "\(result.errors)")
    }
    #expect(try site.files("Content").merging(site.files("Themes")) { $1 } == before)
    try site.write("Content/pages/about.md", Array("---\ntitle: About\n---\n[x](/none/)\n".utf8))
    #expect(try rename("/articles/kap/", "y", in: site).errors.contains("[broken-link]"))
  }

  @Test func `a link that would lead to the text itself at its new place is mended too`() throws {
    let site = try smallSite([
      "Content/articles/kap.md": "---\ntitle: KAP\ndate: 2026-01-01\n---\n## Part\n",
      "Content/articles/peri.md":
        "---\ntitle: Peri\ndate: 2026-01-01\n---\n[x](kap.md#part) [y](kap.md)\r\n[over\r\nlines](kap.md)\n",
    ])
    let result = try rename("articles/peri.md", "/articles/trauma/kap/", in: site)
    #expect(result.errors == "")
    #expect(
      try text("Content/articles/trauma/kap.md", in: site).hasSuffix(
        "[x](../kap.md#part) [y](../kap.md)\r\n[over\r\nlines](../kap.md)\n"))
    #expect(try build(site).errors == "")
  }

  @Test func `links in cells, notes and lists are mended`() throws {
    let site = try smallSite([
      "Content/articles/x.md": "---\ntitle: X\ndate: 2026-01-01\n---\n",
      "Content/pages/p.md": """
      ---
      title: P
      ---
      | a | b |
      | --- | --- |
      | [t](../articles/x.md) | [u](/articles/x/) |

      > [!NOTE]
      > [Over
      > lines](../articles/x.md "with
      > title") and [one][r].[^n]

      - [x]( <../articles/x.md> )
        - [y](/articles/x) text

      [r]: /articles/x/
        "title"

      [^n]: A note [z](../articles/x.md).

      """,
    ])
    let before = try text("Content/pages/p.md", in: site)
    #expect(try rename("articles/x.md", "y", in: site).errors == "")
    #expect(
      try text("Content/pages/p.md", in: site)
        == before.replacing("articles/x.md", with: "articles/y.md")
        .replacing("/articles/x/", with: "/articles/y/")
        .replacing("(/articles/x)", with: "(/articles/y/)"))
    #expect(try build(site).errors == "")
  }

  @Test func `what fails half way is taken back`() throws {
    let site = try smallSite([
      "Themes/plain/strings/es.yaml": try #require(
        BuildCommandTests.files["Themes/plain/strings/en.yaml"]),
      "Content/articles/x.md": "---\ntitle: X\ndate: 2026-01-01\n---\n",
      "Content/articles/x.es.md": "---\ntitle: X\ndate: 2026-01-01\n---\n",
      "Content/pages/p.md": "---\ntitle: P\n---\n[x](/articles/x/)\n",
    ])
    // A link is no file of the site, so only the disk knows that the second name is taken.
    try FileManager.default.createSymbolicLink(
      atPath: site.url.appending(path: "Content/articles/y.md").path,
      withDestinationPath: "one.md")
    let before = try site.files("Content")
    let result = try rename("articles/x.md", "y", in: site)
    #expect(result.code == 2)
    #expect(result.output == "")
    #expect(
      result.errors.contains("Content/articles/y.md: error: cannot put the new file in place"))
    #expect(try site.files("Content") == before)
  }

  @Test func `a link that attune cannot rewrite is named`() throws {
    let site = try smallSite([
      "Content/articles/x.md": "---\ntitle: X\ndate: 2026-01-01\n---\n",
      "Content/pages/p.md": "---\ntitle: P\n---\n[x](/articles\\/x/)\n",
    ])
    #expect(
      try rename("articles/x.md", "y", in: site).errors == #"""
        Content/pages/p.md:4:1: error: this link would have to lead elsewhere, and attune can't rewrite it [rename]
         4 | [x](/articles\/x/)
           | ^^^^^^^^^^^^^^^^^^
          help: write its address as `/articles/x/`, then rename

        1 error

        """#)
  }

  @Test func `git alone undoes it`() throws {
    let program = URL(filePath: "/usr/bin/git")
    guard FileManager.default.isExecutableFile(atPath: program.path) else { return }
    let site = try smallSite(Self.files)
    func git(_ arguments: String...) throws -> CommandResult {
      try run(
        program, ["-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments, in: site.url,
        environment: ["HOME": site.url.path])
    }
    let before = try site.files("Content")
    #expect(try git("init", "-q").code == 0)
    #expect(try git("add", "-A").code == 0)
    #expect(try git("commit", "-qm", "before").code == 0)
    #expect(try rename("/articles/kap/", "ketamine", in: site).code == 0)
    #expect(try git("add", "-A").code == 0)
    #expect(try git("reset", "-q", "--hard").code == 0)
    #expect(try site.files("Content") == before)
    #expect(try git("status", "--porcelain").output == "")
  }

  @Test func `the words of a glossary lead where they led`() throws {
    var files = Self.files
    files["Content/glossary.yaml"] =
      "KAP:\n  means: a care\n  link: articles/kap.md # here\nOne: {link: /articles/one/}\n"
    let site = try smallSite(files)
    let result = try rename("articles/kap.md", "care", in: site)
    #expect(result.code == 0, "\(result.errors)")
    #expect(
      try text("Content/glossary.yaml", in: site)
        == "KAP:\n  means: a care\n  link: articles/care.md # here\nOne: {link: /articles/one/}\n")
    #expect(try build(site).code == 0)
  }

  /// Two topics' texts, a series' and two people's in two languages, and articles that name them.
  private static let groups: [String: String] = [
    "Themes/plain/article.mustache":
      "{{title}}{{#authors}} by {{name}}={{url}}{{/authors}}{{#topics}} on {{name}}={{url}}{{/topics}}{{#series}} in {{name}}={{url}}{{/series}}\n{{{content}}}\n",
    "Content/topics/sleep.md": "---\ntitle: Sleeping well\n---\n",
    "Content/series/first-steps.md": "---\ntitle: The first steps\n---\n[All](/topics/sleep/)\n",
    "Content/people/ada-example.md": "---\nname: Ada Example\nphoto: ada.gif\n---\n",
    "Content/people/ben-example.es.md": "---\nname: Ben Example\n---\n",
    "Content/people/ada.gif": "GIF89a",
    "Content/articles/a.md":
      "---\ntitle: A\ndate: 2026-01-01\nauthors: [ada-example] # who\ntags: [Calm, 'Sleep']\nseries: First steps\n---\n[Ada](../people/ada-example.md) [s](/topics/sleep/)\n",
    "Content/articles/b.md":
      "---\ntitle: B\ndate: 2026-01-02\nauthors: Ada Example\ntags:\n  - sleep # of nights\nseries: \"First steps\"\nseries-order: 1\ndraft: true\n---\n",
    "Content/articles/c.es.md":
      "---\ntitle: C\ndate: 2026-01-03\nauthors:\n- ada-example\ntags: Sleep\n---\n",
    "site.yaml":
      "name: Practice\nurl: https://example.org/\ntime-zone: America/New_York\ntheme: plain\nmenu:\n  - /articles/\n  - /topics/sleep/\n  - Ada: people/ada-example.md\n",
  ]

  private func groupSite(_ more: [String: String] = [:]) throws -> TestFolder {
    let site = try smallSite(Self.groups.merging(more) { $1 })
    // The smallest picture that there is.
    try site.write(
      "Content/people/ada.gif",
      Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B])
    try site.write(
      "Themes/plain/strings/es.yaml",
      Array(try #require(BuildCommandTests.files["Themes/plain/strings/en.yaml"]).utf8))
    return site
  }

  @Test func `a person gets another name, and every article names her by it`() throws {
    let site = try groupSite()
    #expect(try site.attune("build", "--at", Self.moment).errors.contains("error") == false)
    let result = try rename("people/ada-example.md", "ada-lovely", in: site)
    #expect(
      result
        == CommandResult(
          output: """
            Content/people/ada-example.md is now Content/people/ada-lovely.md
            /people/ada-example/ leads to /people/ada-lovely/
            2 links were mended in:
              Content/articles/a.md
              site.yaml
            The new name was written into:
              Content/articles/a.md
              Content/articles/b.md
              Content/articles/c.es.md

            """, errors: "", code: 0))
    #expect(
      try text("Content/people/ada-lovely.md", in: site)
        == "---\nname: Ada Example\naliases: [/people/ada-example/]\nphoto: ada.gif\n---\n")
    #expect(
      try text("Content/articles/a.md", in: site)
        == Self.groups["Content/articles/a.md"]?.replacing("ada-example", with: "ada-lovely"))
    #expect(
      try text("Content/articles/b.md", in: site)
        == Self.groups["Content/articles/b.md"]?.replacing("Ada Example", with: "ada-lovely"))
    #expect(
      try text("Content/articles/c.es.md", in: site)
        == Self.groups["Content/articles/c.es.md"]?.replacing("ada-example", with: "ada-lovely"))
    #expect(try text("site.yaml", in: site).hasSuffix("  - Ada: people/ada-lovely.md\n"))
    #expect(try build(site).code == 0)
    let page = try #require(try site.files()["articles/a/index.html"])
    #expect(String(decoding: page, as: UTF8.self).contains(" by Ada Example=/people/ada-lovely/"))
  }

  @Test func `a topic gets another name, in the tags of the articles of its language`() throws {
    let site = try groupSite()
    let result = try rename("/topics/sleep/", "/topics/rest/", in: site)
    #expect(
      result
        == CommandResult(
          output: """
            Content/topics/sleep.md is now Content/topics/rest.md
            /topics/sleep/ leads to /topics/rest/
            3 links were mended in:
              Content/articles/a.md
              Content/series/first-steps.md
              site.yaml
            The new name was written into:
              Content/articles/a.md
              Content/articles/b.md

            """, errors: "", code: 0))
    #expect(
      try text("Content/articles/a.md", in: site)
        == Self.groups["Content/articles/a.md"]?.replacing("'Sleep'", with: "rest")
        .replacing("/topics/sleep/", with: "/topics/rest/"))
    #expect(
      try text("Content/articles/b.md", in: site)
        == Self.groups["Content/articles/b.md"]?.replacing("sleep #", with: "rest #"))
    // The Spanish topic of that name has no file, and is another one.
    #expect(
      try text("Content/articles/c.es.md", in: site) == Self.groups["Content/articles/c.es.md"])
    #expect(try build(site).code == 0)
    let page = try #require(try site.files()["articles/a/index.html"])
    #expect(String(decoding: page, as: UTF8.self).contains(" on Sleeping well=/topics/rest/"))
    #expect(try site.files()["topics/rest/index.html"] != nil)
  }

  @Test func `a series gets another name, as it is written, and its parts stay together`() throws {
    let site = try groupSite()
    let result = try rename("Content/series/first-steps.md", "Begin here!", in: site)
    #expect(
      result
        == CommandResult(
          output: """
            Content/series/first-steps.md is now Content/series/Begin here!.md
            /series/first-steps/ leads to /series/begin-here/
            The new name was written into:
              Content/articles/a.md
              Content/articles/b.md

            """, errors: "", code: 0))
    for (path, old) in [("a", "First steps"), ("b", "\"First steps\"")] {
      #expect(
        try text("Content/articles/\(path).md", in: site)
          == Self.groups["Content/articles/\(path).md"]?
          .replacing("series: \(old)", with: "series: \"Begin here!\""))
    }
    #expect(try build(site).code == 0)
    let page = try #require(try site.files()["articles/a/index.html"])
    #expect(
      String(decoding: page, as: UTF8.self).contains(" in The first steps=/series/begin-here/"))
  }

  @Test func `addresses of a topic that were noted lead on after it was renamed`() throws {
    let site = try groupSite([
      "Content/articles/d.md": "---\ntitle: D\ndate: 2026-02-01\ntags: Sleep\n---\n",
      "site.yaml": (Self.groups["site.yaml"] ?? "") + "articles-per-page: 1\n",
    ])
    #expect(try site.attune("record", "--at", Self.moment).code == 0)
    #expect(try text("published-urls.txt", in: site).contains("/topics/sleep/page/2/\n"))
    #expect(try rename("/topics/sleep/", "rest", in: site).errors == "")
    #expect(try build(site).errors == "")
    #expect(try site.files()["topics/sleep/index.html"] != nil)
    #expect(try site.files()["topics/sleep/page/2/index.html"] != nil)
  }

  @Test func `a name that would join what is apart is refused, and not a byte is changed`() throws {
    let site = try groupSite()
    let before = try site.files("Content")
    for (old, new, message) in [
      (
        "topics/sleep.md", "calm",
        """
        Content/articles/a.md:5:8: error: `Calm` is a topic already, and of two there would be one [rename]
         5 | tags: [Calm, 'Sleep']
           |        ^^^^
          help: choose another name; to make one of two, write this word in the other articles

        1 error

        """
      ),
      (
        "people/ada-example.md", "ben-example",
        """
        Content/people/ada-example.md: error: under this name an article would belong to something else than it does [rename]
          help: choose another name

        1 error

        """
      ),
      (
        "/topics/calm/", "peace",
        """
        /topics/calm/: error: `/topics/calm/` is a list that attune makes, without a file to rename [rename]
          help: write `Content/topics/calm.md` with a `title`, then rename that

        1 error

        """
      ),
      (
        "people/ada-example.md", "articles/ada.md",
        """
        articles/ada.md: error: `articles/ada.md` is neither the address of a person, nor a file in `Content/people` [rename]
          help: write an address such as `/people/sleep/`, a file such as `sleep.md`, or only `sleep`

        1 error

        """
      ),
    ] {
      let result = try rename(old, new, in: site)
      #expect(
        result == CommandResult(output: "Nothing was renamed.\n", errors: message, code: 1))
    }
    #expect(
      try rename("articles/a.md", "people/a.md", in: site).errors.contains(
        "`people/a.md` is neither an address, nor a file in `Content/articles` or `Content/pages`"))
    #expect(
      try rename("topics/sleep.md", "/topics/a/b/", in: site).errors.contains(
        "`/topics/a/b/` is neither the address of a topic, nor a file in `Content/topics`"))
    #expect(try site.files("Content") == before)
  }
}
