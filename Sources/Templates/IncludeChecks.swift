import Diagnostics

extension RuleID {
  static let missingPartial = RuleID("missing-partial")
  static let templateCycle = RuleID("template-cycle")
  static let includeDepth = RuleID("include-depth")
  static let dynamicName = RuleID("dynamic-name")
  static let unknownBlock = RuleID("unknown-block")
  static let blockTwice = RuleID("block-twice")
  static let ignoredText = RuleID("ignored-text")
  static let themeTooLarge = RuleID("theme-too-large")
  static let missingTemplate = RuleID("missing-template")
  static let unfinishedPage = RuleID("unfinished-page")
}

/// What templates that include each other may do.
extension CheckedCompiler {
  /// How many templates may be inside each other.
  private static let deepestInclude = 32
  /// How many stretches may be inside each other; this much of the thread's stack is always there.
  private static let deepestStretch = 250
  /// How many stretches and steps a theme may have, and how many bytes may be read for them.
  ///
  /// A rich theme has some hundreds of stretches with some thousands of steps. Templates that include
  /// each other in more and more ways double with each; they end here.
  private static let mostStretches = 5000
  private static let mostSteps = 300_000
  private static let mostBytes = 24 << 20

  /// Compiles an entry and answers where it begins; `nil` where there is no such template.
  mutating func compile(_ entry: TemplateEntry) -> (number: Int, stretch: Int)? {
    guard let number = numbers[TextKey(entry.template)] else {
      let near = nearMiss(of: entry.template, among: syntaxes.map(\.source.name))
      reports.add(
        Diagnostic(
          .missingTemplate, .error, "the theme has no template `\(entry.template)`",
          at: SourcePlace(wholeOf: folder + entry.template + ".mustache"),
          suggestion: near.map { "is `\($0)` it, under another name?" }))
      return nil
    }
    lastTag = nil
    let unit = Unit(
      source: number, body: 0, stack: StaticStack(root: entry.root), fillings: 0,
      html: HTMLState())
    guard let (stretch, end) = compile(unit, isInclude: false, tag: 0..<0, in: number) else {
      return nil
    }
    if !end.isAtRest {
      reports.add(
        TemplateProblem(
          rule: .unfinishedPage, message: "`\(entry.template)` ends \(words(for: end))",
          range: lastTag.flatMap { $0.source == number ? $0.range : nil },
          suggestion: "close what is open"), in: number)
    }
    return (number, stretch)
  }

  /// The folder of the theme, as far as its files tell.
  private var folder: String {
    for syntax in syntaxes {
      let ending = syntax.source.name + ".mustache"
      let path = syntax.source.file.path
      if path.utf8.count > ending.utf8.count, path.hasSuffix(ending) {
        return String(path.dropLast(ending.count))
      }
    }
    return ""
  }

  /// Compiles a unit unless that was done, and answers its stretch and where in a page it ends.
  mutating func compile(
    _ unit: Unit, isInclude: Bool, tag: Range<Int>, in source: Int
  ) -> (stretch: Int, end: HTMLState)? {
    guard !isTooLarge, !endsInCycle(unit, tag: tag, in: source) else { return nil }
    if let known = compiled[unit] {
      if known.end == nil { compiled[unit]?.isAssumedEven = true }
      return (known.stretch, known.end ?? unit.html)
    }
    guard hasRoom(for: unit, isInclude: isInclude, tag: tag, in: source) else { return nil }
    let stretch = program.newStretch()
    compiled[unit] = Compiled(stretch: stretch)
    path.append(.unit(unit, isInclude: isInclude))
    var draft = Draft(
      source: unit.source, fillings: unit.fillings, stack: unit.stack, html: unit.html)
    compile(unit.body, to: &draft)
    path.removeLast()
    draft.html.settle()
    program.finish(
      stretch, draft.steps, root: unit.stack.isRootHidden ? nil : unit.stack.root,
      sharing: fields.schema)
    if compiled[unit]?.isAssumedEven == true, unit.html.joined(with: draft.html) == nil {
      reportUneven(tag, from: unit.html, to: draft.html, in: source)
    }
    compiled[unit]?.end = draft.html
    return (stretch, draft.html)
  }

