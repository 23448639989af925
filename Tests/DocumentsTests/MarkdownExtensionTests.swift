import Diagnostics
import Documents
import Foundation
import Testing

@Suite struct MarkdownExtensionTests {
  @Test(arguments: [
    ("~~gone~~", "<p><del>gone</del></p>"),
    ("a ~~*b* c~~ d", "<p>a <del><em>b</em> c</del> d</p>"),
    ("~one~ ~~~three~~~", "<p>~one~ ~~~three~~~</p>"),
    ("~~ not~~ and ~~open", "<p>~~ not~~ and ~~open</p>"),
    ("*a ~~b* c~~", "<p><em>a ~~b</em> c~~</p>"),
    ("~~a *b~~ c*", "<p>~~a <em>b~~ c</em></p>"),
    (#"\~~a~~"#, "<p>~~a~~</p>"),
    ("`~~a~~`", "<p><code>~~a~~</code></p>"),
    ("~~a~~ ~~b~~", "<p><del>a</del> <del>b</del></p>"),
  ])
  func `two tildes strike through what stands between them`(_ text: String, _ html: String) {
    #expect(Converted(text).html == html + "\n")
  }

  @Test func `a task has a box that is named by its text`() {
    let converted = Converted(
      "- [ ] call *back*\n- [x] done\n- [X]\ttab\n- [y] no\n- [ ]no\n- [ ]\n")
    #expect(
      converted.html == """
        <ul>
        <li class="task"><label><input type="checkbox" disabled="" /> call <em>back</em></label></li>
        <li class="task"><label><input type="checkbox" disabled="" checked="" /> done</label></li>
        <li class="task"><label><input type="checkbox" disabled="" checked="" /> tab</label></li>
        <li>[y] no</li>
        <li>[ ]no</li>
        <li>[ ]</li>
        </ul>

        """)
    #expect(converted.problems == [])
  }

