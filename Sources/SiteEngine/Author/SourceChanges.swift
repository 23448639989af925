/// What a site's own files would be if some of them were others: nothing on the disk is changed, and a build
/// of the project tells what would come of it.
struct SourceChanges: Sendable {
  /// Where each moved file was, by where it will be.
  private(set) var origins: [SourcePath: SourcePath] = [:]
  /// The new bytes of files, by where they will be.
  private(set) var written: [SourcePath: [UInt8]] = [:]

  /// Gives a file another place.
  mutating func move(_ path: SourcePath, to target: SourcePath) { origins[target] = path }

  /// Gives a file, by where it will be, other bytes.
  mutating func write(_ bytes: [UInt8], to path: SourcePath) { written[path] = bytes }

  /// Where a file will be.
  func place(of path: SourcePath) -> SourcePath { targets[path] ?? path }

  /// Where a file is that will be at a path.
  func origin(of path: SourcePath) -> SourcePath { origins[path] ?? path }

  private var targets: [SourcePath: SourcePath] {
    Dictionary(origins.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
  }

  /// The files as they would be found.
  func applied(to tree: SourceTree) -> SourceTree {
    guard !origins.isEmpty || !written.isEmpty else { return tree }
    let targets = targets
    let files = tree.files.map { entry in
      SourceTree.Entry(
        path: targets[entry.path] ?? entry.path, stamp: entry.stamp, isSettled: false,
        look: entry.look)
    }
    return SourceTree(
      files: files.sorted { $0.path < $1.path }, diagnostics: tree.diagnostics,
      looks: tree.looks)
  }
}
