import ArgumentParser
import SiteEngine

/// `attune schema`: tells an editor what a file may say.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints what a file may say, for editors that check while you type.",
    discussion: """
      article, page, topic, series and person are front matter, site is site.yaml, theme is theme.yaml, glossary is \
      Content/glossary.yaml. What is printed is a JSON Schema. Docs/writing.md says how an editor is told of it.
      """)

  @Argument(help: "Which file.")
  var name: FileSchema

  /// Prints the schema.
  func run() throws { try Terminal.print(name.text) }
}

extension FileSchema: ExpressibleByArgument {}
