import CPosix

/// An open folder, closed when its owner is done with it.
///
/// Everything below it is reached by a single name at a time and no symbolic link is followed, so no
/// name in a project can lead out of the project.
struct Folder: ~Copyable, Sendable {
  /// What a name in a folder stands for.
  enum Kind: Sendable {
    case file, folder, link, other
  }

  /// The path for messages.
  let path: String
  /// The system's number for the open folder; only what extends a folder has a use for it.
  let descriptor: Int32

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Opens a folder that a person named; here alone links are followed.
  init(at path: String) throws(ProjectFailure) {
    // A zero byte would end the name early for the system: another folder than the one checked.
    guard !path.utf8.contains(0) else {
      throw ProjectFailure(path: path, action: "cannot open this folder", reason: "no such folder")
    }
    let result = attune_open_root(path)
    guard result >= 0 else { throw .system(result, path, "cannot open this folder") }
    descriptor = result
    self.path = path
  }

  deinit { attune_close(descriptor) }

  /// Opens a folder in this one.
  func folder(_ name: String) throws(ProjectFailure) -> Folder {
    let result = attune_open_folder(descriptor, name)
    guard result >= 0 else { throw .system(result, join(path, name), "cannot open this folder") }
    return Folder(descriptor: result, path: join(path, name))
  }

  /// The names in the folder, as bytes and in the order of bytes.
  ///
  /// Bytes, because a name on Linux need not be text, and a repaired name is that of another file.
  func names() throws(ProjectFailure) -> [[UInt8]] {
    var error: Int32 = 0
    guard let listing = attune_list(descriptor, &error) else {
      throw .system(-error, path, "cannot list this folder")
    }
    defer { attune_end_listing(listing) }
    var names: [[UInt8]] = []
    while let name = attune_next_name(listing, &error) {
      var length = 0
      while name[length] != 0 { length += 1 }
      names.append(Array(UnsafeRawBufferPointer(start: name, count: length)))
    }
    if error != 0 { throw .system(-error, path, "cannot list this folder") }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What a name stands for; `nil` when there is nothing of that name.
  func stamp(_ name: String) throws(ProjectFailure) -> FileStamp? {
    var stamp = attune_stamp()
    let result = attune_stamp_at(descriptor, name, &stamp)
    if result == attune_not_found { return nil }
    guard result >= 0 else { throw .system(result, join(path, name), "cannot look at this file") }
    return FileStamp(stamp)
  }

  /// What a path of several names stands for; `nil` when nothing can be found out.
  ///
  /// The system follows links on the way, so whoever asks must have asked about each folder on it.
  func stamp(below path: ArraySlice<UInt8>) -> FileStamp? {
    withUnsafeTemporaryAllocation(byteCount: path.count + 1, alignment: 1) { name in
      name.copyBytes(from: path)
      name[path.count] = 0
      var stamp = attune_stamp()
      guard let start = name.bindMemory(to: CChar.self).baseAddress,
        attune_stamp_at(descriptor, start, &stamp) >= 0
      else { return nil }
      return FileStamp(stamp)
    }
  }

  /// The bytes of a file, read once; a file of over `limit` bytes is refused unread.
  ///
  /// `followingLinks` is for the system's own files, never for a project's.
  func read(
    _ name: String, limit: Int, followingLinks: Bool = false
  ) throws(ProjectFailure) -> [UInt8] {
    let (file, size) = try opened(name, limit: limit, followingLinks: followingLinks)
    defer { attune_close(file) }
    // One byte more than expected: a file that grew since is read to its end all the same.
    var (bytes, count) = try readPart(of: file, upTo: size + 1, name)
    // Less than was asked for is all that a file has.
    while count > 0, bytes.count != size {
      guard bytes.count <= limit else { throw .tooLarge(join(path, name), limit) }
      let part: [UInt8]
      (part, count) = try readPart(of: file, upTo: max(4096, size + 1 - bytes.count), name)
      bytes += part
    }
    return bytes
  }

  /// Reads a file piece by piece, so that a film is never all in memory; one of over `limit` bytes is
  /// refused unread.
  func readPieces(
    of name: String, limit: Int = .max, _ body: ([UInt8]) throws(ProjectFailure) -> Void
  ) throws(ProjectFailure) {
    let (file, size) = try opened(name, limit: limit, followingLinks: false)
    defer { attune_close(file) }
    // Small files are read with two calls, the second of which finds their end.
    let room = max(1, min(size, 1 << 18))
    var total = 0
    while true {
      let (part, count) = try readPart(of: file, upTo: room, name)
      if count == 0 { return }
      total += count
      guard total <= limit else { throw .tooLarge(join(path, name), limit) }
      try body(part)
    }
  }

  /// Opens a regular file for reading; the caller closes it.
  private func opened(
    _ name: String, limit: Int, followingLinks: Bool
  ) throws(ProjectFailure) -> (descriptor: Int32, size: Int) {
    let action = "cannot read this file"
    let file =
      followingLinks
      ? attune_open_system_file(descriptor, name) : attune_open_file(descriptor, name)
    guard file >= 0 else { throw .system(file, join(path, name), action) }
    var stamp = attune_stamp()
    let result = attune_stamp_of(file, &stamp)
    guard result >= 0, FileStamp(stamp).kind == .file, stamp.size <= limit else {
      attune_close(file)
      let path = join(path, name)
      if result < 0 { throw .system(result, path, action) }
      guard FileStamp(stamp).kind == .file else {
        throw ProjectFailure(path: path, action: action, reason: "it is not a regular file")
      }
      throw .tooLarge(path, limit)
    }
    return (file, Int(stamp.size))
  }

  private func readPart(
    of file: Int32, upTo room: Int, _ name: String
  ) throws(ProjectFailure) -> (part: [UInt8], count: Int) {
    var count = 0
    let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
      count = attune_read(file, buffer.baseAddress, room)
      initialized = max(0, count)
    }
    guard count >= 0 else {
      throw .system(
        Int32(truncatingIfNeeded: count), join(path, name), "cannot read this file")
    }
    return (part, count)
  }
}

