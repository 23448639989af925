import Diagnostics
import Documents
import Synchronization

/// What became of one output.
struct StagedOutput: Sendable {
  /// What was done with it.
  enum Outcome: Sendable {
    /// The folder has these bytes already, as its times show or as had to be read.
    case unchanged(OutputManifest.Entry, wasRead: Bool)
    /// New bytes wait in the stage.
    case staged(OutputManifest.Entry)
    /// Somebody's file stands in its place.
    case obstructed
    /// Nothing, since the build will not be published.
    case skipped
  }

  /// What was done with it.
  let outcome: Outcome
  /// What was wrong with it.
  let diagnostics: [Diagnostic]
  /// How long it took to render.
  let rendering: Duration
  /// How long it took to compare and to write.
  let writing: Duration

  /// An output that nobody began with.
  static let skipped = StagedOutput(
    outcome: .skipped, diagnostics: [], rendering: .zero, writing: .zero)
}

/// Renders outputs, compares each with what the folder has, and stages those that differ, all at once for
/// one output, so that nothing ever holds the pages of a whole site.
struct Staging: Sendable {
  let root: OpenFolder
  let stage: Stage
  let comparison: OutputComparison
  let layout: StageLayout
  let project: Project?
  /// When the last manifest was put in place, by the file system's clock.
  let lastWritten: Int64

  /// What one worker keeps from output to output.
  private final class Hand {
    let output: FolderTrail
    var stage: FolderTrail?

    init(_ root: OpenFolder) { output = FolderTrail(root) }
  }

  /// Stages every output on all cores, until one cannot be or `mayGoOn` says no.
  func run(
    _ wanted: [WantedOutput], make: @escaping @Sendable (Int) -> RenderedOutput,
    while mayGoOn: @escaping @Sendable () -> Bool
  ) throws(ProjectFailure) -> [StagedOutput] {
    let isOver = Atomic(false)
    let results = concurrentMap(
      Array(wanted.indices), start: { Hand(root) },
      { index, hand -> Result<StagedOutput, ProjectFailure> in
        guard !isOver.load(ordering: .relaxed), mayGoOn() else { return .success(.skipped) }
        do throws(ProjectFailure) {
          return .success(try work(on: index, at: wanted[index].path, make, hand))
        } catch {
          isOver.store(true, ordering: .relaxed)
          return .failure(error)
        }
      })
    var staged: [StagedOutput] = []
    staged.reserveCapacity(results.count)
    for result in results { staged.append(try result.get()) }
    return staged
  }

  /// Renders one output, and stages it if it differs.
  private func work(
    on index: Int, at path: OutputPath, _ make: @Sendable (Int) -> RenderedOutput, _ hand: Hand
  ) throws(ProjectFailure) -> StagedOutput {
    let start = ContinuousClock.now
    let rendered = make(index)
    let middle = ContinuousClock.now
    let outcome =
      rendered.diagnostics.hasErrors
      ? StagedOutput.Outcome.skipped : try place(rendered, index, at: path, hand)
    return StagedOutput(
      outcome: outcome, diagnostics: rendered.diagnostics, rendering: middle - start,
      writing: ContinuousClock.now - middle)
  }

  private func place(
    _ rendered: RenderedOutput, _ index: Int, at path: OutputPath, _ hand: Hand
  ) throws(ProjectFailure) -> StagedOutput.Outcome {
    let fingerprint: Fingerprint
    let size: Int64
    switch rendered.content {
    case .bytes(let bytes): (fingerprint, size) = (Fingerprint(of: bytes), Int64(bytes.count))
    case .file(_, let count, let sum): (fingerprint, size) = (sum, Int64(count))
    }
    let entry = OutputManifest.Entry(fingerprint: fingerprint, size: size)
    if let stamp = comparison.tree.entries[path], stamp.kind == .file {
      let known = comparison.last?.entries[path]
      // Files are put in place before their manifest, so an older time proves what the manifest says.
      if let known, known.size == stamp.size,
        comparison.tree.isUntouched(path, since: lastWritten)
      {
        if known == entry { return .unchanged(entry, wasRead: false) }
      } else if stamp.size == size, try holds(path, fingerprint, hand) {
        return .unchanged(entry, wasRead: true)
      } else if known == nil {
        return .obstructed
      }
    }
    try write(rendered.content, index, hand)
    return .staged(entry)
  }

  /// Whether a file in the output folder has the bytes of a fingerprint.
  private func holds(
    _ path: OutputPath, _ fingerprint: Fingerprint, _ hand: Hand
  ) throws(ProjectFailure) -> Bool {
    let names = path.names
    let open = try hand.output.folder(names.dropLast())
    var sum = FingerprintStream()
    try open.folder.readPieces(of: String(names[names.count - 1])) { sum.append($0) }
    return sum.fingerprint == fingerprint
  }

  private func write(
    _ content: RenderedOutput.Content, _ index: Int, _ hand: Hand
  ) throws(ProjectFailure) {
    let trail =
      if let trail = hand.stage { trail } else { FolderTrail(try stage.folder()) }
    hand.stage = trail
    let place = layout.place(of: index)
    let open = try trail.folder(place.folders, making: stage.owner)
    switch content {
    case .bytes(let bytes):
      try open.folder.write(bytes, to: place.name, for: stage.owner)
    case .file(let source, let size, let fingerprint):
      var file = try open.folder.newFile(place.name)
      var sum = FingerprintStream()
      try project?.readPublished(source) { piece throws(ProjectFailure) in
        sum.append(piece)
        // A file that grows while it is read could grow for ever.
        guard sum.count <= size else { throw .changed(source) }
        try file.append(piece)
      }
      guard sum.count == size, sum.fingerprint == fingerprint else { throw .changed(source) }
      try file.finish(for: stage.owner)
    }
  }
}

extension ProjectFailure {
  /// That a file is another one than the site was made from.
  fileprivate static func changed(_ path: SourcePath) -> ProjectFailure {
    ProjectFailure(
      path: path.text, action: "cannot copy this file",
      reason: "it changed while the site was built; build again")
  }
}
