package import Diagnostics
import Documents
package import Templates

extension RuleID {
  /// A build that was ended while it put files in place.
  static let finishedBuild = RuleID("finished-build")
}

/// What writing a site did.
package struct WriteReport: Sendable {
  /// The files that are new or have new bytes, in order.
  package let written: [OutputPath]
  /// How many files were right already and were not touched.
  package let unchangedCount: Int
  /// The files of the last build that the site no longer has, in order.
  package let removed: [OutputPath]
  /// What was wrong, and what was found and left alone; with an error, nothing was written.
  package let diagnostics: [Diagnostic]
  /// Whether the folder holds nothing that attune did not write.
  let isAlone: Bool
  /// How long rendering and writing took, which happen side by side.
  package let times: PhaseTimes
}

/// Makes an output folder hold a site, so that no reader ever sees half a file and no crash leaves half
/// of a site behind.
///
/// Outputs are rendered, compared and staged one by one, on all cores. What differs waits in a stage in
/// the folder itself; when all of it is on the disk, a journal says what will be renamed and removed,
/// and that is done. Until the journal is there the folder is as it was; from then on the site is
/// published, by this build or by the next. Nothing is touched that the manifest of the last build does
/// not list, and no link is followed.
package struct OutputWriter: Sendable {
  private let output: String
  private let allowsDeletions: Bool

  /// Creates a writer for the folder at a path, which may take most of the site's files away only when
  /// it is told so.
  package init(output: String, allowsDeletions: Bool = false) {
    self.output = output
    self.allowsDeletions = allowsDeletions
  }

  /// Writes a site without errors.
  ///
  /// `mayGoOn` is asked now and then: when somebody wants the build to end, what was staged is thrown
  /// away and the folder is as it was, until the moment from which everything is put in place. A site
  /// that shows what is held back is for its author's eyes, and is never written.
  ///
  /// - Returns: What was done; `nil` when nothing was, since the build was to end.
  package func write(
    _ snapshot: BuildSnapshot, in project: Project, limits: RenderLimits = RenderLimits(),
    while mayGoOn: @escaping @Sendable () -> Bool = { true }
  ) throws(ProjectFailure) -> WriteReport? {
    guard snapshot.visibility == .published else {
      throw ProjectFailure(
        path: project.root, action: "cannot write this site",
        reason: "it shows drafts and articles whose date has not come")
    }
    let outputs = snapshot.outputs
    return try write(
      outputs.map { WantedOutput(path: $0.path, turn: $0.turn) }, of: project,
      make: { snapshot.render(outputs[$0], limits: limits, notingReads: false) }, while: mayGoOn)
  }

  /// Writes files whose bytes are known: what tests of the folder itself are written with.
  package func write(
    _ files: [(path: OutputPath, bytes: [UInt8])]
  ) throws(ProjectFailure) -> WriteReport {
    let outputs = files.sorted { $0.path < $1.path }.map { file in
      RenderedOutput(path: file.path, content: .bytes(file.bytes), reads: [], diagnostics: [])
    }
    let report = try write(
      outputs.map { WantedOutput(path: $0.path, turn: .pages) }, of: nil, make: { outputs[$0] },
      while: { true })
    return report
      ?? WriteReport(
        written: [], unchangedCount: 0, removed: [], diagnostics: [], isAlone: true,
        times: PhaseTimes())
  }

  /// The report of a build that would write what a manifest lists, when every file of it is in place
  /// and nobody has touched one since; else `nil`, and only a build can tell.
  ///
  /// `manifest` is the fingerprint of that manifest; `isAlone` says whether nobody else had something in
  /// the folder then.
  func unchanged(
    since manifest: Fingerprint, isAlone: Bool
  ) throws(ProjectFailure) -> WriteReport? {
    let start = ContinuousClock.now
    guard let root = try? OpenFolder(Folder(at: output)), try root.folder.lock(),
      try root.folder.stamp(Stage.name) == nil, let bytes = manifestBytes(in: root),
      Fingerprint(of: bytes) == manifest,
      let stamp = try root.folder.stamp(OutputManifest.fileName)
    else { return nil }
    let glance = OutputGlance(of: root, manifest: bytes, stamp)
    if isAlone, let count = try glance.untouchedCount() {
      return unchangedReport(count, [], since: start)
    }
    guard let last = try? OutputManifest(parsing: bytes) else { return nil }
    let paths = Set(last.entries.keys)
    let tree = try OutputTree(of: root, expecting: paths)
    let isUntouched = last.entries.allSatisfy { path, entry in
      tree.entries[path]?.size == entry.size && tree.isUntouched(path, since: stamp.changed)
    }
    let comparison = OutputComparison(output: output, wanted: paths, last: last, tree: tree)
    guard isUntouched, comparison.refusals(allowingDeletions: false).isEmpty else { return nil }
    return unchangedReport(paths.count, comparison.notes, since: start)
  }

  private func unchangedReport(
    _ count: Int, _ notes: [Diagnostic], since start: ContinuousClock.Instant
  ) -> WriteReport {
    var times = PhaseTimes()
    times.add(ContinuousClock.now - start, to: .write)
    return WriteReport(
      written: [], unchangedCount: count, removed: [], diagnostics: notes,
      isAlone: notes.isEmpty, times: times)
  }

  /// The fingerprint of the manifest in the output folder; `nil` where none can be read.
  func manifestFingerprint() -> Fingerprint? {
    (try? OpenFolder(Folder(at: output))).flatMap { manifestBytes(in: $0) }
      .map { Fingerprint(of: $0) }
  }

  private func manifestBytes(in root: OpenFolder) -> [UInt8]? {
    try? root.folder.read(OutputManifest.fileName, limit: OutputManifest.sizeLimit)
  }

  /// Puts in place what a build that was ended had begun to.
  ///
  /// - Returns: What there is to say about it. Where another build is at work nothing is done or said.
  package func finish() throws(ProjectFailure) -> [Diagnostic] {
    guard let root = try? OpenFolder(Folder(at: output)),
      try root.folder.stamp(Stage.name) != nil, try root.folder.lock()
    else { return [] }
    return try finish(in: root)
  }

  private func finish(in root: OpenFolder) throws(ProjectFailure) -> [Diagnostic] {
    guard try root.folder.stamp(Stage.name)?.kind == .folder else {
      try Stage.discard(in: root)
      return []
    }
    let stage = OpenFolder(try root.folder.folder(Stage.name))
    guard try stage.folder.stamp(Journal.fileName) != nil else {
      try Stage.discard(in: root)
      return []
    }
    let last = try manifest(in: root) ?? OutputManifest()
    let bytes = try stage.folder.read(Journal.fileName, limit: OutputManifest.sizeLimit)
    let journal: Journal
    do throws(CheckedText.Problem) {
      journal = try Journal(parsing: bytes)
    } catch {
      let name = join(output, Stage.name)
      throw .unusable("\(name)/\(Journal.fileName)", error, "`\(name)`")
    }
    let owner = try root.folder.ownership()
    try Publication(journal, from: stage, to: root, for: owner).finish(replacing: last)
    return [
      Diagnostic(
        .finishedBuild, .note,
        "the last build was ended in the middle; what it had begun was finished",
        at: SourcePlace(wholeOf: output))
    ]
  }

  /// What the last build wrote; `nil` where attune never wrote.
  private func manifest(in root: OpenFolder) throws(ProjectFailure) -> OutputManifest? {
    let name = OutputManifest.fileName
    guard try root.folder.stamp(name) != nil else { return nil }
    let bytes = try root.folder.read(name, limit: OutputManifest.sizeLimit)
    do throws(CheckedText.Problem) {
      return try OutputManifest(parsing: bytes)
    } catch {
      throw .unusable(join(output, name), error, "what is in the output folder")
    }
  }
}

