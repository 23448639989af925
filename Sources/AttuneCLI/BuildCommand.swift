import ArgumentParser
import Diagnostics
import Documents
import Foundation
import SiteEngine

/// `attune build`: writes the site.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Writes the site, or says what is wrong with it and writes nothing.",
    discussion: """
      Reads site.yaml, Content and Themes. Drafts, and posts whose date has not come, are held back.
      An error keeps the whole site as it was. Exit codes: 0 written, 1 problems in the site, 2 the \
      system refused something.
      """)

  @Option(help: ArgumentHelp("The folder with site.yaml.", valueName: "folder"))
  var site = "."

  @Option(
    help: ArgumentHelp("The folder to write to. (default: Public in the site)", valueName: "folder")
  )
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Build the site as it is at this moment, such as 2026-12-01T09:00:00Z. (default: now)",
      valueName: "moment"))
  var at: String?

  @Flag(help: "Write the site even if most of the files that the last build wrote go.")
  var allowDeletions = false

  /// Builds and writes, and says what was done.
  func run() throws {
    let start = ContinuousClock.now
    do {
      let instant = try moment()
      let output = self.output ?? (site == "." ? "Public" : site + "/Public")
      if let refusal = refusal(ofOutput: output, for: site) { try fail([refusal]) }
      let writer = OutputWriter(output: output, allowsDeletions: allowDeletions)
      // What an ended build began is finished even if this one finds an error.
      let finished = try writer.finish()
      let project = Project(root: site)
      let snapshot = try build(project, at: instant)
      if snapshot.diagnostics.hasErrors { try fail(finished + snapshot.diagnostics) }
      Interruption.note()
      let report = try writer.write(
        snapshot, in: project, while: { Interruption.noted == nil })
      guard let report else {
        try Terminal.print("Nothing was written.\n")
        throw ExitCode(Outcome.ended(by: Interruption.noted ?? 0))
      }
      if report.diagnostics.hasErrors {
        try fail(finished + snapshot.diagnostics + report.diagnostics)
      }
      Terminal.show(finished + snapshot.diagnostics + report.diagnostics)
      try Terminal.print(summary(snapshot, report, output, ContinuousClock.now - start))
      if let signal = Interruption.noted { throw ExitCode(Outcome.ended(by: signal)) }
    } catch let failure as ProjectFailure {
      throw Terminal.refuse(failure.path, failure.action, reason: failure.reason)
    }
  }

  /// The moment whose site is built; the one place where the clock is read.
  private func moment() throws -> Instant {
    guard let at else {
      return Instant(secondsSinceEpoch: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }
    guard let instant = Instant(parsing: at) else {
      throw ValidationError(
        "'\(visible(at))' is not a moment. Write the date, the time and the zone, such as 2026-12-01T09:00:00Z."
      )
    }
    return instant
  }

  private func fail(_ diagnostics: [Diagnostic]) throws -> Never {
    Terminal.show(diagnostics)
    try Terminal.print("Nothing was written.\n")
    throw ExitCode(Outcome.problems)
  }

  private func summary(
    _ snapshot: BuildSnapshot, _ report: WriteReport, _ output: String, _ duration: Duration
  ) -> String {
    let count = report.written.count + report.unchangedCount
    var text = "\(visible(output)): \(count) \(count == 1 ? "file" : "files")"
    text +=
      report.written.isEmpty ? ", nothing changed" : ", \(report.written.count) new or changed"
    if !report.removed.isEmpty { text += ", \(report.removed.count) removed" }
    text += " (\(duration.formatted(.units(allowed: [.seconds, .milliseconds], width: .narrow))))\n"
    if !snapshot.heldBack.isEmpty {
      text += "Held back:\n"
      for held in snapshot.heldBack {
        text +=
          "  \(visible(held.path.text)): \(visible(held.title)), \(reason(held.reason, snapshot))\n"
      }
    }
    if let next = snapshot.nextChange {
      text += "The site changes by itself on \(snapshot.words(for: next)): build it again then.\n"
    }
    return text
  }

  private func reason(_ reason: HeldBack.Reason, _ snapshot: BuildSnapshot) -> String {
    switch reason {
    case .draft: "a draft"
    case .unreadable: "its front matter cannot be read"
    case .until(let instant): "until \(snapshot.words(for: instant))"
    }
  }
}
