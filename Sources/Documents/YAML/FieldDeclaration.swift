/// A field that a kind of file may have.
///
/// Everything that is known about a field stands here once: what reads it, what is said when it is
/// misspelt, missing or of the wrong kind, and what the manual and editors tell about it.
package struct FieldDeclaration: Sendable, Hashable {
  /// The name, in kebab case.
  package let name: String
  /// What it holds.
  package let type: DeclaredType
  /// One sentence for the manual: what the field is for.
  package let summary: String
  /// Whether a file without it is an error.
  package let isRequired: Bool
  /// A value to show in messages: `Sleeping well again`.
  package let example: String?
  /// What other tools call it; these names are answered with "did you mean".
  package let otherNames: [String]

  /// Declares a field.
  package init(
    _ name: String, _ type: DeclaredType, _ summary: String, isRequired: Bool = false,
    example: String? = nil, otherNames: [String] = []
  ) {
    self.name = name
    self.type = type
    self.summary = summary
    self.isRequired = isRequired
    self.example = example
    self.otherNames = otherNames
  }
}

/// What a field holds.
package indirect enum DeclaredType: Sendable, Hashable {
  /// One line of text. Line breaks become spaces, and space at either end is left out.
  case text
  /// `true` or `false`.
  case flag
  /// A whole number.
  case wholeNumber
  /// A day, perhaps with a time and a zone.
  case date
  /// One of these words.
  case choice([String])
  /// Several values in order. A list of texts may also be one text without a comma.
  case list(of: DeclaredType)
  /// Names that the author chooses, each with a value.
  case named(DeclaredType)
  /// A text, perhaps with a title of its own in front: `/about/`, or `About us: /about/`.
  case titled
  /// The same, and beside a title with a text perhaps `children`: a list of such texts.
  case titledTree
  /// These fields; the text says whose they are in messages, such as "`menu`".
  case fields([FieldDeclaration], of: String)
  /// Anything.
  case free
  /// Anything; it is the author's own and is not kept.
  case ignored

  /// The words for it in messages: "`title` is a text".
  var words: String {
    switch self {
    case .text: "a text"
    case .flag: "`true` or `false`"
    case .wholeNumber: "a whole number"
    case .date: "a date"
    case .choice(let words): alternatives(words)
    case .list: "a list"
    case .titled, .titledTree: "a text, or a title with a text"
    case .named, .fields: "a group of fields"
    case .free, .ignored: "anything"
    }
  }
}

/// Words as a choice: "`a`, `b` or `c`".
func alternatives(_ words: [String]) -> String { enumeration(words, "or") }

/// Words one after the other, the last joined by a word of its own: "`a`, `b` and `c`".
func enumeration(_ words: [String], _ conjunction: String) -> String {
  let quoted = words.map { "`\($0)`" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "nothing" }
  return quoted.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
}

/// A value that was read, and where it stands.
package struct Field<Value: Sendable>: Sendable {
  /// The value.
  package let value: Value
  /// The bytes of the value in the file.
  package var range: Range<Int> { valueRange.range }
  /// The bytes of the field's name in the file.
  package var keyRange: Range<Int> { nameRange.range }
  private let valueRange: ByteRange
  private let nameRange: ByteRange

  /// Creates a value with its place.
  package init(_ value: Value, range: Range<Int>, keyRange: Range<Int>) {
    self.value = value
    valueRange = ByteRange(range)
    nameRange = ByteRange(keyRange)
  }

  /// The same place with what `change` makes of the value.
  package func map<Other: Sendable>(_ change: (Value) -> Other) -> Field<Other> {
    Field<Other>(change(value), range: range, keyRange: keyRange)
  }
}

/// A text, and the title that the author gave to it, if any.
package struct TitledText: Sendable {
  /// The title in front of the colon.
  package let title: String?
  /// The text.
  package let text: Field<String>
  /// What stands below it: texts with titles of their own, which have nothing below them.
  package let children: [TitledText]

  /// The text, and all below it.
  package var all: [Field<String>] { [text] + children.map(\.text) }
}

/// A value under a name that the author chose.
package struct NamedField<Value: Sendable>: Sendable {
  /// The name.
  package let name: String
  /// The value; its `keyRange` is the place of the name.
  package let field: Field<Value>

  /// Creates a named value.
  package init(_ name: String, _ field: Field<Value>) {
    self.name = name
    self.field = field
  }
}
