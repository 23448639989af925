import CSystem

/// The only places that write into a site's own files: everything else in the engine reads them.
extension Project {
  /// Writes a new file with the folders above it; `false`, and nothing is changed, when there is something
  /// of that name.
  ///
  /// A file that could not be written to its end goes again. No link is followed on the way.
  func writeNew(_ bytes: [UInt8], at path: SourcePath) throws(ProjectFailure) -> Bool {
    var names = path.text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let name = names.removeLast()
    var folder = try Folder(at: root)
    for name in names { folder = try folder.madeFolder(name) }
    // Whether it is there is asked before, so that only a file of our own is ever taken away again.
    guard try folder.stamp(name) == nil else { return false }
    do throws(ProjectFailure) {
      return try folder.writeNew(bytes, to: name)
    } catch {
      try? folder.remove(name)
      throw error
    }
  }
}

extension Project {
  /// Gives a file another place, which must be free, with the folders above it.
  func moveSource(_ path: SourcePath, to target: SourcePath) throws(ProjectFailure) {
    try reachSource(target, making: true) { folder, name throws(ProjectFailure) in
      guard try folder.stamp(name) == nil else {
        throw .system(attune_already_there, target.text, "cannot move a file here")
      }
      try reachSource(path, making: false) { from, old throws(ProjectFailure) in
        try from.move(old, to: name, in: folder)
      }
    }
  }

  /// Puts other bytes in the place of a file's, at once: whoever reads it meanwhile sees one or the other.
  func replaceSource(_ path: SourcePath, with bytes: [UInt8]) throws(ProjectFailure) {
    try reachSource(path, making: false) { folder, name throws(ProjectFailure) in
      // Editors and attune leave names with a dot alone.
      let temporary = ".\(name.prefix(80)).attune-new"
      try folder.remove(temporary)
      do throws(ProjectFailure) {
        try folder.write(bytes, to: temporary)
        try folder.move(temporary, to: name, in: folder)
      } catch {
        try? folder.remove(temporary)
        throw error
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
      try? reachSource(SourcePath((names + [name]).joined(separator: "/")), making: false) {
        folder, name in folder.removeIfEmpty(name)
      }
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
      folder = try making ? folder.madeFolder(name) : folder.folder(name)
    }
    try body(folder, name)
  }
}
