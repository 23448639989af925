import ArgumentParser

/// The command `attune`.
@main
struct Attune: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attune",
    abstract: "Builds a practice's website from Markdown, and refuses to publish the wrong thing.",
    subcommands: [TemplateCommand.self])
}