  /// Whether one more template fits into the one that includes it; reports it where not.
  private mutating func hasRoom(
    for unit: Unit, isInclude: Bool, tag: Range<Int>, in source: Int
  ) -> Bool {
    let includes = path.count { if case .unit(_, isInclude: true) = $0 { true } else { false } }
    let name = syntaxes[unit.source].source.name
    if isInclude, includes >= Self.deepestInclude {
      reports.add(
        TemplateProblem(
          rule: .includeDepth,
          message: "`\(name)` would be the \(Self.deepestInclude + 1)rd template inside another; "
            + "\(Self.deepestInclude) are allowed", range: tag), in: source)
      return false
    }
    if program.starts.count > Self.mostStretches || program.code.count > Self.mostSteps
      || bytesRead > Self.mostBytes
    {
      isTooLarge = true
      reports.add(
        TemplateProblem(
          rule: .themeTooLarge,
          message: "the templates include each other in too many ways to go through them all",
          range: tag, suggestion: "include fewer templates from here, or from those"), in: source)
      return false
    }
    return hasDepth(at: tag, in: source)
  }

  /// Whether one more section fits; reports it where not.
  mutating func enterSection(_ tag: Range<Int>, in draft: Draft) -> Bool {
    hasDepth(at: tag, in: draft.source)
  }

  private mutating func hasDepth(at tag: Range<Int>, in source: Int) -> Bool {
    guard depth >= Self.deepestStretch else { return true }
    reports.add(
      TemplateProblem(
        rule: .deepNesting,
        message: "sections and templates are \(Self.deepestStretch) deep inside each other here",
        range: tag, suggestion: "move something out of the sections around it"), in: source)
    return false
  }

  /// Whether a unit is inside itself with nothing between that could end it; reports it.
  ///
  /// A section ends it only if it moves on: from a record to another that was found inside the circle,
  /// as from an entry of a menu to the entries below it. A section that asks the same record again
  /// would answer the same again.
  private mutating func endsInCycle(_ unit: Unit, tag: Range<Int>, in source: Int) -> Bool {
    let start = path.lastIndex {
      guard case .unit(let other, _) = $0 else { return false }
      return other.source == unit.source && other.body == unit.body && other.stack == unit.stack
        && other.fillings == unit.fillings
    }
    guard let start else { return false }
    var found: Set<RecordKind> = []
    for case .section(_, let kind?) in path[start...] { found.insert(kind) }
    for case .section(let kind?, _?) in path[start...] where found.contains(kind) { return false }
    var names: [String] = []
    for case .unit(let other, _) in path[start...] where other.body == 0 {
      names.append(syntaxes[other.source].source.name)
    }
    let name = syntaxes[unit.source].source.name
    let way = (names + [name]).joined(separator: " → ")
    reports.add(
      TemplateProblem(
        rule: .templateCycle, message: "`\(name)` includes itself without end: \(way)", range: tag,
        suggestion: "take this out, or put it into a section that goes through a list"),
      in: source)
    return true
  }

  /// Compiles what a tag includes.
  mutating func compile(
    _ included: IncludedTemplate, arguments: [BlockArgument], _ placement: Placement,
    to draft: inout Draft
  ) {
    draft.html.settle()
    switch included.name {
    case .broken: return
    case .fixed(let name):
      guard let number = template(name, for: included, in: draft.source),
        let (stretch, end) = compile(number, included, arguments, in: draft)
      else { return }
      let indentation = program.number(of: placement, in: draft.source)
      draft.steps.append(.call(stretch: Int32(stretch), indentation: indentation))
      draft.html = end
    case .dynamic(let path):
      guard let field = resolve(path, in: draft) else { return }
      guard case .choice(let words) = field.type else {
        reports.add(
          TemplateProblem(
            rule: .dynamicName,
            message: "`\(path.text)` is \(Templates.words(for: field.type)), "
              + "so it cannot choose a template", range: path.range,
            suggestion: "use a field that is one of a few words, or write the template's name"),
          in: draft.source)
        return
      }
      compile(choice: words, field, included, arguments, placement, to: &draft)
    }
  }

