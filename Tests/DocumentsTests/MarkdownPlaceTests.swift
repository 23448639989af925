import Diagnostics
import Documents
import Testing

@Suite struct MarkdownPlaceTests {
  @Test(arguments: [
    ("[a](b.md)", ["1:1 [a](b.md)"]), ("x **y** `z` [a](b.md \"T\") c", ["1:13 [a](b.md \"T\")"]),
    ("``a`b`` [a](b) *[c](d)*", ["1:9 [a](b)", "1:17 [c](d)"]),
    ("*a* **b** ***c*** [d](e)", ["1:19 [d](e)"]),
    ("one\ntwo [a](b)\nthree ![c](d) [e](f)", ["2:5 [a](b)", "3:7 ![c](d)", "3:15 [e](f)"]),
    ("- x\n  y [a](b)\n- z\n\n  - [c](d)", ["2:5 [a](b)", "5:5 [c](d)"]),
    ("> x\n> y [a](b)\nlazy [c](d)", ["2:5 [a](b)", "3:6 [c](d)"]),
    ("> - > x\n>   > [a](b)", ["2:7 [a](b)"]), ("1. a\n\n\t[a](b)\n", ["3:2 [a](b)"]),
    ("é ü 日本 [a](b)", ["1:8 [a](b)"]), ("e\u{301} 👩‍👩‍👧 [a](b)", ["1:5 [a](b)"]),
    (#"\* \[x\] &amp; &nbsp; &#42; &bogus; [a](b)"#, ["1:37 [a](b)"]),
    ("a & b && \\ \\a [a](b)", ["1:15 [a](b)"]), ("a  \nb\\\nc [a](b)", ["3:3 [a](b)"]),
    ("<https://a.b> <x@y.z>", ["1:1 <https://a.b>", "1:15 <x@y.z>"]),
    (
      "[a][r] [r][] [r] [b]\n\n[r]: /u \"t\"\n[b]: </v>",
      ["1:1 [a][r]", "1:8 [r][]", "1:14 [r]", "1:18 [b]"]
    ),
    ("[r]: /u\n[s]:\n  /v\n  'title\n  more'\nx [r] [s]", ["6:3 [r]", "6:7 [s]"]),
    ("[r](not a link) [r]\n\n[r]: /u", ["1:1 [r]", "1:17 [r]"]),
    (
      "[a](b(c)d) [e](<f g>) [h](\\)) [i](j 'k' )",
      ["1:1 [a](b(c)d)", "1:12 [e](<f g>)", "1:23 [h](\\))", "1:31 [i](j 'k' )"]
    ),
    ("[![a](b)](c)", ["1:1 [![a](b)](c)", "1:2 ![a](b)"]),
    ("![a [b](c)](d) [e](f)", ["1:1 ![a [b](c)](d)", "1:16 [e](f)"]),
    ("## A *b* [c](d) ##\n\nT [e](f)\n===", ["1:10 [c](d)", "3:3 [e](f)"]),
    (
      "a | b\n--|--\n[c](d) | x \\| [e](f)\n> z | [g](h)",
      ["3:1 [c](d)", "3:15 [e](f)", "4:7 [g](h)"]
    ),
    ("| a | [b](c) |\n|-|-|\n| *x* | `y` [d](e) |", ["1:7 [b](c)", "3:13 [d](e)"]),
    (
      "A[^1]\n\n[^1]: x [a](b)\n  lazy [c](d)\n\n    more [e](f)\n\n    - [g](h)",
      ["3:9 [a](b)", "4:8 [c](d)", "6:10 [e](f)", "8:7 [g](h)"]
    ),
    ("> [!NOTE] [a](b)\n> c [d](e)", ["1:11 [a](b)", "2:5 [d](e)"]),
    ("- [x] a [b](c)", ["1:9 [b](c)"]),
    ("a\r\nb [c](d)\r\n\r\n> e\r\n> [f](g)", ["2:3 [c](d)", "5:3 [f](g)"]),
    ("a\rb [c](d)", ["2:3 [c](d)"]), ("~~a [b](c)~~ \"d\" [e](f)", ["1:5 [b](c)", "1:18 [e](f)"]),
    ("a[^1] [b](c)\n\n[^1]: n", ["1:7 [b](c)"]), ("a <!-- x\ny --> [b](c)", ["2:7 [b](c)"]),
    ("[a](b\n\"t\") [c\nd](e)", ["1:1 [a](b", "2:6 [c"]),
    ("*[a*](b) [c](d)", ["1:2 [a*](b)", "1:10 [c](d)"]),
    ("[a]: x\n\n[a](y) ]] [[ ![ [b](c)", ["3:1 [a](y)", "3:17 [b](c)"]),
    ("\t[a](b)\n\n    code\n\n   [c](d)", ["5:4 [c](d)"]), ("-\n  [a](b)", ["2:3 [a](b)"]),
    ("[a](b)\n---", ["1:1 [a](b)"]), ("`a\nb` [c](d)", ["2:4 [c](d)"]),
    ("``` `a` ```[b](c)", ["1:12 [b](c)"]),
  ])
  func `a link is where the author wrote it`(_ text: String, _ places: [String]) {
    let converted = Converted(text)
    var finder = PlaceFinder(in: Array(text.utf8), path: "a.md")
    #expect(converted.body.links.map { described(finder.place(of: $0.source)) } == places)
    for link in converted.body.links {
      #expect(link.place == nil || link.place == finder.place(of: link.source))
    }
  }

  @Test(arguments: [
    ("a[^1]", "1:2 [^1]"), ("*a*\n`b` c[^long-label] d", "2:6 [^long-label]"),
    ("> - x\n>   y *z[^1]*", "2:9 [^1]"), ("a | b\n-|-\nc | d[^1]", "3:6 [^1]"),
    ("## T[^1]", "1:5 [^1]"), ("ü&nbsp;[^1]", "1:8 [^1]"),
  ])
  func `a mark is where the author wrote it`(_ text: String, _ place: String) throws {
    let diagnostic = try #require(Converted(text).diagnostics.first)
    #expect(described(diagnostic.place) == place)
  }

  @Test func `kinds of addresses are told apart`() {
    let converted = Converted(
      "[a](b.md) [c](/d/#e) [f](#g) [h](https://i) [j](//k) [l](mailto:m@n) [o](tel:1) ![p](q.jpg) [r](?s)"
    )
    let links = converted.body.links
    #expect(
      links.map(\.destination)
        == [
          "b.md", "/d/#e", "#g", "https://i", "//k", "mailto:m@n", "tel:1", "q.jpg", "?s",
        ])
    #expect(
      links.map(\.isInternal) == [true, true, true, false, false, false, false, true, true])
    // What a site may fill: everything of its own but a place on the same page.
    #expect(
      converted.body.holes.map(\.kind) == [.link(0), .link(1), .image(7), .link(8)])
  }

  @Test func `holes are filled at their places`() {
    let body = Converted("[a](b.md \"t\") ![c](d.jpg)").body
    let html = body.html { hole in
      switch hole.kind {
      case .link(let index): Array("L\(index)".utf8)
      case .image(let index): Array("I\(index)".utf8)
      default: []
      }
    }
    #expect(
      String(decoding: html, as: UTF8.self)
        == "<p><a href=\"L0\" title=\"t\">a</a> <img src=\"I1\" alt=\"c\" /></p>\n")
  }

  @Test func `runs know what readers see and where it was written`() {
    let text = "A *b* \"c\" & `d`\n> é&eacute;\\*\n\n## H {#i}\n\n```\nx\n```\n"
    let body = Converted(text).body
    let source = Array(text.utf8)
    let pieces = body.runs.map { run in
      let shown = String(decoding: body.html[run.html], as: UTF8.self)
      let written = run.source.map { String(decoding: source[$0], as: UTF8.self) } ?? "?"
      return "\(run.kind)\(run.beginsBlock ? "!" : "") \(shown) = \(written)"
    }
    #expect(
      pieces == [
        "text! A  = A ", "text b = b", "text   =  ", "replaced “ = \"", "text c = c",
        "replaced ” = \"", "text  &amp;  =  & ", "code d = d`", "text! é = é",
        "replaced é = &eacute;", "replaced * = \\*", "text! H = H", "code! x\n = x",
      ])
    #expect(body.plainText(of: body.runs[...]) == "A b “c” & d\né\u{e9}*\nH\nx\n")
  }

  @Test func `excerpt, words and minutes are those of the text`() {
    let long = String(repeating: "word ", count: 60)
    let body = Converted(
      "## Head\n\n- list\n\nOne *two*[^1]\n\"three\".\n\n\(long)\n\n[^1]: Note note.\n"
    ).body
    #expect(body.excerpt.hasPrefix("One two “three”. word word"))
    #expect(body.excerpt.hasSuffix("word…"))
    #expect(body.excerpt.unicodeScalars.count <= 201)
    #expect(body.wordCount == 65)
    #expect(body.readingMinutes == 1)
    #expect(Converted("a\n\n## b\n\nc").body.excerpt == "a")
    #expect(Converted("a\n\nb").body.excerpt == "a b")
    #expect(Converted("").body.readingMinutes == 0)
    #expect(Converted(String(repeating: "w ", count: 450)).body.readingMinutes == 2)
    let letters = String(repeating: "語", count: 300)
    #expect(Converted(letters).body.excerpt == String(repeating: "語", count: 200) + "…")
    #expect(Converted("it's well-known *in*side 3.5 – x").body.wordCount == 5)
  }

  @Test func `a body has the fingerprint of what it shows`() {
    let body = Converted("[a](b.md)").body
    #expect(body.fingerprint == Converted("[a](b.md)").body.fingerprint)
    #expect(body.fingerprint != Converted("[a](c.md)").body.fingerprint)
    #expect(body.fingerprint != Converted("[x](b.md)").body.fingerprint)
  }
}
