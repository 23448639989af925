import Diagnostics
import Templates
import Testing

/// Steps that write the same for every page are run once and copied from then on, and nobody can tell.
@Suite struct SharedStepsTests {
  /// The fields of a small site: those of the frame are the same on every page.
  private static let schema = Schema([
    RecordSchema(
      "pages",
      [
        FieldSchema("title", .text), FieldSchema("is-wide", .flag),
        FieldSchema("topics", .list(of: .record(RecordKind(2)))),
        FieldSchema("site", .record(RecordKind(1)), isShared: true),
        FieldSchema("menu", .list(of: .record(RecordKind(2))), isShared: true),
        FieldSchema("words", .list(of: .text), isShared: true),
        FieldSchema("next", .record(RecordKind(0))),
      ]),
    RecordSchema(
      "sites",
      [
        FieldSchema("name", .text, isShared: true), FieldSchema("home", .url, isShared: true),
        FieldSchema("is-open", .flag, isShared: true), FieldSchema("visits", .number),
      ]),
    RecordSchema(
      "entries",
      [
        FieldSchema("label", .text, isShared: true), FieldSchema("url", .url, isShared: true),
        FieldSchema("is-current", .flag),
      ]),
  ])

  /// What one page sees; pages that share have the same keeper.
  private struct Scope: TemplateScope {
    final class Keeper { var parts: [Int: SharedPart] = [:] }

    let page: Int
    /// `nil` for a page that shares nothing.
    var keeper: Keeper?
    private(set) var questions: [String] = []

    init(page: Int, _ keeper: Keeper?) {
      self.page = page
      self.keeper = keeper
    }

    mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
      questions.append(field.text)
      switch field.text {
      case "title": return .text("Page \(page) of \(record.id)")
      case "is-wide": return .flag(page % 2 == 0)
      case "topics":
        return .list((0..<page % 3).map { .record(TemplateRecord(RecordKind(2), $0 + page)) })
      case "site": return .record(TemplateRecord(RecordKind(1), 0))
      case "menu": return .list((0..<3).map { .record(TemplateRecord(RecordKind(2), $0)) })
      case "words": return .list([.text("a"), .text("<b>")])
      case "next": return .record(TemplateRecord(RecordKind(0), record.id + 1))
      case "name": return .text("Alder & Tide")
      case "home": return .url("/")
      case "is-open": return .flag(true)
      case "visits": return .number(page)
      case "label": return .text("Entry \(record.id)")
      case "url": return .url("/\(record.id)/")
      case "is-current": return .flag(record.id == page)
      default: return .null
      }
    }

    mutating func shared(_ number: Int) -> SharedPart? { keeper?.parts[number] }

