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

  @Option(
    help: ArgumentHelp(
      "The folder with site.yaml. (default: this folder, or the nearest one above it that has one)",
      valueName: "folder"))
  var site: String?

  @Option(
    help: ArgumentHelp(
      "Note the site as it is at this moment, such as 2026-12-01T09:00:00Z. (default: now)",
      valueName: "moment"))
  var at: String?

  /// Notes the addresses, and says how many are new.
  func run() throws {
    let instant = try Moment.named(at)
    let opened = try OpenedSite(site, at: instant)
    let result: Result<RecordReport, Refusal>
    do throws(ProjectFailure) {
      result = try opened.snapshot.record(in: opened.project)
    } catch {
      Terminal.show([error.diagnostic.moved { opened.folder.shown($0) }])
      throw ExitCode(Outcome.refused)
    }
    switch result {
    case .success(let report): try Terminal.print(text(of: report, opened.folder))
    case .failure(let refusal):
      Terminal.show(opened.folder.shown(refusal.problems))
      try Terminal.print("Nothing was recorded.\n")
      throw ExitCode(Outcome.problems)
    }
  }

  private func text(of report: RecordReport, _ folder: SiteFolder) -> String {
    let file = visible(folder.shown("published-urls.txt"))
    func addresses(_ count: Int) -> String { "\(count) \(count == 1 ? "address" : "addresses")" }
    return report.newCount == 0
      ? "\(file) has all \(addresses(report.count)) already\n"
      : "\(file) has \(addresses(report.count)), \(report.newCount) of them new\n"
  }
}
