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
}
