import Diagnostics

extension RuleID {
  static let unevenSection = RuleID("uneven-section")
  static let openerLeft = RuleID("opener-left")
  static let missingSpace = RuleID("missing-space")
}

/// Compiles the templates of a theme against a schema.
///
/// Each stretch of a template is compiled once for each way in which it is reached: with these kinds of
/// records around it, these blocks filled, at this place of a page. All three are finite, so compiling
/// ends even where a template includes itself.
struct CheckedCompiler {
  /// A stretch, and everything that what it compiles to depends on.
  struct Unit: Hashable {
    let source: Int
    let body: Int
    let stack: StaticStack
    let fillings: Int
    let html: HTMLState
  }

  /// A unit that is compiled, or being compiled.
  struct Compiled {
    let stretch: Int
    /// Where in a page it ends; `nil` until that is known.
    var end: HTMLState?
    /// Whether something relied on it to end where it began.
    var isAssumedEven = false
  }

  /// A unit that is being written.
  struct Draft {
    let source: Int
    let fillings: Int
    var stack: StaticStack
    var html: HTMLState
    var steps = StepList()
  }

  /// What lies between the entry and the place that is being compiled.
  enum PathStep {
    case unit(Unit, isInclude: Bool)
    /// A section that goes from a record of one kind to records of another.
    case section(from: RecordKind?, to: RecordKind?)
  }

  let syntaxes: [TemplateSyntax]
  let numbers: [TextKey: Int]
  let fields: SchemaFields
  private let reach: Reach
  private var askedBlocks: [Int: Set<TextKey>] = [:]
  var reports: TemplateReports
  var program: ProgramBuilder
  var fillings = BlockFillings()
  var compiled: [Unit: Compiled] = [:]
  var path: [PathStep] = []
  /// How many stretches are being compiled inside each other.
  var depth = 0
  /// How many bytes of templates were read; a theme that is read over and over is refused.
  var bytesRead = 0
  var isTooLarge = false
  /// The templates that a dynamic name stands for, by template and place.
  var choices: [[Int]: Set<Int>] = [:]
  /// Where the last tag of the page began.
  var lastTag: (source: Int, range: Range<Int>)?

  /// Prepares to compile templates.
  init(_ parsed: [ParsedTemplate], _ schema: Schema) {
    syntaxes = parsed.map(\.syntax)
    numbers = numbersByName(syntaxes)
    fields = SchemaFields(schema)
    reach = Reach(syntaxes, numbers)
    reports = TemplateReports(parsed)
    program = ProgramBuilder(syntaxes)
  }

  /// The blocks that a template, or one that it includes, asks for.
  mutating func blocks(askedBy number: Int) -> Set<TextKey> {
    if let known = askedBlocks[number] { return known }
    let names = reach.from(number).reduce(into: Set()) { $0.formUnion(syntaxes[$1].blockNames) }
    askedBlocks[number] = names
    return names
  }

  /// Writes the steps of a stretch into a draft.
  mutating func compile(_ body: Int, to draft: inout Draft) {
    depth += 1
    defer { depth -= 1 }
    for node in syntaxes[draft.source].bodies[body] {
      switch node {
      case .text(let piece): compile(piece, to: &draft)
      case .value(let path, let tag): compile(path, raw: false, tag: tag, to: &draft)
      case .rawValue(let path, let tag): compile(path, raw: true, tag: tag, to: &draft)
      case .section(let path, let body, let tag):
        compile(section: path, body, tag: tag, to: &draft)
      case .inverted(let path, let body, let tag):
        compile(inverted: path, body, tag: tag, to: &draft)
      case .partial(let included, let placement):
        compile(included, arguments: [], placement, to: &draft)
      case .parent(let included, let arguments, let ignored, let placement):
        check(arguments, ignored: ignored, of: included, in: draft.source)
        compile(included, arguments: arguments, placement, to: &draft)
      case .block(let block): compile(block, to: &draft)
      }
    }
  }

  private mutating func compile(_ piece: TextPiece, to draft: inout Draft) {
    program.append(piece, of: draft.source, to: &draft.steps)
    bytesRead += piece.range.count
    let bytes = syntaxes[draft.source].source.file.bytes
    var html = draft.html
    for position in piece.range {
      let byte = bytes[position]
      if html.mode == .text {
        guard byte == UInt8(ascii: "<") else { continue }
        lastTag = (draft.source, position..<position + 1)
      }
      guard let slip = html.read(byte) else { continue }
      report(slip, at: position, in: draft.source)
    }
    draft.html = html
  }

  private mutating func report(_ slip: HTMLState.Slip, at position: Int, in source: Int) {
    switch slip {
    case .openerLeft:
      let begin = lastTag.flatMap { $0.source == source ? $0.range.lowerBound : nil } ?? position
      let range = min(begin, position)..<position + 1
      reports.add(
        TemplateProblem(
          rule: .openerLeft,
          message: "this link opens a new window, which can then replace the page it came from",
          range: range, suggestion: "add `rel=\"noopener\"`"), in: source)
    case .noSpace:
      reports.add(
        TemplateProblem(
          rule: .missingSpace, message: "a space is missing before this attribute",
          range: position..<position + 1), in: source)
    }
  }