extension OutputWriter {
  private func write(
    _ wanted: [WantedOutput], of project: Project?,
    make: @escaping @Sendable (Int) -> RenderedOutput,
    while mayGoOn: @escaping @Sendable () -> Bool
  ) throws(ProjectFailure) -> WriteReport? {
    let start = ContinuousClock.now
    for output in wanted where !isContained(output.path.text) {
      throw ProjectFailure(
        path: output.path.text, action: "cannot write this file",
        reason: "its path leads out of the output folder")
    }
    let (root, isNew) = try madeRoot()
    // A folder that was made for a site that is not written goes again.
    var isNeeded = !isNew
    defer { if !isNeeded { takeRootAway() } }
    guard try root.folder.lock() else {
      throw ProjectFailure(
        path: output, action: "cannot write to this folder",
        reason: "another build is writing to it; try again when it is done")
    }
    let finished = try finish(in: root)
    let comparison = try comparison(with: wanted, in: root)
    let refusals = comparison.refusals(allowingDeletions: allowsDeletions)
    guard !refusals.hasErrors else { return failed(finished + refusals) }

    let layout = StageLayout(wanted, folders: Set(comparison.tree.folders.keys))
    let stage = try Stage(in: root)
    var isPublished = false
    defer { if !isPublished { try? Stage.discard(in: root) } }
    let staging = Staging(
      root: root, stage: stage, comparison: comparison, layout: layout, project: project,
      lastWritten: try root.folder.stamp(OutputManifest.fileName)?.changed ?? .min)
    let before = ContinuousClock.now
    let staged = try staging.run(wanted, make: make, while: mayGoOn)
    let sideBySide = ContinuousClock.now - before
    guard mayGoOn() else { return nil }
    let problems = problems(staged, wanted, comparison)
    guard !problems.hasErrors else { return failed(finished + problems) }

    let (journal, next) = decisions(staged, wanted, layout, comparison)
    if !journal.isEmpty || next != comparison.last || isWorthANewManifest(staged) {
      try refuseLockedFolders(journal, comparison.tree)
      guard try stage.commit(journal, next, while: mayGoOn) else { return nil }
      isPublished = true
      isNeeded = true
      try Publication(journal, from: stage.folder(), to: root, for: stage.owner).run()
    }
    return WriteReport(
      written: written(staged, wanted),
      unchangedCount: staged.count - written(staged, wanted).count,
      removed: (journal.clearances + journal.removals).sorted(),
      diagnostics: finished + problems + comparison.notes, isAlone: comparison.notes.isEmpty,
      times: times(staged, sideBySide, whole: ContinuousClock.now - start))
  }

