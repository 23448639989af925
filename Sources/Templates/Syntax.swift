import Diagnostics

/// A template as a tree, with the place of everything in its text.
struct TemplateSyntax: Sendable {
  /// The file that was parsed.
  let source: TemplateSource
  /// What a page can get to see of the file.
  ///
  /// That is its text without tags, and without the white space that the specification tells to leave
  /// out, so a compiler needs no rules about lines.
  var text: [UInt8] = []
  /// Stretches of the template by number; 0 is the whole, and the others stand between two tags.
  var bodies: [[SyntaxNode]]
  /// What other templates it names, in order.
  var includes: [IncludedTemplate] = []
  /// The names of all blocks in it, whether they offer a place or fill one.
  var blockNames: Set<TextKey> = []
}

/// A stretch of text in a template.
struct TextPiece: Sendable {
  /// Where it stands in the file.
  let range: Range<Int>
  /// Where it begins in ``TemplateSyntax/text``.
  let start: Int
  /// Whether it begins a line, and so follows an indentation.
  let startsLine: Bool

  /// Where it stands in ``TemplateSyntax/text``.
  var textRange: Range<Int> { start..<start + range.count }
}

/// One thing in a template; ranges are of bytes in the file.
enum SyntaxNode: Sendable {
  /// Text; an empty piece says that the tag behind it begins a line.
  case text(TextPiece)
  /// `{{name}}`.
  case value(FieldPath, tag: Range<Int>)
  /// `{{{name}}}` and `{{&name}}`.
  case rawValue(FieldPath, tag: Range<Int>)
  /// `{{#name}}…{{/name}}`.
  case section(FieldPath, body: Int, tag: Range<Int>)
  /// `{{^name}}…{{/name}}`.
  case inverted(FieldPath, body: Int, tag: Range<Int>)
  /// `{{>name}}`.
  case partial(IncludedTemplate, Placement)
  /// `{{<name}}…{{/name}}`, with the blocks in it and the first thing between them that nobody sees.
  case parent(IncludedTemplate, [BlockArgument], ignored: Range<Int>?, Placement)
  /// `{{$name}}…{{/name}}` where it offers a place.
  case block(BlockParameter)
}

/// How included text is set off from the left.
enum Placement: Sendable, Hashable {
  /// The tag stands within a line, so what it includes keeps its own lines.
  case inline
  /// The tag has the line to itself; the white space before it, a stretch of
  /// ``TemplateSyntax/text``, goes before each included line.
  case standalone(indentation: Range<Int>)
}

/// A name as a template writes it, taken apart at its dots.
struct FieldPath: Sendable {
  /// One name between dots.
  struct Step: Sendable {
    let text: String
    let range: Range<Int>
  }

  /// The whole as written.
  let text: String
  /// Where it stands.
  let range: Range<Int>
  /// The names between the dots; empty for `.`, and for a name that was reported already.
  let steps: [Step]

  /// Whether it is `.`, the thing that the section around it is about.
  var isDot: Bool { steps.isEmpty && text == "." }
}

/// The name of another template, or the field that holds one.
struct IncludedTemplate: Sendable {
  /// Which of the two.
  enum Name: Sendable {
    /// The name itself.
    case fixed(String)
    /// `*field`: the text of a field.
    case dynamic(FieldPath)
    /// A name that was reported already and finds nothing.
    case broken
  }

  let name: Name
  /// Where the name stands.
  let range: Range<Int>
  /// Where the tag stands.
  let tag: Range<Int>
}

/// A block inside a parent tag: what to put in a place of the parent.
struct BlockArgument: Sendable {
  let name: String
  let range: Range<Int>
  let body: Int
}

/// A block outside a parent tag: a place with what stands there unless somebody fills it.
struct BlockParameter: Sendable {
  let name: String
  let range: Range<Int>
  let body: Int
  /// White space that begins the line of the default, where the block begins within a line.
  let lead: TextPiece?
  let placement: Placement
}
