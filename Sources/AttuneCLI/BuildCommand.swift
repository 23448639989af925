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
      Reads site.yaml, Content and Themes. Drafts, and posts whose date has not come, are held back. \
      An error keeps the whole site as it was.

      Ends with 0 when the site was written, 1 when something in it must be mended first, 2 when the \
      computer refused something, such as a full disk, and 64 when the command was mistyped.

      Two things around it are looked at: ATTUNE_SHARE names the folder with the themes that came with \
      attune, where it is not beside the program, and NO_COLOR takes the colors out of messages. \
      Neither the language nor the time zone of the computer changes a site.
      """)

  @OptionGroup var site: SiteOption

  @Option(
    help: ArgumentHelp("The folder to write to. (default: Public in the site)", valueName: "folder")
  )
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Where the site will live, such as https://example.org/blog/. (default: what site.yaml says)",
      valueName: "address"))
  var url: String?

  @Option(
    help: ArgumentHelp(
      "Build the site as it is at this moment, such as 2026-12-01T09:00:00Z. (default: now)",
      valueName: "moment"))
  var at: String?

  @Flag(help: "Write the site even if most of the files that the last build wrote go.")
  var allowDeletions = false

  @Flag(help: "Write nothing when there is a warning, as when there is an error.")
  var strict = false

  @Flag(help: "Also say how long each part of the work took, and the most memory it used.")
  var timings = false

  @Flag(help: "Say nothing but warnings, errors and whether nothing was written.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "How to say what was done: text for people, json for programs.", valueName: "format"))
  var format = Format.text

  /// How a build is told.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  /// Builds and writes, and says what was done.
  func run() throws {
    let start = ContinuousClock.now
    let instant = try Moment.named(at)
    let address = try address()
    let folder = site.folder
    var report = BuildReport(
      site: folder, output: output ?? folder.joined("Public"), instant: instant)
    do throws(ProjectFailure) {
      report.site.shared = try SharedFolder.path()
      let project = Project(
        root: folder.path, sharedFolder: report.site.shared, address: address)
      try build(project, into: &report)
    } catch {
      report.refuse(error)
    }
    report.duration = ContinuousClock.now - start
    report.peakMemory = peakMemory()
    try tell(report)
  }

  /// The line, with every error before the first byte is written.
  private func build(
    _ project: Project, into report: inout BuildReport
  ) throws(ProjectFailure) {
    if let refusal = refusal(ofOutput: report.output, for: project.root) {
      return report.stop([refusal])
    }
    let writer = OutputWriter(output: report.output, allowsDeletions: allowDeletions)
    // What an ended build began is finished even if this one finds an error.
    report.finished(try writer.finish())
    var times = PhaseTimes()
    let tree = try times.measure(.scan) { () throws(ProjectFailure) in try scan(project) }
    let last = LastBuild(project, tree, by: Version.program)
    if let (findings, written) = try last.repeated(at: report.instant, to: writer) {
      report.found(findings, times)
      guard !report.hasProblems(strict: strict) else { return report.stop(strict: strict) }
      return report.wrote(written, endedBy: nil)
    }
    let snapshot = SiteEngine.build(project, from: tree, at: report.instant, times)
    report.found(snapshot.findings, snapshot.times)
    guard !report.hasProblems(strict: strict) else { return report.stop(strict: strict) }
    Interruption.note()
    let written = try writer.write(snapshot, in: project, while: { Interruption.noted == nil })
    report.wrote(written, endedBy: Interruption.noted)
    if report.code == 0 {
      if let written { last.note(snapshot.findings, at: report.instant, written, by: writer) }
    }
    // The system takes back at once what one core would give back page by page.
    _ = Unmanaged.passRetained(Kept(snapshot))
  }

  /// What lives until the process ends.
  private final class Kept {
    let snapshot: BuildSnapshot

    init(_ snapshot: BuildSnapshot) { self.snapshot = snapshot }
  }

  private func address() throws -> SiteAddress? {
    guard let url else { return nil }
    guard let address = SiteAddress(url) else {
      throw ValidationError(
        "'\(visible(url))' is not an address that a site can have. Write it from https:// to the site's first page, such as https://example.org/."
      )
    }
    return address
  }

  /// Says what was done on standard output and what is wrong on standard error; a program that reads
  /// JSON gets all of it in one text.
  private func tell(_ report: BuildReport) throws {
    switch format {
    case .text:
      let shown = report.diagnostics.filter { !quiet || $0.severity > .note }
      Terminal.show(shown)
      let text = report.text(quiet: quiet) + (timings ? report.timings : "")
      if !text.isEmpty { try Terminal.print(text) }
    case .json:
      try Terminal.print(report.json(withTimings: timings))
    }
    if report.code != 0 { throw ExitCode(report.code) }
  }
}

/// The most memory that this process used so far, in bytes.
private func peakMemory() -> Int {
  var usage = rusage()
  #if os(macOS)
    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0
  #else
    return getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0 ? usage.ru_maxrss * 1024 : 0
  #endif
}
