import Documents
import Foundation

/// Which attune this is.
enum Version {
  /// The version, by semver.org.
  static let number = "0.1.0"

  /// What `attune --version` says: the bytes of a site depend on these two and on nothing else of the
  /// machine.
  static var text: String { "attune \(number) (libcmark \(markdownLibraryVersion))" }

  /// This program and no other: the version, and what the system knows of the file that it was started
  /// from, since a developer builds many programs of one version.
  static var program: String {
    var status = stat()
    guard let path = Bundle.main.executablePath, stat(path, &status) == 0 else { return text }
    #if os(macOS)
      let changed = status.st_ctimespec
    #else
      let changed = status.st_ctim
    #endif
    return "\(text) \(status.st_size) \(status.st_ino) \(changed.tv_sec).\(changed.tv_nsec)"
  }
}
