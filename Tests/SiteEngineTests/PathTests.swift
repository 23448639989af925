import Diagnostics
import Foundation
import SiteEngine
import Testing

/// Addresses that are no addresses, and names that stand in each other's way.
@Suite struct PathTests {
  private func problems(slug: String) throws -> String {
    try TestSite("== Content/pages/a.md\n---\ntitle: A\nslug: \(slug)\n---\n").problems()
  }

  private func problems(_ text: String) throws -> String { try TestSite(text).problems() }

  @Test(arguments: [
    ("A04", #""%252e%252e/x""#, "%252e%252e/x", "252e-252e-x"),
    ("A05", #""..\\..\\x""#, #"..\..\x"#, "x"),
    ("A06", "\"../\u{301}x\"", "../\u{301}x", "x"),
    ("A12", #""a//b""#, "a//b", "a-b"),
    ("A13", #""a/./b""#, "a/./b", "a-b"),
    ("A17", #""a?b""#, "a?b", "a-b"),
    ("A25", #""feed.xml""#, "feed.xml", "feed-xml"),
    ("A25", #""sitemap.xml""#, "sitemap.xml", "sitemap-xml"),
    ("A25", #""_redirects""#, "_redirects", "redirects"),
    ("A27", #""-rf""#, "-rf", "rf"),
    ("A28", #""$(touch x)""#, "$(touch x)", "touch-x"),
    ("A28", #""`id`""#, "`id`", "id"),
    ("A30", #""javascript:alert(1)""#, "javascript:alert(1)", "javascript-alert-1"),
    ("A38", #""a.""#, "a.", "a"),
  ])
  func
    `A04, A05, A06, A12, A13, A17, A25, A27, A28, A30, A38: a slug that is no address is told one`(
      _ id: String, _ written: String, _ value: String, _ right: String
    ) throws
  {
    let text = try problems(slug: written)
    #expect(
      text.hasPrefix(
        "Content/pages/a.md:3:7: error: `\(value)` can't be part of an address as it is [slug]\n"),
      "\(id)")
    #expect(text.hasSuffix("  help: write `slug: \(right)`\n\n1 error\n"), "\(id)")
  }

  @Test(arguments: [("A11", #"" ""#), ("A10", #""""#)])
  func `A10, A11: a slug of nothing is as good as none, and never the site's root`(
    _ id: String, _ written: String
  ) throws {
    let site = try TestSite("== Content/pages/a.md\n---\ntitle: A\nslug: \(written)\n---\n")
    #expect(try site.problems() == "", "\(id)")
    #expect(try site.outputs().contains("a/index.html"))
  }

  @Test func `A26: a slug of a tilde is no folder of anybody`() throws {
    #expect(
      try problems(slug: #""~""#) == """
        Content/pages/a.md:3:7: error: `~` can't be part of an address as it is [slug]
         3 | slug: "~"
           |       ^^^
          help: use lower-case letters, digits and hyphens, or remove the line to use the file's name

        1 error

        """)
  }

  @Test func `A38: space around a slug is no part of it`() throws {
    let site = try TestSite("== Content/pages/b.md\n---\ntitle: A\nslug: \"a \"\n---\n")
    #expect(try site.outputs().contains("a/index.html"))
  }

  @Test func `A21: a slug of 300 bytes is refused with the limit`() throws {
    #expect(
      try problems(slug: String(repeating: "x", count: 300)).contains(
        "error: this `slug` is too long for an address: 255 bytes at most [slug]"))
  }

  @Test func `A23: a slug of index is a page like others`() throws {
    let site = try TestSite("== Content/pages/a.md\n---\ntitle: A\nslug: index\n---\n")
    #expect(try site.problems() == "")
    #expect(try site.outputs().contains("index/index.html"))
    #expect(try site.page("index.html") == "home Practice\n")
  }

  @Test func `A31: two pages with one slug are an error that names both`() throws {
    #expect(
      try problems(
        """
        == Content/pages/a.md
        ---
        title: A
        slug: same
        ---
        == Content/pages/b.md
        ---
        title: B
        slug: same
        ---
        """) == """
          Content/pages/b.md:3:7: error: two things would be published at `/same/` [same-address]
           3 | slug: same
             |       ^^^^
            the other one: Content/pages/a.md:3:7
            help: give one of them another `slug:`

          1 error

          """)
  }

  @Test(arguments: ["con", "nul", "aux", "com1"])
  func `A20: a name that Windows keeps for itself is a warning`(_ name: String) throws {
    #expect(
      try problems("== Content/pages/\(name).md\n---\ntitle: A\n---\n") == """
        Content/pages/\(name).md: warning: `\(name)` is a name that Windows keeps for itself [portable-name]
          help: rename it, or give it another `slug:` in its front matter

        1 warning

        """)
    #expect(
      try problems("== Content/pages/a.md\n---\ntitle: A\nslug: \(name)\n---\n").contains(
        "Content/pages/a.md:3:7: warning: `\(name)` is a name that Windows keeps for itself"))
    #expect(try problems("== Content/pages/\(name)e.md\n---\ntitle: A\n---\n") == "")
  }

  @Test(arguments: [
    ("a.", "the name `a.` ends with a dot, which Windows leaves out"),
    ("a ", "the name `a ` ends with a space, which Windows leaves out"),
    ("a?b.pdf", "the name `a?b.pdf` has `?`, which no name has on Windows"),
    ("a\"b.pdf", "the name `a\"b.pdf` has `\"`, which no name has on Windows"),
    ("aux.txt", "`aux.txt` is a name that Windows keeps for itself"),
  ])
  func `A38: a file with a name that Windows changes or refuses is a warning`(
    _ name: String, _ message: String
  ) throws {
    let site = try TestSite()
    try site.write("Content/static/\(name)", [1])
    #expect(
      try site.problems() == """
        Content/static/\(name): warning: \(message) [portable-name]
          help: rename it

        1 warning

        """)
  }

  @Test(arguments: [
    ("![x](../../secret.txt)", "error: there is no picture `../../secret.txt` [missing-picture]"),
    (
      "![x](../../../secret.txt)",
      "error: `../../../secret.txt` leads out of the site [broken-link]"
    ),
    (
      "[x](/Theme/../../secret)", "error: `/Theme/../../secret` leads out of the site [broken-link]"
    ),
    ("[x](%2e%2e/%2e%2e/secret.txt)", "error: no page lives at `/secret.txt` [broken-link]"),
    ("![x](../../Themes/plain/theme.yaml)", "[missing-picture]"),
  ])
  func `A35: a path that climbs out of what is published leads nowhere`(
    _ link: String, _ message: String
  ) throws {
    let site = try TestSite(
      """
      == secret.txt
      secret
      == Content/articles/one.md
      ---
      title: One
      date: 2026-01-01
      ---
      \(link)
      """)
    let problems = try site.problems()
    #expect(problems.contains(message), "\(problems)")
    #expect(try site.outputs().allSatisfy { !$0.contains("secret") && !$0.contains("theme.yaml") })
  }

  @Test(arguments: ["../Themes/plain", "..", ".", "/etc", "plain/../plain"])
  func `A35: a theme is a folder in Themes and nowhere else`(_ theme: String) throws {
    let site = try TestSite()
    try site.edit("site.yaml", replacing: "theme: plain", with: "theme: \(theme)")
    #expect(
      try site.problems().contains("error: there is no theme `\(theme)` in `Themes` [no-theme]"))
    #expect(try site.outputs().isEmpty)
  }

  @Test func `a name with a backslash or a line break is an error`() throws {
    let site = try TestSite()
    try site.write("Content/static/a\\b", [1])
    #expect(
      try site.problems() == """
        Content/static/a\\b: error: the name `a\\b` has `\\`, which browsers and hosts read as `/` [portable-name]
          help: rename it

        1 error

        """)
    try site.remove("Content/static/a\\b")
    try site.write("Content/static/a\nb", [1])
    #expect(
      try site.problems().contains(
        "error: a name here has a character that nobody can see, such as a line break [portable-name]"
      ))
  }

  @Test func `any other name is found by a link that encodes it`() throws {
    let site = try TestSite()
    let name = "100% a#b'c&d;e é.pdf"
    try site.write("Content/static/\(name)", [1])
    try site.write(
      "Content/pages/a.md",
      Array("---\ntitle: A\n---\n[x](</100% a%23b'c&amp;d;e é.pdf>)\n".utf8))
    #expect(try site.problems() == "")
    #expect(
      try site.page("a/index.html").contains(#"href="/100%25%20a%23b'c&amp;d;e%20%C3%A9.pdf""#)
        || site.page("a/index.html").contains(#"href="/100%25%20a%23b&#39;c&amp;d;e%20%C3%A9.pdf""#)
    )
    #expect(try site.outputs().contains { $0.utf8.elementsEqual(name.utf8) })
  }

  @Test func `a theme's file that its fingerprint makes too long for a name is an error`() throws {
    let name = String(repeating: "x", count: 240) + ".css"
    let site = try TestSite("== Themes/plain/assets/\(name)\na {}\n")
    #expect(
      try site.problems() == """
        Themes/plain/assets/\(name): error: a name here is too long for an address: 255 bytes at most [address-name]
          help: rename it

        1 error

        """)
  }

  @Test(arguments: ["404.html", "articles/index.html", "index.html", "topics/calm/index.html"])
  func `A25: a file where attune makes its own is an error`(_ path: String) throws {
    let text = try problems(
      """
      == Content/static/\(path)
      mine
      == Content/articles/one.md
      ---
      title: One
      date: 2026-01-01
      tags: calm
      ---
      """)
    #expect(
      text.hasPrefix(
        "Content/static/\(path): error: two things would be published at `/\(path)` [same-address]\n  attune makes "
      ))
    #expect(text.hasSuffix("\n  help: rename it\n\n1 error\n"))
  }

  @Test func `A25: a file with the name of a theme's is an error that names both`() throws {
    let site = try TestSite("== Themes/plain/assets/style.css\na {}\n")
    let path = try #require(
      site.snapshot().outputs.map(\.path.text).first { $0.hasPrefix("assets/style.") })
    try site.write("Content/static/\(path)", [1])
    #expect(
      try site.problems() == """
        Content/static/\(path): error: two things would be published at `/\(path)` [same-address]
          the other one: Themes/plain/assets/style.css
          help: rename it

        1 error

        """)
  }

  @Test func `a file where a page needs a folder is an error`() throws {
    #expect(
      try problems("== Content/static/about\nfile\n== Content/pages/about.md\n---\ntitle: A\n---\n")
        == """
        Content/static/about: error: `/about` would be a file, and `/about/` needs a folder of that name [same-address]
          the other one: Content/pages/about.md
          help: rename it

        1 error

        """)
  }

  @Test func `files and folders that differ only in capital letters are errors`() throws {
    #expect(
      try problems("== Content/static/Plan.pdf\na\n== Content/static/plan.pdf\nb\n") == """
        Content/static/plan.pdf: error: `/Plan.pdf` and `/plan.pdf` differ only in capital letters, and many computers and hosts take them for one [same-address]
          the other one: Content/static/Plan.pdf
          help: rename it

        1 error

        """)
    // Once for the folder, however much is in it.
    #expect(
      try problems(
        "== Content/static/About/a/b.pdf\na\n== Content/static/About/c.pdf\nb\n== Content/pages/about.md\n---\ntitle: A\n---\n"
      ) == """
        Content/static/About/a/b.pdf: error: `/About/a/b.pdf` and `/about/` differ only in capital letters, and many computers and hosts take them for one [same-address]
          the other one: Content/pages/about.md
          help: rename it

        1 error

        """)
    #expect(
      try problems(
        "== Content/static/\u{C9}t\u{E9}.pdf\na\n== Content/static/\u{E9}t\u{E9}.pdf\nb\n"
      )
      .contains("differ only in capital letters"))
  }
}
