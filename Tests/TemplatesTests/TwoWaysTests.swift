import Diagnostics
import Templates
import TestSupport
import Testing

/// What must come out the same by two ways.
@Suite struct TwoWaysTests {
  /// A theme of templates that include those behind them, with blocks, sections and broken lines.
  private struct Theme {
    var random: SeededGenerator
    var texts: [(String, String)] = []

    init(seed: UInt64) {
      random = SeededGenerator(seed: seed)
      for name in ["page", "a", "b", "c"] {
        let others = ["a", "b", "c"].filter { $0 > name || name == "page" }
        texts.append((name, content(3, others)))
      }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func content(_ depth: Int, _ others: [String]) -> String {
      var text = ""
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let breaks = pick(["", "", "\n", "\n  ", "\r\n", " "])
        text += breaks + node(depth, others) + pick(["", "", "\n", " \n", " "])
      }
      return text
    }

    private mutating func node(_ depth: Int, _ others: [String]) -> String {
      let space = pick(["", "\n", "\n    "])
      switch Int.random(in: 0..<(depth > 0 ? 11 : 4), using: &random) {
      case 0: return pick(["{{title}}", "{{words}}", "{{date.long}}"])
      case 1: return pick(["text", "x\n   y", "{{! note }}", "-"])
      case 2...3: return others.isEmpty ? "z" : "{{>\(pick(others))}}"
      case 4:
        let name = pick(["#topics", "^topics", "#draft", "^draft", "#menu", "#date", "^date"])
        return "{{\(name)}}" + space + content(depth - 1, others) + "{{/\(name.dropFirst())}}"
      case 5...7:
        let name = pick(["x", "y", "z"])
        return "{{$\(name)}}" + space + content(depth - 1, others) + "{{/\(name)}}"
      default:
        guard !others.isEmpty else { return "w" }
        let parent = pick(others)
        var arguments = ""
        for name in ["x", "y", "z"] where Bool.random(using: &random) {
          arguments +=
            pick(["", "\n", "\n  "]) + "{{$\(name)}}" + pick(["", "\n", "\n   "])
            + content(depth - 1, others) + "{{/\(name)}}"
        }
        return "{{<\(parent)}}" + arguments + pick(["", "\n"]) + "{{/\(parent)}}"
      }
    }
  }

  /// Answers by number where there is one, and by name where there is none.
  private struct BothScope: TemplateScope {
    mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
      let fields = testSchema.records[record.kind.index].fields
      guard field.number < 0 || fields[field.number].name == field.text else { return nil }
      guard fields.contains(where: { $0.name == field.text }) else { return nil }
      switch field.text {
      case "title": return .text("T\(record.id)")
      case "words": return .number(record.id)
      case "long": return .text("L")
      case "draft": return .flag(record.id % 2 == 0)
      case "date": return record.id % 3 == 0 ? .record(TemplateRecord(Kind.date, 9)) : .null
      case "topics": return .list((1...2).map { .record(TemplateRecord(Kind.topic, $0)) })
      case "menu": return .list((1..<record.id).map { .record(TemplateRecord(Kind.entry, $0)) })
      default: return .null
      }
    }
  }

  @Test func `a theme that is checked makes what it makes without a schema`() {
    var compared = 0
    for seed in 0..<200 {
      let theme = Theme(seed: UInt64(seed))
      let sources = theme.texts.map { source($0.0, $0.1) }
      let entry = TemplateEntry(template: "page", root: Kind.article)
      let (checked, diagnostics) = TemplateSet.compile(
        sources, entries: [entry], schema: testSchema)
      // What a parent does not show or ask for is told, and changes nothing.
      let rules = Set(diagnostics.map(\.rule.rawValue))
      guard rules.isSubset(of: ["ignored-text", "unknown-block"]) else { continue }
      var limits = RenderLimits()
      limits.steps = 20_000
      var outputs: [[UInt8]] = []
      var outcomes: Set<RenderOutcome> = []
      for template in [
        checked.template(named: "page", for: Kind.article),
        TemplateSet.compile(sources).templates.template(named: "page"),
      ] {
        var scope = BothScope()
        var output: [UInt8] = []
        let outcome = template?.render(
          TemplateRecord(Kind.article, 3), in: &scope, into: &output, limits: limits)
        outcomes.insert(outcome ?? .complete)
        outputs.append(output)
      }
      guard outcomes == [.complete] else { continue }
      compared += 1
      let (one, other) = (
        String(decoding: outputs[0], as: UTF8.self), String(decoding: outputs[1], as: UTF8.self)
      )
      #expect(one == other, "seed \(seed): \(theme.texts)")
      if one != other { return }
    }
    #expect(compared > 120)
  }

  @Test func `an indented partial is what its lines are when they are indented`() throws {
    var random = SeededGenerator(seed: 77)
    func pick(_ values: [String]) -> String {
      values[Int.random(in: 0..<values.count, using: &random)]
    }
    func lines(_ depth: Int) -> [String] {
      var result: [String] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: result.append(pick(["text", "  {{x}} y", "{{x}}", "", " ", "\tz {{! c }}"]))
        case 1: result.append(pick(["{{! note }}", "  {{! note }}", "{{! c }} text {{! d }}"]))
        case 2: result.append(pick(["{{>q}}", "  {{>q}}", "x {{>q}}", "{{>q}} y", "{{>q}}{{>q}}"]))
        case 3: result.append(pick(["{{=<% %>=}}", "<%x%>", "<%={{ }}=%>", "{{#x}}a{{/x}} b"]))
        case 4:
          result.append(pick(["{{#l}}{{.}}{{/l}}", "{{#no}}x{{/no}}", " {{^no}}{{x}}{{/no}}"]))
        case 5:
          result += [pick(["{{#l}}", "  {{#l}}"])] + self.indented(lines(depth - 1)) + ["{{/l}}"]
        default: result += ["{{^no}}{{x}}"] + lines(depth - 1) + [pick(["{{/no}} z", " {{/no}}"])]
        }
      }
      return result
    }
    func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
    let data = #"{"x": "<&>", "l": [1, 2]}"#
    for round in 0..<400 {
      let partial = lines(2)
      let inner = text(lines(1).filter { !$0.contains("{{>q}}") })
      let one = try render("a\n   {{>p}}\nb", data, ["p": text(partial), "q": inner])
      let other = try render(
        "a\n{{>p}}\nb", data, ["p": text(partial.map { "   " + $0 }), "q": inner])
      #expect(one == other, "round \(round): \(partial) \(inner)")
      if one != other { return }
    }
  }

  private func indented(_ lines: [String]) -> [String] { lines.map { " " + $0 } }
}
