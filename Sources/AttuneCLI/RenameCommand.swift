import ArgumentParser
import Diagnostics
import Documents
import SiteEngine

/// `attune rename`: gives a text another name and address.
struct RenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Gives a text or a person another name, and keeps everything that leads there alive.",
    discussion: """
      OLD and NEW are files, such as Content/articles/sleep.md, or addresses, such as /articles/sleep/; NEW \
      may also be only a name. Translations move along, and so do pictures that only this text shows when \
      the folder is another. The old address leads to the new one from now on, and links in articles, \
      pages and site.yaml are written anew. So are the words by which articles name a topic, a series or a \
      person.

      Nothing is changed when the site has an error, or would have one. Only files of the site are \
      changed, so git can undo all of it.
      """)

  @Argument(help: "The file or the address as it is.")
  var old: String

  @Argument(help: "The file, the address or the name that it gets.")
  var new: String

  @OptionGroup var site: SiteOption

  @Option(
    help: ArgumentHelp(
      "Rename in the site as it is at this moment, such as 2026-12-01T09:00:00Z. (default: now)",
      valueName: "moment"))
  var at: String?

  /// Renames, and says what was changed.
  func run() throws {
    let instant = try Moment.named(at)
    let opened = try OpenedSite(site, at: instant)
    let report = try opened.result(orSaying: "Nothing was renamed.") { () throws(ProjectFailure) in
      try opened.snapshot.rename(
        old, to: new, from: opened.folder.way ?? [], in: opened.project, at: instant)
    }
    try Terminal.print(text(of: report, opened.folder))
  }

  private func text(of report: RenameReport, _ folder: SiteFolder) -> String {
    func shown(_ path: SourcePath) -> String { visible(folder.shown(path.text)) }
    var text = report.moved.map { "\(shown($0.from)) is now \(shown($0.to))\n" }.joined()
    for redirect in report.redirects {
      text += "\(visible(redirect.from.path)) leads to \(visible(redirect.to.path))\n"
    }
    if report.linkCount > 0 {
      text +=
        "\(report.linkCount) \(report.linkCount == 1 ? "link was" : "links were") mended in:\n"
      text += report.mended.map { "  \(shown($0))\n" }.joined()
    }
    if !report.naming.isEmpty {
      text += "The new name was written into:\n"
      text += report.naming.map { "  \(shown($0))\n" }.joined()
    }
    return text
  }
}
