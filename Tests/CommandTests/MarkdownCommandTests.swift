import Foundation
import Testing
import TestSupport

/// One example of the CommonMark specification.
private struct Example: Decodable {
  let markdown: String
  let html: String
  let example: Int
}

/// `attune markdown`, run as a program.
@Suite struct MarkdownCommandTests {
  private struct Result {
    let output: String
    let problems: String
    let code: Int32
  }

  /// The program that was built beside the tests.
  private var program: URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.pathComponents.count > 2 {
      let program = folder.appending(path: "attune")
      if FileManager.default.isExecutableFile(atPath: program.path()) { return program }
      folder.deleteLastPathComponent()
    }
    return folder
  }

  private func run(_ input: [UInt8], _ arguments: String...) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = ["markdown"] + arguments
    let (standardInput, output, problems) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = problems
    try process.run()
    // The texts are small enough for the buffer of a pipe.
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input))
    try standardInput.fileHandleForWriting.close()
    let html = try output.fileHandleForReading.readToEnd() ?? Data()
    let sentences = try problems.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(
      output: String(decoding: html, as: UTF8.self),
      problems: String(decoding: sentences, as: UTF8.self), code: process.terminationStatus)
  }

  @Test func `Markdown comes in and HTML goes out`() throws {
    let result = try run(Array("## A \"b\"\n\n[c](d.md)[^1]\n\n[^1]: e\n".utf8))
    #expect(result.output.hasPrefix("<h2 id=\"a-b\">A “b”</h2>\n<p><a href=\"d.md\">c</a><sup"))
    #expect(result.problems == "")
    #expect(result.code == 0)
  }

  @Test func `problems go to standard error, and an error makes the code 1`() throws {
    let result = try run(Array("Hello <b>you</b>[^x]".utf8))
    #expect(result.output == "<p>Hello you[^x]</p>\n")
    #expect(
      result.problems == """
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
    let result = try run(Array("![](a.jpg)".utf8))
    #expect(result.problems.contains("missing-alt"))
    #expect(result.code == 0)
  }

  @Test func `the language decides the quotation marks`() throws {
    #expect(try run(Array("\"a\"".utf8), "--language", "de").output == "<p>„a“</p>\n")
  }

  @Test func `plain CommonMark leaves HTML out unless it is asked for`() throws {
    let text = Array("<b>\"a\"</b> [c](javascript:d)\n".utf8)
    let safe = try run(text, "--commonmark")
    #expect(
      safe.output
        == "<p><!-- raw HTML omitted -->&quot;a&quot;<!-- raw HTML omitted --> <a href=\"\">c</a></p>\n"
    )
    #expect(safe.code == 0 && safe.problems == "")
    let unsafe = try run(text, "--commonmark", "--unsafe")
    #expect(unsafe.output == "<p><b>&quot;a&quot;</b> <a href=\"javascript:d\">c</a></p>\n")
    #expect(unsafe.code == 0)
  }

  @Test func `no input is no output`() throws {
    let result = try run([])
    #expect(result.output == "" && result.problems == "" && result.code == 0)
  }

  @Test func `a reader who leaves early ends nothing badly`() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c",
      "yes 'some text that is long enough' | head -n 40000 | (\"$0\" markdown; echo $? >&2) | head -c 10 > /dev/null",
      program.path(),
    ]
    let problems = Pipe()
    process.standardError = problems
    try process.run()
    let code = try problems.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(String(decoding: code, as: UTF8.self) == "0\n")
  }

  @Test(arguments: [("<&-", "cannot be read"), (">/dev/full", "cannot be written")])
  func `a broken pipe of one's own is said`(_ redirection: String, _ words: String) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let input = redirection.hasPrefix("<") ? "" : "echo a | "
    process.arguments = ["-c", "\(input)\"$0\" markdown \(redirection)", program.path()]
    let problems = Pipe()
    process.standardError = problems
    process.standardOutput = Pipe()
    try process.run()
    let sentence = try problems.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(String(decoding: sentence, as: UTF8.self).contains(words))
  }

  @Test func `every example of CommonMark passes through the program`() throws {
    guard let data = conformanceData("commonmark-0.30.json") else {
      print("The CommonMark examples are not here; nothing was compared.")
      return
    }
    let examples = try JSONDecoder().decode([Example].self, from: Data(data))
    var failures: [Int] = []
    for example in examples {
      let result = try run(Array(example.markdown.utf8), "--commonmark", "--unsafe")
      if result.output != example.html || result.code != 0 { failures.append(example.example) }
    }
    #expect(examples.count == 652)
    #expect(failures == [])
  }
}
