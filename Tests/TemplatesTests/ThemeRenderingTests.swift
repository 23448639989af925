import Templates
import Testing

/// What a theme makes of records, once it is checked.
@Suite struct ThemeRenderingTests {
  @Test func `fields are written by what they hold`() {
    #expect(
      page(
        "{{title}}|{{{body}}}|{{url}}|{{words}}|{{date.long}}|{{layout}}",
        [
          [
            "title": .text("a < b"), "body": .html(Array("<p>x</p>".utf8)), "url": .url("/x?a&b"),
            "words": .number(-12), "date": .record(TemplateRecord(Kind.date, 1)),
            "layout": .text("wide"),
          ], ["long": .text("1 May")],
        ]) == "a &lt; b|<p>x</p>|/x?a&amp;b|-12|1 May|wide")
  }

  @Test func `what is null is nothing, and does not look further out`() {
    #expect(
      page(
        "[{{title}}{{#picture}}x{{/picture}}{{^picture}}none{{/picture}}{{date.long}}{{{body}}}]"
          + "{{#topics}}({{url}}){{/topics}}",
        [
          ["url": .url("/page"), "topics": .list([.record(TemplateRecord(Kind.topic, 1))])], [:],
        ]) == "[none]()")
  }

  @Test func `sections go by what is there`() {
    let template =
      "{{#title}}T{{.}}{{words}}{{/title}}{{#draft}}D{{/draft}}{{#words}}W{{.}}{{/words}}"
      + "{{#url}}U{{.}}{{/url}}{{#body}}B{{{.}}}{{/body}}{{#layout}}L{{.}}{{/layout}}"
      + "{{^title}}t{{/title}}{{^tags}}g{{/tags}}"
    #expect(
      page(
        template,
        [
          [
            "title": .text("x"), "draft": .flag(true), "words": .number(2), "url": .url("/u"),
            "body": .html([0x21]), "layout": .text("wide"), "tags": .list([.text("a")]),
          ]
        ]) == "Tx2DW2U/uB!Lwide")
    #expect(
      page(
        template,
        [
          [
            "title": .text(""), "draft": .flag(false), "words": .number(0), "url": .url(""),
            "body": .html([]), "tags": .list([]),
          ]
        ]) == "tg")
  }

  @Test func `lists go through their elements, and lists of lists too`() {
    #expect(
      page(
        "{{#tags}}({{.}}){{/tags}}{{#grid}}{{#.}}{{.}},{{/.}};{{/grid}}",
        [
          [
            "tags": .list([.text("a"), .text("&")]),
            "grid": .list([.list([.number(1), .number(2)]), .list([]), .list([.number(3)])]),
          ]
        ]) == "(a)(&amp;)1,2,;;3,;")
  }

  @Test func `a menu may include itself`() {
    #expect(
      page(
        "{{>menu}}",
        [
          ("menu", "<ul>\n{{#menu}}\n  {{>entry}}\n{{/menu}}\n</ul>\n"),
          ("entry", "<li>{{label}}\n{{#entries}}\n  {{>entry}}\n{{/entries}}\n</li>\n"),
        ],
        [
          ["menu": .list([.record(TemplateRecord(Kind.entry, 1))])],
          [
            "label": .text("a"),
            "entries": .list([
              .record(TemplateRecord(Kind.entry, 2)), .record(TemplateRecord(Kind.entry, 3)),
            ]),
          ],
          ["label": .text("b")],
          ["label": .text("c")],
        ]) == """
          <ul>
            <li>a
              <li>b
              </li>
              <li>c
              </li>
            </li>
          </ul>

          """)
  }

  @Test func `the nearest record of a kind answers`() {
    #expect(
      page(
        "{{title}}{{#next}}>{{title}}{{#next}}>{{title}}{{#topics}}({{title}}{{name}}){{/topics}}"
          + "{{/next}}{{/next}}{{title}}",
        [
          ["title": .text("a"), "next": .record(TemplateRecord(Kind.article, 1))],
          ["title": .text("b"), "next": .record(TemplateRecord(Kind.article, 2))],
          ["title": .text("c"), "topics": .list([.record(TemplateRecord(Kind.topic, 3))])],
          ["name": .text("t")],
        ]) == "a>b>c(ct)a")
  }

  @Test func `a word chooses a template`() {
    let others = [("wide", "<b>{{title}}</b>{{$x}}w{{/x}}"), ("narrow", "<i>{{$x}}n{{/x}}</i>")]
    let template = "{{>*layout}}|{{<*layout}}{{$x}}X{{/x}}{{/*layout}}"
    #expect(
      page(template, others, [["title": .text("t"), "layout": .text("wide")]])
        == "<b>t</b>w|<b>t</b>X")
    #expect(page(template, others, [["layout": .text("narrow")]]) == "<i>n</i>|<i>X</i>")
    #expect(page(template, others, [["layout": .text("other")]]) == "|")
    #expect(page(template, others, [[:]]) == "|")
  }

  @Test func `layouts are filled as without a schema`() {
    #expect(
      page(
        "{{<mid}}\n{{$title}}{{title}} · {{/title}}\n{{$main}}\n    <p>\n      {{title}}\n    </p>\n"
          + "{{/main}}\n{{/mid}}\n",
        [
          ("mid", "{{<base}}\n{{$side}}\n<nav></nav>\n{{/side}}\n{{/base}}\n"),
          (
            "base",
            "<title>{{$title}}{{/title}}Site</title>\n<main>\n  {{$main}}\n  {{/main}}\n"
              + "  {{$side}}\n  none\n  {{/side}}\n</main>\n"
          ),
        ], [["title": .text("T")]]) == """
          <title>T · Site</title>
          <main>
            <p>
              T
            </p>
            <nav></nav>
          </main>

          """)
  }

  @Test func `a scope is asked once for each name that is reached, by number, and for no other`() {
    let (template, _) = compile([
      ("page", "{{title}}{{#draft}}{{words}}{{/draft}}{{#topics}}{{name}}{{/topics}}{{date.iso}}")
    ])
    var scope = TestScope([
      ["topics": .list([.record(TemplateRecord(Kind.topic, 1))])], [:],
    ])
    var output: [UInt8] = []
    template?.render(TemplateRecord(Kind.article, 0), in: &scope, into: &output)
    #expect(
      scope.reads == [
        "articles 0 title", "articles 0 draft", "articles 0 topics", "topics 1 name",
        "articles 0 date",
      ])
  }

  @Test(arguments: [
    ("https://x.org/?a=1&b", "https://x.org/?a=1&amp;b"), ("HTTP://x", "HTTP://x"),
    ("mailto:a@b.org", "mailto:a@b.org"), ("tel:+491", "tel:+491"), ("/a:b", "/a:b"),
    ("#a:b", "#a:b"), ("?a:b", "?a:b"), ("a/b:c", "a/b:c"), ("kap.html", "kap.html"), ("", ""),
    ("//x.org/y", "//x.org/y"), ("x'y\"z", "x&#39;y&quot;z"), ("/é ü", "/é ü"),
    ("javascript:alert(1)", "#"), ("JaVaScRiPt:x", "#"), (" javascript:x", "#"),
    ("java\nscript:x", "#"), ("java\tscript:x", "#"), ("\u{1}javascript:x", "#"),
    ("javascript\u{0}:x", "#"), ("\u{FEFF}javascript:x", "#"), ("data:text/html,x", "#"),
    ("vbscript:x", "#"), ("blob:x", "#"), ("view-source:x", "#"), ("filesystem:x", "#"),
    ("file:///etc", "#"), ("javascript&colon;x:", "#"), (":x", "#"), ("a:b/c", "#"),
    ("\u{7F}/x", "#"),
    ("https\u{301}:x", "#"),
  ])
  func `H32: an address is written only if it is safe to follow`(_ url: String, _ written: String) {
    #expect(page("<a href=\"{{url}}\">", [["url": .url(url)]]) == "<a href=\"\(written)\">")
    // Whatever the scope calls it.
    #expect(page("<a href=\"{{url}}\">", [["url": .text(url)]]) == "<a href=\"\(written)\">")
  }

  @Test(arguments: [
    ("E31: <script>alert(1)</script>", "E31: &lt;script&gt;alert(1)&lt;/script&gt;"),
    ("E32: \"\u{301} onmouseover=x", "E32: &quot;\u{301} onmouseover=x"),
    ("E32: <\u{338}b>\u{20D2}", "E32: &lt;\u{338}b&gt;\u{20D2}"),
    ("&\u{FE0F}'\u{301}", "&amp;\u{FE0F}&#39;\u{301}"),
    ("&amp; &#60;", "&amp;amp; &amp;#60;"), ("a\u{0}b", "a\u{0}b"),
  ])
  func `every character of markup is escaped`(_ text: String, _ written: String) throws {
    let rendered = page("<p title=\"{{title}}\">{{title}}</p>", [["title": .text(text)]])
    #expect(Array(rendered.utf8) == Array("<p title=\"\(written)\">\(written)</p>".utf8))
    // A field that is declared as finished HTML is finished only if the scope says so, too.
    #expect(Array(page("{{{body}}}", [["body": .text(text)]]).utf8) == Array(written.utf8))
    #expect(
      Array(page("{{title}}", [["title": .html(Array(text.utf8))]]).utf8) == Array(written.utf8))
  }

  @Test func `I16: a template without a body tag is a page like any other`() {
    #expect(page("{{title}}", [["title": .text("x")]]) == "x")
    #expect(page("", [[:]]) == "")
  }

  @Test func `a fingerprint changes with every template that is reached, and with no other`() {
    let before = [
      ("page", "{{>a}}{{#draft}}{{<b}}{{/b}}{{/draft}}"), ("a", "{{>*layout}}"), ("b", "b"),
      ("wide", "w"), ("narrow", "n"), ("other", "o"),
    ]
    let template = compile(before).template
    #expect(template?.sources == ["a", "b", "narrow", "page", "wide"])
    for index in before.indices {
      var after = before
      after[index].1 += " "
      let isReached = after[index].0 != "other"
      #expect((compile(after).template?.fingerprint != template?.fingerprint) == isReached)
    }
    #expect(compile(before.reversed()).template?.fingerprint == template?.fingerprint)
    // The same on every machine and in every run.
    #expect(template?.fingerprint == 12_211_531_830_637_131_029)
  }

  @Test func `of two templates of one name the first counts`() {
    #expect(page("{{>a}}", [("a", "first"), ("a", "second {{nothing}}")], [[:]]) == "first")
  }
}
