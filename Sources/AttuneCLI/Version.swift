import Documents

/// Which attune this is.
enum Version {
  /// The version, by semver.org.
  static let number = "0.1.0"

  /// What `attune --version` says: the bytes of a site depend on these two and on nothing else of the
  /// machine.
  static var text: String { "attune \(number) (libcmark \(markdownLibraryVersion))" }
}