  /// The output folder, made if need be; its parent must exist.
  private func madeRoot() throws(ProjectFailure) -> (root: OpenFolder, isNew: Bool) {
    if let root = try? Folder(at: output) { return (OpenFolder(root), false) }
    guard let (parent, name) = splitPath(output) else {
      return (OpenFolder(try Folder(at: output)), false)
    }
    let folder = try Folder(at: parent)
    if let stamp = try folder.stamp(name) {
      guard stamp.kind == .folder else {
        throw ProjectFailure(
          path: output, action: "cannot write to this folder", reason: "it is not a folder")
      }
      return (OpenFolder(try folder.folder(name)), false)
    }
    return (OpenFolder(try folder.madeFolder(name, for: folder.ownership())), true)
  }

  private func takeRootAway() {
    guard let (parent, name) = splitPath(output), let folder = try? Folder(at: parent) else {
      return
    }
    _ = try? folder.removeIfEmpty(name)
  }

  private func comparison(
    with wanted: [WantedOutput], in root: OpenFolder
  ) throws(ProjectFailure) -> OutputComparison {
    let last = try manifest(in: root)
    let paths = Set(wanted.map(\.path))
    let known = last.map { Set($0.entries.keys) } ?? []
    return OutputComparison(
      output: output, wanted: paths, last: last,
      tree: try OutputTree(of: root, expecting: paths.union(known)))
  }

