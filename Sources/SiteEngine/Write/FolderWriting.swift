import CPosix

/// Whose the files are that a build makes: whoever runs it, unless root works in somebody's folder.
struct Ownership: Sendable {
  /// The user, or -1.
  fileprivate let user: Int64
  /// The group, or -1.
  fileprivate let group: Int64
}

extension Folder {
  /// Whose new things in this folder should be.
  func ownership() throws(ProjectFailure) -> Ownership {
    var (user, group) = (Int64(-1), Int64(-1))
    let result = attune_owner_of(descriptor, &user, &group)
    guard result >= 0 else { throw .system(result, path, "cannot look at this folder") }
    return Ownership(user: user, group: group)
  }

  /// Makes a folder unless it is there, and opens it.
  func madeFolder(_ name: String, for owner: Ownership) throws(ProjectFailure) -> Folder {
    let result = attune_make_folder(descriptor, name)
    guard result >= 0 || result == attune_already_there else {
      throw .system(result, join(path, name), "cannot make this folder")
    }
    let made = try folder(name)
    if result >= 0 {
      var stamp = attune_stamp()
      let result = attune_settle(made.descriptor, 0o755, owner.user, owner.group, &stamp)
      guard result >= 0 else { throw .system(result, made.path, "cannot make this folder") }
    }
    return made
  }

  /// Begins a new file, which must not exist.
  func newFile(_ name: String) throws(ProjectFailure) -> NewFile {
    let file = attune_create_file(descriptor, name)
    guard file >= 0 else { throw .system(file, join(path, name), NewFile.action) }
    return NewFile(descriptor: file, path: join(path, name))
  }

  /// Writes a new file, which must not exist.
  func write(
    _ bytes: [UInt8], to name: String, for owner: Ownership
  ) throws(ProjectFailure) {
    var file = try newFile(name)
    try file.append(bytes)
    try file.finish(for: owner)
  }

  /// Puts what has a name here in the place of a file in another folder, at once.
  func move(
    _ name: String, to target: String, in folder: borrowing Folder
  ) throws(ProjectFailure) {
    let result = attune_rename(descriptor, name, folder.descriptor, target)
    guard result >= 0 else { throw .system(result, join(folder.path, target), Self.moving) }
  }

  /// Puts what has a name here where nothing is yet.
  func move(
    _ name: String, toNew target: String, in folder: borrowing Folder
  ) throws(ProjectFailure) {
    let result = attune_rename_new(descriptor, name, folder.descriptor, target)
    guard result >= 0 else { throw .system(result, join(folder.path, target), Self.moving) }
  }

  private static let moving = "cannot put the new file in place"

  /// Keeps the folder for this process for as long as it is open here; `false` when another has it.
  func lock() throws(ProjectFailure) -> Bool {
    let result = attune_lock(descriptor)
    guard result >= 0 || result == attune_taken else {
      throw .system(result, path, "cannot lock this folder")
    }
    return result >= 0
  }

  /// Writes everything to the disk that its file system still holds back.
  func synchronize() throws(ProjectFailure) {
    let result = attune_sync_file_system(descriptor)
    guard result >= 0 else { throw .system(result, path, "cannot write to this disk") }
  }

  /// Puts what has a name here in the place of a file in another folder, with a time that is later than
  /// that of everything before.
  func moveLast(
    _ name: String, to target: String, in folder: borrowing Folder
  ) throws(ProjectFailure) {
    attune_await_next_file_time()
    try move(name, to: target, in: folder)
  }

  /// Takes a file away; one that is gone already is fine.
  func remove(_ name: String) throws(ProjectFailure) {
    let result = attune_remove_file(descriptor, name)
    guard result >= 0 || result == attune_not_found else {
      throw .system(result, join(path, name), "cannot remove this file")
    }
  }

  /// Takes a folder away when it is empty, and leaves what is not empty or no folder.
  ///
  /// - Returns: Whether it is gone.
  @discardableResult
  func removeIfEmpty(_ name: String) throws(ProjectFailure) -> Bool {
    let result = attune_remove_folder(descriptor, name)
    if result >= 0 || result == attune_not_found { return true }
    guard attune_is_in_use(result) == 0 else { return false }
    throw .system(result, join(path, name), "cannot remove this folder")
  }

  /// Takes a folder away with everything in it; only for a folder that is attune's own.
  func removeTree(_ name: String) throws(ProjectFailure) {
    do {
      let inner = try folder(name)
      for bytes in try inner.names() {
        let name = String(decoding: bytes, as: UTF8.self)
        if try inner.stamp(name)?.kind == .folder {
          try inner.removeTree(name)
        } else {
          try inner.remove(name)
        }
      }
    }
    let result = attune_remove_folder(descriptor, name)
    guard result >= 0 else { throw .system(result, join(path, name), "cannot remove this folder") }
  }

  /// Which mounted file system the folder lies in.
  func mount() throws(ProjectFailure) -> UInt64 {
    var mount: UInt64 = 0
    let result = attune_mount_of(descriptor, &mount)
    guard result >= 0 else { throw .system(result, path, "cannot look at this folder") }
    return mount
  }

  /// Why names in the folder cannot be changed; `nil` when they can.
  func refusalToChange() -> ProjectFailure? {
    let result = attune_may_change(descriptor)
    return result >= 0 ? nil : .system(result, path, "cannot write to this folder")
  }
}

/// A file that is being written, closed when its owner is done with it.
struct NewFile: ~Copyable {
  fileprivate static let action = "cannot write this file"

  /// Negative when the file is closed already.
  private var descriptor: Int32
  private let path: String
  private var size: Int64 = 0

  fileprivate init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { if descriptor >= 0 { attune_close(descriptor) } }

  /// Adds bytes at the end.
  mutating func append(_ bytes: [UInt8]) throws(ProjectFailure) {
    let result = bytes.withUnsafeBytes { attune_write(descriptor, $0.baseAddress, $0.count) }
    guard result >= 0 else { throw .system(result, path, Self.action) }
    size += Int64(bytes.count)
  }

  /// Makes the file readable for everybody, makes sure that all of it was taken, and closes it.
  consuming func finish(for owner: Ownership) throws(ProjectFailure) {
    var stamp = attune_stamp()
    var result = attune_settle(descriptor, 0o644, owner.user, owner.group, &stamp)
    let closed = attune_close_written(descriptor)
    descriptor = -1
    if result >= 0 { result = closed }
    guard result >= 0 else { throw .system(result, path, Self.action) }
    guard stamp.size == size else {
      throw ProjectFailure(
        path: path, action: Self.action,
        reason: "the disk took \(stamp.size) of \(size) bytes")
    }
  }
}
