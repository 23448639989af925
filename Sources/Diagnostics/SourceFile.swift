/// The bytes of one file in the project, alive only while the file is parsed.
package final class SourceFile: Sendable {
  /// The path from the project's root, with `/` separators, as the author would type it.
  package let path: String
  /// The file as it is on disk, read once.
  package let bytes: [UInt8]

  /// Wraps bytes that were read from `path`.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The place of a stretch of the file, for one diagnostic; ``Findings`` is the way to many.
  ///
  /// - Complexity: O(*n*) in the size of the file.
  package func place(of range: Range<Int>) -> SourcePlace {
    var places = PlaceFinder(in: bytes, path: path)
    return places.place(of: range)
  }
}
