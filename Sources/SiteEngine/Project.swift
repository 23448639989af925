import Documents

/// A site's folder and what the machine provides for building it.
package struct Project: Sendable {
  /// The folder with `site.yaml`, `Content` and `Themes`.
  package let root: String
  /// The folder with the system's time zones.
  package let timeZones: String
  /// The folder that came with attune and has its `Themes`; `nil` when there is none.
  package let sharedFolder: String?
  /// Where the site will live, when that is not what `site.yaml` says.
  package let address: SiteAddress?
  /// How long after a change the next one surely changes the file's time too, in whole seconds.
  ///
  /// Two seconds are the longest step of a file system in use (FAT); one more is for clocks that differ.
  package let settlingTime: Duration
  /// Files that are to be read as if they were others; a build tells what would come of it.
  var changes: SourceChanges?

  /// Creates the project in a folder.
  package init(
    root: String, timeZones: String = "/usr/share/zoneinfo", sharedFolder: String? = nil,
    address: SiteAddress? = nil, settlingTime: Duration = .seconds(3)
  ) {
    self.root = root
    self.timeZones = timeZones
    self.sharedFolder = sharedFolder
    self.address = address
    self.settlingTime = settlingTime
  }

  /// What the paths of files begin with that came with attune.
  ///
  /// No site's own file has such a path, since a site is made from `site.yaml`, `Content` and `Themes`.
  package static let sharedPrefix = "share/attune/"

  /// The largest Markdown file that is read.
  ///
  /// The parser itself refuses far smaller ones, in words
  /// about the text; this only keeps a film that is called `.md` out of memory.
  static let documentLimit = 16 << 20

  /// The bytes of a file, reached name by name from the root without following a link.
  func read(_ path: SourcePath, limit: Int) throws(ProjectFailure) -> [UInt8] {
    try SourceReader(self).read(path, limit: limit)
  }

  /// The same piece by piece, for a file of any size.
  func readPieces(
    of path: SourcePath, limit: Int = .max, _ body: ([UInt8]) throws(ProjectFailure) -> Void
  ) throws(ProjectFailure) {
    if let written = changes?.written[path] { return try body(written) }
    // What goes wrong while a piece is used is no failure to read this file.
    var failure: ProjectFailure?
    try reach(path) { folder, name throws(ProjectFailure) in
      try folder.readPieces(of: name, limit: limit) { piece throws(ProjectFailure) in
        guard failure == nil else { return }
        do throws(ProjectFailure) { try body(piece) } catch { failure = error }
      }
    }
    if let failure { throw failure }
  }

  private func reach(
    _ path: SourcePath, _ body: (borrowing Folder, String) throws(ProjectFailure) -> Void
  ) throws(ProjectFailure) {
    try SourceReader(self).reach(path, body)
  }
}

/// Reads files of a project one after the other, and keeps the folders open that the last one lies in:
/// the next one lies there too, more often than not.
final class SourceReader {
  /// Where Markdown is written that was read here.
  let room = WritingRoom()
  private let project: Project
  /// The trails through the project's own folder and through the one that came with attune.
  private var trails: [String: FolderTrail] = [:]

  /// Creates a reader that has opened nothing yet.
  init(_ project: Project) { self.project = project }

  /// The bytes of a file, reached name by name from the root without following a link.
  func read(_ path: SourcePath, limit: Int) throws(ProjectFailure) -> [UInt8] {
    if let written = project.changes?.written[path] { return written }
    var bytes: [UInt8] = []
    try reach(path) { folder, name throws(ProjectFailure) in
      bytes = try folder.read(name, limit: limit)
    }
    return bytes
  }

  /// Does something with the folder that a file lies in, and the file's name there.
  func reach(
    _ path: SourcePath, _ body: (borrowing Folder, String) throws(ProjectFailure) -> Void
  ) throws(ProjectFailure) {
    let path = project.changes?.origin(of: path) ?? path
    var root = project.root
    var relative = path.text[...]
    if let shared = project.sharedFolder, path.text.utf8.starts(with: Project.sharedPrefix.utf8) {
      root = shared
      relative = Substring(path.text.utf8.dropFirst(Project.sharedPrefix.utf8.count))
    }
    let slash = relative.lastIndex(ofByte: UInt8(ascii: "/"))
    let name = slash.map { relative[relative.utf8.index(after: $0)...] } ?? relative
    do {
      let folder = try trail(from: root).folder(at: relative[..<(slash ?? relative.startIndex)])
      try body(folder.folder, String(name))
    } catch {
      throw ProjectFailure(path: path.text, action: error.action, reason: error.reason)
    }
  }

  private func trail(from root: String) throws(ProjectFailure) -> FolderTrail {
    if let trail = trails[root] { return trail }
    let trail = FolderTrail(OpenFolder(try Folder(at: root)))
    trails[root] = trail
    return trail
  }
}
