import Diagnostics
import Templates

/// What is wrong with how templates deal with any bytes; `nil` if nothing is.
///
/// The bytes are a template, a partial `a` and data, with 0xFF between them. The two are run without a
/// schema, and with one: the theme that the checker accepts must make pages of one skeleton, whatever
/// the texts in them are, and show no text where it could run. A fuzz target calls this and nothing else, and stops at an answer.
package func templateFailure(for bytes: [UInt8]) -> String? {
  let parts = bytes.split(separator: 0xFF, maxSplits: 2, omittingEmptySubsequences: false)
  func part(_ number: Int) -> [UInt8] { number < parts.count ? Array(parts[number]) : [] }
  func source(_ name: String, _ number: Int) -> TemplateSource {
    TemplateSource(name: name, file: SourceFile(path: "\(name).mustache", bytes: part(number)))
  }
  let sources = [source("main", 0), source("a", 1)]
  let data = part(2)
  var limits = RenderLimits()
  limits.steps = 20_000
  limits.outputSize = 1 << 20

  let (lenient, _) = TemplateSet.compile(sources)
  var loose = FuzzScope(data, text: "x<y", hasSchema: false)
  var output: [UInt8] = []
  lenient.template(named: "main")?.render(
    TemplateRecord(RecordKind(0), 0), in: &loose, into: &output, limits: limits)

  let entry = TemplateEntry(template: "main", root: RecordKind(0))
  let (set, diagnostics) = TemplateSet.compile(sources, entries: [entry], schema: fuzzSchema)
  for diagnostic in diagnostics.prefix(3) {
    _ = TerminalStyle(usesColor: false).text(for: diagnostic)
  }
  var pages: [[UInt8]] = []
  for text in ["x", "javascript:\(marker)\"'><script>\u{301}</style><!-- -->"] {
    var scope = FuzzScope(data, text: text, hasSchema: true)
    var page: [UInt8] = []
    let outcome = set.template(named: "main", for: entry.root)?.render(
      TemplateRecord(entry.root, 0), in: &scope, into: &page, limits: limits)
    guard outcome == .complete, !diagnostics.hasErrors else { return nil }
    pages.append(page)
  }
  let wrong = places(of: marker, wrongIn: pages[1])
  guard wrong.isEmpty else {
    return "a text stands in \(wrong) in " + String(decoding: pages[1], as: UTF8.self)
  }
  let skeletons = pages.map(skeleton)
  guard skeletons[0] == skeletons[1] else {
    return "the text in a page changes its tags: \(skeletons[0]) is \(skeletons[1]) in "
      + String(decoding: pages[1], as: UTF8.self)
  }
  return nil
}

/// A text that no template has by chance.
private let marker = "mArKeR"

/// Names that are easy to come by when bytes are changed at random.
private let fuzzSchema = Schema([
  RecordSchema(
    "pages",
    [
      FieldSchema("t", .text), FieldSchema("h", .html), FieldSchema("u", .url),
      FieldSchema("n", .number), FieldSchema("f", .flag), FieldSchema("c", .choice(["a"])),
      FieldSchema("r", .record(RecordKind(1))), FieldSchema("l", .list(of: .record(RecordKind(1)))),
      FieldSchema("s", .list(of: .text)), FieldSchema("g", .list(of: .list(of: .url))),
    ]),
  RecordSchema(
    "entries",
    [
      FieldSchema("t", .text), FieldSchema("u", .url), FieldSchema("k", .flag),
      FieldSchema("l", .list(of: .record(RecordKind(1)))), FieldSchema("p", .record(RecordKind(0))),
    ]),
])

/// Answers as its bytes say, and always the same to the same question.
private struct FuzzScope: TemplateScope {
  private let bytes: [UInt8]
  private let text: String
  private let hasSchema: Bool

  init(_ bytes: [UInt8], text: String, hasSchema: Bool) {
    self.bytes = bytes
    self.text = text
    self.hasSchema = hasSchema
  }

  mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
    guard let first = field.text.utf8.first else { return nil }
    // Records are told apart by a small number, so that they come in circles.
    let index = record.id &* 31 &+ Int(first)
    let choice = bytes.isEmpty ? Int(first) : Int(bytes[index % bytes.count]) &+ index
    let fields = fuzzSchema.records[record.kind.index].fields
    guard let type = fields.first(where: { $0.name == field.text })?.type else {
      return choice % 4 == 0 ? .text(text) : nil
    }
    if choice % 5 == 0 { return hasSchema || choice % 2 == 0 ? .null : nil }
    return value(type, choice)
  }

  private func value(_ type: FieldType, _ choice: Int) -> TemplateValue {
    switch type {
    case .text: .text(text)
    case .html: .html(Array("<b>x</b>".utf8))
    case .url: .url(choice % 2 == 0 ? text : "/" + text)
    case .number: .number(choice)
    case .flag: .flag(choice % 2 == 0)
    case .choice(let words): .text(words[choice % words.count])
    case .record(let kind): .record(TemplateRecord(kind, choice % 16))
    case .list(let element):
      .list((0..<choice % 3).map { value(element, choice &+ $0 &+ 1) })
    }
  }
}
