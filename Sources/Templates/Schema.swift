/// What the templates of a theme may ask for: every kind of record with its fields.
///
/// A value, built when a theme is loaded, because a theme's settings and strings are fields too.
package struct Schema: Sendable, Hashable {
  /// The kinds, by number.
  package let records: [RecordSchema]

  /// Creates a schema.
  package init(_ records: [RecordSchema]) { self.records = records }
}

/// The fields of one kind of record.
package struct RecordSchema: Sendable, Hashable {
  /// The plural that messages use: "`daet` is not a field that articles have".
  package let name: String
  /// The fields, by number.
  package let fields: [FieldSchema]

  /// Creates the schema of a kind of record.
  package init(_ name: String, _ fields: [FieldSchema]) {
    self.name = name
    self.fields = fields
  }
}

/// One field of a kind of record.
package struct FieldSchema: Sendable, Hashable {
  /// The name, in camel case or lower case, as templates write it.
  package let name: String
  /// What it holds.
  package let type: FieldType
  /// Whether one record has the same in it whichever page asks, for as long as the scope of each page
  /// has the same ``TemplateScope/shared(_:)``.
  package let isShared: Bool

  /// Creates a field.
  package init(_ name: String, _ type: FieldType, isShared: Bool = false) {
    self.name = name
    self.type = type
    self.isShared = isShared
  }
}

/// What a field holds, and so where a template may write it.
package indirect enum FieldType: Sendable, Hashable {
  /// Words: `{{name}}`, and not where a browser expects an address, a style or a script.
  case text
  /// Finished HTML: `{{{name}}}` only.
  case html
  /// An address: `{{name}}`, alone or first in an attribute for addresses.
  case url
  /// A whole number: like text.
  case number
  /// Yes or no: sections only.
  case flag
  /// One of these words: like text, and may name a partial (`{{>*name}}`).
  case choice([String])
  /// A record: sections and dotted names.
  case record(RecordKind)
  /// A list: sections only.
  case list(of: FieldType)
}
