package import Diagnostics

/// The templates of a theme, or some templates without one, compiled together.
package struct TemplateSet: Sendable {
  private let program: Program
  private let reach: Reach
  /// The templates that were asked for, by what they are for; without a schema, all for kind 0.
  private let starts: [TemplateEntry: (number: Int, stretch: Int)]
  private let hasSchema: Bool

  /// Compiles templates as the specification says, for data of any shape.
  ///
  /// What is not there is empty; only what cannot be read as a template is reported. Of two sources
  /// of one name the first counts.
  package static func compile(
    _ sources: [TemplateSource]
  ) -> (templates: TemplateSet, diagnostics: [Diagnostic]) {
    let parsed = parseAll(sources)
    let syntaxes = parsed.map(\.syntax)
    let numbers = numbersByName(syntaxes)
    var starts: [TemplateEntry: (number: Int, stretch: Int)] = [:]
    for (number, syntax) in syntaxes.enumerated() {
      starts[TemplateEntry(template: syntax.source.name, root: RecordKind(0))] = (number, number)
    }
    let set = TemplateSet(
      program: LenientCompiler.compile(syntaxes, numbers), reach: Reach(syntaxes, numbers),
      starts: starts, hasSchema: false)
    return (set, parsed.flatMap { $0.findings.diagnostics() }.inReadingOrder())
  }

  /// Compiles the templates of a theme and checks them against what they may ask for.
  ///
  /// Every name is looked up now, and every value is held to stand where it cannot be taken for
  /// markup, so that running a template meets no surprise. An entry with an error in it can be run all
  /// the same, and shows what it can.
  package static func compile(
    _ sources: [TemplateSource], entries: [TemplateEntry], schema: Schema
  ) -> (templates: TemplateSet, diagnostics: [Diagnostic]) {
    let parsed = parseAll(sources)
    var compiler = CheckedCompiler(parsed, schema)
    var starts: [TemplateEntry: (number: Int, stretch: Int)] = [:]
    for entry in entries { starts[entry] = compiler.compile(entry) }
    let set = TemplateSet(
      program: Program(compiler.program),
      reach: Reach(compiler.syntaxes, compiler.numbers, choices: compiler.choices), starts: starts,
      hasSchema: true)
    return (set, compiler.reports.diagnostics())
  }

  /// The template of an entry; without a schema, of any source, for kind 0.
  ///
  /// - Complexity: O(*n*) in the number of templates it reaches.
  package func template(named name: String, for kind: RecordKind = RecordKind(0)) -> Template? {
    guard let start = starts[TemplateEntry(template: name, root: kind)] else { return nil }
    return reach.template(
      start.number, stretch: start.stretch, of: program, root: hasSchema ? kind : nil)
  }
}

/// Parses sources, each name once.
func parseAll(_ sources: [TemplateSource]) -> [ParsedTemplate] {
  var seen: Set<TextKey> = []
  return sources.filter { seen.insert(TextKey($0.name)).inserted }.map(parse)
}

/// The number of each template by its name.
func numbersByName(_ syntaxes: [TemplateSyntax]) -> [TextKey: Int] {
  var numbers: [TextKey: Int] = [:]
  for (number, syntax) in syntaxes.enumerated() { numbers[TextKey(syntax.source.name)] = number }
  return numbers
}

/// Which templates each template includes, directly or through others.
struct Reach: Sendable {
  private let names: [String]
  private let included: [Set<Int>]
  /// A number for the text of each template, so that a text is read once however many reach it.
  private let summaries: [UInt64]

  /// Follows the names in the templates, and the choices that are known; a name in the data of which
  /// nothing is known may be any.
  init(_ syntaxes: [TemplateSyntax], _ numbers: [TextKey: Int], choices: [[Int]: Set<Int>]? = nil) {
    names = syntaxes.map(\.source.name)
    summaries = syntaxes.map { syntax in
      var summary = TextSummary()
      summary.add(syntax.source.name.utf8)
      summary.add(syntax.source.file.bytes)
      return summary.value
    }
    included = syntaxes.enumerated().map { number, syntax in
      var result: Set<Int> = []
      for include in syntax.includes {
        switch include.name {
        case .fixed(let name): if let number = numbers[TextKey(name)] { result.insert(number) }
        case .dynamic:
          if let choices {
            result.formUnion(choices[[number, include.tag.lowerBound]] ?? [])
          } else {
            result.formUnion(syntaxes.indices)
          }
        case .broken: break
        }
      }
      return result
    }
  }

  /// The templates that one reaches, itself among them.
  func from(_ number: Int) -> Set<Int> {
    var reached: Set<Int> = [number]
    var waiting = [number]
    while let next = waiting.popLast() {
      for other in included[next] where reached.insert(other).inserted { waiting.append(other) }
    }
    return reached
  }

  /// A template that begins with a stretch, with the number of all text it reaches.
  func template(_ number: Int, stretch: Int, of program: Program, root: RecordKind?) -> Template {
    let reached = from(number).map { (name: names[$0], number: $0) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var summary = TextSummary()
    summary.add(names[number].utf8)
    if let root { summary.add(String(root.index).utf8) }
    for (_, number) in reached { summary.add(summaries[number]) }
    return Template(
      name: names[number], fingerprint: summary.value, sources: reached.map(\.name),
      program: program, stretch: stretch)
  }
}
