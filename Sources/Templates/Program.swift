/// What a compiled set of templates does, step by step.
///
/// One flat array for all of them, so that running a template touches no tree and no name.
final class Program: Sendable {
  /// The steps of all stretches, each ending in ``Instruction/return``.
  let code: [Instruction]
  /// Where each stretch begins in the code.
  let starts: [Int]
  /// All text of all templates.
  let literals: [UInt8]
  /// The questions that are asked.
  let lookups: [Question]
  /// The names in the questions.
  let fields: [FieldName]
  /// The includes that need more than a number.
  let includes: [Include]
  /// White space that goes before lines, as stretches of the literals.
  let indentations: [Range<Int>]
  /// The stretch of each template, where a name is only known when it runs.
  let templates: [TextKey: Int]

  /// Puts a program together.
  init(_ builder: ProgramBuilder) {
    code = builder.code
    starts = builder.starts
    literals = builder.literals
    lookups = builder.lookups
    fields = builder.fields
    includes = builder.includes
    indentations = builder.indentations
    templates = builder.templates
  }
}

/// One step.
///
/// Jumps are counted from the step itself, so that stretches can be put together in any order.
enum Instruction: Sendable {
  /// Writes text that begins a line or not; each line break in it begins one if `more` follows.
  case literal(start: Int32, end: Int32, startsLine: Bool, endsBeforeLine: Bool)
  /// Writes a value, escaped.
  case write(lookup: Int32)
  /// Writes a value as it is.
  case writeRaw(lookup: Int32)
  /// Writes finished HTML as it is, and anything else escaped.
  case writeHTML(lookup: Int32)
  /// Writes an address that is safe to follow, escaped, and `#` for any other.
  case writeAddress(lookup: Int32)
  /// Goes on with each element of a list, or with a value; jumps if there is nothing.
  case section(lookup: Int32, skip: Int32)
  /// Jumps back for the next element, if there is one.
  case next
  /// Goes on without a value to be about; jumps if it is no.
  case when(lookup: Int32, skip: Int32)
  /// Goes on if there is nothing; jumps otherwise.
  case unless(lookup: Int32, skip: Int32)
  /// Runs another stretch with an indentation, or with none of its own when that is negative.
  case call(stretch: Int32, indentation: Int32)
  /// Runs a template that is looked up by name, or one whose blocks are filled.
  case include(Int32)
  /// Runs what fills a block and jumps over the default; goes on if nothing does.
  case block(name: Int32, indentation: Int32, skip: Int32)
  /// Writes what the steps up to the matching ``endShared(number:)`` wrote for another page and jumps
  /// behind it, where the scope knows it; else goes on.
  case shared(number: Int32, skip: Int32)
  /// Ends steps that write the same for every page.
  case endShared(number: Int32)
  /// Ends a stretch.
  case `return`
}

/// A question that a template asks of the scope.
struct Lookup: Hashable, Sendable {
  /// Where the first name is looked for.
  enum Origin: Hashable, Sendable {
    /// In the nearest record of a kind.
    case kind(RecordKind)
    /// In the nearest record that has the name.
    case nearest
    /// Nowhere: it is the thing itself that the section around it is about.
    case dot
    /// Nowhere: the name was reported.
    case nowhere
  }

  /// Where the first name is looked for.
  let origin: Origin
  /// The first name.
  let field: FieldName
  /// The names after the dots.
  let rest: [FieldName]
}

/// A ``Lookup`` without anything that would have to be counted when it is read.
struct Question: Sendable {
  /// Where the first name is looked for.
  let origin: Lookup.Origin
  /// The first name, a number of ``Program/fields``; those behind it follow the dots.
  let field: Int32
  /// How many names follow the dots.
  let steps: Int32
}

/// An include that needs more than a number.
struct Include: Sendable {
  /// What is included.
  enum Target: Sendable {
    /// A stretch.
    case stretch(Int)
    /// Nothing: there is no such template.
    case nothing
    /// The template that a value names, among all.
    case named(lookup: Int)
    /// The template that a value names, among these.
    case chosen(lookup: Int, among: [TextKey: Int])
  }

  /// What is included.
  let target: Target
  /// The indentation, or -1.
  let indentation: Int
  /// The blocks that are filled, in the order of their numbers, with the stretches that do.
  let arguments: [(name: Int, stretch: Int)]
}