    mutating func endShared(_ number: Int, _ part: SharedPart) { keeper?.parts[number] = part }
  }

  private func template(_ text: String, _ others: [(String, String)] = []) throws -> Template {
    let (set, diagnostics) = TemplateSet.compile(
      ([("page", text)] + others).map { source($0.0, $0.1) },
      entries: [TemplateEntry(template: "page", root: RecordKind(0))], schema: Self.schema)
    #expect(diagnostics.isEmpty)
    return try #require(set.template(named: "page", for: RecordKind(0)))
  }

  private func run(
    _ template: Template, page: Int, _ keeper: Scope.Keeper?, limits: RenderLimits = RenderLimits()
  ) -> (text: String, questions: [String], outcome: RenderOutcome) {
    var scope = Scope(page: page, keeper)
    var bytes: [UInt8] = []
    let outcome = template.render(
      TemplateRecord(RecordKind(0), 0), in: &scope, into: &bytes, limits: limits)
    return (String(decoding: bytes, as: UTF8.self), scope.questions, outcome)
  }

  @Test func `the frame of a page is made once, and what is the page's own each time`() throws {
    let template = try template(
      "<p>{{site.name}} <a href=\"{{site.home}}\">x</a></p>{{title}}{{#menu}}<i>{{label}}</i>{{/menu}}"
    )
    let keeper = Scope.Keeper()
    let first = run(template, page: 1, keeper)
    #expect(
      first.questions == [
        "site", "name", "site", "home", "title", "menu", "label", "label", "label",
      ])
    let second = run(template, page: 2, keeper)
    #expect(second.questions == ["title"])
    #expect(
      second.text
        == "<p>Alder &amp; Tide <a href=\"/\">x</a></p>Page 2 of 0<i>Entry 0</i><i>Entry 1</i><i>Entry 2</i>"
    )
  }

  @Test func `a list with something in it that differs is gone through for each page`() throws {
    let template = try template("{{#menu}}{{label}}{{#is-current}}!{{/is-current}} {{/menu}}")
    let keeper = Scope.Keeper()
    #expect(run(template, page: 0, keeper).text == "Entry 0! Entry 1 Entry 2 ")
    #expect(run(template, page: 2, keeper).text == "Entry 0 Entry 1 Entry 2! ")
    #expect(keeper.parts.isEmpty)
  }

  @Test func `what is written with an indentation is not what is written without one`() throws {
    let frame = "{{site.name}}\n{{site.home}}\n"
    let template = try template("{{>frame}}\n  {{>frame}}\n", [("frame", frame)])
    let keeper = Scope.Keeper()
    for page in 0..<3 {
      #expect(
        run(template, page: page, keeper).text == "Alder &amp; Tide\n/\n  Alder &amp; Tide\n  /\n")
    }
  }

  @Test func `a record of the page's own kind is not the page`() throws {
    let template = try template("{{#next}}{{title}} {{#menu}}{{label}}{{/menu}} {{title}}{{/next}}")
    let keeper = Scope.Keeper()
    for page in 0..<2 {
      #expect(
        run(template, page: page, keeper).text
          == "Page \(page) of 1 Entry 0Entry 1Entry 2 Page \(page) of 1")
    }
  }

  @Test func `whether a page comes to its end does not depend on what was made before it`() throws {
    let template = try template("{{#menu}}{{label}}{{#words}}{{.}}{{/words}}{{/menu}}{{title}}")
    let keeper = Scope.Keeper()
    var limits = RenderLimits()
    let all = run(template, page: 0, keeper)
    for steps in 1..<60 {
      limits.steps = steps
      let (alone, together) = (
        run(template, page: 1, nil, limits: limits), run(template, page: 1, keeper, limits: limits)
      )
      #expect(alone.outcome == together.outcome)
      #expect(alone.text == together.text)
    }
    #expect(all.outcome == .complete)
  }

  /// Makes up templates of which some parts are the same on every page.
  private struct Generator {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return Int((word ^ word >> 31) % UInt64(limit))
    }

    mutating func template(depth: Int = 0) -> String {
      var text = ""
      for _ in 0..<1 + next(below: 5) {
        let inner = depth < 3 ? template(depth: depth + 1) : "x"
        let choices = [
          "text ", "{{site.name}}", "{{title}}", "{{site.visits}} ", "\n",
          "{{#site.is-open}}\(inner){{/site.is-open}}", "{{^is-wide}}\(inner){{/is-wide}}",
          "{{#is-wide}}\(inner){{/is-wide}}", "{{#menu}}{{label}} \(inner){{/menu}}",
          "{{#menu}}{{url}}{{#is-current}}*{{/is-current}}{{/menu}}",
          "{{#topics}}{{label}}\(inner){{/topics}}", "{{#words}}{{.}}{{/words}}",
          "{{#site}}{{name}}{{home}}\(inner){{/site}}", "{{#next}}{{title}}\(inner){{/next}}",
          "\n  {{>part}}\n", "{{>part}}",
        ]
        text += choices[next(below: choices.count)]
      }
      return text
    }
  }

  @Test func `pages that share write what each would write alone, for any template`() throws {
    var sharedCount = 0
    for seed in 1...400 {
      var generator = Generator(state: UInt64(seed))
      let (text, part) = (generator.template(), generator.template(depth: 2))
      // A part that includes itself is another subject.
      let template = try template(
        text, [("part", part.replacing("{{>part}}", with: "{{site.home}}"))])
      let keeper = Scope.Keeper()
      for page in [2, 0, 1, 3, 2] {
        let (alone, together) = (run(template, page: page, nil), run(template, page: page, keeper))
        #expect(together.text == alone.text, "seed \(seed), page \(page): \(text) / \(part)")
      }
      sharedCount += keeper.parts.count
    }
    #expect(sharedCount > 400)
  }
}
