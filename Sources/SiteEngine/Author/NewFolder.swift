/// The folder of a site that is being begun: everything is put into a folder inside it, and comes out at the
/// end or goes again.
struct NewFolder: ~Copyable {
  private static let stageName = ".attune-new"

  private let path: String
  private let folder: Folder
  /// Whether it was made for the site.
  private let isOurs: Bool

  /// Opens a folder, or makes it in one that is there.
  init(_ path: String) throws(ProjectFailure) {
    self.path = path
    if let folder = try? Folder(at: path) {
      self.folder = folder
      isOurs = false
      return
    }
    let (parent, name) = Self.split(path)
    let above = try Folder(at: parent)
    folder = try above.madeFolder(name, for: above.ownership())
    isOurs = true
  }

  /// Where the site lies while it is being written.
  var stagePath: String { "\(path)/\(Self.stageName)" }

  /// Whether there is nothing in it.
  func isEmpty() throws(ProjectFailure) -> Bool { try folder.names().isEmpty }

  /// Writes files into the folder inside.
  func stage(_ files: [StarterFile]) throws(ProjectFailure) {
    let stage = try folder.madeFolder(Self.stageName, for: folder.ownership())
    for file in files { try write(file.bytes, file.names[...], in: stage) }
  }

  private func write(
    _ bytes: [UInt8], _ names: ArraySlice<String>, in folder: borrowing Folder
  ) throws(ProjectFailure) {
    guard let name = names.first else { return }
    guard names.count > 1 else { return try folder.write(bytes, to: name, for: folder.ownership()) }
    try write(bytes, names.dropFirst(), in: folder.madeFolder(name, for: folder.ownership()))
  }

  /// Brings everything out of the folder inside.
  func unstage(_ files: [StarterFile]) throws(ProjectFailure) {
    let stage = try folder.folder(Self.stageName)
    var moved: [String] = []
    do throws(ProjectFailure) {
      for name in files.compactMap(\.names.first) where !moved.contains(name) {
        // Somebody else may have put something there since.
        try stage.move(name, toNew: name, in: folder)
        moved.append(name)
      }
    } catch {
      for name in moved { try? folder.move(name, to: name, in: stage) }
      throw error
    }
    _ = try? folder.removeIfEmpty(Self.stageName)
  }

  /// Takes away whatever of the files was written, and the folder if it was made.
  ///
  /// What cannot be taken away stays: the failure that led here is the one to tell.
  func undo(_ files: [StarterFile]) {
    if let stage = try? folder.folder(Self.stageName) {
      for file in files { remove(file.names[...], in: stage) }
    }
    _ = try? folder.removeIfEmpty(Self.stageName)
    guard isOurs else { return }
    let (parent, name) = Self.split(path)
    if let parent = try? Folder(at: parent) { _ = try? parent.removeIfEmpty(name) }
  }

  private func remove(_ names: ArraySlice<String>, in folder: borrowing Folder) {
    guard let name = names.first else { return }
    guard names.count > 1 else {
      try? folder.remove(name)
      return
    }
    if let next = try? folder.folder(name) { remove(names.dropFirst(), in: next) }
    _ = try? folder.removeIfEmpty(name)
  }

  /// The path of the folder that a path lies in, and its own name.
  private static func split(_ path: String) -> (parent: String, name: String) {
    var names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    while names.count > 1, names.last == "" { names.removeLast() }
    let name = names.removeLast()
    return (names.isEmpty ? "." : names == [""] ? "/" : names.joined(separator: "/"), name)
  }
}
