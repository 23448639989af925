import Diagnostics
package import Documents

/// What the files of a project say at an instant: scanned, parsed, assembled and planned.
///
/// This is the line, on one screen. Rendering is a question asked of the snapshot, and writing is what
/// a command does with the answers.
package func build(_ project: Project, at instant: Instant) throws(ProjectFailure) -> BuildSnapshot
{
  let tree = try scan(Folder(at: project.root))
  let sources = parse(tree, in: project)
  var diagnostics = tree.diagnostics + sources.diagnostics
  guard let configuration = sources.configuration, let theme = sources.theme else {
    return BuildSnapshot(tree: tree, whole: nil, diagnostics: diagnostics.inReadingOrder())
  }
  let site = assemble(sources, configuration: configuration, theme: theme, at: instant)
  let plan = makePlan(for: site)
  diagnostics += site.diagnostics + plan.diagnostics
  return BuildSnapshot(
    tree: tree, whole: BuildSnapshot.Whole(site: site, plan: plan),
    diagnostics: diagnostics.inReadingOrder())
}
