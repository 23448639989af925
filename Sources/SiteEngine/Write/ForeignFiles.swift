import Diagnostics
import Documents

extension RuleID {
  /// Something in the output folder that attune did not put there.
  static let foreignFile = RuleID("foreign-file")
  /// A build that would take away most of a site.
  static let manyDeletions = RuleID("many-deletions")
}

/// What a build finds in the output folder, compared with what it wants there.
struct OutputComparison: Sendable {
  /// How many things of others are told one by one.
  private static let noteLimit = 20
  /// How many files may go without a question even if they are most of the site.
  ///
  /// A trial site of a dozen pages is torn down and built up again; a practice has more.
  static let freeDeletions = 10

  /// The output folder as the person named it.
  let output: String
  /// What the site consists of now.
  let wanted: Set<OutputPath>
  /// What the last build wrote; `nil` when attune never wrote to the folder.
  let last: OutputManifest?
  /// What is there.
  let tree: OutputTree
  /// The folders that the site needs.
  private let needed: Set<OutputPath>
  /// Everything that is there and not attune's, in order.
  private let foreign: [OutputPath]

  /// Compares.
  init(output: String, wanted: Set<OutputPath>, last: OutputManifest?, tree: OutputTree) {
    self.output = output
    self.wanted = wanted
    self.last = last
    self.tree = tree
    foreign = tree.entries.filter { last?.entries[$0.key] == nil || $0.value.kind != .file }.keys
      .sorted()
    // In a folder with nothing in it nothing can be in the way.
    needed = tree.isEmpty ? [] : folders(of: wanted)
  }

  /// Whether there is a file at a path that attune wrote.
  func isOurs(_ path: OutputPath) -> Bool {
    last?.entries[path] != nil && tree.hasFile(path)
  }

  /// The files of the last build that are still there and the site no longer has, in order.
  var obsolete: [OutputPath] {
    (last?.entries.keys).map { $0.filter { !wanted.contains($0) && tree.hasFile($0) }.sorted() }
      ?? []
  }

  /// Why nothing can be written; what stands in a page's place by its bytes is found when those are known.
  func refusals(allowingDeletions: Bool) -> [Diagnostic] {
    guard last != nil || foreign.isEmpty else {
      return [
        Diagnostic(
          .outputFolder, .error,
          "the output folder has files that attune did not write, such as `\(foreign[0])`",
          at: SourcePlace(wholeOf: output),
          suggestion: "name an empty folder, or one that attune made")
      ]
    }
    return obstacles + mounts + (allowingDeletions ? [] : deletions)
  }

  /// Whether a file of the last build stands where a folder must be, or a folder with it where a file
  /// must be.
  func isInTheWay(_ path: OutputPath) -> Bool {
    needed.contains(path) || path.folders.contains { wanted.contains($0) }
  }

  /// What belongs to others and stays.
  var notes: [Diagnostic] {
    let foreign = self.foreign.filter { !wanted.contains($0) }
    var notes = foreign.prefix(Self.noteLimit).map(note)
    if foreign.count > Self.noteLimit {
      notes.append(
        Diagnostic(
          .foreignFile, .note,
          "\(foreign.count - Self.noteLimit) more that attune did not write are here, and stay",
          at: SourcePlace(wholeOf: output)))
    }
    return notes
  }

  /// That somebody's file, link or folder stands where the site needs its own: none may be lost.
  func obstacle(_ path: OutputPath) -> Diagnostic {
    let what =
      switch tree.entries[path]?.kind {
      case .link: "this is a symbolic link"
      case .file, .other: "attune did not write this file"
      case .folder, nil: "attune did not make this folder"
      }
    return Diagnostic(
      .foreignFile, .error, "\(what), and the site needs its place",
      at: SourcePlace(wholeOf: "\(output)/\(path)"),
      suggestion: "move it away, then build again")
  }

  private func note(_ path: OutputPath) -> Diagnostic {
    let place = SourcePlace(wholeOf: "\(output)/\(path)")
    switch tree.entries[path]?.kind {
    case .link:
      return Diagnostic(
        .foreignFile, .warning, "attune did not make this symbolic link, so it stays", at: place,
        suggestion: "take it away before you publish: hosts refuse it, or publish what it leads to")
    case .folder:
      return Diagnostic(
        .foreignFile, .note, "attune did not make this folder, so it stays", at: place)
    default: break
    }
    for ending in [".gz", ".br"] where path.text.hasSuffix(ending) {
      let source = OutputPath(String(path.text.dropLast(ending.count)))
      guard wanted.contains(source) else { continue }
      return Diagnostic(
        .foreignFile, .warning,
        "attune did not write this file, and some hosts send it in place of `\(source)`",
        at: place, suggestion: "remove it, and compress again what you publish after each build")
    }
    return Diagnostic(
      .foreignFile, .note, "attune did not write this file, so it stays", at: place)
  }

  /// What stands in the way as what it is: a file where a folder must be, a folder with somebody's
  /// files where a file must be.
  private var obstacles: [Diagnostic] {
    let files = wanted.filter { tree.folders[$0] != nil }
    var found = foreign.filter { path in
      needed.contains(path) || (wanted.contains(path) && !tree.hasFile(path))
        || files.contains { path.isInside($0) }
    }
    guard !files.isEmpty else { return found.map(obstacle) }
    // Empty folders, and names with a dot that nobody is told of, keep a folder from going too.
    var filled: Set<OutputPath> = []
    for path in tree.entries.keys where isOurs(path) { filled.formUnion(path.folders) }
    found += files.filter { file in
      tree.folders.contains { folder, place in
        (folder == file || folder.isInside(file)) && (place.hasHidden || !filled.contains(folder))
      }
    }
    return Set(found).sorted().map(obstacle)
  }

  /// A rename does not leave its file system, so what lies in another one could not change at once.
  private var mounts: [Diagnostic] {
    let root = tree.folders[OutputPath("")]?.mount
    return tree.folders.filter { $0.value.mount != root }.keys.sorted().map { folder in
      Diagnostic(
        .outputFolder, .error,
        "this folder lies on another disk than the output folder, so a site cannot change at once here",
        at: SourcePlace(wholeOf: "\(output)/\(folder)"),
        suggestion: "put the whole output folder on one disk")
    }
  }

  /// A site that loses most of its files has more often lost its settings or a folder.
  private var deletions: [Diagnostic] {
    let written = last?.entries.keys.count { tree.hasFile($0) } ?? 0
    let obsolete = obsolete
    guard obsolete.count > Self.freeDeletions, obsolete.count * 2 > written else { return [] }
    return [
      Diagnostic(
        .manyDeletions, .error,
        "this build would remove \(obsolete.count) of the \(written) files that attune wrote here, "
          + "such as `\(obsolete[0])`",
        at: SourcePlace(wholeOf: output),
        suggestion:
          "look whether something is missing in the site; if all of them should go, build "
          + "with `--allow-deletions`")
    ]
  }
}
