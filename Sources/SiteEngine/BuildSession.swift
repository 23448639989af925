package import Documents

/// What may have changed since a session last looked.
package enum Change: Sendable, Hashable {
  /// A file or a folder: written, new, or gone.
  case file(SourcePath)
  /// Anything at all.
  case everything
  /// The moment whose site is asked for.
  case moment(Instant)
}

/// A site that is built again and again: the one thing in the engine that changes.
///
/// It keeps the last snapshot, and the outputs rendered from it for as long as everything they read is
/// still true. What it answers is always what a first build of the same files would answer.
package actor BuildSession {
  /// The site's folder.
  package nonisolated let project: Project
  /// The site as it was when a change was last told.
  package private(set) var snapshot: BuildSnapshot
  /// The outputs that the last question had to render, in the order of their paths.
  package private(set) var lastRendered: [OutputPath] = []

  /// The last snapshot whose settings and theme could be read: what somebody who looks is shown.
  package private(set) var standing: BuildSnapshot

  private let visibility: Visibility
  private var instant: Instant
  private var kept = RenderedOutputs()

  /// Begins with a first build.
  package init(
    _ project: Project, at instant: Instant, showing visibility: Visibility = .published
  ) throws(ProjectFailure) {
    self.project = project
    self.instant = instant
    self.visibility = visibility
    snapshot = try build(project, at: instant, showing: visibility)
    standing = snapshot
  }

  /// Builds what changed, and drops the outputs that are no longer true.
  ///
  /// - Returns: The outputs that were rendered and are stale now, or gone.
  @discardableResult
  package func apply(_ changes: [Change]) throws(ProjectFailure) -> Set<OutputPath> {
    var paths: [SourcePath]? = []
    for change in changes {
      switch change {
      case .file(let path): paths?.append(path)
      case .everything: paths = nil
      case .moment(let instant): self.instant = instant
      }
    }
    snapshot = try build(
      project, at: instant, keeping: snapshot, lookingAt: paths, showing: visibility)
    // Settings or a theme that cannot be read say nothing about what was rendered before.
    guard let whole = snapshot.whole else { return [] }
    standing = snapshot
    return kept.keep(whole)
  }

  /// One output; `nil` when the site has none at this path.
  package func render(_ path: OutputPath) -> RenderedOutput? {
    guard let output = snapshot.output(at: path) else { return nil }
    return render([output], of: snapshot).first
  }

  /// One output of the last site that could be put together, for somebody who looks at it while the
  /// settings or the theme cannot be read; `nil` when that site has none at this path.
  package func show(_ path: OutputPath) -> RenderedOutput? {
    guard let output = standing.output(at: path) else { return nil }
    return render([output], of: standing).first
  }

  /// Every output, in the order of their paths.
  package func renderAll() -> [RenderedOutput] { render(snapshot.outputs, of: snapshot) }

  private func render(_ outputs: [PlannedOutput], of snapshot: BuildSnapshot) -> [RenderedOutput] {
    guard let whole = snapshot.whole else { return [] }
    let stale = outputs.filter { kept[$0.path] == nil }
    for (planned, rendered) in zip(stale, concurrentMap(stale) { snapshot.render($0) }) {
      kept.add(rendered, planned: planned, whole)
    }
    lastRendered = stale.map(\.path)
    return outputs.compactMap { kept[$0.path] }
  }
}

extension BuildSnapshot {
  /// The planned output at a path; `nil` when there is none.
  ///
  /// - Complexity: O(log *n*) in the number of outputs.
  package func output(at path: OutputPath) -> PlannedOutput? { whole?.plan.output(at: path) }
}

extension Plan {
  /// The planned output at a path; `nil` when there is none.
  ///
  /// - Complexity: O(log *n*) in the number of outputs.
  func output(at path: OutputPath) -> PlannedOutput? { outputs.output(at: path) }
}