  /// What a name means; reports it where it means nothing.
  mutating func resolve(_ path: FieldPath, in draft: Draft) -> ResolvedField? {
    switch fields.resolve(path, in: draft.stack) {
    case .success(let field)?: return field
    case .failure(let unresolved)?:
      reports.add(unresolved.problem, in: draft.source)
      return nil
    case nil: return nil
    }
  }

  private mutating func compile(
    _ path: FieldPath, raw isRaw: Bool, tag: Range<Int>, to draft: inout Draft
  ) {
    if let field = resolve(path, in: draft) {
      if let problem = problem(writing: path, of: field.type, raw: isRaw, tag: tag, fields) {
        reports.add(problem, in: draft.source)
      } else if let problem = problem(
        writing: path.text, of: field.type, tag: tag, at: draft.html)
      {
        reports.add(problem, in: draft.source)
      }
      let lookup = program.number(of: field.lookup)
      switch field.type {
      case .html: draft.steps.append(.writeHTML(lookup: lookup))
      case .url: draft.steps.append(.writeAddress(lookup: lookup))
      default: draft.steps.append(.write(lookup: lookup))
      }
    }
    draft.html.passValue()
  }

  private mutating func compile(
    section path: FieldPath, _ body: Int, tag: Range<Int>, to draft: inout Draft
  ) {
    draft.html.settle()
    // What a name that nobody knows is about cannot be checked; the name itself was reported.
    guard let field = resolve(path, in: draft), enterSection(tag, in: draft) else { return }
    let lookup = program.number(of: field.lookup)
    let stack = draft.stack
    var target: RecordKind?
    let start: Int
    if field.type == .flag {
      start = draft.steps.append(.when(lookup: lookup, skip: 0))
    } else {
      start = draft.steps.append(.section(lookup: lookup, skip: 0))
      var element = field.type
      if case .list(let type) = field.type { element = type }
      if case .record(let kind) = element { target = kind }
      draft.stack = stack.pushing(element)
    }
    self.path.append(.section(from: field.origin, to: target))
    compile(body, tag: tag, evenly: &draft)
    self.path.removeLast()
    draft.stack = stack
    if field.type != .flag { draft.steps.append(.next) }
    draft.steps.land(start)
  }

  private mutating func compile(
    inverted path: FieldPath, _ body: Int, tag: Range<Int>, to draft: inout Draft
  ) {
    draft.html.settle()
    guard let field = resolve(path, in: draft), enterSection(tag, in: draft) else { return }
    let lookup = program.number(of: field.lookup)
    let start = draft.steps.append(.unless(lookup: lookup, skip: 0))
    compile(body, tag: tag, evenly: &draft)
    draft.steps.land(start)
  }

  /// Compiles what is shown only sometimes, and holds it to leave the page as it was.
  private mutating func compile(_ body: Int, tag: Range<Int>, evenly draft: inout Draft) {
    let before = draft.html
    compile(body, to: &draft)
    draft.html.settle()
    if let joined = before.joined(with: draft.html) {
      draft.html = joined
    } else {
      reportUneven(tag, from: before, to: draft.html, in: draft.source)
      draft.html = before
    }
  }

  /// Reports something that ends at another place of the page than it began.
  mutating func reportUneven(
    _ tag: Range<Int>, from start: HTMLState, to end: HTMLState, in source: Int
  ) {
    let name = excerpt(of: syntaxes[source].source.file.bytes, tag)
    let (one, other) = (words(for: start), words(for: end))
    let message =
      one == other
      ? "`\(name)` begins and ends \(one), but not in the same one"
      : "`\(name)` begins \(one) and ends \(other)"
    reports.add(
      TemplateProblem(
        rule: .unevenSection, message: message, range: tag,
        suggestion: "let it close each tag, quotation mark and comment that it opens, and no other"),
      in: source)
  }

  private mutating func compile(_ block: BlockParameter, to draft: inout Draft) {
    draft.html.settle()
    guard let filling = fillings.filling(of: block.name, in: draft.fillings) else {
      guard enterSection(block.range, in: draft) else { return }
      if let lead = block.lead { compile(lead, to: &draft) }
      compile(block.body, to: &draft)
      return
    }
    let unit = Unit(
      source: filling.source, body: filling.body, stack: draft.stack, fillings: filling.set,
      html: draft.html)
    guard let (stretch, end) = compile(unit, isInclude: false, tag: block.range, in: draft.source)
    else { return }
    let indentation = program.number(of: block.placement, in: draft.source)
    draft.steps.append(.call(stretch: Int32(stretch), indentation: indentation))
    draft.html = end
  }
}

/// Where in a page a state is, for a message.
func words(for state: HTMLState) -> String {
  switch state.mode {
  case .text: "in the text of the page"
  case .comment: "in a comment"
  case .declaration, .declarationStart: "in a declaration"
  case .rawText: "in <\(String(decoding: state.element, as: UTF8.self))>"
  case .quotedValue, .unquotedValue, .valueStart: "in the value of an attribute"
  case .tagStart, .endTagStart, .tagName, .tag, .attributeName, .afterAttributeName: "in a tag"
  }
}
