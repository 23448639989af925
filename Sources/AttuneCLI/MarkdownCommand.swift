import ArgumentParser
import Diagnostics
import Documents

/// The command `attune markdown`: what a text becomes, without a site around it.
struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown",
    abstract: "Turns Markdown on standard input into HTML on standard output.",
    discussion: """
      The HTML is what stands in the body of a page, with addresses as they are written and words \
      such as "Note" in English. Problems go to standard error; the exit code is 1 when one of them \
      is an error, and 2 when the input cannot be read or the output cannot be written.
      """)

  @Flag(help: "Read plain CommonMark and write what cmark writes, byte for byte.")
  var commonmark = false

  @Flag(help: "Let HTML in the text through; with --commonmark, any address too.")
  var unsafe = false

  @Option(help: "The language of the text, which decides its quotation marks.")
  var language = "en"

  /// Turns standard input into HTML.
  func run() throws {
    let file = try Terminal.readInput()
    var findings = Findings(in: file)
    let body = parseMarkdown(
      file, in: 0..<file.bytes.count,
      options: MarkdownOptions(
        language: language, allowsRawHTML: unsafe, extensions: !commonmark),
      into: &findings)
    try Terminal.print(body.htmlWithoutSite())
    let diagnostics = findings.diagnostics()
    Terminal.show(diagnostics)
    if diagnostics.hasErrors { throw ExitCode(Outcome.problems) }
  }
}
