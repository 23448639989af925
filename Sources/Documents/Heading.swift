/// A heading of a text.
package struct Heading: Sendable, Hashable {
  /// From 1 to 6.
  package let level: Int
  /// Its id in the HTML, unique in the text.
  package let id: String
  /// Its words.
  package let text: String
  /// Its words as HTML, without links, notes and pictures: what a table of contents shows.
  package let html: [UInt8]
  /// Whether it stands by itself, and not in a quotation, a list or a note.
  package let isTopLevel: Bool
  /// The bytes of the file where it stands.
  package let source: Range<Int>

  /// Creates a heading.
  package init(
    level: Int, id: String, text: String, html: [UInt8], isTopLevel: Bool, source: Range<Int>
  ) {
    self.level = level
    self.id = id
    self.text = text
    self.html = html
    self.isTopLevel = isTopLevel
    self.source = source
  }
}
