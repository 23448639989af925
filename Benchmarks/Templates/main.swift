// How long a realistic page takes, in microseconds: a layout with its head, a menu of six entries, an
// article, a list of ten, a footer. Build it with `-c release`; each line is the median of 200 rounds.

import Diagnostics
import Templates

let schema = Schema([
  RecordSchema(
    "articles",
    [
      FieldSchema("title", .text), FieldSchema("description", .text), FieldSchema("url", .url),
      FieldSchema("body", .html), FieldSchema("date", .record(RecordKind(2))),
      FieldSchema("minutes", .number), FieldSchema("topics", .list(of: .record(RecordKind(1)))),
      FieldSchema("picture", .record(RecordKind(3))), FieldSchema("site", .record(RecordKind(4))),
      FieldSchema("related", .list(of: .record(RecordKind(0)))), FieldSchema("draft", .flag),
      FieldSchema("next", .record(RecordKind(0))), FieldSchema("previous", .record(RecordKind(0))),
    ]),
  RecordSchema("topics", [FieldSchema("name", .text), FieldSchema("url", .url)]),
  RecordSchema("dates", [FieldSchema("long", .text), FieldSchema("iso", .text)]),
  RecordSchema(
    "pictures",
    [FieldSchema("url", .url), FieldSchema("alt", .text), FieldSchema("width", .number)]),
  RecordSchema(
    "sites",
    [
      FieldSchema("name", .text), FieldSchema("url", .url), FieldSchema("language", .text),
      FieldSchema("year", .number), FieldSchema("menu", .list(of: .record(RecordKind(5)))),
      FieldSchema("phone", .text), FieldSchema("email", .text),
    ]),
  RecordSchema(
    "menu entries",
    [FieldSchema("label", .text), FieldSchema("url", .url), FieldSchema("current", .flag)]),
])

/// A scope that answers from arrays by number and writes down each question, as a site does.
struct RecordingScope: TemplateScope {
  let records: [[TemplateValue]]
  var reads: [(Int, Int)] = []

  mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
    reads.append((record.id, field.number))
    return records[record.id][field.number]
  }
}

let templates = [
  (
    "layout",
    """
    <!DOCTYPE html>
    <html lang="{{site.language}}">
    <head>
      {{>head}}
    </head>
    <body>
      <a class="skip" href="#main">Skip to the text</a>
      <header class="site">
        <a class="name" href="{{site.url}}">{{site.name}}</a>
        {{>menu}}
      </header>
      <main id="main">
        {{$main}}
        {{/main}}
      </main>
      {{>foot}}
    </body>
    </html>

    """
  ),
  (
    "head",
    """
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}} · {{site.name}}</title>
    {{#description}}
    <meta name="description" content="{{description}}">
    <meta property="og:description" content="{{description}}">
    {{/description}}
    <link rel="canonical" href="{{url}}">
    <meta property="og:title" content="{{title}}">
    <link rel="stylesheet" href="/assets/hearth.css">
    <link rel="alternate" type="application/rss+xml" href="/feed.xml">

    """
  ),
  (
    "menu",
    """
    <nav aria-label="Main">
      <ul>
        {{#site}}
        {{#menu}}
        <li><a href="{{url}}"{{#current}} aria-current="page"{{/current}}>{{label}}</a></li>
        {{/menu}}
        {{/site}}
      </ul>
    </nav>

    """
  ),
  (
    "card",
    """
    <li class="card">
      <a href="{{url}}">{{title}}</a>
      <time datetime="{{date.iso}}">{{date.long}}</time>
      <p>{{description}}</p>
    </li>

    """
  ),
  (
    "foot",
    """
    <footer>
      {{#site}}
      <p>{{name}} · <a href="tel:{{phone}}">{{phone}}</a> · <a href="mailto:{{email}}">{{email}}</a></p>
      <p>© {{year}} {{name}}. In an emergency call your local number.</p>
      {{/site}}
    </footer>

    """
  ),
  (
    "article",
    """
    {{<layout}}
    {{$main}}
    <article>
      <h1>{{title}}</h1>
      <p class="meta"><time datetime="{{date.iso}}">{{date.long}}</time> · {{minutes}} minutes</p>
      {{#picture}}
      <img src="{{url}}" alt="{{alt}}" width="{{width}}">
      {{/picture}}
      {{{body}}}
      <ul class="topics">
        {{#topics}}
        <li><a href="{{url}}">{{name}}</a></li>
        {{/topics}}
      </ul>
    </article>
    <ul class="related">
      {{#related}}
      {{>card}}
      {{/related}}
    </ul>
    {{#next}}<a rel="next" href="{{url}}">{{title}}</a>{{/next}}
    {{#previous}}<a rel="prev" href="{{url}}">{{title}}</a>{{/previous}}
    {{/main}}
    {{/layout}}

    """
  ),
]

