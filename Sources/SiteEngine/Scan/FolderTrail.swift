/// An open folder that several workers use at once; it is closed when the last of them is done.
final class OpenFolder: Sendable {
  /// The folder.
  let folder: Folder

  /// Keeps a folder open.
  init(_ folder: consuming Folder) { self.folder = folder }
}

/// The folders along the path that was asked for last, kept open for the next path.
///
/// Files are worked on in the order of their paths, so each folder is opened once and not once for each
/// file, and still by one name at a time, so that no link in the middle of a path is followed.
final class FolderTrail {
  private let root: OpenFolder
  private var steps: [(name: Substring, folder: OpenFolder)] = []
  /// What was asked for last by its path.
  private var last: (path: Substring, folder: OpenFolder)?

  /// Begins at a folder.
  init(_ root: OpenFolder) { self.root = root }

  /// The folder at a path; the next file lies in the same one, more often than not.
  func folder(at path: Substring) throws(ProjectFailure) -> OpenFolder {
    if let last, order(last.path, path) == 0 { return last.folder }
    let names = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    let found = try folder(names[...])
    last = (path, found)
    return found
  }

  /// The folder at the end of these names; what is missing is made when an owner is given for it.
  func folder(
    _ names: ArraySlice<Substring>, making owner: Ownership? = nil
  ) throws(ProjectFailure) -> OpenFolder {
    var known = 0
    while known < min(steps.count, names.count),
      order(steps[known].name, names[names.startIndex + known]) == 0
    {
      known += 1
    }
    if known < steps.count { steps.removeLast(steps.count - known) }
    for name in names.dropFirst(known) {
      let parent = steps.last?.folder ?? root
      let next =
        if let owner {
          OpenFolder(try parent.folder.madeFolder(String(name), for: owner))
        } else {
          OpenFolder(try parent.folder.folder(String(name)))
        }
      steps.append((name, next))
    }
    return steps.last?.folder ?? root
  }

  /// The folder at the end of these names; `nil` where one of them names no folder.
  func folderIfThere(_ names: ArraySlice<Substring>) throws(ProjectFailure) -> OpenFolder? {
    for (index, name) in zip(names.indices, names) {
      let parent = try folder(names[..<index])
      guard try parent.folder.stamp(String(name))?.kind == .folder else { return nil }
    }
    return try folder(names)
  }
}
