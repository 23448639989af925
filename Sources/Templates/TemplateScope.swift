/// The name of a field as a template writes it, with its number where a schema gave it one.
package struct FieldName: Hashable, Sendable {
  /// The position in the record's ``RecordSchema/fields``; -1 without a schema.
  package let number: Int
  /// The name as written.
  package let text: String

  /// Creates a name.
  package init(number: Int = -1, text: String) {
    self.number = number
    self.text = text
  }
}

/// The only way a template can see anything.
///
/// A site's scope writes down each question before it answers, which is how a page's dependencies are
/// known exactly; plain data answers by name.
package protocol TemplateScope {
  /// What a field of a record holds; `nil` when the record has no such field, which only happens
  /// without a schema and sends the look-up to the record around it.
  mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue?
}
