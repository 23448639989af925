import Diagnostics
import Documents
import SiteEngine

/// What a build found and did, before it is told to a person or to another program.
struct BuildReport {
  /// How a build ended.
  enum Ending {
    /// The output folder holds the site.
    case written(WriteReport)
    /// Something must be mended first, and nothing was written.
    case problems
    /// The only problems are warnings, which `--strict` does not let pass.
    case warnings
    /// The computer refused something.
    case refused
    /// Somebody ended it before anything was written.
    case ended
  }

  /// The site's folder.
  var site: SiteFolder
  /// The folder to write to, as the person would type it.
  let output: String
  /// The moment whose site it is.
  let instant: Instant
  /// How long the phases took.
  var times = PhaseTimes()
  /// How long all of it took.
  var duration = Duration.zero
  /// The most memory that was used, in bytes.
  var peakMemory = 0
  /// What is wrong, with paths as the person would type them.
  private(set) var diagnostics: [Diagnostic] = []
  /// What is known of the site; `nil` when it was not looked at.
  private(set) var findings: BuildFindings?
  /// How it ended.
  private(set) var ending = Ending.problems

  /// Begins the report of a build that has found nothing yet.
  init(site: SiteFolder, output: String, instant: Instant) {
    self.site = site
    self.output = output
    self.instant = instant
  }

  /// The signal by which somebody asked for the end; what was being put in place is in place all the same.
  private var signal: Int32?

  /// The code to exit with.
  var code: Int32 {
    if let signal { return Outcome.ended(by: signal) }
    return switch ending {
    case .written: 0
    case .problems, .warnings: Outcome.problems
    case .refused, .ended: Outcome.refused
    }
  }

  /// Whether something keeps the site from being written.
  func hasProblems(strict: Bool) -> Bool {
    diagnostics.contains { $0.severity == .error || strict && $0.severity == .warning }
  }

  /// Notes what is known of the site, and how long it took to find.
  mutating func found(_ findings: BuildFindings, _ times: PhaseTimes) {
    self.findings = findings
    self.times = times
    diagnostics += site.shown(findings.diagnostics)
  }

  /// Notes what was done for a build before this one.
  mutating func finished(_ notes: [Diagnostic]) { diagnostics += notes }

  /// Ends the build without writing.
  mutating func stop(_ problems: [Diagnostic] = [], strict: Bool = false) {
    diagnostics += problems
    ending = strict && !diagnostics.hasErrors ? .warnings : .problems
  }

  /// Ends the build with what the writer did; its errors mean that it did nothing, and so does no report.
  mutating func wrote(_ report: WriteReport?, endedBy signal: Int32?) {
    self.signal = signal
    guard let report else {
      ending = .ended
      return
    }
    times.add(report.times[.render] ?? .zero, to: .render)
    times.add(report.times[.write] ?? .zero, to: .write)
    diagnostics += report.diagnostics
    ending = report.diagnostics.hasErrors ? .problems : .written(report)
  }

  /// Ends the build with what the computer refused.
  mutating func refuse(_ failure: ProjectFailure) {
    diagnostics.append(failure.diagnostic)
    ending = .refused
  }
}
