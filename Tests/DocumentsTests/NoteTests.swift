import Diagnostics
import Documents
import Testing

@Suite struct NoteTests {
  private func note(_ name: String, _ text: String, uses: Int = 1) -> String {
    let letters = ["a", "b", "c"]
    let links = (1...uses).map { use in
      let id = use == 1 ? "fnref-\(name)" : "fnref\(use)-\(name)"
      let label = uses > 1 ? " \(letters[use - 1])" : ""
      let sup = uses > 1 ? "<sup>\(letters[use - 1])</sup>" : ""
      return " <a href=\"#\(id)\" class=\"note-back\" role=\"doc-backlink\""
        + " aria-label=\"Back to text\(label)\">↩\u{FE0E}\(sup)</a>"
    }
    let end = "</p>\n"
    let inner = text.hasSuffix(end) ? String(text.dropLast(end.count)) : text + "<p>"
    return "<li id=\"fn-\(name)\">\n\(inner)\(links.joined())\(end)</li>\n"
  }

  private func list(_ notes: String...) -> String {
    """
    <section class="notes" role="doc-endnotes" aria-labelledby="fn-heading">
    <h2 id="fn-heading">Notes</h2>
    <ol>
    \(notes.joined())</ol>
    </section>

    """
  }

  private func mark(_ number: Int, _ name: String, use: Int = 1) -> String {
    let id = use == 1 ? "fnref-\(name)" : "fnref\(use)-\(name)"
    return "<sup class=\"note-mark\"><a href=\"#fn-\(name)\" id=\"\(id)\""
      + " role=\"doc-noteref\">\(number)</a></sup>"
  }

