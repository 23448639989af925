import Diagnostics
import Documents
import Testing

/// Every problem that the Markdown half can report: its exact words and its exact place.
@Suite struct MarkdownDiagnosticTests {
  @Test(arguments: [
    (
      "See[^nope].",
      "1:4+7 error undefined-note: `[^nope]` points to a note that is not there; write `[^nope]: …` on a line of its own"
    ),
    (
      "See[^smiht] and[^smith]\n\n[^smith]: S",
      "1:4+8 error undefined-note: `[^smiht]` points to a note that is not there; did you mean `[^smith]`?"
    ),
    (
      "Text.\n\n[^a]: Alone.",
      "3:1+4 warning unused-note: nothing points to the note `[^a]`, so it is left out; write `[^a]` where it belongs, or take the note out"
    ),
    (
      "A[^a]\n\n[^a]: One.\n[^a]: Two.",
      "4:1+4 error duplicate-note: `[^a]` is defined a second time, and this one is left out; give it a label of its own"
    ),
    (
      "A[^a]\n\n[^a]:\n",
      "3:1+4 error empty-note: `[^a]` has no words; write them behind the colon"
    ),
    (
      "[link[^a]](b.md)[^a]\n\n[^a]: N",
      "1:6+4 error note-place: `[^a]` stands inside of a link and cannot be one itself; move it behind the link"
    ),
    (
      "[link [@a]](b.md)",
      "1:7+4 error note-place: `[@a]` stands inside of a link and cannot be one itself; move it behind the link"
    ),
    (
      "- item\n\n      [^1]: x\n\n> [^a]: note",
      "5:3+5 error note-place: `[^a]:` stands where a note cannot be defined; write it on a line of its own that begins at the left margin"
    ),
    (
      "[@key]: https://a.b",
      "1:1+7 error reserved-label: `[@key]` is a citation and cannot be the name of a link; give the link another name"
    ),
    (
      "- [!x]: https://a.b",
      "1:3+5 error reserved-label: `[!x]` is a callout and cannot be the name of a link; give the link another name"
    ),
    (
      "[X]: https://a.b",
      "1:1+4 error reserved-label: `[X]` is a task that is done and cannot be the name of a link; give the link another name"
    ),
    (
      "a [@key, *p.* 3] b",
      "1:3+2 error citation-form: `[@key, ` begins a citation that does not end with `]`; write `[@key]`, `[@key, p. 3]` or `[@first; @second]`, without other marks inside"
    ),
    (
      "a [@key; other] b",
      "1:3+13 error citation-form: `[@key; other]` is not a citation as it stands; write `[@key]`, `[@key, p. 3]` or `[@first; @second]`, without other marks inside"
    ),
    (
      "> [!WARNNG]\n> x",
      "1:3+9 error unknown-callout: `[!WARNNG]` is not the name of a block; did you mean `[!WARNING]`?"
    ),
    (
      "> [!quiz]\n> x",
      "1:3+7 error unknown-callout: `[!quiz]` is not the name of a block; the blocks are note, tip, important, warning, caution, quote, figure, summary, faq, steps, definitions, video, booking, contact and newsletter"
    ),
    (
      "# Title",
      "1:1+7 warning heading-level: a heading with one `#` is as large as the title of the page; begin the sections of the text with `##`"
    ),
    (
      "## A\n\n#### B",
      "3:1+6 warning heading-level: `####` skips a level of headings; write `###`"
    ),
    ("### B", "1:1+5 warning heading-level: `###` skips a level of headings; write `##`"),
    (
      "## A {#x}\n\n## B {#x}",
      "3:6+4 error heading-id: `{#x}` is the id of another heading already; give this one a different id"
    ),
    (
      "## A {#x y}",
      "1:6+6 error heading-id: `{#x y}` cannot be an id: it may hold letters, digits, `-` and `_`; write `{#x-y}`"
    ),
    (
      "## A {#}",
      "1:6+3 error heading-id: `{#}` cannot be an id: it may hold letters, digits, `-` and `_`"
    ),
    (
      "## A {#fn-1}",
      "1:6+7 error heading-id: `{#fn-1}` begins like the ids that notes get; choose an id that does not begin with `fn-` or `fnref`"
    ),
    (
      "text\na | b\n--|--\n1 | 2",
      "2:1+5 warning table-form: this table is not seen as one, because text stands above it; leave an empty line above the table"
    ),
    (
      "a | b\n--|--\n1 | 2 | 3 | 4",
      "3:9+5 warning extra-cells: this row has more cells than the table has columns (2), and the rest is left out; take cells out, or write `\\|` where a pipe is part of the text"
    ),
    (
      "see ![](a.jpg)!",
      "1:5+10 warning missing-alt: this picture has no words for those who cannot see it; say between the square brackets what it shows"
    ),
    (
      "a [b]() c",
      "1:3+5 error forbidden-address: this link has no address; write the address between the parentheses"
    ),
    (
      "![b]( )",
      "1:1+7 error forbidden-address: this picture has no address; write the address between the parentheses"
    ),
    (
      "a [b](javascript:x)",
      "1:3+17 error forbidden-address: `javascript:x` is left out: a link must not begin with `javascript:`; use `https:`, `http:`, `mailto:`, `sms:` and `tel:`, or `./` in front of the name of a file"
    ),
    (
      "![b](tel:1)",
      "1:1+11 error forbidden-address: `tel:1` is left out: a picture must not begin with `tel:`; use `https:` and `http:`, or `./` in front of the name of a file"
    ),
    (
      "a <b>c</b>",
      "1:3+3 error raw-html: `<b>` is left out: HTML in a text is not published; write it in Markdown, or between backticks to show it as it is"
    ),
    (
      "> <!-- x -->\n> <div class=\"y\">z\n> </div>",
      "2:3+15 error raw-html: `<div class=\"y\">` is left out: HTML in a text is not published; write it in Markdown, or between backticks to show it as it is"
    ),
    (
      "a\n\n<!-- b\n\nc",
      "3:1+4 error unclosed-comment: the comment that begins here never ends, so that all that follows it is left out; write `-->` where it ends"
    ),
    (
      "a <!-- b\n\nc -->",
      "1:3+4 error unclosed-comment: the comment that begins here does not end in its paragraph, so readers would see it; begin it on a line of its own, or end it before the empty line"
    ),
  ])
  func `a problem is told in the author's words, at its place`(_ text: String, _ problem: String) {
    #expect(Converted(text).problems == [problem])
  }

