import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// Words that are explained where an article first uses them.
@Suite struct GlossaryTests {
  private func site(_ glossary: String, _ body: String, _ more: String = "") throws -> TestSite {
    try TestSite(
      "== Content/glossary.yaml\n\(glossary)\n== Content/articles/a.md\n---\ntitle: A\ndate: 2026-01-01\n---\n\(body)\n\(more)"
    )
  }

  /// What a body becomes with a glossary.
  private func text(_ glossary: String, _ body: String) throws -> String {
    let page = try site(glossary, body).page("articles/a/index.html")
    return String(page.split(separator: "\n", maxSplits: 1).last ?? "")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func `the first use of a word says what it means or where it leads`() throws {
    let glossary = """
      KAP: ketamine-assisted "psychotherapy" & more
      PTSD:
        link: /articles/
      trauma:
        means: a wound
        link: https://example.net/
      """
    #expect(
      try text(glossary, "KAP and PTSD. KAP, PTSD and Trauma; trauma.") == """
        <p><abbr title="ketamine-assisted &quot;psychotherapy&quot; &amp; more">KAP</abbr> and \
        <a class="term" href="/articles/">PTSD</a>. KAP, PTSD and \
        <a class="term" href="https://example.net/"><abbr title="a wound">Trauma</abbr></a>; trauma.</p>
        """)
  }

  @Test(arguments: [
    "# KAP\n", "## KAP {#x}\n", "`KAP`\n", "    KAP\n", "```\nKAP\n```\n", "[KAP](/articles/)\n",
    "[**KAP**](/articles/)\n", "![KAP](/KAP.gif)\n", "xKAP KAPx éKAP KAPé 1KAP KAP1\n", "kap Kap\n",
    "<https://example.net/KAP>\n", "> [!DEFINITIONS]\n> - **KAP**: x\n",
    "[a](/articles/ \"KAP\")\n",
  ])
  func `nothing is explained in headings, code and links, nor a part of another word`(
    _ body: String
  ) throws {
    let site = try site("KAP: x", body, "== Content/static/KAP.gif\n\(EditedPicture.first)")
    #expect(!(try site.page("articles/a/index.html").contains("<abbr")))
  }

  @Test(arguments: [
    ("(KAP)", "(<abbr title=\"x\">KAP</abbr>)"), ("KAP’s", "<abbr title=\"x\">KAP</abbr>’s"),
    ("a—KAP—b", "a—<abbr title=\"x\">KAP</abbr>—b"),
    ("**KAP**", "<strong><abbr title=\"x\">KAP</abbr></strong>"),
    ("KAP-based", "<abbr title=\"x\">KAP</abbr>-based"),
    ("\"KAP\"", "“<abbr title=\"x\">KAP</abbr>”"),
    ("`KAP` KAP", "<code>KAP</code> <abbr title=\"x\">KAP</abbr>"),
    ("[KAP](/articles/) KAP", "<a href=\"/articles/\">KAP</a> <abbr title=\"x\">KAP</abbr>"),
    ("&KAP; &amp;KAP", "&amp;<abbr title=\"x\">KAP</abbr>; &amp;KAP"),
  ])
  func `a word is found beside any sign`(_ body: String, _ html: String) throws {
    #expect(try text("KAP: x", body) == "<p>\(html)</p>")
  }

