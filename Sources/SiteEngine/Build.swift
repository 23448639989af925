import Diagnostics
package import Documents

/// What the files of a project say at an instant: scanned, parsed, assembled and planned, keeping
/// whatever `previous` knows that is still true.
///
/// This is the line, on one screen. A first build is a rebuild with nothing to keep; there is no other
/// path. Rendering is a question asked of the snapshot, and writing is what a command does with the
/// answers.
///
/// `paths` are the files and folders that may have changed since `previous`, and all of them when it is
/// `nil`; `visibility` says whether what is held back is part of the site, which only a preview asks
/// for; `limits` are what hosts and search engines take.
package func build(
  _ project: Project, at instant: Instant, keeping previous: BuildSnapshot? = nil,
  lookingAt paths: [SourcePath]? = nil, showing visibility: Visibility = .published,
  limits: HostLimits = HostLimits()
) throws(ProjectFailure) -> BuildSnapshot {
  var times = PhaseTimes()
  let tree = try times.measure(.scan) { () throws(ProjectFailure) in
    guard let previous, let paths else {
      return try scan(project, after: previous?.tree.looks ?? 0)
    }
    return try scan(project, keeping: previous.tree, lookingAt: paths)
  }
  return build(
    project, from: tree, at: instant, keeping: previous, showing: visibility, limits: limits, times)
}

/// The same for files that were scanned already, which took the time in `times`.
package func build(
  _ project: Project, from tree: SourceTree, at instant: Instant,
  keeping previous: BuildSnapshot? = nil, showing visibility: Visibility = .published,
  limits: HostLimits = HostLimits(), _ times: PhaseTimes = PhaseTimes()
) -> BuildSnapshot {
  var times = times
  let sources = times.measure(.parse) { parse(tree, in: project, keeping: previous?.sources) }
  var diagnostics = tree.diagnostics + sources.diagnostics
  var whole: BuildSnapshot.Whole?
  if let configuration = sources.configuration, let theme = sources.theme {
    let site = times.measure(.assemble) {
      assemble(
        sources, configuration: configuration, theme: theme, at: instant, showing: visibility,
        keeping: previous)
    }
    let plan = times.measure(.plan) {
      makePlan(for: site, keeping: previous?.whole, limits: limits)
    }
    diagnostics += site.diagnostics + plan.diagnostics
    whole = BuildSnapshot.Whole(site: site, plan: plan)
  }
  return BuildSnapshot(
    tree: tree, sources: sources, whole: whole, visibility: visibility,
    numbers: whole?.site.numbers ?? previous?.numbers ?? PageNumbers(),
    diagnostics: diagnostics.inReadingOrder(), times: times)
}
