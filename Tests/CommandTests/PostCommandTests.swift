import Foundation
import TestSupport
import Testing

/// `attune post` begins a text, and never touches one.
@Suite struct PostCommandTests {
  private static let moment = "2026-11-26T03:00:00Z"

  private func post(_ arguments: [String], in site: TestFolder) throws -> CommandResult {
    try run(builtProgram("attune"), ["post", "--at", Self.moment] + arguments, in: site.url)
  }

  private func text(_ path: String, in site: TestFolder) throws -> String {
    try String(contentsOf: site.url.appending(path: path), encoding: .utf8)
  }

  @Test func `a draft lies at its place, dated in the site's zone, and the site still builds`()
    throws
  {
    let site = try smallSite()
    let result = try post(["Sleeping well again"], in: site)
    #expect(
      result
        == CommandResult(
          output: """
            Content/articles/sleeping-well-again.md: a draft, which nobody sees yet
            Write below the second ---. When it is done, remove the line draft: true and run attune build.

            """, errors: "", code: 0))
    #expect(
      try text("Content/articles/sleeping-well-again.md", in: site) == """
        ---
        title: "Sleeping well again"
        date: 2026-11-25
        description: # one or two sentences, for lists and search results
        tags: [] # what it is about, such as [sleep, anxiety]
        draft: true # remove this line to publish the text
        ---


        """)
    let build = try site.attune("build", "--strict")
    #expect(build.code == 0 && build.errors == "")
    #expect(build.output.contains("sleeping-well-again.md: Sleeping well again, a draft"))
  }

  @Test func `a page, and a text in another language, have their own places`() throws {
    let site = try smallSite()
    #expect(try post(["About us", "--page"], in: site).code == 0)
    #expect(
      try text("Content/pages/about-us.md", in: site) == """
        ---
        title: "About us"
        description: # one or two sentences, for search results
        # menu-order: 1 puts the page into the menu
        draft: true # remove this line to publish the text
        ---


        """)
    #expect(try post(["Dormir bien", "--lang", "es", "--slug", "sleep"], in: site).code == 0)
    #expect(try text("Content/articles/sleep.es.md", in: site).contains("\"Dormir bien\""))
    #expect(try post(["In English", "--lang", "en"], in: site).code == 0)
    #expect(try text("Content/articles/in-english.md", in: site).contains("In English"))
    let build = try site.attune("build", "--strict")
    #expect(build.code == 0 && build.errors == "")
  }

  @Test func `a file that is there is never touched`() throws {
    let site = try smallSite()
    let before = try text("Content/articles/one.md", in: site)
    let result = try post(["One!"], in: site)
    #expect(
      result
        == CommandResult(
          output: "",
          errors: """
            Content/articles/one.md: error: this file is there already, so nothing was written [already-there]
              help: choose another title, or name the new file with `--slug`

            1 error

            """, code: 1))
    #expect(try text("Content/articles/one.md", in: site) == before)
  }

  @Test func `neither a link nor a folder is written through`() throws {
    let site = try smallSite(["elsewhere/kept.md": "kept"])
    let articles = site.url.appending(path: "Content/articles")
    try FileManager.default.createSymbolicLink(
      atPath: articles.appending(path: "three.md").path(percentEncoded: false),
      withDestinationPath: "../../elsewhere/kept.md")
    try FileManager.default.createSymbolicLink(
      atPath: articles.appending(path: "four.md").path(percentEncoded: false),
      withDestinationPath: "../../elsewhere/new.md")
    #expect(try post(["Three"], in: site).code == 1)
    #expect(try post(["Four"], in: site).code == 1)
    #expect(try text("elsewhere/kept.md", in: site) == "kept")
    #expect(Set(try site.files("elsewhere").keys) == ["kept.md"])
  }

  @Test func `an address that another text has by its slug is taken`() throws {
    let site = try smallSite([
      "Content/articles/x.md": "---\ntitle: X\ndate: 2026-01-01\nslug: calm\ndraft: true\n---\n"
    ])
    let result = try post(["Calm"], in: site)
    #expect(result.code == 1)
    #expect(
      result.errors.hasPrefix(
        "Content/articles/x.md: error: something else lives at `/articles/calm/`, so nothing was written [already-there]"
      ))
    #expect(try post(["Articles", "--page"], in: site).code == 1)
  }

  @Test(arguments: [
    ("He said: \"stop\" #1", "he-said-stop-1", #"He said: \"stop\" #1"#),
    ("two\nlines\tand\u{2028}more", "two-lines-and-more", "two lines and more"),
    ("../../../etc/passwd", "etc-passwd", "../../../etc/passwd"),
    ("C:\\new\\table", "c-new-table", #"C:\\new\\table"#),
    ("\u{202E}\u{200F}a\u{200B}bc\u{7}", "abc", "abc"),
    ("- [x]: {y} & *z !w %v @u `t", "x-y-z-w-v-u-t", "- [x]: {y} & *z !w %v @u `t"),
    ("null", "null", "null"), ("2026-01-01", "2026-01-01", "2026-01-01"),
    ("Sleep.es", "sleep-es", "Sleep.es"), ("{{title}}", "title", "{{title}}"),
    ("e\u{301}te\u{301}", "\u{E9}t\u{E9}", "e\u{301}te\u{301}"),
    ("眠りについて", "眠りについて", "眠りについて"),
  ])
  func `a title is kept as it was written, whatever is in it`(
    _ title: String, _ name: String, _ written: String
  ) throws {
    let site = try smallSite()
    let result = try post(["--", title], in: site)
    #expect(result.code == 0)
    let names = try site.files("Content/articles").keys.filter {
      !["one.md", "two.md"].contains($0)
    }
    #expect(names.map { Array($0.utf8) } == [Array("\(name).md".utf8)])
    let lines = try text("Content/articles/\(name).md", in: site)
    #expect(Array(lines.utf8).firstRange(of: Array("title: \"\(written)\"\ndate:".utf8)) != nil)
    let build = try site.attune("build", "--strict")
    #expect(build.code == 0 && build.errors == "")
  }

  @Test func `of a long title the name of the file has the first words`() throws {
    let site = try smallSite()
    let words = Array(repeating: "word", count: 60).joined(separator: " ")
    #expect(words.utf8.count == 299)
    #expect(try post([words], in: site).code == 0)
    #expect(try post([String(repeating: "\u{1F9D0}e\u{301}", count: 100)], in: site).code == 0)
    #expect(try post([String(repeating: "\u{4E00}", count: 100)], in: site).code == 0)
    let names = try site.files("Content/articles").keys
    #expect(names.contains(Array(repeating: "word", count: 16).joined(separator: "-") + ".md"))
    #expect(names.allSatisfy { $0.utf8.count <= 83 })
    let build = try site.attune("build", "--strict")
    #expect(build.code == 0 && build.errors == "")
  }

  @Test func `what cannot be a title, a name or a language is said`() throws {
    let site = try smallSite()
    for (arguments, words) in [
      ([" \n"], "The title is empty."),
      (["?!"], "'?!' has no letter or digit to name the file after. Name it with --slug."),
      (
        ["A", "--slug", "../B c"],
        "'../B c' can't be the end of an address as it is. Write --slug b-c."
      ),
      (
        ["A", "--slug", "!"],
        "'!' can't be the end of an address. Write letters, digits and hyphens."
      ),
      (["Index"], "'index' is the name of a folder's own page. Choose another name with --slug."),
      (
        ["A", "--lang", "../x"],
        "'../x' is not the code of a language. Write two letters, such as es."
      ),
    ] {
      let result = try post(arguments, in: site)
      #expect(result.code == 64)
      #expect(result.errors.hasPrefix("Error: \(words)\n"))
    }
    #expect(try site.files("Content").count == 2)
    #expect(try post(["?!", "--slug", "why"], in: site).code == 0)
  }

  @Test func `a title without quotation marks is the words in their order`() throws {
    let site = try smallSite()
    let result = try post(["Sleeping", "well", "--page", "again"], in: site)
    #expect(result.output.hasPrefix("Content/pages/sleeping-well-again.md: a draft"))
  }

  @Test func `a misspelt command is shown as it is spelt`() throws {
    let site = try smallSite()
    let result = try site.attune("biuld")
    #expect(result.code == 64)
    #expect(
      result.errors.hasPrefix(
        "Error: 'biuld' is not something that attune does. Did you mean 'attune build'?\n"))
  }

  @Test func `without a site nothing is written, and folders are made where they are missing`()
    throws
  {
    let empty = try TestFolder()
    let result = try post(["A"], in: empty)
    #expect(result.code == 1 && result.errors.contains("[no-site]"))
    #expect(try empty.files("").isEmpty)
    let site = try smallSite()
    try FileManager.default.removeItem(at: site.url.appending(path: "Content"))
    try FileManager.default.createDirectory(
      at: site.url.appending(path: "sub"), withIntermediateDirectories: true)
    let made = try site.attune(in: "sub", "post", "A")
    #expect(made.output.hasPrefix("../Content/articles/a.md: a draft"))
    #expect(try text("Content/articles/a.md", in: site).contains("\"A\""))
  }
}
