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
    if let written = changes?.written[path] { return written }
    var bytes: [UInt8] = []
    try reach(path) { folder, name throws(ProjectFailure) in
      bytes = try folder.read(name, limit: limit)
    }
    return bytes
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
    let path = changes?.origin(of: path) ?? path
    var root = root
    var relative = path.text[...]
    if let sharedFolder, path.text.utf8.starts(with: Self.sharedPrefix.utf8) {
      root = sharedFolder
      relative = Substring(path.text.utf8.dropFirst(Self.sharedPrefix.utf8.count))
    }
    var names = relative.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let name = names.popLast() ?? ""
    do {
      var folder = try Folder(at: root)
      for name in names { folder = try folder.folder(name) }
      try body(folder, name)
    } catch {
      throw ProjectFailure(path: path.text, action: error.action, reason: error.reason)
    }
  }
}
