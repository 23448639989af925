import Documents

/// What tells one state of a file from the next, so that a file that is the same is not parsed again.
struct FileVersion: Sendable, Hashable {
  /// What its folder said of it when it was read.
  private let entry: SourceTree.Entry
  /// The fingerprint of its bytes.
  let content: Fingerprint

  /// Notes what was read of a file that was found.
  init(_ entry: SourceTree.Entry, _ bytes: [UInt8]) {
    self.init(entry, content: Fingerprint(of: bytes))
  }

  /// Notes the fingerprint of what was read of a file that was found.
  init(_ entry: SourceTree.Entry, content: Fingerprint) {
    self.entry = entry
    self.content = content
  }

  /// The version for a file as it is found now, when that cannot differ from what was read; else `nil`,
  /// and only its bytes can tell.
  func stillTrue(for found: SourceTree.Entry) -> FileVersion? {
    if isOf(found) { return self }
    return entry.isSettled && entry.path == found.path && entry.stamp == found.stamp
      ? FileVersion(found, content: content) : nil
  }

  /// Whether the file was read as it was found by the same look: nobody has said that it changed since.
  func isOf(_ found: SourceTree.Entry) -> Bool { entry.look == found.look }
}
