import Foundation
import TestSupport
import Testing

/// One example of the CommonMark specification.
private struct Example: Decodable {
  let markdown: String
  let html: String
  let example: Int
}

/// `attune markdown`, run as a program.
@Suite struct MarkdownCommandTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func markdown(_ input: String, _ arguments: String...) throws -> CommandResult {
    try run(
      builtProgram("attune"), ["markdown"] + arguments, stdin: Array(input.utf8), in: folder.url)
  }

  /// Runs a line of shell in which `$0` is attune.
  private func shell(_ line: String) throws -> CommandResult {
    try run(
      URL(filePath: "/bin/sh"), ["-c", line, builtProgram("attune").path()], in: folder.url)
  }

  @Test func `Markdown comes in and HTML goes out`() throws {
    let result = try markdown("## A \"b\"\n\n[c](d.md)[^1]\n\n[^1]: e\n")
    #expect(result.output.hasPrefix("<h2 id=\"a-b\">A “b”</h2>\n<p><a href=\"d.md\">c</a><sup"))
    #expect(result.errors == "")
    #expect(result.code == 0)
  }

  @Test func `problems go to standard error, and an error makes the code 1`() throws {
    let result = try markdown("Hello <b>you</b>[^x]")
    #expect(result.output == "<p>Hello you[^x]</p>\n")
    #expect(
      result.errors == """
        standard input:1:7: error: `<b>` is left out: HTML in a text is not published [raw-html]
         1 | Hello <b>you</b>[^x]
           |       ^^^
          help: write it in Markdown, or between backticks to show it as it is

        standard input:1:17: error: `[^x]` points to a note that is not there [undefined-note]
         1 | Hello <b>you</b>[^x]
           |                 ^^^^
          help: write `[^x]: …` on a line of its own

        2 errors

        """)
    #expect(result.code == 1)
  }

  @Test func `a warning is told and leaves the code 0`() throws {
    let result = try markdown("![](a.jpg)")
    #expect(result.errors.contains("missing-alt"))
    #expect(result.code == 0)
  }

  @Test func `the language decides the quotation marks`() throws {
    #expect(try markdown("\"a\"", "--language", "de").output == "<p>„a“</p>\n")
  }

  @Test func `plain CommonMark leaves HTML out unless it is asked for`() throws {
    let text = "<b>\"a\"</b> [c](javascript:d)\n"
    let safe = try markdown(text, "--commonmark")
    #expect(
      safe.output
        == "<p><!-- raw HTML omitted -->&quot;a&quot;<!-- raw HTML omitted --> <a href=\"\">c</a></p>\n"
    )
    #expect(safe.code == 0 && safe.errors == "")
    let unsafe = try markdown(text, "--commonmark", "--unsafe")
    #expect(unsafe.output == "<p><b>&quot;a&quot;</b> <a href=\"javascript:d\">c</a></p>\n")
    #expect(unsafe.code == 0)
  }

  @Test func `no input is no output`() throws {
    let result = try markdown("")
    #expect(result.output == "" && result.errors == "" && result.code == 0)
  }

  @Test func `a reader who leaves early ends nothing badly`() throws {
    let result = try shell(
      "yes 'some text that is long enough' | head -n 40000"
        + " | (\"$0\" markdown; echo $? >&2) | head -c 10 > /dev/null")
    #expect(result.errors == "0\n")
  }

  @Test(arguments: [
    (
      "echo a | \"$0\" markdown >/dev/full",
      "standard output: error: cannot write this: no space left on device [system-refused]"
    ),
    (
      "\"$0\" markdown <&-",
      "standard input: error: cannot read this: bad file descriptor [system-refused]"
    ),
  ])
  func `a stream that fails is said`(_ line: String, _ words: String) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let result = try shell(line)
    #expect(result.code == 2)
    #expect(result.errors.hasPrefix(words))
  }

  @Test func `every example of CommonMark passes through the program`() throws {
    guard let data = conformanceData("commonmark-0.30.json") else {
      print("The CommonMark examples are not here; nothing was compared.")
      return
    }
    let examples = try JSONDecoder().decode([Example].self, from: Data(data))
    for example in examples {
      try folder.write("\(example.example).md", Array(example.markdown.utf8))
    }
    // A shell starts 652 programs sooner than a test does, and a pipe runs two at a time.
    let result = try shell(
      """
      convert() {
        for f in "$@"; do "$0" markdown --commonmark --unsafe < $f > $f.html || echo $f >&2; done
      }
      convert *[0-4].md | convert *[5-9].md
      """)
    #expect(result.errors == "")
    let failures = try examples.filter { example in
      let html = try Data(contentsOf: folder.url.appending(path: "\(example.example).md.html"))
      return String(decoding: html, as: UTF8.self) != example.html
    }
    #expect(examples.count == 652)
    #expect(failures.map(\.example) == [])
  }
}