  private mutating func compile(
    choice words: [String], _ field: ResolvedField, _ included: IncludedTemplate,
    _ arguments: [BlockArgument], _ placement: Placement, to draft: inout Draft
  ) {
    var stretches: [TextKey: Int] = [:]
    // Without a word nothing is included, so each template must end where it began.
    var end = draft.html
    for word in words {
      guard let number = template(word, for: included, in: draft.source) else { continue }
      choices[[draft.source, included.tag.lowerBound], default: []].insert(number)
      guard let (stretch, last) = compile(number, included, arguments, in: draft) else { continue }
      stretches[TextKey(word)] = stretch
      if let joined = end.joined(with: last) {
        end = joined
      } else {
        reportUneven(included.tag, from: draft.html, to: last, in: draft.source)
      }
    }
    let lookup = Int(program.number(of: field.lookup))
    let indentation = Int(program.number(of: placement, in: draft.source))
    let include = Include(
      target: .chosen(lookup: lookup, among: stretches), indentation: indentation, arguments: [])
    draft.steps.append(.include(program.number(of: include)))
    draft.html = end
  }

  private mutating func template(
    _ name: String, for included: IncludedTemplate, in source: Int
  ) -> Int? {
    if let number = numbers[TextKey(name)] { return number }
    let near = nearMiss(of: name, among: syntaxes.map(\.source.name))
    var message = "the theme has no template `\(name)`"
    if case .dynamic(let path) = included.name {
      message += ", one of the words for `\(path.text)`"
    }
    reports.add(
      TemplateProblem(
        rule: .missingPartial, message: message, range: included.range,
        suggestion: near.map { "did you mean `\($0)`?" }), in: source)
    return nil
  }

  private mutating func compile(
    _ number: Int, _ included: IncludedTemplate, _ arguments: [BlockArgument], in draft: Draft
  ) -> (stretch: Int, end: HTMLState)? {
    let set = fillings.number(
      adding: arguments, of: draft.source, to: draft.fillings, asked: blocks(askedBy: number))
    let unit = Unit(
      source: number, body: 0, stack: draft.stack, fillings: set, html: draft.html)
    return compile(unit, isInclude: true, tag: included.tag, in: draft.source)
  }

  /// Reports what stands in a parent tag and is never shown.
  mutating func check(
    _ arguments: [BlockArgument], ignored: Range<Int>?, of included: IncludedTemplate,
    in source: Int
  ) {
    let bytes = syntaxes[source].source.file.bytes
    if let ignored {
      reports.add(
        TemplateProblem(
          rule: .ignoredText, severity: .warning,
          message: "no page shows this: it stands in `\(excerpt(of: bytes, included.tag))` "
            + "but in no block", range: ignored,
          suggestion: "put it into a block, as in `{{$name}}…{{/name}}`"), in: source)
    }
    var first: [TextKey: Range<Int>] = [:]
    for argument in arguments {
      if let range = first[TextKey(argument.name)] {
        reports.add(
          TemplateProblem(
            rule: .blockTwice,
            message: "`\(argument.name)` is filled twice; only this one is shown",
            range: argument.range, related: [("filled here first", range)]), in: source)
      }
      first[TextKey(argument.name)] = argument.range
    }
    guard case .fixed(let name) = included.name, let number = numbers[TextKey(name)] else { return }
    let asked = blocks(askedBy: number)
    for argument in arguments where !asked.contains(TextKey(argument.name)) {
      let near = nearMiss(of: argument.name, among: asked.map(\.text).sorted())
      reports.add(
        TemplateProblem(
          rule: .unknownBlock, message: "`\(name)` has no block `\(argument.name)`",
          range: argument.range, suggestion: near.map { "did you mean `\($0)`?" }), in: source)
    }
  }
}
