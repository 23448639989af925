/// The only places that write into a site's own files: everything else in the engine reads them.
///
/// No link is followed on the way, and nothing that is there is ever written over unless it is meant.
extension Project {
  /// Writes a new file with the folders above it; `false`, and nothing is changed, when there is something
  /// of that name.
  ///
  /// The file has its name only when all of it is there.
  func writeNew(_ bytes: [UInt8], at path: SourcePath) throws(ProjectFailure) -> Bool {
    var isNew = false
    try reachSource(path, making: true) { folder, name throws(ProjectFailure) in
      guard try folder.stamp(name) == nil else { return }
      try writeBeside(name, bytes, in: folder) { temporary throws(ProjectFailure) in
        try folder.move(temporary, toNew: name, in: folder)
      }
      isNew = true
    }
    return isNew
  }

  /// Gives a file another place, which must be free, with the folders above it.
  func moveSource(_ path: SourcePath, to target: SourcePath) throws(ProjectFailure) {
    try reachSource(target, making: true) { folder, name throws(ProjectFailure) in
      try reachSource(path, making: false) { from, old throws(ProjectFailure) in
        try from.move(old, toNew: name, in: folder)
      }
    }
  }

  /// Puts other bytes in the place of a file's, at once: whoever reads it meanwhile sees one or the other.
  func replaceSource(_ path: SourcePath, with bytes: [UInt8]) throws(ProjectFailure) {
    try reachSource(path, making: false) { folder, name throws(ProjectFailure) in
      try writeBeside(name, bytes, in: folder) { temporary throws(ProjectFailure) in
        try folder.move(temporary, to: name, in: folder)
      }
    }
  }

  /// Takes away the folders above a path, from the lowest upwards, while there is nothing in them.
  ///
  /// Those at the top stay: their names are attune's.
  func removeEmptyFolders(above path: SourcePath) {
    var names = path.text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    names.removeLast()
    while names.count > 2, let name = names.popLast() {
      let folder = SourcePath((names + [name]).joined(separator: "/"))
      try? reachSource(folder, making: false) { folder, name throws(ProjectFailure) in
        try folder.removeIfEmpty(name)
      }
    }
  }

  /// Writes bytes under a name that editors and attune leave alone, and lets `place` give them theirs.
  private func writeBeside(
    _ name: String, _ bytes: [UInt8], in folder: borrowing Folder,
    _ place: (String) throws(ProjectFailure) -> Void
  ) throws(ProjectFailure) {
    // A name may have 255 bytes on most file systems.
    let temporary = ".\(String(decoding: name.utf8.prefix(200), as: UTF8.self)).attune-new"
    try folder.remove(temporary)
    do throws(ProjectFailure) {
      try folder.write(bytes, to: temporary, for: folder.ownership())
      try place(temporary)
    } catch {
      try? folder.remove(temporary)
      throw error
    }
  }

  private func reachSource(
    _ path: SourcePath, making: Bool,
    _ body: (borrowing Folder, String) throws(ProjectFailure) -> Void
  ) throws(ProjectFailure) {
    var names = path.text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let name = names.removeLast()
    var folder = try Folder(at: root)
    for name in names {
      folder =
        try making ? folder.madeFolder(name, for: folder.ownership()) : folder.folder(name)
    }
    try body(folder, name)
  }
}
