/// A place that a diagnostic points to, finished: it needs no file any more.
package struct SourcePlace: Sendable, Hashable {
  /// A stretch of one line.
  package struct Span: Sendable, Hashable {
    /// The line, counted from one.
    package let line: Int
    /// The first character of the stretch in its line, counted from one.
    package let column: Int
    /// The number of characters in the stretch, at least one; it ends with its line.
    package let length: Int
    /// The text of the line; of a very long one the part around the stretch, with `…`.
    package let text: String
    /// The first character of the stretch in ``text``, counted from one.
    package let textColumn: Int

    /// Creates a stretch of one line.
    package init(line: Int, column: Int, length: Int, text: String, textColumn: Int) {
      self.line = line
      self.column = column
      self.length = length
      self.text = text
      self.textColumn = textColumn
    }
  }

  /// The path from the project's root, or the name of what was read when it was not a file.
  package let path: String
  /// Where in the file; `nil` when the whole file is meant.
  package let span: Span?

  /// Creates a place.
  package init(path: String, span: Span?) {
    self.path = path
    self.span = span
  }

  /// Creates a place that means a whole file or folder.
  package init(wholeOf path: String) { self.init(path: path, span: nil) }
}
