import ArgumentParser
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
    Self.main(nil)
  }
}
