package import Diagnostics

/// The fields of a file, read as they were declared.
///
/// Everything that is wrong is reported while the reader is made: unknown names with what was likely
/// meant, values of the wrong kind, required fields that are missing. What was wrong reads as absent
/// afterwards, so the code that uses a reader asks for values and nothing else:
///
/// ```swift
/// let fields = FieldReader(
///   parseYAML(file, into: &findings), fields: Configuration.fields, of: "site.yaml", in: file,
///   into: &findings)
/// let name = fields.text("name")?.value ?? "…"
/// ```
package struct FieldReader: Sendable {
  private let declarations: [FieldDeclaration]
  /// What was written, in the order of the file.
  private let values: [Field<FieldValue>]
  /// For each declaration where its value is in ``values``; -1 for one that has none.
  private let positions: [Int]

  /// Reads fields, and reports what is wrong with them.
  ///
  /// - Parameters:
  ///   - node: The fields, as ``parseYAML(_:in:limits:into:)`` returned them; `nil` when there are none
  ///     or they could not be read.
  ///   - fields: What may be there.
  ///   - owner: Whose fields these are, as messages say it: `articles`, `site.yaml`.
  ///   - file: The file that they stand in.
  ///   - findings: Where problems go.
  package init(
    _ node: YAMLNode?, fields: [FieldDeclaration], of owner: String, in file: SourceFile,
    into findings: inout Findings
  ) {
    let start = node?.range.lowerBound ?? 0
    // Of a file that could not be read nobody knows what it lacks, and it has been told already.
    let isUnknown = node == nil && !findings.isEmpty
    self.init(
      node, fields, FieldOwner(owner), missingAt: isUnknown ? nil : start..<start, into: &findings)
  }

  /// Reads fields and points to `missingAt` where a required one is missing; `nil` when whether it is
  /// missing cannot be known.
  init(
    _ node: YAMLNode?, _ declarations: [FieldDeclaration], _ owner: FieldOwner,
    missingAt place: Range<Int>?, into findings: inout Findings
  ) {
    self.declarations = declarations
    var values: [Field<FieldValue>] = []
    var positions = [Int](repeating: -1, count: declarations.count)
    // What was there and wrong is not missing besides.
    var seen: [Bool] = Array(repeating: false, count: declarations.count)
    let entries = entries(of: node, owner, into: &findings)
    for entry in entries ?? [] {
      guard let index = declarations.firstIndex(where: { $0.name == entry.key }) else {
        let meant = reportUnknown(entry, declarations, owner, into: &findings)
        // A misspelt field is there; saying that it is missing besides would send the author looking.
        if let index = declarations.firstIndex(where: { $0.name == meant }) { seen[index] = true }
        continue
      }
      seen[index] = true
      guard let value = FieldConversion(declarations[index]).value(of: entry, into: &findings)
      else { continue }
      positions[index] = values.count
      values.append(value)
    }
    if let place, entries != nil {
      let missing = declarations.indices.filter { declarations[$0].isRequired && !seen[$0] }
      reportMissing(missing.map { declarations[$0] }, owner, at: place, into: &findings)
    }
    self.values = values
    self.positions = positions
  }

  /// The value of a field declared as `.text`.
  package func text(_ name: String) -> Field<String>? {
    field(name)?.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// The value of a field declared as `.choice`: one of its words.
  package func choice(_ name: String) -> Field<String>? { text(name) }

  /// The value of a field declared as `.flag`.
  package func flag(_ name: String) -> Field<Bool>? {
    field(name)?.compactMap { if case .flag(let flag) = $0 { flag } else { nil } }
  }

  /// The value of a field declared as `.wholeNumber`.
  package func wholeNumber(_ name: String) -> Field<Int>? {
    field(name)?.compactMap { if case .number(let number) = $0 { number } else { nil } }
  }

  /// The value of a field declared as `.date`.
  package func date(_ name: String) -> Field<CivilMoment>? {
    field(name)?.compactMap { if case .moment(let moment) = $0 { moment } else { nil } }
  }

  /// The value of a field declared as `.free`.
  package func free(_ name: String) -> Field<FreeValue>? {
    field(name)?.compactMap { if case .free(let value) = $0 { value } else { nil } }
  }

  /// The value of a field declared as `.fields`.
  package func fields(_ name: String) -> Field<FieldReader>? {
    field(name)?.compactMap { if case .fields(let fields) = $0 { fields } else { nil } }
  }

  /// The entries of a field declared as a list of texts.
  package func texts(_ name: String) -> [Field<String>] {
    list(name).compactMap {
      $0.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
  }

  /// The entries of a field declared as a list of titled texts; `nil` when the field is not there,
  /// which may mean something else than a list without entries.
  package func titledTexts(_ name: String) -> [TitledText]? {
    guard case .list(let values) = field(name)?.value else { return nil }
    return values.compactMap(titledText)
  }

  private func titledText(_ field: Field<FieldValue>) -> TitledText? {
    switch field.value {
    case .text(let text):
      return TitledText(title: nil, text: field.map { _ in text }, children: [])
    case .named(let entries):
      var titled: (name: String, text: Field<String>)?
      var children: [TitledText] = []
      for entry in entries {
        switch entry.field.value {
        case .text(let text): titled = (entry.name, entry.field.map { _ in text })
        case .list(let values): children = values.compactMap(titledText)
        default: break
        }
      }
      return titled.map { TitledText(title: $0.name, text: $0.text, children: children) }
    default: return nil
    }
  }

  /// The entries of a field declared as a list of fields.
  package func listOfFields(_ name: String) -> [Field<FieldReader>] {
    list(name).compactMap {
      $0.compactMap { if case .fields(let fields) = $0 { fields } else { nil } }
    }
  }

  /// The entries of a field declared as names with texts, in the order of the file.
  package func textsByName(_ name: String) -> [NamedField<String>] {
    named(name).compactMap { entry in
      entry.field.compactMap { if case .text(let text) = $0 { text } else { nil } }
        .map { NamedField(entry.name, $0) }
    }
  }

  /// The entries of a field declared as names with fields, in the order of the file.
  package func fieldsByName(_ name: String) -> [NamedField<FieldReader>] {
    named(name).compactMap { entry in
      entry.field.compactMap { if case .fields(let fields) = $0 { fields } else { nil } }
        .map { NamedField(entry.name, $0) }
    }
  }

  private func list(_ name: String) -> [Field<FieldValue>] {
    if case .list(let values) = field(name)?.value { values } else { [] }
  }

  private func named(_ name: String) -> [NamedField<FieldValue>] {
    if case .named(let values) = field(name)?.value { values } else { [] }
  }

  /// A field by name.
  ///
  /// Asking for one that was not declared is a slip in the code that asks, not in a
  /// file, and must not read as "absent" for ever.
  private func field(_ name: String) -> Field<FieldValue>? {
    guard let index = declarations.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("a field is declared before it is read: \(name)")
    }
    return positions[index] < 0 ? nil : values[positions[index]]
  }
}

/// What was read for a field.
enum FieldValue: Sendable {
  case text(String)
  case flag(Bool)
  case number(Int)
  case moment(CivilMoment)
  case free(FreeValue)
  case list([Field<FieldValue>])
  case named([NamedField<FieldValue>])
  case fields(FieldReader)
}

extension Field {
  /// The same place with what `change` makes of the value, if it makes anything.
  func compactMap<Other: Sendable>(_ change: (Value) -> Other?) -> Field<Other>? {
    change(value).map { Field<Other>($0, range: range, keyRange: keyRange) }
  }
}

/// Whose fields are read, in the words of messages.
struct FieldOwner {
  private let name: String

  /// Names an owner: `articles`, `site.yaml`.
  init(_ name: String) { self.name = name }

  private var isPlural: Bool { name.utf8.last == UInt8(ascii: "s") || name == "people" }

  /// "articles have" or "site.yaml has".
  var has: String { "\(name) \(isPlural ? "have" : "has")" }

  /// "articles need" or "site.yaml needs".
  var needs: String { "\(name) \(isPlural ? "need" : "needs")" }
}

/// The entries of a node that has to be fields; `nil` when it is something else.
private func entries(
  of node: YAMLNode?, _ owner: FieldOwner, into findings: inout Findings
) -> [YAMLEntry]? {
  guard let node, !node.isNull else { return [] }
  if case .mapping(let entries) = node.content { return entries }
  findings.report(
    .wrongType, .error, "this is \(node.words), and \(owner.has) fields", at: node.range,
    suggestion: "write each field on a line of its own as `name: value`")
  return nil
}

private func reportMissing(
  _ missing: [FieldDeclaration], _ owner: FieldOwner, at place: Range<Int>,
  into findings: inout Findings
) {
  guard let first = missing.first else { return }
  let isOne = missing.count == 1
  let names = enumeration(missing.map(\.name), "and")
  let example = first.example.map { "add a line such as `\(first.name): \($0)`" }
  findings.report(
    .missingField, .error,
    "\(names) \(isOne ? "is" : "are") missing, and \(owner.needs) \(isOne ? "it" : "them")",
    at: place,
    suggestion: isOne ? example : "add lines such as these:\n" + exampleLines(of: missing))
}

/// Lines that can be pasted: each field with its example.
func exampleLines(of declarations: [FieldDeclaration]) -> String {
  declarations.map { "\($0.name): \($0.example ?? "…")" }.joined(separator: "\n")
}

/// Reports a name that no field has, and tells which field was likely meant.
private func reportUnknown(
  _ entry: YAMLEntry, _ declarations: [FieldDeclaration], _ owner: FieldOwner,
  into findings: inout Findings
) -> String? {
  let lowercased = entry.key.lowercased()
  let meant =
    declarations.first { $0.otherNames.contains(lowercased) }?.name
    ?? nearMiss(of: entry.key, among: declarations.map(\.name))
  var suggestion = meant.map { "did you mean `\($0)`?" }
  if suggestion == nil, declarations.contains(where: { $0.type == .free }) {
    suggestion = declarations.first { $0.type == .free }.map {
      "indent it below `\($0.name):` if it is a field of your own"
    }
  }
  findings.report(
    .unknownField, .error, "`\(clipped(entry.key))` is not a field that \(owner.has)",
    at: entry.keyRange, suggestion: suggestion)
  return meant
}

extension RuleID {
  static let missingField = RuleID("missing-field")
  static let wrongType = RuleID("wrong-type")
}
