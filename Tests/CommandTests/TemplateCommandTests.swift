import Foundation
import TestSupport
import Testing

@Suite struct TemplateCommandTests {
  @Test func `a template is filled with data from a file`() throws {
    let folder = try TestFolder([
      "page.mustache": "<h1>{{title}}</h1>\n{{#list}}\n- {{.}}\n{{/list}}\n",
      "data.json": #"{"title": "Fish & chips", "list": [1, 1.21, 100, 1.0, 1e3, -0, true]}"#,
    ])
    let result = try folder.attune("template", "page.mustache", "data.json")
    #expect(
      result
        == CommandResult(
          output: "<h1>Fish &amp; chips</h1>\n- 1\n- 1.21\n- 100\n- 1.0\n- 1e3\n- -0\n- true\n",
          errors: "", code: 0))
  }

  @Test func `data comes from standard input`() throws {
    let folder = try TestFolder(["page.mustache": "{{.}} {{#.}}{{/.}}"])
    let result = try folder.attune(
      "template", "page.mustache", "-", stdin: #""\u00e9\ud83d\ude00""#)
    #expect(result == CommandResult(output: "é😀 ", errors: "", code: 0))
  }

  @Test func `partials are found by their way from the folder`() throws {
    let folder = try TestFolder([
      "page.mustache": "{{>head}}{{>parts/foot}}{{>*kind}}{{>none}}",
      "Partials/head.mustache": "head ", "Partials/parts/foot.mustache": "foot ",
      "Partials/parts/quote.mustache": "“{{text}}”", "Partials/notes.txt": "no template",
      "Partials/broken.mustache": "{{#",
      "data.json": #"{"kind": "parts/quote", "text": "x"}"#,
    ])
    // A name in the data may be any, so every partial must be whole.
    var result = try folder.attune(
      "template", "page.mustache", "data.json", "--partials", "Partials")
    #expect(
      result
        == CommandResult(
          output: "",
          errors: """
            Partials/broken.mustache:1:1: error: `{{` is never closed by `}}` [unclosed-tag]
             1 | {{#
               | ^^
              help: write `}}` where the tag ends

            1 error

            """, code: 1))
    try folder.write("Partials/broken.mustache", [])
    result = try folder.attune(
      "template", "page.mustache", "data.json", "--partials", "Partials/")
    #expect(result == CommandResult(output: "head foot “x”", errors: "", code: 0))
  }

  @Test func `a mistake in a partial that is not used is no problem`() throws {
    let folder = try TestFolder([
      "page.mustache": "{{>a}}", "P/a.mustache": "A", "P/b.mustache": "{{/b}}", "data.json": "{}",
    ])
    let result = try folder.attune("template", "page.mustache", "data.json", "--partials", "P")
    #expect(result == CommandResult(output: "A", errors: "", code: 0))
  }

  @Test(arguments: ["../secret", "/etc/passwd", "a/../../secret", "a\u{0}b", "..\\secret"])
  func `I10: a partial outside of the folder is refused`(_ name: String) throws {
    let folder = try TestFolder([
      "page.mustache": "x{{>\(name)}}", "secret.mustache": "SECRET", "P/a.mustache": "",
      "data.json": "{}",
    ])
    let result = try folder.attune("template", "page.mustache", "data.json", "--partials", "P")
    #expect(result.code == 1)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("page.mustache:1:5: error: `"))
    #expect(result.errors.contains("` cannot be the name of a template [template-name]\n"))
  }

  @Test(arguments: ["../secret", "/etc/hostname", "P/../../secret", "./a"])
  func `I10: a partial that the data names is looked for by name only`(_ name: String) throws {
    let folder = try TestFolder([
      "page.mustache": "[{{>*name}}]", "secret.mustache": "SECRET", "P/a.mustache": "",
    ])
    let result = try folder.attune(
      "template", "page.mustache", "-", "--partials", "P", stdin: "{\"name\": \"\(name)\"}")
    #expect(result == CommandResult(output: "[]", errors: "", code: 0))
  }

  @Test(arguments: [
    ("{\n  \"a\": 1,\n  \"b\" 2\n}", "3:7: error: a colon is missing behind the name `b`"),
    ("{\"a\": 1 \"b\": 2}", "1:9: error: a comma is missing before this"),
    ("[1, 2,]", "1:6: error: nothing follows this comma"),
    ("[1, 2", "1:1: error: `[` is never closed"),
    ("{\"a\": {", "1:8: error: a name in quotation marks belongs here"),
    ("{a: 1}", "1:2: error: a name in quotation marks belongs here"),
    ("[nul, 1]", "1:2: error: this is no value that data can have"),
    ("['x']", "1:2: error: this is no value that data can have"),
    ("[01]", "1:2: error: this is no value that data can have"),
    ("[\"a\nb\"]", "1:2: error: this text is not closed in its line"),
    ("[\"\\x\"]", "1:3: error: `\\` has another meaning in data"),
    ("{} {}", "1:4: error: there is something behind the end of the data"),
    ("", "1:1: error: the data ends before its value"),
  ])
  func `data that is not JSON is told with its place`(_ data: String, _ message: String) throws {
    let folder = try TestFolder(["page.mustache": "x", "data.json": data])
    let result = try folder.attune("template", "page.mustache", "data.json")
    #expect(result.code == 1)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("data.json:\(message) [json-data]\n"), "\(result.errors)")
  }

  @Test func `a file that cannot be read ends with 2`() throws {
    let folder = try TestFolder(["page.mustache": "x", "data.json": "{}"])
    #expect(
      try folder.attune("template", "none.mustache", "data.json")
        == CommandResult(
          output: "",
          errors: """
            none.mustache: error: cannot read this file: no such file or directory [system-refused]

            1 error

            """, code: 2))
    #expect(try folder.attune("template", "page.mustache", "none.json").code == 2)
    #expect(
      try folder.attune("template", "page.mustache", "data.json", "--partials", "none")
        == CommandResult(
          output: "",
          errors: """
            none: error: cannot read the partials: it is not a folder [system-refused]

            1 error

            """, code: 2))
    #expect(
      try folder.attune("template", ".", "data.json")
        == CommandResult(
          output: "",
          errors: """
            .: error: cannot read this: is a directory [system-refused]

            1 error

            """, code: 2))
  }

  @Test func `I04: a partial that includes itself ends, and the command says so`() throws {
    let folder = try TestFolder(["page.mustache": "{{>a}}", "P/a.mustache": "x{{>a}}"])
    let result = try folder.attune(
      "template", "page.mustache", "-", "--partials", "P", stdin: "{}")
    #expect(result.output == String(repeating: "x", count: 1000))
    #expect(result.code == 1)
    #expect(
      result.errors.hasPrefix(
        "page.mustache: error: the template includes others more than 1000 deep; "
          + "what is deeper is left out [endless-template]\n"))
  }

  @Test func `I04: data that is nested without end is refused`() throws {
    let folder = try TestFolder(["page.mustache": "x"])
    for bracket in ["[", "{\"a\":"] {
      let result = try folder.attune(
        "template", "page.mustache", "-", stdin: String(repeating: bracket, count: 100_000))
      #expect(result.code == 1)
      #expect(result.errors.contains("the data is more than 1000 levels deep here [json-data]"))
    }
  }

  @Test func `I05: a list of a million goes through`() throws {
    let folder = try TestFolder(["page.mustache": "{{#.}}{{.}}{{/.}}"])
    let list = "[" + String(repeating: "7,", count: 999_999) + "7]"
    let result = try folder.attune("template", "page.mustache", "-", stdin: list)
    #expect(result.output.utf8.count == 1_000_000)
    #expect(result.code == 0)
  }
}