  @Test func `sizes have limits, and each says so`() {
    #expect(
      Converted(String(repeating: "a\n", count: 1 << 20) + "b").problems == [
        "whole error text-too-long: this text is 2097153 bytes long; 2097152 (2 MiB) is the most; split it into several pages"
      ])
    #expect(
      Converted(String(repeating: "a\n", count: 50_000) + "b").problems == [
        "50001:1+1 error text-too-long: this text has 50001 lines; 50000 is the most; split it into several pages"
      ])
    #expect(
      Converted("x\n\n" + String(repeating: "- ", count: 101) + "a").problems.map { $0.prefix(100) }
        == [
          "3:1+203 error too-many-markers: this line begins with 101 list or quotation marks; 100 is the most; "
        ])
    #expect(
      Converted("x\n" + String(repeating: " ", count: 401) + "a").problems == [
        "2:402+1 error too-much-indentation: this line is indented by 401 columns; 400 is the most; move the line to the left"
      ])
    #expect(
      Converted("x\n\n" + String(repeating: "![a](b)\n", count: 501)).problems == [
        "503:1+7 error too-many-pictures: this paragraph begins more than 500 pictures; put empty lines between the pictures"
      ])
    let deep = String(repeating: "*a **b ", count: 120) + String(repeating: "c** d*", count: 120)
    let converted = Converted("x\n\n- " + deep)
    #expect(
      converted.problems == [
        "3:1+\(deep.utf8.count + 2) error nested-too-deep: more than 200 things stand inside of one another here; take lists, quotations or emphasis apart"
      ])
    #expect(converted.body.html.isEmpty && converted.body.runs.isEmpty)
  }

  @Test func `what is within the limits passes`() {
    for text in [
      String(repeating: "a\n", count: 50_000), String(repeating: "> ", count: 100) + "a",
      String(repeating: " ", count: 400) + "a", String(repeating: "![a](b)\n", count: 500),
      String(repeating: "![a](b)\n\n", count: 600), String(repeating: " ", count: 1_000),
    ] {
      #expect(Converted(text).problems == [])
    }
  }

  @Test func `a table has a hundred columns at most`() {
    let row = String(repeating: "|a", count: 101)
    let line = String(repeating: "|-", count: 101)
    let converted = Converted("\(row)\n\(line)\n")
    #expect(
      converted.problems == [
        "1:1+202 error table-form: this table has 101 columns; 100 is the most; make several tables of it"
      ])
    #expect(converted.html.hasPrefix("<p>|a|a"))
  }

  @Test func `plain CommonMark is not judged`() {
    let options = MarkdownOptions(extensions: false)
    let converted = Converted("# A\n\n![](javascript:x) <b>[^1]\n\n<!--", options)
    #expect(converted.problems == [])
    #expect(
      converted.html
        == "<h1>A</h1>\n<p><img src=\"\" alt=\"\" /> <!-- raw HTML omitted -->[^1]</p>\n"
        + "<!-- raw HTML omitted -->\n")
  }

  @Test func `a second definition names the first`() throws {
    let problem = try #require(Converted("A[^a]\n\n[^a]: One.\n[^a]: Two.").diagnostics.first)
    #expect(problem.related.map(\.message) == ["first defined here"])
    #expect(problem.related.map { described($0.place) } == ["3:1 [^a]"])
  }

  @Test func `places are those of the file and not of the text in it`() {
    let bytes = Array("---\r\ntitle: x\r\n---\r\n\r\nSee[^x] [a](b.md)\r\n".utf8)
    let file = SourceFile(path: "a.md", bytes: bytes)
    var findings = Findings(in: file)
    let body = parseMarkdown(
      file, in: 22..<bytes.count, options: MarkdownOptions(), into: &findings)
    #expect(findings.diagnostics().map { described($0.place) } == ["5:4 [^x]"])
    #expect(body.links.compactMap { $0.place.map(described) } == ["5:9 [a](b.md)"])
  }
}
