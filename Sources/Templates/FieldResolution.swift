import Diagnostics

extension RuleID {
  static let noFields = RuleID("no-fields")
}

/// What stands around a place in a template, as far as names depend on it.
///
/// Of several records of one kind the nearest hides the others, so each kind is in it once. That keeps
/// the number of different stacks finite however deep a template includes itself.
struct StaticStack: Hashable {
  /// The kinds of the records around, outermost first.
  private(set) var kinds: [RecordKind]
  /// What `.` is.
  private(set) var dot: FieldType
  /// The kind of the record that the page is about.
  let root: RecordKind
  /// Whether a record of the same kind is nearer than the page's own.
  private(set) var isRootHidden = false

  /// The stack of a template that nothing includes.
  init(root: RecordKind) {
    self.root = root
    kinds = [root]
    dot = .record(root)
  }

  /// The stack inside a section that is about a value.
  func pushing(_ type: FieldType) -> StaticStack {
    var result = self
    result.dot = type
    if case .record(let kind) = type {
      result.kinds.removeAll { $0 == kind }
      result.kinds.append(kind)
      if kind == root { result.isRootHidden = true }
    }
    return result
  }
}

/// What a name means at a place.
struct ResolvedField {
  /// The question to ask when the template runs.
  let lookup: Lookup
  /// What the answer will be.
  let type: FieldType
  /// The kind of record that the first name is looked for in; `nil` for `.`.
  let origin: RecordKind?
}

/// The fields of a schema, found by name.
struct SchemaFields {
  /// The schema.
  let schema: Schema
  private let numbers: [[TextKey: Int]]

  /// Prepares a schema to be asked.
  init(_ schema: Schema) {
    self.schema = schema
    numbers = schema.records.map { record in
      var numbers: [TextKey: Int] = [:]
      for (number, field) in record.fields.enumerated() { numbers[TextKey(field.name)] = number }
      return numbers
    }
  }

  /// What a name means; `nil` for one that was reported when it was parsed.
  func resolve(_ path: FieldPath, in stack: StaticStack) -> Result<ResolvedField, UnresolvedField>?
  {
    if path.isDot {
      let lookup = Lookup(origin: .dot, field: FieldName(text: "."), rest: [])
      return .success(ResolvedField(lookup: lookup, type: stack.dot, origin: nil))
    }
    guard let first = path.steps.first else { return nil }
    guard let origin = stack.kinds.last(where: { number(of: first.text, in: $0) != nil }),
      let (name, found) = field(first.text, in: origin)
    else {
      return .failure(unknown(first, among: stack.kinds.reversed()))
    }
    var type = found
    var rest: [FieldName] = []
    var before = first
    for step in path.steps.dropFirst() {
      guard case .record(let kind) = type else {
        return .failure(UnresolvedField(problem: hasNoFields(before, type, before: step)))
      }
      guard let (name, next) = field(step.text, in: kind) else {
        return .failure(unknown(step, among: [kind]))
      }
      rest.append(name)
      type = next
      before = step
    }
    let lookup = Lookup(origin: .kind(origin), field: name, rest: rest)
    return .success(ResolvedField(lookup: lookup, type: type, origin: origin))
  }

  /// A field of a kind of record that can be written out, for an example.
  func example(of kind: RecordKind) -> String? {
    record(kind)?.fields.first {
      switch $0.type {
      case .text, .number, .choice, .url: true
      default: false
      }
    }?.name
  }

  private func record(_ kind: RecordKind) -> RecordSchema? {
    schema.records.indices.contains(kind.index) ? schema.records[kind.index] : nil
  }

  private func number(of name: String, in kind: RecordKind) -> Int? {
    numbers.indices.contains(kind.index) ? numbers[kind.index][TextKey(name)] : nil
  }

  private func field(_ name: String, in kind: RecordKind) -> (FieldName, FieldType)? {
    guard let number = number(of: name, in: kind), let record = record(kind) else { return nil }
    return (FieldName(number: number, text: name), record.fields[number].type)
  }

  private func unknown(_ step: FieldPath.Step, among kinds: [RecordKind]) -> UnresolvedField {
    let records = kinds.compactMap(record)
    let names = records.map(\.name)
    let owners =
      names.count < 2
      ? names.first ?? "this"
      : names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
    let near = nearMiss(of: step.text, among: records.flatMap { $0.fields.map(\.name) })
    return UnresolvedField(
      problem: TemplateProblem(
        rule: .unknownField, message: "`\(step.text)` is not a field that \(owners) have",
        range: step.range, suggestion: near.map { "did you mean `\($0)`?" }))
  }

  private func hasNoFields(
    _ step: FieldPath.Step, _ type: FieldType, before next: FieldPath.Step
  ) -> TemplateProblem {
    var suggestion: String?
    if case .list = type {
      suggestion =
        "go through it: `{{#\(step.text)}}{{\(next.text)}}{{/\(step.text)}}`"
    }
    return TemplateProblem(
      rule: .noFields,
      message: "`\(step.text)` is \(words(for: type)), so there is no `\(next.text)` in it",
      range: next.range, suggestion: suggestion)
  }
}

/// Why a name means nothing.
struct UnresolvedField: Error {
  let problem: TemplateProblem
}

/// What a field is, for a message.
func words(for type: FieldType) -> String {
  switch type {
  case .text: "plain words"
  case .html: "finished HTML"
  case .url: "an address"
  case .number: "a number"
  case .flag: "yes or no"
  case .choice: "one of a few words"
  case .record: "something with fields of its own"
  case .list: "a list"
  }
}
