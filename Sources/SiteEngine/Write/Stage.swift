import Synchronization

/// Where new files wait until all of them are there: a folder in the output folder, since a rename
/// cannot leave its file system.
///
/// It is made when the first file needs it, so that a build that changes nothing touches nothing. As long
/// as it has no journal it means nothing, and may be thrown away at any moment.
final class Stage: Sendable {
  /// The stage's name in the output folder.
  static let name = ".attune-stage"
  /// The name of the next manifest in the stage.
  static let manifestName = "manifest"

  /// Whose the new files shall be.
  let owner: Ownership
  private let root: OpenFolder
  private let made = Mutex<OpenFolder?>(nil)

  /// Prepares a stage in an output folder.
  init(in root: OpenFolder) throws(ProjectFailure) {
    self.root = root
    owner = try root.folder.ownership()
  }

  /// The stage's folder, made by the first who asks.
  func folder() throws(ProjectFailure) -> OpenFolder {
    let (root, owner) = (root, owner)
    let result = made.withLock { made -> Result<OpenFolder, ProjectFailure> in
      if let made { return .success(made) }
      do throws(ProjectFailure) {
        let folder = OpenFolder(try root.folder.madeFolder(Self.name, for: owner))
        made = folder
        return .success(folder)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Writes down what is about to be done, when everything for it is staged.
  ///
  /// From the last rename on the build is decided: whatever happens, it is done, now or by the next one.
  /// `mayGoOn` is asked just before.
  func commit(
    _ journal: Journal, _ manifest: OutputManifest, while mayGoOn: () -> Bool
  ) throws(ProjectFailure) -> Bool {
    let stage = try folder()
    let draft = "\(Journal.fileName).new"
    try stage.folder.write(manifest.bytes, to: Self.manifestName, for: owner)
    try stage.folder.write(journal.bytes, to: draft, for: owner)
    // After a power cut a file that was renamed must have its bytes: one call for all of them, since
    // one for each took 80 times as long when measured.
    try stage.folder.synchronize()
    guard mayGoOn() else { return false }
    try stage.folder.move(draft, to: Journal.fileName, in: stage.folder)
    return true
  }

  /// Throws the stage away where there is one, the journal first: without it the rest means nothing.
  static func discard(in root: OpenFolder) throws(ProjectFailure) {
    guard let stamp = try root.folder.stamp(name) else { return }
    guard stamp.kind == .folder else {
      throw ProjectFailure(
        path: join(root.folder.path, name), action: "cannot write to this folder",
        reason: "attune needs this name for itself; move away what has it")
    }
    try root.folder.folder(name).remove(Journal.fileName)
    try root.folder.removeTree(name)
  }
}
