import Templates
import Testing

/// The optional module of names that the data holds, rule by rule.
@Suite struct DynamicNameTests {
  typealias Case = InheritanceTests.Case

  @Test(arguments: [
    Case(
      "a field names a partial", "[{{>*kind}}]", ["quote": "Q"], data: #"{"kind": "quote"}"#,
      gives: "[Q]"),
    Case(
      "the asterisk is not part of the name", "{{>*kind}}", ["a": "A", "b": "B"],
      data: #"{"kind": "a", "*kind": "b"}"#, gives: "A"),
    Case("a field that is not there names nothing", "[{{>*kind}}]", ["kind": "K"], gives: "[]"),
    Case(
      "a name that no partial has is empty", "[{{>*kind}}]", ["other": "O"],
      data: #"{"kind": "missing"}"#, gives: "[]"),
    Case(
      "the partial sees the data", "{{>*kind}}", ["p": "*{{x}}*"], data: #"{"kind": "p", "x": 1}"#,
      gives: "*1*"),
    Case(
      "dotted names go into records", "{{>*a.b.c}}", ["p": "P"],
      data: #"{"a": {"b": {"c": "p"}}}"#, gives: "P"),
    Case(
      "the whole dotted name is one question", "[{{>*a.b}}]", ["p": "P"],
      data: #"{"a": "t", "t": {"b": "p"}}"#, gives: "[]"),
    Case(
      "a dotted name does not move into the record", "[{{>*a.kind}}]", ["p": "{{x}}"],
      data: #"{"a": {"kind": "p", "x": "lost"}}"#, gives: "[]"),
    Case(
      "the nearest record answers inside the partial", "{{#s}}{{>*t.kind}}{{/s}}", ["p": "{{x}}"],
      data: #"{"s": {"x": "s"}, "t": {"kind": "p", "x": "t"}}"#, gives: "s"),
    Case(
      "for each element of a list anew", "{{#s}}{{>*t.kind}}{{/s}}", ["p": "{{x}};"],
      data: #"{"x": "root", "s": [1, 2], "t": {"kind": "p", "x": "t"}}"#, gives: "root;root;"),
    Case(
      "elements that hold nothing", "[{{#s}}{{>*t.kind}}{{/s}}]", ["p": "<{{x}}>"],
      data: #"{"s": [1, 2], "t": {"kind": "p", "x": "t"}}"#, gives: "[<><>]"),
    Case(
      "a partial may choose itself", "{{>*self}}", ["n": "{{v}}({{#down}}{{>*self}}{{/down}})"],
      data: #"{"self": "n", "v": 1, "down": [{"v": 2, "down": []}]}"#, gives: "1(2())"),
    Case(
      "a name is looked up once", "[{{>**a}}]", ["c": "C"], data: #"{"a": "b", "b": "c"}"#,
      gives: "[]"),
    Case(
      "an asterisk inside is part of a name", "[{{>*a.*b}}]", ["c": "C"],
      data: #"{"a": "x", "b": "y", "x": {"y": "c"}}"#, gives: "[]"),
    Case(
      "text around it stays", "| {{>*k}} |", ["p": "\t|\t"], data: #"{"k": "p"}"#,
      gives: "| \t|\t |"),
    Case(
      "within a line it indents nothing", "  {{x}}  {{>*k}}\n", ["p": "1\n2"],
      data: #"{"k": "p", "x": "-"}"#, gives: "  -  1\n2\n"),
    Case(
      "alone in a line it takes the line along", "|\r\n{{>*k}}\r\n|", ["p": "P"],
      data: #"{"k": "p"}"#, gives: "|\r\nP|"),
    Case(
      "in the first line too", "  {{>*k}}\nend", ["p": "1\n2"], data: #"{"k": "p"}"#,
      gives: "  1\n  2end"),
    Case(
      "and in the last", "x\n  {{>*k}}", ["p": "1\n2"], data: #"{"k": "p"}"#, gives: "x\n  1\n  2"),
    Case(
      "each line is indented, values are not", "\\\n {{>*k}}\n/\n", ["p": "|\n{{{x}}}\n|\n"],
      data: #"{"k": "p", "x": "1\n2"}"#, gives: "\\\n |\n 1\n2\n |\n/\n"),
    Case(
      "white space in the tag does not count", "|{{> * k }}|", ["p": "P"], data: #"{"k": "p"}"#,
      gives: "|P|"),
    Case(
      "a field names a parent", "{{<*k}}{{$b}}mine{{/b}}{{/*k}}", ["p": "({{$b}}yours{{/b}})"],
      data: #"{"k": "p"}"#, gives: "(mine)"),
    Case(
      "white space behind the asterisk may differ", "{{< * k }}{{$b}}x{{/b}}{{/ *k }}",
      ["p": "{{$b}}{{/b}}"],
      data: #"{"k": "p"}"#, gives: "x"),
  ])
  func `names in the data`(_ test: Case) throws {
    #expect(try render(test.template, test.data, test.partials) == test.expected)
  }
}
