/// What an output folder holds before a build writes to it: attune's files and everybody else's.
struct OutputTree: Sendable {
  /// A folder that was looked into.
  struct Place: Sendable {
    /// The mounted file system that it lies in.
    let mount: UInt64
    /// Why names in it cannot be changed; `nil` when they can.
    let refusal: ProjectFailure?
    /// Whether it holds names that begin with a dot or are no text, which are other programs' affair.
    let hasHidden: Bool
    /// When a name in it, or in a folder on the way to it, was last changed; nothing is known of the
    /// output folder itself, where manifests come and go.
    var changed: Int64 = .min
  }

  /// Everything that was found but the folders in ``folders``: files, links, and folders that neither
  /// the last build nor this one has to do with.
  private(set) var entries: [OutputPath: FileStamp] = [:]
  /// The folders that were looked into, the output folder itself with an empty path.
  private(set) var folders: [OutputPath: Place] = [:]

  /// Looks at the output folder and at the folders that these files lie in; nothing is read, and no
  /// other folder is entered, however much is in it.
  ///
  /// - Complexity: O(*n*) in the number of names found; folders are listed on all cores.
  init(of root: OpenFolder, expecting files: Set<OutputPath>) throws(ProjectFailure) {
    // Before a first build there is nothing to go into.
    let expected = try root.folder.names().isEmpty ? [] : SiteEngine.folders(of: files)
    let search = Search(files: files, folders: expected)
    var level = [(path: OutputPath(""), changed: Int64.min)]
    while !level.isEmpty {
      let found = concurrentMap(
        level, start: { FolderTrail(root) },
        { folder, trail in search.look(at: folder.path, trail) })
      var next: [(path: OutputPath, changed: Int64)] = []
      for (folder, result) in zip(level, found) {
        var listing = try result.get()
        listing.place.changed = folder.changed
        folders[folder.path] = listing.place
        for (name, stamp) in listing.names {
          if stamp.kind == .folder && expected.contains(name) {
            next.append((name, max(folder.changed, stamp.changed)))
          } else {
            entries[name] = stamp
          }
        }
      }
      level = next
    }
  }

  /// Whether a file must still have the bytes that were written, since nothing about it, nor about the
  /// folders on the way to it, changed after a moment.
  ///
  /// Whoever writes to a file, gives it other attributes or puts another in its place moves the time of
  /// its last change, which nobody can set to another; whoever moves a folder moves that folder's.
  func isUntouched(_ path: OutputPath, since moment: Int64) -> Bool {
    guard let stamp = entries[path], let folder = folders[path.folder] else { return false }
    return stamp.kind == .file && max(stamp.changed, stamp.modified, folder.changed) < moment
  }

  /// Whether nothing was found in the output folder.
  var isEmpty: Bool { entries.isEmpty && folders.count <= 1 }

  /// Whether there is a file, and no link or folder, at a path.
  func hasFile(_ path: OutputPath) -> Bool { entries[path]?.kind == .file }
}

/// What is looked for in an output folder.
private struct Search: Sendable {
  /// One folder's names and what they stand for.
  struct Listing: Sendable {
    var place: OutputTree.Place
    var names: [(OutputPath, FileStamp)]
  }

  let files: Set<OutputPath>
  let folders: Set<OutputPath>

  /// Lists one folder.
  func look(at path: OutputPath, _ trail: FolderTrail) -> Result<Listing, ProjectFailure> {
    do throws(ProjectFailure) {
      return .success(try listing(of: path, trail))
    } catch {
      return .failure(error)
    }
  }

  private func listing(
    of path: OutputPath, _ trail: FolderTrail
  ) throws(ProjectFailure) -> Listing {
    let open = try trail.folder(path.names[...])
    var names: [(OutputPath, FileStamp)] = []
    var hasHidden = false
    for bytes in try open.folder.names() {
      // A name that is no text is surely not attune's.
      guard let name = String(validating: bytes, as: UTF8.self) else {
        hasHidden = true
        continue
      }
      let place = path.appending(name)
      if bytes.first == UInt8(ascii: "."), !files.contains(place), !folders.contains(place) {
        hasHidden = true
      } else if let stamp = try open.folder.stamp(name) {
        names.append((place, stamp))
      }
    }
    return Listing(
      place: OutputTree.Place(
        mount: try open.folder.mount(), refusal: open.folder.refusalToChange(),
        hasHidden: hasHidden),
      names: names)
  }
}

/// Every folder that lies on the way to one of these files.
func folders(of files: Set<OutputPath>) -> Set<OutputPath> {
  var folders: Set<OutputPath> = []
  for file in files {
    for folder in file.folders { guard folders.insert(folder).inserted else { break } }
  }
  return folders
}
