/// A program that is being put together.
struct ProgramBuilder {
  private(set) var code: [Instruction] = []
  private(set) var starts: [Int] = []
  private(set) var literals: [UInt8] = []
  private(set) var lookups: [Question] = []
  private(set) var fields: [FieldName] = []
  private(set) var includes: [Include] = []
  private(set) var indentations: [Range<Int>] = []
  var templates: [TextKey: Int] = [:]
  /// How many places there are whose steps write the same for every page.
  private(set) var sharedCount = 0
  /// How many questions each stretch asks that writes the same for every page, by stretch.
  private(set) var wholeQuestionCounts: [Int: Int] = [:]

  private var bases: [Int] = []
  private var lookupNumbers: [Lookup: Int] = [:]
  private var names: [TextKey: Int] = [:]

  /// Takes over the text of all templates; where each begins, its pieces are counted from.
  init(_ syntaxes: [TemplateSyntax]) {
    for syntax in syntaxes {
      bases.append(literals.count)
      literals += syntax.text
    }
  }

  /// The number of a stretch that is written later.
  mutating func newStretch() -> Int {
    starts.append(0)
    return starts.count - 1
  }

  /// Adds the steps of a stretch that begins with a page's record of a kind, which is `nil` where another
  /// record hides it, and marks what is the same for every page.
  mutating func finish(
    _ stretch: Int, _ steps: StepList, root: RecordKind?, sharing schema: Schema
  ) {
    var shared = SharedSteps(steps.steps, root: root, schema: schema, of: self)
    wholeQuestionCounts[stretch] = shared.wholeQuestionCount
    let (marked, count) = shared.marked()
    sharedCount = count
    starts[stretch] = code.count
    code += marked
    code.append(.return)
  }

  /// Adds the steps of a stretch.
  mutating func finish(_ stretch: Int, _ steps: StepList) {
    starts[stretch] = code.count
    code += steps.steps
    code.append(.return)
  }

  /// The number of a question.
  mutating func number(of lookup: Lookup) -> Int32 {
    if let known = lookupNumbers[lookup] { return Int32(known) }
    lookups.append(
      Question(
        origin: lookup.origin, field: Int32(fields.count), steps: Int32(lookup.rest.count)))
    fields.append(lookup.field)
    fields += lookup.rest
    lookupNumbers[lookup] = lookups.count - 1
    return Int32(lookups.count - 1)
  }

  /// The number of the name of a block.
  mutating func number(ofBlock name: String) -> Int {
    let key = TextKey(name)
    if let known = names[key] { return known }
    names[key] = names.count
    return names.count - 1
  }

  /// The number of an indentation; -1 for a tag within a line.
  mutating func number(of placement: Placement, in source: Int) -> Int32 {
    guard case .standalone(let range) = placement else { return -1 }
    let base = bases[source]
    indentations.append(range.lowerBound + base..<range.upperBound + base)
    return Int32(indentations.count - 1)
  }

  /// The number of an include.
  mutating func number(of include: Include) -> Int32 {
    includes.append(include)
    return Int32(includes.count - 1)
  }

  /// Adds text of a template to a stretch.
  func append(_ piece: TextPiece, of source: Int, to steps: inout StepList) {
    let base = bases[source]
    let range = piece.textRange
    steps.append(
      range.lowerBound + base..<range.upperBound + base, startsLine: piece.startsLine, of: literals)
  }
}

/// The steps of a stretch, as they are written.
struct StepList {
  /// The steps.
  private(set) var steps: [Instruction] = []
  /// Steps before this one may not grow: a jump lands behind them.
  private var barrier = 0

  /// How many steps there are.
  var count: Int { steps.count }

  /// Adds a step and answers where it stands.
  @discardableResult
  mutating func append(_ step: Instruction) -> Int {
    steps.append(step)
    return steps.count - 1
  }

  /// Makes a step jump to the next one that is added.
  mutating func land(_ index: Int) {
    let skip = Int32(steps.count - index)
    switch steps[index] {
    case .section(let lookup, _): steps[index] = .section(lookup: lookup, skip: skip)
    case .when(let lookup, _): steps[index] = .when(lookup: lookup, skip: skip)
    case .unless(let lookup, _): steps[index] = .unless(lookup: lookup, skip: skip)
    case .block(let name, let indentation, _):
      steps[index] = .block(name: name, indentation: indentation, skip: skip)
    default: break
    }
    barrier = steps.count
  }

  /// Adds text, to the step before where the two are one piece.
  ///
  /// Within one piece each line break begins a line, so pieces become one only where that is so.
  mutating func append(_ range: Range<Int>, startsLine: Bool, of literals: [UInt8]) {
    if range.isEmpty, !startsLine { return }
    let (start, end) = (Int32(range.lowerBound), Int32(range.upperBound))
    let alone = Instruction.literal(
      start: start, end: end, startsLine: startsLine, endsBeforeLine: false)
    guard steps.count > barrier,
      case .literal(let first, let last, let beginsLine, let endsBeforeLine) = steps[
        steps.count - 1]
    else {
      steps.append(alone)
      return
    }
    if first == last {
      steps[steps.count - 1] = .literal(
        start: start, end: end, startsLine: beginsLine || startsLine, endsBeforeLine: false)
    } else if range.isEmpty, literals[Int(last) - 1] == 0x0A {
      steps[steps.count - 1] = .literal(
        start: first, end: last, startsLine: beginsLine, endsBeforeLine: true)
    } else if last == start, !range.isEmpty,
      (literals[Int(last) - 1] == 0x0A) == (startsLine || endsBeforeLine)
    {
      steps[steps.count - 1] = .literal(
        start: first, end: end, startsLine: beginsLine, endsBeforeLine: false)
    } else {
      steps.append(alone)
    }
  }
}
