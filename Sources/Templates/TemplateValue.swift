/// A kind of record that templates can look into: an article, a menu entry, a date.
///
/// The number is the position of its ``RecordSchema`` in the ``Schema``; without a schema every
/// record is of kind 0.
package struct RecordKind: Hashable, Sendable {
  /// The position in ``Schema/records``.
  package let index: Int

  /// Creates the kind at a position.
  package init(_ index: Int) { self.index = index }
}

/// Something with named fields, known to a template only by number: the scope answers for it.
package struct TemplateRecord: Hashable, Sendable {
  /// Which fields it has.
  package let kind: RecordKind
  /// Which one it is; the scope gives the number its meaning.
  package let id: Int

  /// Creates a record.
  package init(_ kind: RecordKind, _ id: Int) {
    self.kind = kind
    self.id = id
  }
}

/// What a field of a record holds.
package enum TemplateValue: Sendable {
  /// Nothing. Every record answers for each field of its schema, so this ends the look-up: an entry
  /// without a picture must not show its page's.
  case null
  /// Yes or no; chooses a section.
  case flag(Bool)
  /// A whole number.
  case number(Int)
  /// Words, escaped as they are written.
  case text(String)
  /// Finished HTML, written as it is.
  case html([UInt8])
  /// An address; held to the allow-list and escaped as it is written.
  case url(String)
  /// Something with fields of its own.
  case record(TemplateRecord)
  /// Several values in order.
  case list([TemplateValue])
}
