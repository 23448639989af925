package import Diagnostics

/// The templates of a theme, or some templates without one, compiled together.
package struct TemplateSet: Sendable {
  private let templates: [TemplateEntry: Template]

  private init(_ templates: [TemplateEntry: Template]) { self.templates = templates }

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
    let program = LenientCompiler.compile(syntaxes, numbers)
    let reach = Reach(syntaxes, numbers)
    var templates: [TemplateEntry: Template] = [:]
    for (number, syntax) in syntaxes.enumerated() where templates[lenientEntry(syntax)] == nil {
      templates[lenientEntry(syntax)] = reach.template(
        number, stretch: number, of: program, root: nil)
    }
    return (TemplateSet(templates), parsed.flatMap { $0.findings.diagnostics() }.inReadingOrder())
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
    let starts = entries.map { compiler.compile($0) }
    let program = Program(compiler.program)
    let reach = Reach(compiler.syntaxes, compiler.numbers, choices: compiler.choices)
    var templates: [TemplateEntry: Template] = [:]
    for (entry, start) in zip(entries, starts) {
      guard let start else { continue }
      templates[entry] = reach.template(
        start.number, stretch: start.stretch, of: program, root: entry.root)
    }
    return (TemplateSet(templates), compiler.reports.diagnostics())
  }

  /// The template of an entry; without a schema, of any source, for kind 0.
  package func template(named name: String, for kind: RecordKind = RecordKind(0)) -> Template? {
    templates[TemplateEntry(template: name, root: kind)]
  }

  private static func lenientEntry(_ syntax: TemplateSyntax) -> TemplateEntry {
    TemplateEntry(template: syntax.source.name, root: RecordKind(0))
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
struct Reach {
  private let syntaxes: [TemplateSyntax]
  private let included: [Set<Int>]
  /// A number for the text of each template, so that a text is read once however many reach it.
  private let summaries: [UInt64]

  /// Follows the names in the templates, and the choices that are known; a name in the data of which
  /// nothing is known may be any.
  init(_ syntaxes: [TemplateSyntax], _ numbers: [TextKey: Int], choices: [[Int]: Set<Int>]? = nil) {
    self.syntaxes = syntaxes
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
    let names = from(number).map { (name: syntaxes[$0].source.name, number: $0) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var summary = TextSummary()
    summary.add(syntaxes[number].source.name.utf8)
    if let root { summary.add(String(root.index).utf8) }
    for (_, number) in names { summary.add(summaries[number]) }
    return Template(
      name: syntaxes[number].source.name, fingerprint: summary.value, sources: names.map(\.name),
      program: program, stretch: stretch)
  }
}
