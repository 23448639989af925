import Diagnostics

/// Every file a site is made from, as it was found: path and stamp, nothing read.
package struct SourceTree: Sendable {
  /// One file.
  struct Entry: Sendable, Hashable {
    let path: SourcePath
    let stamp: FileStamp
  }

  /// The files in the order of their paths.
  let files: [Entry]
  /// What was found and left alone.
  let diagnostics: [Diagnostic]

  /// Whether a file was found.
  func contains(_ path: SourcePath) -> Bool {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < files.count && files[low].path == path
  }

  /// The files in a folder and the folders in it.
  func files(in folder: String) -> [Entry] { files.filter { $0.path.relative(to: folder) != nil } }
}

extension RuleID {
  /// A name in the project that is not text.
  static let fileName = RuleID("file-name")
  /// A symbolic link, which is never followed.
  static let symbolicLink = RuleID("symbolic-link")
  /// A pipe, a socket or a device.
  static let specialFile = RuleID("special-file")
  /// Folders within folders without end.
  static let folderDepth = RuleID("folder-depth")
}

/// Walks what a site is made from: `site.yaml`, `Content` and `Themes`.
///
/// Fails only where the project itself cannot be read; what is odd inside it is left alone and said.
func scan(_ project: borrowing Folder) throws(ProjectFailure) -> SourceTree {
  var walk = Walk()
  if let stamp = try project.stamp(Configuration.fileName), stamp.kind == .file {
    walk.files.append(SourceTree.Entry(path: SourcePath(Configuration.fileName), stamp: stamp))
  }
  for name in ["Content", "Themes"] {
    guard let stamp = try project.stamp(name) else { continue }
    guard stamp.kind == .folder else {
      walk.leave(name, stamp.kind)
      continue
    }
    try walk.visit(project.folder(name), path: name, depth: 0)
  }
  return SourceTree(files: walk.files.sorted { $0.path < $1.path }, diagnostics: walk.diagnostics)
}

/// The walk through folders; it carries what was found.
private struct Walk {
  /// Deeper folders than this are nobody's articles.
  static let depthLimit = 32

  var files: [SourceTree.Entry] = []
  var diagnostics: [Diagnostic] = []

  mutating func visit(
    _ folder: consuming Folder, path: String, depth: Int
  ) throws(ProjectFailure) {
    for bytes in try folder.names() {
      // Editors and systems keep files of their own behind a dot.
      if bytes.first == UInt8(ascii: ".") { continue }
      guard let name = String(validating: bytes, as: UTF8.self) else {
        report(
          .fileName, .error, "the name of this file is not text",
          at: "\(path)/\(String(decoding: bytes, as: UTF8.self))",
          suggestion: "rename it, with letters and digits; it was left out")
        continue
      }
      try visit(name, in: folder, path: "\(path)/\(name)", depth: depth)
    }
  }

  private mutating func visit(
    _ name: String, in folder: borrowing Folder, path: String, depth: Int
  ) throws(ProjectFailure) {
    guard let stamp = try folder.stamp(name) else { return }
    switch stamp.kind {
    case .file:
      checkName(name, path)
      files.append(SourceTree.Entry(path: SourcePath(path), stamp: stamp))
    case .folder where depth >= Self.depthLimit:
      report(
        .folderDepth, .error, "folders are nested more than \(Self.depthLimit) deep here", at: path,
        suggestion: "move what is in it further up")
    case .folder:
      try visit(folder.folder(name), path: path, depth: depth + 1)
    case .link, .other:
      leave(path, stamp.kind)
    }
  }

  /// Says that something was left alone.
  mutating func leave(_ path: String, _ kind: Folder.Kind) {
    if kind == .link {
      report(
        .symbolicLink, .warning, "this is a symbolic link, which attune never follows", at: path,
        suggestion: "put the file itself here")
    } else {
      report(
        .specialFile, .warning, "this is not a regular file", at: path,
        suggestion: "put a regular file here, or remove it")
    }
  }

  /// Control and direction characters make a name look like another one.
  private mutating func checkName(_ name: String, _ path: String) {
    let hasTrick = name.unicodeScalars.contains {
      $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
    }
    guard hasTrick else { return }
    report(
      .fileName, .warning, "the name of this file has characters that cannot be seen", at: path,
      suggestion: "rename it, with letters and digits")
  }

  private mutating func report(
    _ rule: RuleID, _ severity: Diagnostic.Severity, _ message: String, at path: String,
    suggestion: String
  ) {
    diagnostics.append(
      Diagnostic(rule, severity, message, at: SourcePlace(wholeOf: path), suggestion: suggestion))
  }
}
