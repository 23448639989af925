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
