/// A heading of a text.
package struct Heading: Sendable, Hashable {
  /// From 1 to 6.
  package let level: Int
  /// Its id in the HTML, unique in the text.
  package let id: String
  /// Its words.
  package let text: String
  /// Whether it stands by itself, and not in a quotation, a list or a note.
  package let isTopLevel: Bool
  /// The bytes of the file where it stands.
  package var source: Range<Int> { range.range }
  private let range: ByteRange

  /// Creates a heading.
  init(level: Int, id: String, text: String, isTopLevel: Bool, source: Range<Int>) {
    self.level = level
    self.id = id
    self.text = text
    self.isTopLevel = isTopLevel
    range = ByteRange(source)
  }
}
