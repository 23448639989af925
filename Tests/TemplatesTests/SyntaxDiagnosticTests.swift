import Diagnostics
import Templates
import Testing

/// What is said about the writing of tags, with and without a schema.
@Suite struct SyntaxDiagnosticTests {
  @Test(arguments: [
    (
      "I07: a{{#topics}}\nb",
      [
        "1:7+11: `{{#topics}}` is never closed [unclosed-section] → write `{{/topics}}` where it ends"
      ]
    ),
    (
      "{{#topics}}\n{{#draft}}\n{{/topics}}",
      [
        "2:1+10: `{{#draft}}` is never closed [unclosed-section] → write `{{/draft}}` before "
          + "`{{/topics}}` (what is around it ends here 3:1)"
      ]
    ),
    (
      "I08: x{{/topics}}",
      [
        "1:7+11: `{{/topics}}` closes a section that is not open [stray-close] → remove it, "
          + "or write its opening tag before it"
      ]
    ),
    (
      "{{#topics}}{{/topisc}}{{/topics}}",
      [
        "1:12+11: `{{/topisc}}` closes a section that is not open [stray-close] → "
          + "did you mean `{{/topics}}`?"
      ]
    ),
    (
      "{{#topics}}{{/draft}}{{/topics}}",
      [
        "1:12+10: `{{/draft}}` closes a section that is not open [stray-close] → "
          + "the section that is open here ends with `{{/topics}}`"
      ]
    ),
    (
      "a\n  {{#title",
      ["2:3+2: `{{` is never closed by `}}` [unclosed-tag] → write `}}` where the tag ends"]
    ),
    (
      "<h1>{{title</h1>{{title}}",
      ["1:5+2: `{{` is never closed by `}}` [unclosed-tag] → write `}}` where the tag ends"]
    ),
    (
      "{{{title}}",
      ["1:1+3: `{{{` is never closed by `}}}` [unclosed-tag] → write `}}}` where the tag ends"]
    ),
    (
      "{{=<% %>}}",
      [
        "1:1+10: `{{=<% %>}}` does not name two delimiters [set-delimiters] → write it like "
          + "`{{=<% %>=}}`, with a space between the two and no `=` in them"
      ]
    ),
    (
      "{{=<%=}}",
      [
        "1:1+8: `{{=<%=}}` does not name two delimiters [set-delimiters] → write it like "
          + "`{{=<% %>=}}`, with a space between the two and no `=` in them"
      ]
    ),
    (
      "{{ }}",
      [
        "1:1+5: `{{ }}` has no name in it [empty-tag] → write the name of a field between the braces, "
          + "or remove them"
      ]
    ),
    (
      "{{the title}}",
      ["1:3+9: `the title` has a space in it; the name of a field has none [field-name]"]
    ),
    (
      "é {{date..long}}",
      [
        "1:5+10: `date..long` has a dot with no name beside it [field-name] → a dot stands between "
          + "two names, as in `author.name`"
      ]
    ),
    (
      "I10: {{>../x}}",
      [
        "1:9+4: `../x` cannot be the name of a template [template-name] → name it as it lies in the "
          + "theme's folder, without `..` and without a `/` before it: `article`, `partials/head`"
      ]
    ),
  ])
  func `mistakes in tags are told with their place`(_ template: String, _ expected: [String]) {
    #expect(lenientMistakes(template) == expected)
    #expect(mistakes(template) == expected)
  }

  @Test(arguments: [
    "/x", "a//b", "a/../b", "..", "a\u{0}", "a\\b", ".", "a/", "..\u{301}/x", "a b",
  ])
  func `I10: names that could lead out of the folder are refused`(_ name: String) {
    #expect(lenientMistakes("{{>\(name)}}").first?.contains("[template-name]") == true)
    #expect(lenientMistakes("{{<\(name)}}{{/\(name)}}").first?.contains("[template-name]") == true)
  }

  @Test func `the same mistakes are found behind other delimiters`() {
    #expect(
      lenientMistakes("{{=<% %>=}}\n<%#a%>") == [
        "2:1+6: `<%#a%>` is never closed [unclosed-section] → write `{{/a}}` where it ends"
      ])
  }

  @Test func `a template that is not UTF-8 is told with the first byte`() {
    let file = SourceFile(
      path: "page.mustache", bytes: Array("a\nb".utf8) + [0xE9] + Array("c".utf8))
    let found = TemplateSet.compile([TemplateSource(name: "page", file: file)]).diagnostics
    #expect(
      brief(found) == [
        "2:2+1: the template is not UTF-8 text from here on [template-encoding] → save the file "
          + "again with the encoding UTF-8"
      ])
  }

  @Test func `a byte order mark is no part of a template`() throws {
    #expect(try render("\u{FEFF}{{! c }}\nx") == "x")
    #expect(
      lenientMistakes("\u{FEFF}{{#a}}") == [
        "1:2+6: `{{#a}}` is never closed [unclosed-section] → write `{{/a}}` where it ends"
      ])
  }

  @Test func `I11: a template of 10 MiB is refused`() {
    let text = String(repeating: "x", count: 10 << 20)
    let expected = [
      " `page` is 10.0 MiB long; a template may be up to 1 MiB [template-size] → "
        + "move what does not change into a page or a file of its own"
    ]
    #expect(lenientMistakes(text) == expected)
    #expect(mistakes(text) == expected)
    #expect(lenientMistakes(String(repeating: "x", count: 1 << 20)).isEmpty)
  }

  @Test func `I11: sections a hundred deep are read, and one more is refused`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "{{#a}}", count: depth) + String(repeating: "{{/a}}", count: depth)
    }
    #expect(lenientMistakes(nested(100)).isEmpty)
    #expect(
      lenientMistakes(nested(20_000)) == [
        "1:601+6: `{{#a}}` is the 101st section inside another; 100 are allowed [deep-nesting] → "
          + "move the inner sections into a partial"
      ])
  }

  @Test func `I13: what looks like a filter with a huge number is a name like any other`() {
    #expect(
      mistakes("{{title|truncate:99999999999999999999}}") == [
        "1:3+35: `title|truncate:99999999999999999999` is not a field that articles have [unknown-field]"
      ])
  }
}
