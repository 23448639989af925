#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

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

  /// Begins at a folder.
  init(_ root: OpenFolder) { self.root = root }

  /// The folder at the end of these names; what is missing is made when an owner is given for it.
  func folder(
    _ names: ArraySlice<Substring>, making owner: Ownership? = nil
  ) throws(ProjectFailure) -> OpenFolder {
    var known = 0
    while known < min(steps.count, names.count),
      haveSameBytes(steps[known].name, names[names.startIndex + known])
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

/// Whether two texts have the same bytes.
func haveSameBytes(_ left: Substring, _ right: Substring) -> Bool {
  let inPlace = left.utf8.withContiguousStorageIfAvailable { left in
    right.utf8.withContiguousStorageIfAvailable { right -> Bool in
      guard left.count == right.count, let first = left.baseAddress,
        let second = right.baseAddress
      else { return left.isEmpty && right.isEmpty }
      return memcmp(first, second, left.count) == 0
    }
  }
  if let inPlace, let inPlace { return inPlace }
  return left.utf8.elementsEqual(right.utf8)
}
