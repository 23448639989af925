import ArgumentParser
import Diagnostics
import Documents
import SiteEngine

/// A site that a command looks at or writes a text into.
struct OpenedSite {
  /// The site's folder, and how its files are called from where the person is.
  let folder: SiteFolder
  /// The same for the engine.
  let project: Project
  /// What the files say.
  let snapshot: BuildSnapshot

  /// Opens the site that a person named, or the nearest one, as it is at an instant.
  ///
  /// Without settings there is no zone in which a day begins, so then what is wrong with them is told and
  /// the command ends. Whatever else is wrong is left to the command.
  init(_ site: SiteOption, at instant: Instant) throws(ExitCode) {
    var folder = site.folder
    do throws(ProjectFailure) {
      folder.shared = try SharedFolder.path()
      project = Project(root: folder.path, sharedFolder: folder.shared)
      snapshot = try build(project, at: instant)
    } catch {
      Terminal.show([error.diagnostic])
      throw ExitCode(Outcome.refused)
    }
    self.folder = folder
    guard snapshot.hasSettings else {
      Terminal.show(folder.shown(snapshot.diagnostics.filter { $0.severity == .error }))
      throw ExitCode(Outcome.problems)
    }
  }

  /// What a change of the site's files did; where it was refused, that is told, `nothing` such as
  /// `Nothing was renamed.` is said, and the command ends.
  func result<Report>(
    orSaying nothing: String, of change: () throws(ProjectFailure) -> Result<Report, Refusal>
  ) throws -> Report {
    let result: Result<Report, Refusal>
    do throws(ProjectFailure) {
      result = try change()
    } catch {
      Terminal.show([error.diagnostic.moved { folder.shown($0) }])
      throw ExitCode(Outcome.refused)
    }
    switch result {
    case .success(let report): return report
    case .failure(let refusal):
      Terminal.show(folder.shown(refusal.problems))
      try Terminal.print(nothing + "\n")
      throw ExitCode(Outcome.problems)
    }
  }
}