/// What is known of a file without reading it.
///
/// File times move in steps of several milliseconds, so two edits in one step look equal: what must
/// be sure compares contents.
struct FileStamp: Hashable, Sendable {
  /// What the name stands for.
  let kind: Folder.Kind
  /// The size in bytes.
  let size: Int64
  /// When the content changed, in nanoseconds since 1970.
  let modified: Int64
  /// When content or attributes changed, in nanoseconds since 1970.
  let changed: Int64
  /// The file's number in its file system.
  let inode: UInt64
  /// The file system.
  let device: UInt64

  /// The time that a file changed now would get.
  static var now: Int64 { attune_file_time() }

  init(_ stamp: attune_stamp) {
    kind =
      switch UInt32(bitPattern: stamp.kind) {
      case ATTUNE_KIND_FILE.rawValue: .file
      case ATTUNE_KIND_FOLDER.rawValue: .folder
      case ATTUNE_KIND_LINK.rawValue: .link
      default: .other
      }
    size = stamp.size
    modified = stamp.modified
    changed = stamp.changed
    inode = stamp.inode
    device = stamp.device
  }
}

extension ProjectFailure {
  /// That a file has more bytes than are read of one.
  fileprivate static func tooLarge(_ path: String, _ limit: Int) -> ProjectFailure {
    ProjectFailure(
      path: path, action: "cannot read this file",
      reason: "it is larger than \(limit / 1_048_576) MB, the most that attune reads of one file")
  }

  /// A failure with the system's own reason for a negative errno.
  static func system(_ result: Int32, _ path: String, _ action: String) -> ProjectFailure {
    let reason = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      buffer.initialize(repeating: 0)
      attune_describe(-result, buffer.baseAddress, buffer.count)
      return buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    let words = reason.isEmpty ? "error \(-result)" : reason
    return ProjectFailure(
      path: path, action: action, reason: words.prefix(1).lowercased() + words.dropFirst())
  }
}

/// `name` in the folder `path`, for messages; the project's own folder has no name.
func join(_ path: String, _ name: String) -> String {
  path.isEmpty || path == "." ? name : "\(path)/\(name)"
}
