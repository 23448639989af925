import Documents

/// Does what a journal says, or the rest of it where an earlier build was ended in the middle.
///
/// At every moment each file is old or new and whole, since nothing but renames and removals happens
/// here; what is named is put in place before what names it, and what should go goes last.
struct Publication {
  private let root: OpenFolder
  private let stage: OpenFolder
  private let owner: Ownership
  private let journal: Journal

  /// Prepares to publish what a stage holds.
  init(
    _ journal: Journal, from stage: OpenFolder, to root: OpenFolder, for owner: Ownership
  ) {
    self.journal = journal
    self.stage = stage
    self.root = root
    self.owner = owner
  }

  /// Does all of it.
  func run() throws(ProjectFailure) {
    do throws(ProjectFailure) {
      try remove(journal.clearances, mustGo: true)
      let trail = FolderTrail(root)
      for move in journal.moves { try perform(move, trail) }
      try remove(journal.removals, mustGo: false)
      try placeManifest()
    } catch {
      throw error.inTheMiddle
    }
    try sweep()
  }

  /// Does what is left of it, for a build that was ended.
  ///
  /// Time has passed since, in which somebody may have put files of their own into the folder: only what
  /// `last` lists is replaced or removed, and only what was staged whole is put in place.
  func finish(replacing last: OutputManifest) throws(ProjectFailure) {
    do throws(ProjectFailure) {
      try verify()
      try remove(journal.clearances, mustGo: true, replacing: last)
      let trail = FolderTrail(root)
      for move in journal.moves {
        guard try stage.folder.stamp("\(move.staged)") != nil else { continue }
        let names = move.path.names
        let open = try trail.folder(names.dropLast(), making: owner)
        let found = try open.folder.stamp(String(names[names.count - 1]))
        let isFree =
          move.kind == .replacement && found?.kind == .file && last.entries[move.path] != nil
        guard found == nil || isFree else {
          throw ProjectFailure(
            path: join(root.folder.path, move.path.text),
            action: "cannot finish what the last build began",
            reason: "somebody put this here; move it away, then build again")
        }
        try perform(move, trail)
      }
      try remove(journal.removals, mustGo: false, replacing: last)
      if try stage.folder.stamp(Stage.manifestName) != nil { try placeManifest() }
    } catch {
      throw error.inTheMiddle
    }
    try sweep()
  }

  private func perform(_ move: Journal.Move, _ trail: FolderTrail) throws(ProjectFailure) {
    let names = move.path.names
    let target = String(names[names.count - 1])
    let open = try trail.folder(names.dropLast(), making: owner)
    switch move.kind {
    case .replacement: try stage.folder.move("\(move.staged)", to: target, in: open.folder)
    // Whoever put something there meanwhile must not lose it.
    case .file, .folder: try stage.folder.move("\(move.staged)", toNew: target, in: open.folder)
    }
  }

  /// Takes files away, and the folders that they leave empty; what is gone already is fine.
  ///
  /// An emptied folder `mustGo` when something else needs its place. Where somebody may have put something
  /// else there since, only what `last` lists is removed.
  private func remove(
    _ paths: [OutputPath], mustGo: Bool, replacing last: OutputManifest? = nil
  ) throws(ProjectFailure) {
    let trail = FolderTrail(root)
    for path in paths {
      var names = path.names[...]
      guard let name = names.popLast().map({ String($0) }) else { continue }
      if let open = try trail.folderIfThere(names) {
        if let last, let found = try open.folder.stamp(name),
          found.kind != .file || last.entries[path] == nil
        {
          continue
        }
        try open.folder.remove(name)
      }
      while let folder = names.popLast().map({ String($0) }) {
        guard let parent = try trail.folderIfThere(names) else { continue }
        do throws(ProjectFailure) {
          guard try parent.folder.removeIfEmpty(folder) else { break }
        } catch {
          // An empty folder that stays harms nobody.
          if mustGo { throw error }
          break
        }
      }
    }
  }

  /// Puts the manifest in place, later than every file by the file system's clock, which moves in steps of
  /// a few milliseconds: a file that is changed from now on can be told by its time.
  private func placeManifest() throws(ProjectFailure) {
    try stage.folder.moveLast(Stage.manifestName, to: OutputManifest.fileName, in: root.folder)
  }

  /// Takes the stage away; what is left of it when that fails is the next build's to take.
  private func sweep() throws(ProjectFailure) {
    try stage.folder.remove(Journal.fileName)
    _ = try? root.folder.removeIfEmpty(Stage.name)
  }

  /// Makes sure that what waits in the stage is what was staged: a disk that lost power may have lied.
  private func verify() throws(ProjectFailure) {
    // Without its manifest everything is in place already.
    guard try stage.folder.stamp(Stage.manifestName) != nil else { return }
    let bytes = try stage.folder.read(Stage.manifestName, limit: OutputManifest.sizeLimit)
    guard let next = try? OutputManifest(parsing: bytes) else { throw broken(Stage.manifestName) }
    let trail = FolderTrail(stage)
    let staged = Dictionary(
      journal.moves.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for (path, entry) in next.entries.sorted(by: { $0.key < $1.key }) {
      let unit = ([path] + path.folders).lazy.compactMap { staged[$0] }.first
      guard let unit, try stage.folder.stamp("\(unit.staged)") != nil else { continue }
      let inner = path.names.dropFirst(unit.path.names.count)
      let names = ["\(unit.staged)"[...]] + inner
      var sum = FingerprintStream()
      try trail.folder(names.dropLast()).folder.readPieces(of: String(names[names.count - 1])) {
        sum.append($0)
      }
      guard sum.fingerprint == entry.fingerprint else { throw broken("\(unit.staged)") }
    }
  }

  private func broken(_ name: String) -> ProjectFailure {
    .unusable(join(stage.folder.path, name), .broken, "`\(stage.folder.path)`")
  }
}

extension ProjectFailure {
  /// The failure, when a part of the site is in place already.
  fileprivate var inTheMiddle: ProjectFailure {
    ProjectFailure(
      path: path, action: action,
      reason: reason + "; a part of the site is new already, and the next build finishes it")
  }

  /// That one of attune's own notes in the output folder cannot be used, and what to remove.
  static func unusable(
    _ path: String, _ problem: CheckedText.Problem, _ cure: String
  ) -> ProjectFailure {
    let reason =
      switch problem {
      case .broken: "the file was changed or cut; remove \(cure) and build again"
      case .newer:
        "a newer attune wrote it; build with that one, or remove \(cure) and build again"
      }
    return ProjectFailure(
      path: path, action: "cannot read what the last build wrote", reason: reason)
  }
}