  @Test func `a word has other forms, and the longest of several is meant`() throws {
    let glossary = """
      window of tolerance:
        means: w
        also: [windows of tolerance]
      window: p
      R&D: r
      therapist's room: t
      über: u
      """
    #expect(
      try text(
        glossary,
        "Windows of\ntolerance, a window of tolerance, a window. R&D. Über.\n\nThe therapist's room."
      ) == """
        <p><abbr title="w">Windows of
        tolerance</abbr>, a window of tolerance, a <abbr title="p">window</abbr>. <abbr title="r">R&amp;D</abbr>. <abbr title="u">Über</abbr>.</p>
        <p>The <abbr title="t">therapist’s room</abbr>.</p>
        """)
  }

  @Test func `the letters of an entity are no word`() throws {
    #expect(
      try text("amp: x\nlt: y\nquot: z", "a & b < c") == "<p>a &amp; b &lt; c</p>")
  }

  @Test func `the page that explains a word does not lead to itself`() throws {
    #expect(
      try text(
        "KAP:\n  link: articles/a.md\nTAP:\n  link: /articles/a/\n  means: t", "KAP and TAP.")
        == "<p>KAP and <abbr title=\"t\">TAP</abbr>.</p>")
  }

  @Test func `a word is explained in blocks, also where a theme shows them`() throws {
    let site = try site(
      "KAP: x",
      "> [!FAQ]\n> ### KAP?\n> KAP is this.\n\n> [!NOTE]\n> KAP",
      "== Themes/plain/blocks/faq.mustache\n{{#items}}[{{{title}}}|{{{content}}}]{{/items}}")
    #expect(
      try site.page("articles/a/index.html").contains(
        "[KAP?|<p><abbr title=\"x\">KAP</abbr> is this.</p>\n]"))
  }

  @Test func `each language has a glossary of its own`() throws {
    let site = try site(
      "KAP: english", "KAP",
      """
      == Content/glossary.es.yaml
      KAP: español
      == Content/articles/a.es.md
      ---
      title: A
      date: 2026-01-01
      ---
      KAP
      == Themes/plain/strings/es.yaml
      \(TestSite.words)
      """)
    #expect(try site.told() == [])
    #expect(try site.page("articles/a/index.html").contains("<abbr title=\"english\">"))
    #expect(try site.page("es/articles/a/index.html").contains("<abbr title=\"español\">"))
  }

  @Test func `what is wrong with a glossary is told at its place`() throws {
    let site = try site(
      """
      KAP:
      PTSD:
        maens: x
      "(a)": b
      trauma:
        means: x
        also: [KAP, "-"]
      wound:
        means: y
        also: [trauma]
      flashback:
        link: nowhere.md
      bad:
        link: javascript:x
      """, "KAP")
    let told = try site.told()
    #expect(
      told == [
        "Content/glossary.yaml:1:1+3 glossary: `KAP` says neither what it means nor where it leads; write `KAP: what it means`",
        "Content/glossary.yaml:2:1+4 glossary: `PTSD` says neither what it means nor where it leads; write `PTSD: what it means`",
        "Content/glossary.yaml:3:3+5 unknown-field: `maens` is not a field that glossary words have; did you mean `means`?",
        "Content/glossary.yaml:4:1+5 glossary: `(a)` does not begin and end with a letter or a digit",
        "Content/glossary.yaml:7:15+3 glossary: `-` does not begin and end with a letter or a digit",
        "Content/glossary.yaml:10:10+6 glossary: `trauma` stands in the glossary already; remove one of the two",
        "Content/glossary.yaml:12:9+10 broken-link: there is no file `Content/pages/nowhere.md`",
        "Content/glossary.yaml:14:9+12 forbidden-address: `javascript:x` must not begin with `javascript:`; use `https:`, `http:`, `mailto:`, `sms:` or `tel:`",
      ])
    try site.write("== Content/glossary.yaml\n- KAP")
    let next = try site.told()
    #expect(
      next == [
        "Content/glossary.yaml:1:1+5 glossary: a glossary has lines such as `KAP: what it means`"
      ])
    try site.write("== Content/glossary.yaml\nKAP: a\n== Content/glossary.en.yaml\nKAP: b")
    let last = try site.told()
    #expect(
      last == [
        "Content/glossary.yaml glossary: this is the second glossary in `en`; put both into one file"
      ])
  }

  @Test func `a word that leads to a draft is an error`() throws {
    let site = try site(
      "KAP:\n  link: articles/b.md", "KAP",
      "== Content/articles/b.md\n---\ntitle: B\ndraft: true\n---\nx")
    #expect(try site.problems().contains("`B` is a draft, so nobody could follow this link"))
  }

  @Test func `an empty glossary explains nothing, and hostile bytes in one stay text`() throws {
    #expect(try text("", "KAP") == "<p>KAP</p>")
    #expect(try text("# nothing", "KAP") == "<p>KAP</p>")
    let page = try text("KAP: \"\\\"><script>alert(1)</script>\"", "KAP")
    #expect(
      page == "<p><abbr title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">KAP</abbr></p>")
  }

  @Test func `a changed glossary makes exactly the pages anew that use its words`() async throws {
    let site = try site(
      "KAP: one\nPTSD: p", "KAP",
      """
      == Content/articles/b.md
      ---
      title: B
      date: 2026-01-02
      ---
      PTSD
      == Content/articles/c.md
      ---
      title: C
      date: 2026-01-03
      ---
      SSRI
      == Content/pages/about.md
      ---
      title: About
      ---
      KAP
      """)
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    func rendered(after glossary: String) async throws -> [String] {
      try site.write("== Content/glossary.yaml\n\(glossary)")
      try await session.apply([.file(SourcePath("Content/glossary.yaml"))])
      _ = await session.renderAll()
      return await session.lastRendered.map(\.text).filter { $0.hasSuffix(".html") }
    }
    #expect(
      try await rendered(after: "KAP: two\nPTSD: p")
        == ["about/index.html", "articles/a/index.html"])
    #expect(
      try await rendered(after: "SSRI: s\nKAP: two\nPTSD: p") == ["articles/c/index.html"])
    #expect(
      try await rendered(after: "KAP: two\nSSRI: s\nother: x") == ["articles/b/index.html"])
    try site.remove("Content/glossary.yaml")
    try await session.apply([.file(SourcePath("Content/glossary.yaml"))])
    _ = await session.renderAll()
    #expect(
      await session.lastRendered.map(\.text).filter { $0.hasSuffix(".html") }
        == ["about/index.html", "articles/a/index.html", "articles/c/index.html"])
  }
}
