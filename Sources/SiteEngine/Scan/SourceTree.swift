import Diagnostics

/// Every file a site is made from, as it was found: path and stamp, nothing read.
package struct SourceTree: Sendable {
  /// One file.
  struct Entry: Sendable, Hashable {
    let path: SourcePath
    let stamp: FileStamp
    /// Whether the stamp can be trusted to change with the next edit.
    ///
    /// File times move in steps of several milliseconds, and a file that was changed just before it was
    /// looked at can be changed once more within the same step. Such a file is read again next time.
    let isSettled: Bool
    /// Which look found it: an entry that was not looked at again keeps its number from tree to tree.
    let look: Int
  }

  /// The files in the order of their paths.
  let files: [Entry]
  /// What was found and left alone.
  let diagnostics: [Diagnostic]
  /// How many looks at files there have been, in this tree and those before it.
  let looks: Int

  /// A file's entry; `nil` when it was not found.
  subscript(path: SourcePath) -> Entry? {
    let index = position(of: path)
    return index < files.count && files[index].path == path ? files[index] : nil
  }

  /// The files in a folder and the folders in it.
  func files(in folder: String) -> ArraySlice<Entry> {
    // The slash is the smallest byte after the folder's name that a path in it has; `0` follows it.
    files[position(of: SourcePath(folder + "/"))..<position(of: SourcePath(folder + "0"))]
  }

  /// Where a path and what lies in a folder of that name stand: two stretches, each perhaps empty.
  fileprivate func positions(within path: SourcePath) -> [Range<Int>] {
    let start = position(of: path)
    let isThere = start < files.count && files[start].path == path
    let inside = files(in: path.text)
    return [start..<start + (isThere ? 1 : 0), inside.startIndex..<inside.endIndex]
  }

  /// Where a path stands, or would stand.
  fileprivate func position(of path: SourcePath) -> Int {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension RuleID {
  /// A name in the project that is not text.
  static let fileName = RuleID("file-name")
  /// A symbolic link, which is never followed.
  static let symbolicLink = RuleID("symbolic-link")
  /// A name with a dot among the files that are published as they are.
  static let hiddenFile = RuleID("hidden-file")
  /// A pipe, a socket or a device.
  static let specialFile = RuleID("special-file")
  /// Folders within folders without end.
  static let folderDepth = RuleID("folder-depth")
}

/// Walks what a site is made from: `site.yaml`, `published-urls.txt`, `Content`, `Themes` and the themes that came with attune.
///
/// Fails only where the project itself cannot be read; what is odd inside it is left alone and said.
/// `looks` counts those of the trees before.
package func scan(
  _ project: Project, after looks: Int = 0
) throws(ProjectFailure) -> SourceTree {
  var walk = Walk(project, after: looks)
  let root = try Folder(at: project.root)
  walk.diagnostics = try checkNames(beside: root)
  for name in projectNames {
    try walk.visit(name, root.stamp(name), in: root, path: name, depth: 0)
  }
  if let shared = project.sharedFolder, let root = try? Folder(at: shared) {
    try walk.visit(
      "Themes", root.stamp("Themes"), in: root, path: Project.sharedPrefix + "Themes", depth: 0)
  }
  return project.changes?.applied(to: walk.tree) ?? walk.tree
}

/// The last walk's result with some files and folders looked at again.
///
/// - Complexity: O(*n*) in the number of files, but only those named are asked about.
func scan(
  _ project: Project, keeping last: SourceTree, lookingAt paths: [SourcePath]
) throws(ProjectFailure) -> SourceTree {
  var walk = Walk(project, after: last.looks)
  walk.diagnostics = try checkNames(beside: Folder(at: project.root))
  let named = Set(paths)
  for path in named {
    // What lies in a folder that is looked at too is found there.
    guard !path.folders.contains(where: named.contains) else { continue }
    walk.forgotten.insert(path)
    let names = path.text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard let first = names.first, projectNames.contains(first) else { continue }
    try walk.descend(names[...], in: Folder(at: project.root), path: "", depth: 0)
  }
  return walk.tree(changing: last)
}

extension SourcePath {
  /// The folders that the path lies in, the nearest first.
  fileprivate var folders: [SourcePath] {
    var folders: [SourcePath] = []
    var rest = folder
    while !rest.utf8.isEmpty {
      let path = SourcePath(String(rest))
      folders.append(path)
      rest = path.folder
    }
    return folders
  }
}

/// What a site is made from, at the top of its folder.
private let projectNames = projectFiles + ["Content", "Themes"]

/// Those of them that are files.
private let projectFiles = [Configuration.fileName, PublishedAddresses.fileName]

/// The walk through folders; it carries what was found.
private struct Walk {
  /// Deeper folders than this are nobody's articles.
  static let depthLimit = 32

  private var files: [SourceTree.Entry] = []
  var diagnostics: [Diagnostic] = []
  /// What a last walk found at these paths and in folders there is true no more.
  var forgotten: Set<SourcePath> = []
  private var looks: Int
  /// Files changed at this time or later may have been changed again since, unseen.
  private let settled: Int64

  init(_ project: Project, after looks: Int) {
    self.looks = looks
    settled = FileStamp.now - Int64(project.settlingTime.components.seconds) * 1_000_000_000
  }

  var tree: SourceTree {
    SourceTree(
      files: files.inByteOrder { $0.path.text }, diagnostics: diagnostics, looks: looks)
  }

  /// The last walk's tree with what was found this time in place of what is forgotten.
  ///
  /// - Complexity: O(*n* + *k* log *n*) for *k* changes among *n* files, where the *n* is copying.
  func tree(changing last: SourceTree) -> SourceTree {
    // At a position, what stands there is skipped up to another one, or something new comes before it.
    var changes: [(position: Int, end: Int, entry: SourceTree.Entry?)] = []
    for path in forgotten {
      for range in last.positions(within: path) where !range.isEmpty {
        changes.append((range.lowerBound, range.upperBound, nil))
      }
    }
    for entry in files {
      let position = last.position(of: entry.path)
      changes.append((position, position, entry))
    }
    changes.sort { left, right in
      if left.position != right.position { return left.position < right.position }
      guard let first = left.entry, let second = right.entry else {
        return left.entry == nil && right.entry != nil
      }
      return first.path < second.path
    }
    var merged: [SourceTree.Entry] = []
    merged.reserveCapacity(last.files.count + files.count)
    var index = 0
    for change in changes {
      if change.position > index {
        merged += last.files[index..<change.position]
        index = change.position
      }
      // Several changes in what was a folder and is a file now find that file several times.
      if let entry = change.entry, merged.last?.path != entry.path { merged.append(entry) }
      index = max(index, change.end)
    }
    merged += last.files[min(index, last.files.count)...]
    let kept = last.diagnostics.filter { diagnostic in
      let path = SourcePath(diagnostic.place.path)
      return ![.settingsName, .misplacedFile].contains(diagnostic.rule) && !forgotten.contains(path)
        && !path.folders.contains(where: forgotten.contains)
    }
    return SourceTree(files: merged, diagnostics: kept + diagnostics, looks: looks)
  }

  /// Goes down to the last of some names, and visits what is there.
  mutating func descend(
    _ names: ArraySlice<String>, in folder: consuming Folder, path: String, depth: Int
  ) throws(ProjectFailure) {
    guard let name = names.first else { return }
    let inner = path.isEmpty ? name : "\(path)/\(name)"
    guard names.count > 1, let stamp = try folder.stamp(name), stamp.kind == .folder,
      isVisible(Array(name.utf8), in: path), depth < Self.depthLimit
    else {
      // A folder on the way may have become something else.
      forgotten.insert(SourcePath(inner))
      let bytes = Array(name.utf8)
      return try visit(bytes, folder.result(of: bytes), in: folder, path: path, depth: depth)
    }
    try descend(names.dropFirst(), in: folder.folder(name), path: inner, depth: depth + 1)
  }

  mutating func visit(
    _ folder: consuming Folder, path: String, depth: Int
  ) throws(ProjectFailure) {
    let open = OpenFolder(folder)
    let names = try open.folder.names()
    // Most of the time of a scan goes into asking what each name stands for.
    let stamps = concurrentMap(names) { open.folder.result(of: $0) }
    for (bytes, stamp) in zip(names, stamps) {
      try visit(bytes, stamp, in: open.folder, path: path, depth: depth)
    }
  }

  /// Visits a name in a folder, unless nobody is meant to see it.
  private mutating func visit(
    _ bytes: [UInt8], _ stamp: Result<FileStamp?, ProjectFailure>, in folder: borrowing Folder,
    path: String, depth: Int
  ) throws(ProjectFailure) {
    guard isVisible(bytes, in: path) else {
      return try reportHidden(bytes, in: folder, path: path)
    }
    let prefix = path.isEmpty ? "" : path + "/"
    guard let name = String(validating: bytes, as: UTF8.self) else {
      report(
        .fileName, .error, "the name of this file is not text",
        at: prefix + String(decoding: bytes, as: UTF8.self),
        suggestion: "rename it, with letters and digits; it was left out")
      return
    }
    try visit(name, stamp.get(), in: folder, path: prefix + name, depth: depth)
  }

  /// Editors and systems keep files of their own behind a dot; hosts look for one folder there.
  private func isVisible(_ name: [UInt8], in path: String) -> Bool {
    name.first != UInt8(ascii: ".")
      || path == SourceTree.staticFolder
        && SourceTree.publishedDotNames.contains { name.elementsEqual($0.utf8) }
  }

  /// Says that a hidden file is not published, where its author may wait for it: `.htaccess`.
  private mutating func reportHidden(
    _ bytes: [UInt8], in folder: borrowing Folder, path: String
  ) throws(ProjectFailure) {
    guard SourcePath(path).isWithin(SourcePath(SourceTree.staticFolder)),
      let name = String(validating: bytes, as: UTF8.self), !isLitter(bytes),
      // Somebody may have told of a file that is gone.
      try folder.stamp(name) != nil
    else { return }
    report(
      .hiddenFile, .warning, "`\(name)` begins with a dot, so it is not published",
      at: "\(path)/\(name)",
      suggestion:
        "set at the host what it says, or give it another name; `.well-known` and `.nojekyll` are published"
    )
  }

  /// Whether a hidden name is one that systems, editors and git leave behind.
  private func isLitter(_ name: [UInt8]) -> Bool {
    [".DS_Store", ".git", "._", ".#", ".Trash"].contains { name.starts(with: $0.utf8) }
      || [".swp", "~"].contains { name.reversed().starts(with: $0.utf8.reversed()) }
  }

  /// Visits a file or a folder by its name and what that stands for; `nil` when there is nothing any more.
  mutating func visit(
    _ name: String, _ stamp: FileStamp?, in folder: borrowing Folder, path: String, depth: Int
  ) throws(ProjectFailure) {
    guard let stamp else { return }
    switch stamp.kind {
    case .file where depth == 0 && !projectFiles.contains(name),
      .folder where depth == 0 && projectFiles.contains(name):
      // A file in place of `Content` is no content; a folder in place of the settings is none either.
      leave(path, .other)
    case .file:
      checkName(name, path)
      looks += 1
      files.append(
        SourceTree.Entry(
          path: SourcePath(path), stamp: stamp, isSettled: stamp.changed < settled, look: looks))
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
  private mutating func leave(_ path: String, _ kind: Folder.Kind) {
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
    // Of ASCII only what stands before the space is a control character, and DEL.
    guard !name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return }
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

extension Folder {
  /// What a name stands for; nothing for a name that is no text.
  fileprivate func result(of name: [UInt8]) -> Result<FileStamp?, ProjectFailure> {
    guard let name = String(validating: name, as: UTF8.self) else { return .success(nil) }
    do throws(ProjectFailure) {
      return .success(try stamp(name))
    } catch {
      return .failure(error)
    }
  }
}

extension SourceTree {
  /// The folder whose files are published as they are.
  static let staticFolder = "Content/static"
  /// The names with a dot that hosts look for.
  static let publishedDotNames = [".well-known", ".nojekyll"]
}

/// The files that are not as they were when a tree was walked: written, new, or gone.
package func changes(
  in project: Project, since tree: SourceTree
) throws(ProjectFailure) -> [Change] {
  let found = try scan(project)
  var changes: [Change] = []
  var old = tree.files[...]
  for entry in found.files {
    while let first = old.first, first.path < entry.path {
      changes.append(.file(first.path))
      old = old.dropFirst()
    }
    if let first = old.first, first.path == entry.path {
      if first.stamp != entry.stamp { changes.append(.file(entry.path)) }
      old = old.dropFirst()
    } else {
      changes.append(.file(entry.path))
    }
  }
  changes += old.map { .file($0.path) }
  // What is not a file, or has a name that is odd, is known by what is said of it.
  return changes.isEmpty && found.diagnostics != tree.diagnostics ? [.everything] : changes
}
