/// Compiles templates as the specification says, for data of any shape.
///
/// Names are looked up when the template runs, and so are blocks, because the templates between a
/// block and what fills it may be chosen by the data.
struct LenientCompiler {
  private let syntaxes: [TemplateSyntax]
  private let numbers: [TextKey: Int]
  private var program: ProgramBuilder
  /// Stretches that are still to be written: blocks that fill a place.
  private var waiting: [(source: Int, body: Int, stretch: Int)] = []

  /// Compiles everything; the stretch of a template has its number.
  static func compile(_ syntaxes: [TemplateSyntax], _ numbers: [TextKey: Int]) -> Program {
    var compiler = Self(syntaxes, numbers)
    for source in syntaxes.indices {
      compiler.waiting.append((source, 0, compiler.program.newStretch()))
    }
    while let next = compiler.waiting.popLast() {
      var steps = StepList()
      compiler.compile(next.body, of: next.source, to: &steps)
      compiler.program.finish(next.stretch, steps)
    }
    return Program(compiler.program)
  }

  private init(_ syntaxes: [TemplateSyntax], _ numbers: [TextKey: Int]) {
    self.syntaxes = syntaxes
    self.numbers = numbers
    program = ProgramBuilder(syntaxes)
    program.templates = numbers
  }

  /// Writes the steps of a stretch; goes as deep as sections do, which the parser limits.
  private mutating func compile(_ body: Int, of source: Int, to steps: inout StepList) {
    for node in syntaxes[source].bodies[body] {
      switch node {
      case .text(let piece): program.append(piece, of: source, to: &steps)
      case .value(let path, _): steps.append(.write(lookup: lookup(path)))
      case .rawValue(let path, _): steps.append(.writeRaw(lookup: lookup(path)))
      case .section(let path, let body, _):
        let start = steps.append(.section(lookup: lookup(path), skip: 0))
        compile(body, of: source, to: &steps)
        steps.append(.next)
        steps.land(start)
      case .inverted(let path, let body, _):
        let start = steps.append(.unless(lookup: lookup(path), skip: 0))
        compile(body, of: source, to: &steps)
        steps.land(start)
      case .partial(let included, let placement):
        include(included, [], placement, source, &steps)
      case .parent(let included, let arguments, _, let placement):
        include(included, arguments, placement, source, &steps)
      case .block(let block): compile(block, of: source, to: &steps)
      }
    }
  }

  private mutating func compile(
    _ block: BlockParameter, of source: Int, to steps: inout StepList
  ) {
    let name = Int32(program.number(ofBlock: block.name))
    let indentation = program.number(of: block.placement, in: source)
    let start = steps.append(.block(name: name, indentation: indentation, skip: 0))
    if let lead = block.lead { program.append(lead, of: source, to: &steps) }
    compile(block.body, of: source, to: &steps)
    steps.land(start)
  }

  private mutating func include(
    _ included: IncludedTemplate, _ arguments: [BlockArgument], _ placement: Placement,
    _ source: Int, _ steps: inout StepList
  ) {
    let indentation = program.number(of: placement, in: source)
    let target: Include.Target
    switch included.name {
    case .broken: return
    case .fixed(let name):
      guard let number = numbers[TextKey(name)] else { return }
      if arguments.isEmpty {
        steps.append(.call(stretch: Int32(number), indentation: indentation))
        return
      }
      target = .stretch(number)
    case .dynamic(let path): target = .named(lookup: Int(lookup(path)))
    }
    var fills: [Int: Int] = [:]
    for argument in arguments {
      let stretch = program.newStretch()
      waiting.append((source, argument.body, stretch))
      // As with any two assignments, the later one counts.
      fills[program.number(ofBlock: argument.name)] = stretch
    }
    let include = Include(
      target: target, indentation: Int(indentation),
      arguments: fills.map { (name: $0.key, stretch: $0.value) }.sorted { $0.name < $1.name })
    steps.append(.include(program.number(of: include)))
  }

  private mutating func lookup(_ path: FieldPath) -> Int32 {
    let names = path.steps.map { FieldName(text: $0.text) }
    let first = names.first ?? FieldName(text: ".")
    let origin: Lookup.Origin = path.isDot ? .dot : names.isEmpty ? .nowhere : .nearest
    return program.number(of: Lookup(origin: origin, field: first, rest: Array(names.dropFirst())))
  }
}