  @Test func `notes are numbered by first use`() {
    let converted = Converted("A[^b] B[^a].\n\n[^a]: Alpha *a*.\n[^b]: Beta.\n")
    #expect(
      converted.html == "<p>A\(mark(1, "b")) B\(mark(2, "a")).</p>\n"
        + list(note("b", "<p>Beta.</p>\n"), note("a", "<p>Alpha <em>a</em>.</p>\n")))
    #expect(converted.problems == [])
    #expect(
      converted.body.anchors == ["fnref-b", "fnref-a", "fn-heading", "fn-b", "fn-a"])
  }

  @Test func `a note that is pointed to twice leads back to both places`() {
    let converted = Converted("A[^1] B[^1].\n\n[^1]: One.\n")
    #expect(
      converted.html == "<p>A\(mark(1, "1")) B\(mark(1, "1", use: 2)).</p>\n"
        + list(note("1", "<p>One.</p>\n", uses: 2)))
  }

  @Test func `a note holds paragraphs, lists and code`() {
    let text = """
      A[^1].

      [^1]: First
      goes on.

          Second.

          - item

          ```
          [^2]: code
          ```

      B.
      """
    let inner = """
      <p>First
      goes on.</p>
      <p>Second.</p>
      <ul>
      <li>item</li>
      </ul>
      <pre><code>[^2]: code
      </code></pre>

      """
    let converted = Converted(text)
    #expect(
      converted.html
        == "<p>A\(mark(1, "1")).</p>\n<p>B.</p>\n" + list(note("1", inner)))
    #expect(converted.problems == [])
  }

  @Test func `tabs indent what belongs to a note`() {
    let converted = Converted("A[^1]\n\n[^1]: a\n\n\tb\n\n\t\tcode\n")
    #expect(
      converted.html == "<p>A\(mark(1, "1"))</p>\n"
        + list(note("1", "<p>a</p>\n<p>b</p>\n<pre><code>code\n</code></pre>\n")))
  }

  @Test func `notes may point to each other and to themselves`() {
    let converted = Converted("A[^1]\n\n[^1]: a[^2]\n[^2]: b[^1][^2]\n")
    #expect(
      converted.html == "<p>A\(mark(1, "1"))</p>\n"
        + list(
          note("1", "<p>a\(mark(2, "2"))</p>\n", uses: 2),
          note(
            "2",
            "<p>b\(mark(1, "1", use: 2))<sup>, </sup>\(mark(2, "2", use: 2))</p>\n", uses: 2)))
    #expect(converted.problems == [])
  }

  @Test func `a note may use the links of the page and the page those of a note`() {
    let converted = Converted(
      "A[^1] [y][]\n\n[r]: /r/\n\n[^1]: See [r], https://a.b.\n\n    [y]: /y/\n")
    #expect(converted.html.contains("<a href=\"/y/\">y</a>"))
    #expect(converted.html.contains("See <a href=\"/r/\">r</a>, https://a.b."))
  }

  @Test(arguments: [
    "[^1]: https://example.org", "[^1]: word", "[^1]: <b> \"t\"", "[^1]:\n    later",
    "   [^1]: indented", "[^1]: ---", "[^1]: + x", "[^1]: # h", "[^1]:   spaces",
  ])
  func `a definition never turns into the address of a link`(_ definition: String) {
    let converted = Converted("A[^1]\n\n\(definition)\n")
    #expect(converted.html.contains(mark(1, "1")))
    #expect(converted.html.contains("<li id=\"fn-1\">"))
    #expect(!converted.html.contains("href=\"https"))
  }

  @Test(arguments: [
    ("```\n[^1]: code\n```", "[^1]: code"), ("~~~ x\n\n[^1]: code\n\n    more\n~~~", "[^1]: code"),
    ("- ```\n  [^1]: code\n  ```", "[^1]: code"), ("> ```\n> [^1]: code\n> ```", "[^1]: code"),
    ("    [^1]: code", "[^1]: code"), ("`[^1]: code`", "[^1]: code"),
    ("A\n\n```\n[^1]: a\n```\n\nB\n\n```\n[^2]: b\n```", "[^2]: b"),
  ])
  func `what looks like a note in code stays code`(_ text: String, _ code: String) {
    let converted = Converted(text)
    #expect(converted.html.contains(code))
    #expect(converted.html.contains("<code"))
    #expect(!converted.html.contains("<section"))
    #expect(converted.problems == [])
  }

  @Test func `a note beside code that looks like one still counts`() {
    let converted = Converted("A[^1]\n\n```\n[^1]: code\n```\n\n[^1]: real\n")
    #expect(converted.html.contains("<pre><code>[^1]: code\n</code></pre>"))
    #expect(converted.html.contains("<p>real <a"))
    #expect(converted.problems == [])
  }

  @Test(arguments: [
    "A[^2]\n\n<!--\n[^1]: hidden\n-->\n\n[^2]: seen\n",
    "A[^2]\n\n<!--\n[^1]: hidden -->\n[^2]: seen\n",
    "A[^2]\n\n<!--\n[^1]: hidden\n\n[^3]: too\n-->\n[^2]: seen\n",
    "A[^2]\n\n<!-- x -->\n[^2]: seen\n",
  ])
  func `a note in a comment is not there`(_ text: String) {
    let converted = Converted(text)
    #expect(!converted.html.contains("hidden"))
    #expect(converted.html.contains("<p>seen <a"))
    #expect(converted.problems == [])
  }

  @Test func `a note in HTML that is published stays as it is`() {
    let html = "<div>\n[^1]: x\n</div>\n"
    #expect(Converted(html, MarkdownOptions(allowsRawHTML: true)).html == html)
  }

  @Test(arguments: [
    #"\[^1]"#, #"[\^1]"#, "&#91;^1]", "`[^1]`", "[^ 1]", "[^]", "[^1", "[^1](/x/)",
    "![[^1]](x.jpg)",
  ])
  func `what only resembles a mark is none`(_ text: String) {
    let converted = Converted("\(text)\n\nA[^1]\n\n[^1]: Note.\n")
    #expect(converted.html.contains(mark(1, "1")))
    #expect(!converted.html.contains("fnref2-1"))
    #expect(!converted.diagnostics.hasErrors)
  }

  @Test func `labels are compared without regard to case, and ids are safe`() {
    let converted = Converted(
      "A[^Note]B[^NOTE]C[^a.b]D[^a/b]E[^ü]\n\n[^note]: n\n[^a.b]: 1\n[^a/b]: 2\n[^Ü]: 3\n")
    #expect(
      converted.body.anchors.filter { $0.hasPrefix("fn-") }
        == ["fn-heading", "fn-note", "fn-a-b", "fn-a-b-2", "fn-ü"])
    #expect(converted.problems == [])
  }

  @Test func `headings never take the ids of notes`() {
    let converted = Converted("## fn 1\n\nA[^1]\n\n## fnref2-1\n\n[^1]: x\n")
    #expect(converted.body.headings.map(\.id) == ["section-fn-1", "section-fnref2-1"])
  }

  @Test func `citations and notes share their numbers and their list`() throws {
    let converted = Converted("A[@smith-2020, p. 3] B[^1] C[@x; @smith-2020].\n\n[^1]: N.\n")
    let body = converted.body
    #expect(body.citations.map(\.key) == ["smith-2020", "x", "smith-2020"])
    #expect(body.citations.map(\.number) == [1, 3, 1])
    #expect(body.citations.map(\.locator) == ["p. 3", nil, nil])
    #expect(
      body.citations.map { described($0.place) }
        == ["1:3 @smith-2020", "1:30 @x", "1:34 @smith-2020"])
    #expect(
      converted.html
        == """
        <p>A<sup class="note-mark"><a href="#fn-cite-smith-2020" id="fnref-cite-smith-2020" \
        role="doc-noteref">1, p. 3</a></sup> B\(mark(2, "1")) C<sup class="note-mark"><a \
        href="#fn-cite-x" id="fnref-cite-x" role="doc-noteref">3</a>, <a href="#fn-cite-smith-2020" \
        id="fnref2-cite-smith-2020" role="doc-noteref">1</a></sup>.</p>

        """
        + list(
          note("cite-smith-2020", "<p>@smith-2020</p>\n", uses: 2), note("1", "<p>N.</p>\n"),
          note("cite-x", "<p>@x</p>\n")))
    #expect(converted.problems == [])
    let kinds = body.holes.map(\.kind)
    #expect(kinds.contains(.reference(0)) && kinds.contains(.reference(1)))
    #expect(!kinds.contains(.reference(2)))
  }

  @Test(arguments: [
    #"\[@a]"#, "`[@a]`", "me@example.org", "[@]", "[ @a]", "[@a](/x/)",
  ])
  func `what only resembles a citation is none`(_ text: String) {
    let converted = Converted(text)
    #expect(converted.body.citations.isEmpty)
    #expect(converted.problems == [])
  }
}
