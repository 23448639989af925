import Diagnostics
import Templates
import TestSupport
import Testing

/// Templates and data that nobody writes on purpose, or only a bad one.
@Suite struct HostileTemplateTests {
  /// Pieces that mean something to a template or to a page.
  private static let pieces = [
    "{{t}}", "{{u}}", "{{n}}", "{{{h}}}", "{{.}}", "{{r.t}}", "{{r.u}}", "{{#f}}", "{{/f}}",
    "{{^f}}", "{{#l}}", "{{/l}}", "{{#s}}", "{{/s}}", "{{#r}}", "{{/r}}", "{{#t}}", "{{/t}}",
    "{{>a}}", "{{<a}}", "{{/a}}", "{{$b}}", "{{/b}}", "{{>*c}}", "{{! c }}", "{{=| |=}}", "|t|",
    "<a", "<p", "<script>", "</script>", "<style>", "<title>", "</title>", "<!--", "-->", ">", "<",
    " href=\"", " class=\"", " style=\"", " x='", "\"", "'", "=", " ", "\n", "  \n", "/", "#", "&",
    "-", "!", "a", "javascript:", "https://", " target=\"_blank\"", " srcset=\"", ",", "\r\n",
  ]

  @Test func `any row of tags and markup ends, and no accepted theme lets a text change its page`()
  {
    let seed: UInt64 = 0x0A77_02E1
    var random = SeededGenerator(seed: seed)
    func text(_ longest: Int) -> [UInt8] {
      (0..<Int.random(in: 0...longest, using: &random)).flatMap { _ in
        Array(Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)].utf8)
      }
    }
    for round in 0..<3000 {
      let bytes = text(14) + [0xFF] + text(8) + [0xFF] + [UInt8.random(in: 0...254, using: &random)]
      let failure = templateFailure(for: bytes)
      #expect(
        failure == nil,
        "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self)): \(failure ?? "")")
      if failure != nil { return }
    }
  }

  /// A template whose sections are whole, with markup that need not be.
  private func tree(_ depth: Int, _ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in
      switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &random) {
      case 0...2:
        [
          "<p class=\"", "\">", "<!--", "-->", "<script>", "</script>", "<p ", ">", "</p>",
          "<a href=\"",
          "\"", " x=", "<style>", "</style>", "<b style='", "'>", "/", " ", "x",
        ].randomElement(using: &random) ?? ""
      case 3...4: ["{{t}}", "{{u}}", "{{{h}}}", "{{n}}"].randomElement(using: &random) ?? ""
      case 5: ["{{>a}}", "{{>*c}}", "\n"].randomElement(using: &random) ?? ""
      case 6: "{{#f}}" + tree(depth - 1, &random) + "{{/f}}"
      case 7: "{{^f}}" + tree(depth - 1, &random) + "{{/f}}"
      case 8: "{{#l}}" + tree(depth - 1, &random) + "{{/l}}"
      default: "{{$b}}" + tree(depth - 1, &random) + "{{/b}}"
      }
    }.joined()
  }

  @Test func `no accepted theme of whole sections shows a text where it could run`() {
    let seed: UInt64 = 0x1D_EA5E
    var random = SeededGenerator(seed: seed)
    for round in 0..<2000 {
      let template =
        Bool.random(using: &random)
        ? tree(3, &random) : "{{<a}}{{$b}}" + tree(3, &random) + "{{/b}}{{/a}}"
      let bytes =
        Array(template.utf8) + [0xFF] + Array(tree(1, &random).utf8)
        + [0xFF, UInt8.random(in: 0...254, using: &random)]
      let failure = templateFailure(for: bytes)
      #expect(
        failure == nil,
        "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self)): \(failure ?? "")")
      if failure != nil { return }
    }
  }

  @Test func `any change to a whole theme ends, and no accepted one lets a text change its page`() {
    let page = """
      {{<a}}
      {{$b}}<title>{{t}}</title>{{/b}}
      {{$m}}
        <h1 class="x {{#f}}y{{/f}}">{{t}}</h1>
        {{#l}}<a href="{{u}}"{{#k}} aria-current='page'{{/k}} title="{{t}}">{{t}}</a>{{/l}}
        {{{h}}} <!-- note --> <img src="/i/{{n}}.png" srcset="{{#s}}/{{.}} 1x, {{/s}}/x" alt="">
        <script>var x = "<p>";</script><style>p > a {}</style>
      {{/m}}
      {{/a}}
      """
    let layout = """
      <!DOCTYPE html><head>{{$b}}none{{/b}}</head>
      <body{{#f}} class="f"{{/f}}>
        {{$m}}
          <p>nothing</p>
        {{/m}}
        {{#r}}<a href="{{#u}}{{u}}{{/u}}{{^u}}#{{/u}}" target="_blank" rel="noopener">{{t}}</a>{{/r}}
      </body>
      """
    let whole = Array(page.utf8) + [0xFF] + Array(layout.utf8) + [0xFF, 3, 1, 4, 1, 5]
    #expect(templateFailure(for: whole) == nil)
    let seed: UInt64 = 0x57A8_1E55
    var random = SeededGenerator(seed: seed)
    for round in 0..<1000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) { mutate(&bytes, &random) }
      let failure = templateFailure(for: bytes)
      #expect(
        failure == nil,
        "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self)): \(failure ?? "")")
      if failure != nil { return }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let index = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.remove(at: index)
    case 2:
      let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
      bytes.insert(contentsOf: Array(piece.utf8), at: index)
    case 3:
      let end = min(bytes.count, index + Int.random(in: 1...40, using: &random))
      bytes.removeSubrange(index..<end)
    default:
      let end = min(bytes.count, index + Int.random(in: 1...40, using: &random))
      bytes.insert(
        contentsOf: Array(bytes[index..<end]), at: Int.random(in: 0...index, using: &random))
    }
    if bytes.isEmpty { bytes = [0x7B] }
  }

  @Test func `I04: a partial that includes itself ends at the limit and says so`() throws {
    var scope = JSONScope()
    var output: [UInt8] = []
    let set = TemplateSet.compile([source("main", "{{>a}}"), source("a", "x\n {{>a}}\n")]).templates
    let outcome = set.template(named: "main")?
      .render(value: .null, in: &scope, into: &output)
    #expect(outcome == .tooDeep)
    #expect(output.count { $0 == UInt8(ascii: "x") } == 1000)
    #expect(output.count < 1000 * 1000)
  }

  @Test(arguments: [
    "{{>a}}{{>a}}", "x{{>a}}{{>a}}", "{{#l}}{{>a}}{{>a}}{{/l}}",
    "{{<a}}{{$b}}{{>a}}{{/b}}{{/a}}{{$b}}{{/b}}",
    "{{$b}}{{<a}}{{$b}}{{>a}}{{/b}}{{/a}}{{/b}}", "{{>*name}}{{<*name}}{{/*name}}",
  ])
  func `I04: a partial that doubles at each step ends at a limit`(_ partial: String) throws {
    var limits = RenderLimits()
    limits.steps = 200_000
    limits.outputSize = 1 << 20
    var scope = JSONScope()
    let root = scope.value(of: try JSONValue.parse(#"{"l": [1, 2], "name": "a"}"#))
    var output: [UInt8] = []
    let set = TemplateSet.compile([source("main", "{{>a}}"), source("a", partial)]).templates
    let outcome = set.template(named: "main")?
      .render(value: root, in: &scope, into: &output, limits: limits)
    #expect(outcome != .complete)
    #expect(output.count <= 2 << 20)
  }

  @Test func `I04: a page that grows without end is cut, and says so`() throws {
    var limits = RenderLimits()
    limits.outputSize = 10_000
    var scope = JSONScope()
    let root = scope.value(of: try JSONValue.parse(#"{"l": [1,2,3,4,5,6,7,8,9,0]}"#))
    let ten =
      "{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}0123456789"
      + String(repeating: "{{/l}}", count: 9)
    var output: [UInt8] = Array("before".utf8)
    let outcome = TemplateSet.compile([source("main", ten)]).templates.template(named: "main")?
      .render(value: root, in: &scope, into: &output, limits: limits)
    #expect(outcome == .tooLong)
    #expect((10_006...10_016).contains(output.count))
  }

  /// Records inside each other, ten thousand deep, that exist only when they are asked for.
  private struct DeepScope: TemplateScope {
    mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
      switch field.text {
      case "down":
        record.id < 10_000
          ? .list([.record(TemplateRecord(record.kind, record.id + 1))]) : .list([])
      case "entries":
        record.id < 10_000 ? .list([.record(TemplateRecord(Kind.entry, record.id + 1))]) : .null
      case "menu": .list([.record(TemplateRecord(Kind.entry, 1))])
      default: .number(record.id)
      }
    }
  }

  @Test func `I04: data that is 10,000 deep is followed to the limit`() {
    var scope = DeepScope()
    var output: [UInt8] = []
    let set = TemplateSet.compile([
      source("main", "{{>a}}"), source("a", "{{n}} {{#down}}{{>a}}{{/down}}"),
    ]).templates
    let outcome = set.template(named: "main")?
      .render(TemplateRecord(RecordKind(0), 0), in: &scope, into: &output)
    #expect(outcome == .tooDeep)
    #expect(output.suffix(8).elementsEqual("998 999 ".utf8))

    output = []
    var limits = RenderLimits()
    limits.depth = 20_000
    let all = set.template(named: "main")?
      .render(TemplateRecord(RecordKind(0), 0), in: &scope, into: &output, limits: limits)
    #expect(all == .complete)
    #expect(output.suffix(11).elementsEqual("9999 10000 ".utf8))
  }

  @Test func `I04: a menu that is 10,000 deep is followed to the limit`() {
    let (template, diagnostics) = compile([
      ("page", "{{#menu}}{{>entry}}{{/menu}}"),
      ("entry", "x{{#entries}}\n  {{>entry}}\n{{/entries}}"),
    ])
    #expect(diagnostics.isEmpty)
    var scope = DeepScope()
    var output: [UInt8] = []
    let outcome = template?.render(TemplateRecord(Kind.article, 0), in: &scope, into: &output)
    #expect(outcome == .tooDeep)
    #expect(output.count { $0 == UInt8(ascii: "x") } == 1000)
  }

  @Test func `I05: a list of a million goes through`() {
    struct Million: TemplateScope {
      mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
        .list(Array(repeating: .number(7), count: 1_000_000))
      }
    }
    var scope = Million()
    var output: [UInt8] = []
    let outcome = TemplateSet.compile([source("main", "{{#l}}{{.}}{{/l}}")]).templates
      .template(named: "main")?
      .render(TemplateRecord(RecordKind(0), 0), in: &scope, into: &output)
    #expect(outcome == .complete)
    #expect(output.count == 1_000_000)
  }

  @Test(arguments: [
    "{{", "{{{", "{{a}}", "{{#a}}{{/a}}", "{{=", "{{!", "}}", "{{$a}}{{/a}}", "\n {{>a}}\n",
    "{{/a}}", "{{a.", "<", "{{<a}}{{/a}}", "{{=| |=}}|={{ }}=|",
  ])
  func `reading a template eight times as long takes about eight times as long`(_ piece: String) {
    func cost(_ size: Int) -> Duration {
      let text = String(repeating: piece, count: size / piece.utf8.count)
      return processorTime { _ = TemplateSet.compile([source("main", text)]) }
    }
    // In turn, so that whatever else the machine does slows both down; the square would be 64.
    let pairs = (0..<5).map { _ in (cost(20_000), cost(160_000)) }
    let small = max(pairs.map(\.0).min() ?? .zero, .milliseconds(2))
    #expect((pairs.map(\.1).min() ?? .zero) < small * 24)
  }
}