  /// What was found wrong while outputs were rendered and compared.
  private func problems(
    _ staged: [StagedOutput], _ wanted: [WantedOutput], _ comparison: OutputComparison
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for (staged, wanted) in zip(staged, wanted) {
      problems += staged.diagnostics.map { problem in
        Diagnostic(
          problem.rule, problem.severity, problem.message,
          at: SourcePlace(wholeOf: "\(output)/\(wanted.path)"), suggestion: problem.suggestion)
      }
      if case .obstructed = staged.outcome { problems.append(comparison.obstacle(wanted.path)) }
    }
    return problems
  }

  /// What is to be done, and what the folder holds when it is.
  private func decisions(
    _ staged: [StagedOutput], _ wanted: [WantedOutput], _ layout: StageLayout,
    _ comparison: OutputComparison
  ) -> (Journal, OutputManifest) {
    var journal = Journal()
    var next = OutputManifest()
    next.entries.reserveCapacity(wanted.count)
    var units: Set<Int> = []
    var moved: [StageLayout.Unit] = []
    for index in wanted.indices {
      switch staged[index].outcome {
      case .unchanged(let entry, _): next.entries[wanted[index].path] = entry
      case .staged(let entry):
        next.entries[wanted[index].path] = entry
        let unit = layout.unit(of: index)
        if units.insert(unit.name).inserted { moved.append(unit) }
      case .obstructed, .skipped: break
      }
    }
    journal.moves = moved.sorted { ($0.turn, $0.name) < ($1.turn, $1.name) }
      .map { unit in
        let isThere = comparison.tree.hasFile(unit.path)
        return Journal.Move(
          kind: unit.isFolder ? .folder : isThere ? .replacement : .file, staged: unit.name,
          path: unit.path)
      }
    for path in comparison.obsolete {
      if comparison.isInTheWay(path) {
        journal.clearances.append(path)
      } else {
        journal.removals.append(path)
      }
    }
    return (journal, next)
  }

  /// Whether so many files had to be read, since they are a copy of those that were written, that a new
  /// manifest saves the next build time.
  private func isWorthANewManifest(_ staged: [StagedOutput]) -> Bool {
    staged.count {
      if case .unchanged(_, wasRead: true) = $0.outcome { true } else { false }
    } > 64
  }

  /// Asks before the first rename whether every folder can be changed, so that none stops it halfway.
  private func refuseLockedFolders(
    _ journal: Journal, _ tree: OutputTree
  ) throws(ProjectFailure) {
    for path in journal.clearances + journal.moves.map(\.path) + journal.removals {
      for folder in Array(path.folders) + [OutputPath("")] {
        guard let place = tree.folders[folder] else { continue }
        if let refusal = place.refusal { throw refusal }
        break
      }
    }
  }

  private func failed(_ diagnostics: [Diagnostic]) -> WriteReport {
    WriteReport(
      written: [], unchangedCount: 0, removed: [], diagnostics: diagnostics, isAlone: false,
      times: PhaseTimes())
  }

  private func written(_ staged: [StagedOutput], _ wanted: [WantedOutput]) -> [OutputPath] {
    zip(staged, wanted).compactMap { staged, wanted in
      if case .staged = staged.outcome { wanted.path } else { nil }
    }
  }

  /// Outputs are rendered and written side by side on several cores; the time on the clock is divided
  /// as the time of the workers was.
  private func times(
    _ staged: [StagedOutput], _ sideBySide: Duration, whole: Duration
  ) -> PhaseTimes {
    let rendering = staged.reduce(Duration.zero) { $0 + $1.rendering }
    let writing = staged.reduce(Duration.zero) { $0 + $1.writing }
    let all = (rendering + writing) / .nanoseconds(1)
    let share = all == 0 ? 0 : rendering / .nanoseconds(1) / all
    let onTheClock = sideBySide * share
    var times = PhaseTimes()
    times.add(onTheClock, to: .render)
    times.add(whole - onTheClock, to: .write)
    return times
  }
}