func record(_ kind: Int, _ id: Int) -> TemplateValue {
  .record(TemplateRecord(RecordKind(kind), id))
}

func article(_ number: Int, body: [UInt8], related: [TemplateValue]) -> [TemplateValue] {
  [
    .text("Ketamine-Assisted Psychotherapy: Breakthrough or Bust? Part \(number)"),
    .text("How it supports healing, what is known, and what is not known yet & why"),
    .url("/articles/ketamine-assisted-psychotherapy-\(number)/"), .html(body), record(2, 12),
    .number(8), .list([record(1, 13), record(1, 14)]), record(3, 15), record(4, 16),
    .list(related), .flag(false), .null, related.first ?? .null,
  ]
}

let body = Array(
  String(repeating: "<p>A paragraph of the article, as it is read.</p>\n", count: 120).utf8)
let others = (1...10).map { article($0, body: [], related: []) }
let menu = (17...22).map { record(5, $0) }
let scope = RecordingScope(
  records: [article(0, body: body, related: (1...10).map { record(0, $0) })] + others + [
    [], [.text("1 May 2026"), .text("2026-05-01")],
    [.text("Trauma"), .url("/topics/trauma/")], [.text("Ketamine"), .url("/topics/ketamine/")],
    [.url("/assets/room.jpg"), .text("A quiet room"), .number(1200)],
    [
      .text("Hearth Practice"), .url("/"), .text("en"), .number(2026), .list(menu),
      .text("+49 30 1234567"), .text("hello@example.org"),
    ],
  ] + (0..<6).map { [.text("Entry \($0)"), .url("/entry-\($0)/"), .flag($0 == 2)] })

func median(_ durations: [Duration]) -> Double {
  let sorted = durations.sorted()
  let (seconds, attoseconds) = sorted[sorted.count / 2].components
  return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
}

func report(_ name: String, per count: Int, _ work: () -> Void) {
  let clock = ContinuousClock()
  let time = median((0..<200).map { _ in clock.measure { work() } }) / Double(count)
  let hundredths = Int(time * 100 + 0.5)
  print("\(name): \(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) µs")
}

let sources = templates.map {
  TemplateSource(
    name: $0.0, file: SourceFile(path: "Themes/hearth/\($0.0).mustache", bytes: Array($0.1.utf8)))
}
let entry = TemplateEntry(template: "article", root: RecordKind(0))
let (set, diagnostics) = TemplateSet.compile(sources, entries: [entry], schema: schema)
print(TerminalStyle(usesColor: false).text(for: diagnostics), terminator: "")
guard let template = set.template(named: "article", for: entry.root) else {
  preconditionFailure("the theme of the benchmark has its template")
}

var output: [UInt8] = []
var current = scope
template.render(TemplateRecord(entry.root, 0), in: &current, into: &output)
print("page of \(output.count) bytes, \(current.reads.count) questions")
report("render a page", per: 20) {
  for _ in 0..<20 {
    output.removeAll(keepingCapacity: true)
    current.reads.removeAll(keepingCapacity: true)
    template.render(TemplateRecord(entry.root, 0), in: &current, into: &output)
  }
}
report("check and compile the theme", per: 1) {
  _ = TemplateSet.compile(sources, entries: [entry], schema: schema)
}
report("compile without a schema", per: 1) { _ = TemplateSet.compile(sources) }
