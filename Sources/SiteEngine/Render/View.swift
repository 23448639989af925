import Templates

/// A field that templates may ask for, and how its value is found.
///
/// The schema that a theme is checked against and the code that answers are one declaration, so
/// neither can know a field that the other does not.
struct ViewField: Sendable {
  /// The name as templates write it.
  let name: String
  /// What it holds.
  let type: FieldType
  /// Whether the answer for a record is the same on every page of a language that stands in the same way to
  /// the menu.
  private(set) var isShared = false
  /// Finds the value for a record; every look at the site goes through the scope and is recorded.
  let read: @Sendable (_ id: Int, _ scope: inout RenderScope) -> TemplateValue

  /// Declares a field.
  init(
    _ name: String, _ type: FieldType,
    read: @escaping @Sendable (_ id: Int, _ scope: inout RenderScope) -> TemplateValue
  ) {
    self.name = name
    self.type = type
    self.read = read
  }

  /// The field, declared to have the same answer for a record on all such pages.
  var shared: ViewField {
    var result = self
    result.isShared = true
    return result
  }
}

/// A kind of record with all its fields.
struct RecordView: Sendable {
  /// The plural that messages use.
  let name: String
  /// The fields, by number.
  let fields: [ViewField]

  /// The part of it that templates are checked against.
  var schema: RecordSchema {
    RecordSchema(name, fields.map { FieldSchema($0.name, $0.type, isShared: $0.isShared) })
  }
}

/// Every kind of record that the templates of one theme may see, by number.
struct ViewTable: Sendable {
  /// The kinds, by number.
  let records: [RecordView]

  /// The part of it that templates are checked against.
  var schema: Schema { Schema(records.map(\.schema)) }
}
