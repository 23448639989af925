import ArgumentParser
import Diagnostics
import Foundation

/// The command `attune`.
@main
struct Attune: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attune",
    abstract: "Builds a practice's website from Markdown, and refuses to publish the wrong thing.",
    version: Version.text,
    subcommands: [
      NewCommand.self,
      PostCommand.self,
      PreviewCommand.self,
      BuildCommand.self,
      ListCommand.self,
      RenameCommand.self,
      RecordCommand.self,
      SchemaCommand.self,
      MarkdownCommand.self,
      TemplateCommand.self,
    ])

  /// Runs the command that the arguments name.
  static func main() {
    // A reader that has gone, as of `attune markdown | head`, must not end the process with a signal.
    signal(SIGPIPE, SIG_IGN)
    // Nor must a file that grows beyond what the system allows: writing it says so.
    signal(SIGXFSZ, SIG_IGN)
    Terminal.openStreams()
    if let word = CommandLine.arguments.dropFirst().first, let command = command(nearTo: word) {
      let problem = ValidationError(
        "'\(visible(word))' is not something that attune does. Did you mean 'attune \(command)'?")
      Self.exit(withError: problem)
    }
    Self.main(nil)
  }

  /// The command that somebody may have meant by a word that is none.
  private static func command(nearTo word: String) -> String? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !word.hasPrefix("-"), !names.contains(word) else { return nil }
    return nearMiss(of: word, among: names)
  }
}