  @Test func `a task in a loose list keeps its paragraph`() {
    #expect(
      Converted("1. [x] a\n\n   more\n").html == """
        <ol>
        <li class="task">
        <p><label><input type="checkbox" disabled="" checked="" /> a</label></p>
        <p>more</p>
        </li>
        </ol>

        """)
  }

  @Test(arguments: [
    ("> [!NOTE]\n> Text.", "note", "Note", "<p>Text.</p>\n"),
    ("> [!tip]\n>\n> Text.", "tip", "Tip", "<p>Text.</p>\n"),
    (
      "> [!IMPORTANT] My *own* title\n> Text", "important", "My <em>own</em> title", "<p>Text</p>\n"
    ),
    ("> [!WARNING]  \n> a\n> b", "warning", "Warning", "<p>a\nb</p>\n"),
    ("> [!CAUTION]\n> - list", "caution", "Caution", "<ul>\n<li>list</li>\n</ul>\n"),
    ("> [!NOTE]", "note", "Note", ""),
  ])
  func `a quotation that names a kind is a callout`(
    _ text: String, _ kind: String, _ title: String, _ inner: String
  ) {
    let converted = Converted(text)
    #expect(
      converted.html == """
        <aside class="callout callout-\(kind)">
        <p class="callout-title">\(title)</p>
        \(inner)</aside>

        """)
    #expect(converted.problems == [])
  }

  @Test(arguments: [
    "> text [!NOTE]", "> \\[!NOTE]\n> x", "[!NOTE]\nx", "> [!NOTE]x", "> - [!NOTE]\n",
  ])
  func `a quotation that does not begin with a kind is a quotation`(_ text: String) {
    #expect(!Converted(text).html.contains("<aside"))
  }

  @Test func `headings get ids that are unique and stay`() {
    let text =
      "## One\n\n## One\n\nOne\n---\n\n## One-2\n\n## Two {#one-3}\n\n## !?\n\n## Über *uns* & `du`\n"
    let converted = Converted(text)
    #expect(
      converted.body.headings.map(\.id)
        == ["one", "one-2", "one-4", "one-2-2", "one-3", "section", "über-uns-du"])
    #expect(converted.body.anchors == converted.body.headings.map(\.id))
    #expect(converted.html.hasPrefix("<h2 id=\"one\">One</h2>\n<h2 id=\"one-2\">One</h2>\n"))
    #expect(converted.body.headings.map(\.text).suffix(3) == ["Two", "!?", "Über uns & du"])
    #expect(
      converted.body.headings.map { heading in
        1 + text.utf8.prefix(heading.source.lowerBound).count { $0 == 0x0A }
      } == [1, 3, 5, 8, 10, 12, 14])
    #expect(converted.problems == [])
  }

  @Test func `the words of a heading have no notes or pictures`() throws {
    let converted = Converted(
      "## A [*link*](/a/) \"to\" `x`[^1] ![pic](p.jpg) ~~no~~\n\n[^1]: Note.\n")
    let heading = try #require(converted.body.headings.first)
    #expect(heading.text == "A link “to” x  no")
    #expect(heading.id == "a-link-to-x-no")
    #expect(heading.isTopLevel)
    let nested = Converted("> ## In a quotation\n").body.headings
    #expect(nested.map(\.isTopLevel) == [false])
  }

  @Test func `a table has heads for its columns and leans as asked`() {
    let converted = Converted("a | b | c | d\n---|:--|:-:|--:\n1 | *2* | `x\\|y` | \\|\nonly")
    #expect(
      converted.html == """
        <div class="table-scroll" role="group" tabindex="0" aria-label="Table">
        <table>
        <thead>
        <tr>
        <th scope="col">a</th>
        <th scope="col" class="align-left">b</th>
        <th scope="col" class="align-center">c</th>
        <th scope="col" class="align-right">d</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>1</td>
        <td class="align-left"><em>2</em></td>
        <td class="align-center"><code>x|y</code></td>
        <td class="align-right">|</td>
        </tr>
        <tr>
        <td>only</td>
        <td class="align-left"></td>
        <td class="align-center"></td>
        <td class="align-right"></td>
        </tr>
        </tbody>
        </table>
        </div>

        """)
    #expect(converted.problems == [])
  }

  @Test(arguments: [
    ("| a |\n| - |\n", 1, 0), ("> | a | b |\n> |---|---|\n> | 1 | 2 |\n", 2, 2),
    ("- | a | b |\n  |---|---|\n  | 1 | 2 |\n", 2, 2),
    ("1. x\n\n   a | b\n   --|--\n   1 | 2\n   3 | 4\n", 2, 4),
    ("[r]: /r/\na|b\n-|-\n[r]|[s]\n\n[s]: /s/\n", 2, 2),
  ])
  func `tables stand in quotations and lists too`(_ text: String, _ heads: Int, _ cells: Int) {
    let converted = Converted(text)
    #expect(converted.html.components(separatedBy: "<th ").count - 1 == heads)
    #expect(converted.html.components(separatedBy: "<td").count - 1 == cells)
    #expect(converted.problems == [])
  }

  @Test(arguments: [
    "a | b\n---\n", "a | b\n--- | --- | ---\n", "| a |\n\n|---|\n", "```\na|b\n-|-\n```\n",
    "    a|b\n    -|-\n", "|---|---|\n| a | b |\n", "a\n---|\nb\n\n- x | y\n- -|-\n",
  ])
  func `what only resembles a table is none`(_ text: String) {
    let html = Converted(text).html
    #expect(!html.contains("<table") || text.hasPrefix("a\n---|"))
  }

  @Test func `marks in one cell do not reach into the next`() {
    let html = Converted("| *a | b* |\n|---|---|\n| `c | d` |\n").html
    #expect(html.contains("<th scope=\"col\">*a</th>\n<th scope=\"col\">b*</th>"))
    #expect(html.contains("<td>`c</td>\n<td>d`</td>"))
  }

  @Test func `a code block takes the first word of its fence as its language`() {
    #expect(
      Converted("```swift one two\nx\n```\n").html
        == "<pre><code class=\"language-swift\">x\n</code></pre>\n")
  }

  @Test(arguments: [
    ("a <!-- b --> c", "<p>a  c</p>\n"), ("<!-- a\n\nb -->\ntext", "<p>text</p>\n"),
    ("a <!-- b\nc --> d", "<p>a  d</p>\n"), ("<!-- a --> <!-- b -->\n", ""),
    ("- <!-- x -->\n- y", "<ul>\n<li></li>\n<li>y</li>\n</ul>\n"),
  ])
  func `comments are the author's own`(_ text: String, _ html: String) {
    let converted = Converted(text)
    #expect(converted.html == html)
    #expect(converted.problems == [])
    #expect(Converted(text, MarkdownOptions(allowsRawHTML: true)).html == html)
  }

  @Test func `HTML is published where it is allowed, without its comments`() {
    let options = MarkdownOptions(allowsRawHTML: true)
    let converted = Converted(
      "a <b>c</b>\n\n<div>\n<!-- x -->hi</div>\n\n<script>\n<!-- y -->\n</script>\n", options)
    #expect(
      converted.html
        == "<p>a <b>c</b></p>\n<div>\nhi</div>\n<script>\n<!-- y -->\n</script>\n")
    #expect(converted.problems == [])
  }

  @Test func `alternative text is plain`() {
    let converted = Converted("![*a* `b` [c](d) \"e\"](f.jpg \"T\")")
    #expect(
      converted.html
        == "<p><img src=\"f.jpg\" alt=\"a b c &quot;e&quot;\" title=\"T\" /></p>\n")
  }
}
