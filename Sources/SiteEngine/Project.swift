/// A site's folder and what the machine provides for building it.
package struct Project: Sendable {
  /// The folder with `site.yaml`, `Content` and `Themes`.
  package let root: String
  /// The folder with the system's time zones.
  package let timeZones: String

  /// Creates the project in a folder.
  package init(root: String, timeZones: String = "/usr/share/zoneinfo") {
    self.root = root
    self.timeZones = timeZones
  }

  /// The largest Markdown file that is read.
  ///
  /// The parser itself refuses far smaller ones, in words
  /// about the text; this only keeps a film that is called `.md` out of memory.
  static let documentLimit = 16 << 20

  /// The bytes of a file, reached name by name from the root without following a link.
  func read(_ path: SourcePath, limit: Int) throws(ProjectFailure) -> [UInt8] {
    var names = path.text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let name = names.popLast() ?? ""
    do {
      var folder = try Folder(at: root)
      for name in names { folder = try folder.folder(name) }
      return try folder.read(name, limit: limit)
    } catch {
      throw ProjectFailure(path: path.text, action: error.action, reason: error.reason)
    }
  }
}
