package import Diagnostics
import Documents

/// What writing a site did.
package struct WriteReport: Sendable {
  /// The files that are new or have new bytes, in order.
  package let written: [OutputPath]
  /// How many files were right already and were not touched.
  package let unchangedCount: Int
  /// The files of the last build that the site no longer has, in order.
  package let removed: [OutputPath]
  /// What was found and left alone.
  package let diagnostics: [Diagnostic]
}

/// Puts rendered bytes into the output folder so that no reader ever sees half a file.
///
/// New bytes are staged inside the output's own file system and renamed over their targets; files that
/// are right already keep their dates; files of the last build that are no longer wanted go last.
/// Nothing is touched that the manifest of the last build does not list.
package struct OutputWriter {
  /// Where new bytes wait; in the output folder, since a rename cannot leave its file system.
  private static let stageName = ".attune-stage"

  private let output: String

  /// Creates a writer for the folder at a path.
  package init(output: String) { self.output = output }

  /// Makes the folder hold exactly these files, beside what others put there.
  ///
  /// - Returns: What was done; with errors among the diagnostics, nothing was.
  package func write(_ files: [(path: OutputPath, bytes: [UInt8])]) throws(ProjectFailure)
    -> WriteReport
  {
    let root = try madeRoot()
    guard try root.lock() else {
      throw ProjectFailure(
        path: output, action: "cannot write to this folder",
        reason: "another build is writing to it; try again when it is done")
    }
    let last = try manifest(in: root)
    let foreign = try foreignFiles(in: root, apartFrom: last)
    let changed = try changes(files, in: root)
    var problems = conflicts(changed, foreign: foreign)
    if last == nil, let first = foreign.first {
      problems.append(
        Diagnostic(
          .outputFolder, .error,
          "the output folder has files that attune did not write, such as `\(first)`",
          at: SourcePlace(wholeOf: output),
          suggestion: "name an empty folder, or one that attune made"))
    }
    guard !problems.hasErrors else {
      return WriteReport(written: [], unchangedCount: 0, removed: [], diagnostics: problems)
    }

    let known = last ?? OutputManifest()
    let next = OutputManifest(
      Dictionary(
        files.map { ($0.path, Fingerprint(of: $0.bytes)) }, uniquingKeysWith: { _, new in new }))
    let removed = known.entries.keys.filter { next.entries[$0] == nil }.sorted()
    try publish(changed, removing: removed, from: known, to: next, in: root)
    for path in foreign {
      problems.append(
        Diagnostic(
          .foreignFile, .note, "attune did not write this file, so it stays",
          at: SourcePlace(wholeOf: "\(output)/\(path)")))
    }
    return WriteReport(
      written: changed.map(\.path), unchangedCount: files.count - changed.count, removed: removed,
      diagnostics: problems)
  }

  /// The output folder, made if need be; its parent must exist.
  private func madeRoot() throws(ProjectFailure) -> Folder {
    if let root = try? Folder(at: output) { return root }
    var parent = output.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let name = parent.popLast() ?? output
    let isAbsolute = output.utf8.first == UInt8(ascii: "/")
    let path = (isAbsolute ? "/" : "") + parent.joined(separator: "/")
    let folder = try Folder(at: path.isEmpty ? "." : path)
    guard try folder.stamp(name) == nil else {
      throw ProjectFailure(
        path: output, action: "cannot write to this folder", reason: "it is not a folder")
    }
    return try folder.madeFolder(name)
  }

  private func manifest(in root: borrowing Folder) throws(ProjectFailure) -> OutputManifest? {
    let name = OutputManifest.fileName
    guard try root.stamp(name) != nil else { return nil }
    let bytes = try root.read(name, limit: 1 << 30)
    guard let manifest = OutputManifest(parsing: bytes) else {
      throw ProjectFailure(
        path: "\(output)/\(name)", action: "cannot read what the last build wrote",
        reason: "the file was changed; remove the output folder and build again")
    }
    return manifest
  }

  /// The files whose bytes are not in the folder yet.
  private func changes(
    _ files: [(path: OutputPath, bytes: [UInt8])], in root: borrowing Folder
  ) throws(ProjectFailure) -> [(path: OutputPath, bytes: [UInt8])] {
    var changed: [(path: OutputPath, bytes: [UInt8])] = []
    for file in files.sorted(by: { $0.path < $1.path }) {
      if try root.current(file.path, ifSize: file.bytes.count) != file.bytes {
        changed.append(file)
      }
    }
    return changed
  }

  /// A file that somebody else put where the site needs its own is an error: neither may be lost.
  private func conflicts(
    _ changed: [(path: OutputPath, bytes: [UInt8])], foreign: Set<String>
  ) -> [Diagnostic] {
    changed.filter { foreign.contains($0.path.text) }.map { file in
      Diagnostic(
        .foreignFile, .error, "attune did not write this file, and the site needs its place",
        at: SourcePlace(wholeOf: "\(output)/\(file.path)"),
        suggestion: "move it away, then build again")
    }
  }

  private func publish(
    _ changed: [(path: OutputPath, bytes: [UInt8])], removing removed: [OutputPath],
    from known: OutputManifest, to next: OutputManifest, in root: borrowing Folder
  ) throws(ProjectFailure) {
    let stage = try root.madeFolder(Self.stageName)
    // A build that was ended in the middle leaves its stage behind.
    for name in try stage.names() { try stage.remove(String(decoding: name, as: UTF8.self)) }
    for (index, file) in changed.enumerated() { try stage.write(file.bytes, to: "\(index)") }
    try stage.write(known.merging(next).bytes, to: "known")
    try stage.write(next.bytes, to: "next")
    // After a power cut a renamed file must have its bytes: one call for all, since one for each file
    // took 80 times as long when measured.
    if !changed.isEmpty { try stage.synchronize() }
    // From here on the manifest lists old and new paths, so that whatever an end in the middle
    // leaves behind is known as attune's own to the next build.
    try root.replace(OutputPath(OutputManifest.fileName), with: "known", from: stage)
    for (index, file) in changed.enumerated() {
      try root.replace(file.path, with: "\(index)", from: stage)
    }
    for path in removed { try root.remove(path) }
    try root.replace(OutputPath(OutputManifest.fileName), with: "next", from: stage)
    root.removeIfEmpty(Self.stageName)
  }
}

