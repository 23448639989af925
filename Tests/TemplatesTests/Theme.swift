import Diagnostics
import Templates

/// A small theme for tests: a schema, templates, and records that answer by number.
enum Kind {
  static let article = RecordKind(0)
  static let topic = RecordKind(1)
  static let entry = RecordKind(2)
  static let date = RecordKind(3)
  static let picture = RecordKind(4)
}

/// The schema that the themes of the tests are checked against.
let testSchema = Schema([
  RecordSchema(
    "articles",
    [
      FieldSchema("title", .text), FieldSchema("body", .html), FieldSchema("url", .url),
      FieldSchema("words", .number), FieldSchema("draft", .flag),
      FieldSchema("layout", .choice(["wide", "narrow"])), FieldSchema("date", .record(Kind.date)),
      FieldSchema("picture", .record(Kind.picture)),
      FieldSchema("topics", .list(of: .record(Kind.topic))),
      FieldSchema("menu", .list(of: .record(Kind.entry))), FieldSchema("tags", .list(of: .text)),
      FieldSchema("grid", .list(of: .list(of: .number))), FieldSchema("slug", .text),
      FieldSchema("next", .record(RecordKind(0))),
    ]),
  RecordSchema(
    "topics",
    [
      FieldSchema("name", .text), FieldSchema("url", .url),
      FieldSchema("articles", .list(of: .record(Kind.article))),
    ]),
  RecordSchema(
    "menu entries",
    [
      FieldSchema("label", .text), FieldSchema("url", .url), FieldSchema("current", .flag),
      FieldSchema("entries", .list(of: .record(Kind.entry))),
    ]),
  RecordSchema("dates", [FieldSchema("long", .text), FieldSchema("iso", .text)]),
  RecordSchema("pictures", [FieldSchema("url", .url), FieldSchema("alt", .text)]),
])

/// Records with the fields that a test gives them; all others are null, as a site answers.
struct TestScope: TemplateScope {
  var records: [[String: TemplateValue]]
  /// What was asked for, in order.
  private(set) var reads: [String] = []

  init(_ records: [[String: TemplateValue]]) { self.records = records }

  mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
    let schema = testSchema.records[record.kind.index]
    precondition(schema.fields[field.number].name == field.text)
    reads.append("\(schema.name) \(record.id) \(field.text)")
    return records[record.id][field.text] ?? .null
  }
}

/// The templates of a theme and what is wrong with them, for articles.
func compile(
  _ templates: [(String, String)], entry: String = "page", for kind: RecordKind = Kind.article
) -> (template: Template?, diagnostics: [Diagnostic]) {
  let (set, diagnostics) = TemplateSet.compile(
    templates.map { source($0.0, $0.1) }, entries: [TemplateEntry(template: entry, root: kind)],
    schema: testSchema)
  return (set.template(named: entry, for: kind), diagnostics)
}

/// What a template without problems makes of record 0.
func page(_ text: String, _ records: [[String: TemplateValue]]) -> String {
  page(text, [], records)
}

/// What a theme without problems makes of record 0.
func page(
  _ page: String, _ others: [(String, String)], _ records: [[String: TemplateValue]],
  for kind: RecordKind = Kind.article
) -> String {
  let (template, diagnostics) = compile([("page", page)] + others, for: kind)
  guard let template, diagnostics.isEmpty else {
    return diagnostics.map(TerminalStyle(usesColor: false).text).joined()
  }
  var scope = TestScope(records)
  var output: [UInt8] = []
  let outcome = template.render(TemplateRecord(kind, 0), in: &scope, into: &output)
  return outcome == .complete ? String(decoding: output, as: UTF8.self) : "\(outcome)"
}

/// Diagnostics in few words: place, message, rule, and what helps; the theme's folder is left out.
func brief(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { diagnostic in
    let place = diagnostic.place
    var path = place.path
    if path.hasPrefix("Themes/t/") { path.removeFirst("Themes/t/".count) }
    if path == "page.mustache" { path = "" } else { path += ":" }
    let span = place.span.map { "\($0.line):\($0.column)+\($0.length): " } ?? " "
    let severity = diagnostic.severity == .error ? "" : "\(diagnostic.severity): "
    let help = diagnostic.suggestion.map { " → \($0)" } ?? ""
    let related = diagnostic.related.map {
      " (\($0.message) \($0.place.span?.line ?? 0):\($0.place.span?.column ?? 0))"
    }.joined()
    return path + span + severity + diagnostic.message + " [\(diagnostic.rule.rawValue)]" + help
      + related
  }
}

/// What is wrong with a theme, in few words.
func mistakes(
  _ page: String, _ others: [(String, String)] = [], for kind: RecordKind = Kind.article
) -> [String] {
  brief(compile([("page", page)] + others, for: kind).diagnostics)
}

/// What is wrong with a template without a schema, in few words.
func lenientMistakes(_ page: String) -> [String] {
  brief(TemplateSet.compile([source("page", page)]).diagnostics)
}
