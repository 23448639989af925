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
    var reader = SourceReader(self)
    return try reader.read(path, limit: limit)
  }
}

/// Reads files of a project one after the other; the folder of the last one stays open for the next,
/// which mostly lies beside it.
struct SourceReader {
  /// An open folder that can be kept in a variable.
  private final class OpenFolder {
    let folder: Folder

    init(_ folder: consuming Folder) { self.folder = folder }
  }

  private let project: Project
  private var last: (path: Substring, open: OpenFolder)?

  /// Prepares to read files of a project.
  init(_ project: Project) { self.project = project }

  /// The bytes of a file, reached name by name from the root without following a link.
  mutating func read(_ path: SourcePath, limit: Int) throws(ProjectFailure) -> [UInt8] {
    do {
      return try folder(path.folder).folder.read(String(path.name), limit: limit)
    } catch {
      throw ProjectFailure(path: path.text, action: error.action, reason: error.reason)
    }
  }

  private mutating func folder(_ path: Substring) throws(ProjectFailure) -> OpenFolder {
    if let last, last.path.utf8.elementsEqual(path.utf8) { return last.open }
    var root = project.root
    var relative = path.utf8[...]
    // Without its slash, which the folder itself does not have; nothing else of a site begins so.
    let shared = Project.sharedPrefix.utf8.dropLast()
    if let sharedFolder = project.sharedFolder, relative.starts(with: shared) {
      root = sharedFolder
      relative = relative.dropFirst(shared.count)
    }
    var folder = try Folder(at: root)
    for name in relative.split(separator: UInt8(ascii: "/")) {
      folder = try folder.folder(String(Substring(name)))
    }
    let open = OpenFolder(folder)
    last = (path, open)
    return open
  }
}
