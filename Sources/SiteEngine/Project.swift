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
  static let sharedPrefix = "share/attune/"

  /// The largest Markdown file that is read.
  ///
  /// The parser itself refuses far smaller ones, in words
  /// about the text; this only keeps a film that is called `.md` out of memory.
  static let documentLimit = 16 << 20

  /// The bytes of a file, reached name by name from the root without following a link.
  func read(_ path: SourcePath, limit: Int) throws(ProjectFailure) -> [UInt8] {
    try inFolder(of: path) { folder, name throws(ProjectFailure) in
      try folder.read(name, limit: limit)
    }
  }

  /// Hands the bytes of a file to `body` piece by piece; reached as ``read(_:limit:)`` reaches it.
  func readPieces(
    of path: SourcePath, limit: Int, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(ProjectFailure) {
    try inFolder(of: path) { folder, name throws(ProjectFailure) in
      try folder.readPieces(of: name, limit: limit, body)
    }
  }

  private func inFolder<Result>(
    of path: SourcePath,
    _ body: (borrowing Folder, _ name: String) throws(ProjectFailure) -> Result
  ) throws(ProjectFailure) -> Result {
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
      return try body(folder, name)
    } catch {
      throw ProjectFailure(path: path.text, action: error.action, reason: error.reason)
    }
  }
}
