import Diagnostics
import Templates
import Testing

/// What is said about a theme when it is checked against its schema.
@Suite struct ThemeDiagnosticTests {
  @Test func `I06: a misspelt name is told as the terminal shows it`() {
    let found = compile([("page", "<article>\n\n  {{titel}}")]).diagnostics
    #expect(
      found.map(TerminalStyle(usesColor: false).text).joined() == """
        Themes/t/page.mustache:3:5: error: `titel` is not a field that articles have [unknown-field]
         3 |   {{titel}}
           |     ^^^^^
          help: did you mean `title`?

        """)
  }

  @Test(arguments: [
    (
      "{{#topics}}{{nmae}}{{/topics}}",
      [
        "1:14+4: `nmae` is not a field that topics or articles have [unknown-field] → "
          + "did you mean `name`?"
      ]
    ),
    (
      "{{#menu}}{{#picture}}{{zzzzzzzz}}{{/picture}}{{/menu}}",
      [
        "1:24+8: `zzzzzzzz` is not a field that pictures, menu entries or articles have [unknown-field]"
      ]
    ),
    (
      "{{date.logn}}",
      ["1:8+4: `logn` is not a field that dates have [unknown-field] → did you mean `long`?"]
    ),
    ("{{title.long}}", ["1:9+4: `title` is plain words, so there is no `long` in it [no-fields]"]),
    (
      "{{topics.name}}",
      [
        "1:10+4: `topics` is a list, so there is no `name` in it [no-fields] → "
          + "go through it: `{{#topics}}{{name}}{{/topics}}`"
      ]
    ),
    (
      "{{body}}",
      [
        "1:1+8: `body` is finished HTML, and two braces would show its tags as text [html-field] → "
          + "write `{{{body}}}`"
      ]
    ),
    (
      "{{{title}}}{{&url}}",
      [
        "1:1+11: `title` is plain words, and three braces are for finished HTML [text-field] → "
          + "write `{{title}}`",
        "1:12+8: `url` is an address, and three braces are for finished HTML [text-field] → "
          + "write `{{url}}`",
      ]
    ),
    (
      "{{draft}}",
      [
        "1:1+9: `draft` is yes or no and cannot be written out [section-only] → "
          + "use it as a section: `{{#draft}}…{{/draft}}`"
      ]
    ),
    (
      "{{tags}}",
      [
        "1:1+8: `tags` is a list and cannot be written out [section-only] → "
          + "use it as a section: `{{#tags}}…{{/tags}}`"
      ]
    ),
    (
      "{{date}}",
      [
        "1:1+8: `date` is something with fields of its own and cannot be written out [section-only] "
          + "→ write one of its fields, such as `{{date.long}}`"
      ]
    ),
    (
      "{{#topics}}{{.}}{{/topics}}",
      [
        "1:12+5: `.` is something with fields of its own and cannot be written out [section-only] "
          + "→ write one of its fields, such as `{{name}}`"
      ]
    ),
  ])
  func `names and what they hold`(_ template: String, _ expected: [String]) {
    #expect(mistakes(template) == expected)
  }

  @Test func `I09: a partial that is missing is told with its name`() {
    #expect(
      mistakes("<p>\n{{>partials/haed}}</p>", [("partials/head", "")]) == [
        "2:4+13: the theme has no template `partials/haed` [missing-partial] → "
          + "did you mean `partials/head`?"
      ])
    #expect(
      mistakes("{{<layout}}{{/layout}}") == [
        "1:4+6: the theme has no template `layout` [missing-partial]"
      ])
  }

  @Test func `a template that a page needs and nobody wrote is told`() {
    let found = compile([("pages", "x")], entry: "page").diagnostics
    #expect(
      brief(found) == [
        " the theme has no template `page` [missing-template] → is `pages` it, under another name?"
      ])
    #expect(found.map(\.place.path) == ["Themes/t/page.mustache"])
  }

  @Test func `I02: templates that include each other without end are told with the circle`() {
    #expect(
      mistakes("{{>a}}", [("a", "x{{>b}}"), ("b", "\n{{>a}}")]) == [
        "b.mustache:2:1+6: `a` includes itself without end: a → b → a [template-cycle] → "
          + "take this out, or put it into a section that goes through a list"
      ])
    #expect(
      mistakes(
        "{{<a}}{{$x}}{{>page}}{{/x}}{{/a}}", [("a", "{{$x}}{{/x}}")]
      ).map { $0.prefix(59) } == ["1:13+9: `page` includes itself without end: page → a → page"])
    #expect(
      mistakes("{{>*layout}}", [("wide", "{{>page}}"), ("narrow", "")]).map { $0.prefix(70) } == [
        "wide.mustache:1:1+9: `page` includes itself without end: page → wide →"
      ])
  }

  @Test func `I03: a template that includes itself is told`() {
    #expect(
      mistakes("{{>page}}") == [
        "1:1+9: `page` includes itself without end: page → page [template-cycle] → "
          + "take this out, or put it into a section that goes through a list"
      ])
  }

  @Test(arguments: ["draft", "title", "date", "picture", "^draft"])
  func `I03: a section that asks the same record again ends nothing`(_ name: String) {
    let mark = name.hasPrefix("^") ? "" : "#"
    let closing = name.drop { $0 == "^" }
    let found = mistakes("{{\(mark)\(name)}}{{>page}}{{/\(closing)}}")
    #expect(found.map { $0.contains("page → page [template-cycle]") } == [true])
  }

  @Test(arguments: [
    "{{#next}}{{>page}}{{/next}}",
    "{{#topics}}{{#articles}}{{>page}}{{/articles}}{{/topics}}",
  ])
  func `a section that moves on may include its template`(_ template: String) {
    #expect(mistakes(template).isEmpty)
  }

  @Test func `I04: templates more than 32 deep in each other are refused`() {
    func chain(_ count: Int) -> [(String, String)] {
      (1...count).map { ("t\($0)", $0 == count ? "end" : "{{>t\($0 + 1)}}") }
    }
    #expect(mistakes("{{>t1}}", chain(32)).isEmpty)
    #expect(
      mistakes("{{>t1}}", chain(1000)) == [
        "t32.mustache:1:1+8: `t33` would be the 33rd template inside another; 32 are allowed "
          + "[include-depth]"
      ])
  }

  @Test func `sections of many templates inside each other are refused before they are too deep`() {
    let sections = String(repeating: "{{#draft}}", count: 90)
    let ends = String(repeating: "{{/draft}}", count: 90)
    let chain = (1...5).map { ("t\($0)", sections + ($0 < 5 ? "{{>t\($0 + 1)}}" : "x") + ends) }
    let found = mistakes("{{>t1}}", chain)
    #expect(found.count == 1)
    #expect(found.first?.contains("[deep-nesting]") == true)
  }

  @Test func `templates that include each other in every way are refused in good time`() {
    // Each one has two ways into the next, with another block filled: 2 to the power of 30 in all.
    let chain = (1...30).map { number in
      let next = number < 30 ? "t\(number + 1)" : "end"
      return (
        "t\(number)",
        "{{<\(next)}}{{$b\(number)}}1{{/b\(number)}}{{/\(next)}}"
          + "{{<\(next)}}{{$b\(number)}}2{{/b\(number)}}{{/\(next)}}"
      )
    }
    let blocks = (1...30).map { "{{$b\($0)}}{{/b\($0)}}" }.joined()
    let found = mistakes("{{>t1}}", chain + [("end", blocks)])
    #expect(found.count == 1)
    #expect(
      found.first?.contains(
        "the templates include each other in too many ways to go through them all [theme-too-large] "
          + "→ include fewer templates from here, or from those") == true)
  }

  @Test func `a dynamic name must be one of a few words, each with a template`() {
    #expect(
      mistakes("{{>*title}}") == [
        "1:5+5: `title` is plain words, so it cannot choose a template [dynamic-name] → "
          + "use a field that is one of a few words, or write the template's name"
      ])
    #expect(
      mistakes("{{>*layout}}", [("wide", "")]) == [
        "1:5+6: the theme has no template `narrow`, one of the words for `layout` [missing-partial]"
      ])
    #expect(mistakes("{{>*layout}}", [("wide", ""), ("narrow", "")]).isEmpty)
  }

  @Test func `a block that the parent does not have is told`() {
    #expect(
      mistakes("{{<base}}{{$mian}}x{{/mian}}{{/base}}", [("base", "{{$main}}{{/main}}")]) == [
        "1:13+4: `base` has no block `mian` [unknown-block] → did you mean `main`?"
      ])
    #expect(
      mistakes(
        "{{<base}}{{$main}}x{{/main}}{{/base}}",
        [("base", "{{>inner}}"), ("inner", "{{$main}}{{/main}}")]
      ).isEmpty)
  }

  @Test func `what a parent tag never shows is told`() {
    #expect(
      mistakes(
        "{{<base}}\n<p>x</p>{{$main}}x{{/main}}\n{{$main}}y{{/main}}{{/base}}",
        [("base", "{{$main}}{{/main}}")]) == [
          "2:1+8: warning: no page shows this: it stands in `{{<base}}` but in no block "
            + "[ignored-text] → put it into a block, as in `{{$name}}…{{/name}}`",
          "3:4+4: `main` is filled twice; only this one is shown [block-twice] "
            + "(filled here first 2:12)",
        ])
  }

  @Test func `a partial says what is wrong for each kind of record that it is used with`() {
    #expect(
      mistakes("{{>p}}{{#date}}{{>p}}{{/date}}{{>p}}", [("p", "{{lable}}")]) == [
        "p.mustache:1:3+5: `lable` is not a field that articles have [unknown-field]",
        "p.mustache:1:3+5: `lable` is not a field that dates or articles have [unknown-field]",
      ])
  }
}
