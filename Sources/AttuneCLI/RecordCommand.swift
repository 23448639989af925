import ArgumentParser
import Diagnostics
import Documents
import SiteEngine

/// `attune record`: notes which addresses a site has published.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Notes every address of the site in published-urls.txt, so that none is ever lost.",
    discussion: """
      Run it after the site was published. From then on attune build compares the site with the list: an \
      address that would lead nowhere is an error that shows the line to write, an alias or a reason why it \
      is gone. Drafts, and posts whose date has not come, are never in the list. Addresses are added, none \
      is taken out.
      """)

  @OptionGroup var site: SiteOption

  @Option(
    help: ArgumentHelp(
      "Note the site as it is at this moment, such as 2026-12-01T09:00:00Z. (default: now)",
      valueName: "moment"))
  var at: String?

  /// Notes the addresses, and says how many are new.
  func run() throws {
    let instant = try Moment.named(at)
    let opened = try OpenedSite(site, at: instant)
    let report = try opened.result(orSaying: "Nothing was recorded.") { () throws(ProjectFailure) in
      try opened.snapshot.record(in: opened.project)
    }
    try Terminal.print(text(of: report, opened.folder))
  }

  private func text(of report: RecordReport, _ folder: SiteFolder) -> String {
    let file = visible(folder.shown("published-urls.txt"))
    func addresses(_ count: Int) -> String { "\(count) \(count == 1 ? "address" : "addresses")" }
    return report.newCount == 0
      ? "\(file) has all \(addresses(report.count)) already\n"
      : "\(file) has \(addresses(report.count)), \(report.newCount) of them new\n"
  }
}