/// The files in a folder that no manifest lists; names that begin with a dot are left out at the top,
/// where hosts and git keep theirs.
private func foreignFiles(
  in root: borrowing Folder, apartFrom manifest: OutputManifest?
) throws(ProjectFailure) -> Set<String> {
  var found: Set<String> = []
  func visit(_ folder: borrowing Folder, _ prefix: String) throws(ProjectFailure) {
    for bytes in try folder.names() {
      let name = String(decoding: bytes, as: UTF8.self)
      if prefix.isEmpty, bytes.first == UInt8(ascii: ".") { continue }
      let path = prefix + name
      if let stamp = try folder.stamp(name), stamp.kind == .folder {
        try visit(folder.folder(name), path + "/")
      } else if manifest?.entries[OutputPath(path)] == nil {
        found.insert(path)
      }
    }
  }
  try visit(root, "")
  return found
}

extension Folder {
  /// The bytes that a path has now, read only when the size is the one expected.
  fileprivate func current(_ path: OutputPath, ifSize size: Int) throws(ProjectFailure) -> [UInt8]?
  {
    var names = path.names
    let name = names.removeLast()
    return try descend(names[...]) { folder throws(ProjectFailure) in
      guard let stamp = try folder.stamp(name), stamp.kind == .file, stamp.size == size else {
        return nil
      }
      return try folder.read(name, limit: .max)
    } ?? nil
  }

  /// Puts a staged file in the place of `path`, with the folders it needs.
  fileprivate func replace(
    _ path: OutputPath, with staged: String, from stage: borrowing Folder
  ) throws(ProjectFailure) {
    try place(path.names[...], staged, stage)
  }

  private func place(
    _ names: ArraySlice<String>, _ staged: String, _ stage: borrowing Folder
  ) throws(ProjectFailure) {
    guard let name = names.first else { return }
    if names.count == 1 {
      try stage.move(staged, to: name, in: self)
    } else {
      try madeFolder(name).place(names.dropFirst(), staged, stage)
    }
  }

  /// Takes the file at `path` away, and the folders that it leaves empty.
  fileprivate func remove(_ path: OutputPath) throws(ProjectFailure) {
    try remove(path.names[...])
  }

  private func remove(_ names: ArraySlice<String>) throws(ProjectFailure) {
    guard let name = names.first else { return }
    if names.count == 1 { return try remove(name) }
    guard let stamp = try stamp(name), stamp.kind == .folder else { return }
    try folder(name).remove(names.dropFirst())
    removeIfEmpty(name)
  }

  private func descend<Result>(
    _ names: ArraySlice<String>,
    _ body: (borrowing Folder) throws(ProjectFailure) -> Result
  ) throws(ProjectFailure) -> Result? {
    guard let name = names.first else { return try body(self) }
    guard let stamp = try stamp(name), stamp.kind == .folder else { return nil }
    return try folder(name).descend(names.dropFirst(), body)
  }
}

extension OutputPath {
  /// The names along the path.
  fileprivate var names: [String] {
    text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }
}
