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

  /// What the steps with a number wrote for another page for which all ``FieldSchema/isShared`` fields
  /// have the same answers; `nil` when no page told.
  mutating func shared(_ number: Int) -> SharedPart?

  /// Told that the steps with a number begin to be run.
  mutating func beginShared(_ number: Int)

  /// Told what the steps with a number, which were begun last, came to.
  mutating func endShared(_ number: Int, _ part: SharedPart)
}

/// What steps wrote that write the same for every page.
package struct SharedPart: Sendable {
  /// What they wrote.
  package let bytes: [UInt8]
  /// How many steps it took, which count against ``RenderLimits/steps`` each time: whether a page comes to
  /// an end must not depend on which page was made first.
  package let stepCount: Int

  /// Creates a part.
  package init(bytes: [UInt8], stepCount: Int) {
    self.bytes = bytes
    self.stepCount = stepCount
  }
}

/// A scope that shares nothing runs every step.
extension TemplateScope {
  package mutating func shared(_ number: Int) -> SharedPart? { nil }
  package mutating func beginShared(_ number: Int) {}
  package mutating func endShared(_ number: Int, _ part: SharedPart) {}
}
