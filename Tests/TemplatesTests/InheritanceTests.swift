import Templates
import Testing

/// The optional module of parents and blocks, rule by rule.
@Suite struct InheritanceTests {
  /// A template with its partials, the data it is given, and what comes out.
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    let template: String
    let partials: [String: String]
    let data: String
    let expected: String

    init(
      _ rule: String, _ template: String, _ partials: [String: String] = [:], data: String = "{}",
      gives expected: String
    ) {
      self.rule = rule
      self.template = template
      self.partials = partials
      self.data = data
      self.expected = expected
    }

    var testDescription: String { rule }
  }

  @Test(arguments: [
    Case("a block shows its default", "{{$b}}usual{{/b}}\n", gives: "usual\n"),
    Case(
      "a default writes values", "{{$b}}a {{x}} c{{/b}}", data: #"{"x": "&"}"#, gives: "a &amp; c"),
    Case(
      "a default writes raw values", "{{$b}}{{{x}}}{{/b}}", data: #"{"x": "<i>"}"#, gives: "<i>"),
    Case(
      "a default has sections", "{{$b}}[{{#s}}{{t}}{{/s}}]{{/b}}", data: #"{"s": {"t": 1}}"#,
      gives: "[1]"),
    Case("a default has inverted sections", "{{$b}}{{^s}}none{{/s}}{{/b}}", gives: "none"),
    Case(
      "a value is not read as a template", "{{$b}}{{x}}{{/b}}", data: #"{"x": "{{y}}", "y": 1}"#,
      gives: "{{y}}"),
    Case(
      "a parent without blocks is a partial", "{{<p}}{{/p}}|{{>p}}", ["p": "x{{$b}}y{{/b}}"],
      gives: "xy|xy"),
    Case(
      "a parent with its line to itself takes it along", "{{<p}}{{/p}}\n", ["p": "p"], gives: "p"),
    Case("a missing parent is empty", "[{{<none}}{{$b}}x{{/b}}{{/none}}]", gives: "[]"),
    Case(
      "a block fills a block", "{{<p}}{{$b}}mine{{/b}}{{/p}}", ["p": "({{$b}}yours{{/b}})"],
      gives: "(mine)"),
    Case(
      "data of the name of a block does not fill it", "{{<p}}{{$b}}mine{{/b}}{{/p}}{{>p}}",
      ["p": "{{$b}}default{{/b}}."], data: #"{"b": "data"}"#, gives: "mine.default."),
    Case(
      "two parents are filled apart", "{{<p}}{{$b}}1{{/b}}{{/p}} {{<p}}{{$b}}2{{/b}}{{/p}} {{>p}}",
      ["p": "<{{$b}}0{{/b}}>"], gives: "<1> <2> <0>"),
    Case(
      "a block that is not filled keeps its default", "{{<p}}{{$c}}C{{/c}}{{/p}}",
      ["p": "{{$a}}a{{/a}}{{$b}}b{{/b}}{{$c}}c{{/c}}"], gives: "abC"),
    Case(
      "a block that is there twice is filled twice", "{{<p}}{{$b}}x{{/b}}{{/p}}",
      ["p": "{{$b}}1{{/b}}{{$b}}2{{/b}}"], gives: "xx"),
    Case(
      "of two fillings the later one counts", "{{<p}}{{$b}}x{{/b}}{{$b}}y{{/b}}{{/p}}",
      ["p": "{{$b}}1{{/b}}"], gives: "y"),
    Case(
      "text in a parent is not shown", "{{<p}} lost {{$b}}kept{{/b}} {{x}} lost {{/p}}",
      ["p": "{{$b}}{{/b}}!"], data: #"{"x": "X"}"#, gives: "kept!"),
    Case(
      "text alone in a parent is not shown", "{{<p}} lost {{/p}}", ["p": "{{$b}}d{{/b}}"],
      gives: "d"),
    Case(
      "a filling sees what stands around the block that it fills",
      "{{<p}}{{$b}}{{who}} here{{/b}}{{/p}}",
      ["p": "{{#inner}}{{$b}}{{/b}}{{/inner}}"],
      data: #"{"who": "outer", "inner": {"who": "inner"}}"#, gives: "inner here"),
    Case(
      "the outermost filling wins", "{{<a}}{{$x}}page{{/x}}{{/a}}",
      [
        "a": "{{<b}}{{$x}}from a{{/x}}{{/b}}", "b": "{{<c}}{{$x}}from b{{/x}}{{/c}}",
        "c": "{{$x}}c{{/x}}",
      ],
      gives: "page"),
    Case(
      "without it the next one does", "{{<a}}{{/a}}",
      [
        "a": "{{<b}}{{$x}}from a{{/x}}{{/b}}", "b": "{{<c}}{{$x}}from b{{/x}}{{/c}}",
        "c": "{{$x}}c{{/x}}",
      ],
      gives: "from a"),
    Case(
      "fillings reach through partials", "{{<a}}{{$x}}deep{{/x}}{{/a}}",
      ["a": "[{{>b}}]", "b": "({{$x}}shallow{{/x}})"], gives: "[(deep)]"),
    Case(
      "a parent may include itself in a block", "{{<p}}{{$x}}in{{/x}}{{/p}}",
      [
        "p": "{{$x}}out{{/x}} {{$y}}{{<q}}{{/q}}{{/y}}",
        "q": "{{$x}}q{{/x}} {{<p}}{{$y}}end{{/y}}{{/p}}",
      ], gives: "in in in end"),
    Case(
      "a block in a filling is a place of the template it stands in",
      "{{<mid}}{{$inner}}X{{/inner}}{{/mid}}",
      [
        "mid": "{{<base}}{{$main}}<{{$inner}}i{{/inner}}>{{/main}}{{/base}}",
        "base": "{{$main}}m{{/main}}",
      ],
      gives: "<X>"),
    Case(
      "a filling of a block by itself ends", "{{<p}}{{$b}}1{{$b}}2{{/b}}{{/b}}{{/p}}",
      ["p": "{{$b}}0{{/b}}"], gives: "12"),
    Case(
      "delimiters of the page do not reach the parent", "{{=<% %>=}}<%<p%><%$b%><%x%><%/b%><%/p%>",
      ["p": "{{x}}<%x%>{{$b}}{{/b}}"], data: #"{"x": 1}"#, gives: "1<%x%>1"),
  ])
  func `parents and blocks`(_ test: Case) throws {
    #expect(try render(test.template, test.data, test.partials) == test.expected)
  }

  @Test(arguments: [
    Case(
      "a filling keeps its line breaks", "{{<p}}{{$b}}\none\n\n two\n{{/b}}{{/p}}",
      ["p": "{{$b}}x{{/b}}"], gives: "one\n\n two\n"),
    Case(
      "a filling stands where the block stood", "{{<p}}{{$b}}new{{/b}}{{/p}}",
      ["p": "list:\n  {{$b}}old{{/b}}\nend"], gives: "list:\n  new\nend"),
    Case(
      "a parent alone in its line indents every line", "Say\n  {{<p}}{{/p}}\nend",
      ["p": "one\ntwo\n"], gives: "Say\n  one\n  two\nend"),
    Case(
      "a block alone in its line indents every line of its filling",
      "{{<p}}{{$b}}\none\ntwo{{/b}}\n{{/p}}\n", ["p": "Say\n  {{$b}}{{/b}}\n"],
      gives: "Say\n  one\n  two\n"),
    Case(
      "a filling loses its own indentation and takes on that of the block",
      "{{<p}}{{$b}}\n      one\n        two\n{{/b}}{{/p}}\n", ["p": "Say\n  {{$b}}\n  {{/b}}\n"],
      gives: "Say\n  one\n    two\n"),
    Case(
      "the default decides how far a filling is indented", "{{<p}}{{$b}}\none\ntwo\n{{/b}}{{/p}}\n",
      ["p": "Say\n{{$b}}\n    default\n{{/b}}\n"], gives: "Say\n    one\n    two\n"),
    Case(
      "a block in a filling is indented as in its own lines",
      "{{<p}}{{$n}}\nthree\n{{/n}}{{/p}}\n",
      [
        "p": "{{<g}}{{$b}}\n   one\n   {{$n}}\n     two\n   {{/n}}\n{{/b}}{{/g}}\n",
        "g": "{{$b}}default{{/b}}",
      ], gives: "one\n  three\n"),
    Case(
      "an indented closing tag leaves no white space",
      "{{<p}}\n  {{$b}}\n  one\n  {{/b}}\n{{/p}}\n", ["p": "<p>\n  {{$b}}{{/b}}</p>\n"],
      gives: "<p>\n  one\n</p>\n"),
    Case(
      "lines end with CRLF as with LF", "{{<p}}{{$b}}\r\n  one\r\n  two\r\n{{/b}}{{/p}}\r\n",
      ["p": "Say\r\n    {{$b}}\r\n    {{/b}}\r\n"], gives: "Say\r\n    one\r\n    two\r\n"),
    Case(
      "values with line breaks are not indented", "{{<p}}{{$b}}\n{{{x}}}\n{{/b}}{{/p}}\n",
      ["p": "  {{$b}}\n  {{/b}}\n"], data: #"{"x": "a\nb"}"#, gives: "  a\nb\n"),
    Case(
      "indentations of partials and parents add up", " {{>a}}\n",
      [
        "a": "a\n  {{<b}}{{$x}}\n      x\n      y\n{{/x}}{{/b}}\n",
        "b": "b\n   {{$x}}\n   {{/x}}\n",
      ],
      gives: " a\n   b\n      x\n      y\n"),
    Case(
      "a default alone in its lines is shown as it is", "{{>p}}",
      ["p": "<\n  {{$b}}\n  one\n  {{/b}}\n>"], gives: "<\n  one\n>"),
    Case("a block within a line adds nothing", "a {{$b}}b{{/b}} c\n", gives: "a b c\n"),
  ])
  func `white space around parents and blocks`(_ test: Case) throws {
    #expect(try render(test.template, test.data, test.partials) == test.expected)
  }
}
