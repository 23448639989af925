/// Finds the steps of a stretch that write the same whichever page they are run for, and marks them, so
/// that an interpreter runs them once and copies what they wrote from then on.
///
/// Steps are shared when every question in them is: asked of the page itself or of a record that they
/// found themselves, about a field that ``FieldSchema/isShared``.
struct SharedSteps {
  /// Marking is worth it from this many questions on.
  private static let leastQuestions = 2

  private let schema: Schema
  private let builder: ProgramBuilder
  private let steps: [Instruction]
  /// The kind of the page's own record; `nil` where a record of the same kind hides it.
  private let root: RecordKind?
  private var nextNumber: Int

  /// Prepares to look at the steps of a stretch.
  init(_ steps: [Instruction], root: RecordKind?, schema: Schema, of builder: ProgramBuilder) {
    self.steps = steps
    self.root = root
    self.schema = schema
    self.builder = builder
    nextNumber = builder.sharedCount
  }

  /// How many questions all steps together ask, when all of them are shared; else `nil`.
  var wholeQuestionCount: Int? {
    var count = 0
    for node in nodes(in: steps.indices) {
      guard let questions = questionCount(of: node, inside: []) else { return nil }
      count += questions
    }
    return count
  }

  /// The steps with marks around the shared ones, and how many such places there are in the program now.
  mutating func marked() -> (steps: [Instruction], sharedCount: Int) {
    let result = marked(steps.indices, isRootHidden: false)
    return (result, nextNumber)
  }

  /// A step, or a section with everything in it.
  private struct Node {
    let range: Range<Int>
    /// The steps inside, without the one that leads back.
    let body: Range<Int>?
    let isLoop: Bool
  }

  private func nodes(in range: Range<Int>) -> [Node] {
    var nodes: [Node] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let node =
        switch steps[at] {
        case .section(_, let skip):
          Node(
            range: at..<at + Int(skip), body: at + 1..<at + Int(skip) - 1, isLoop: true)
        case .when(_, let skip), .unless(_, let skip), .block(_, _, let skip):
          Node(range: at..<at + Int(skip), body: at + 1..<at + Int(skip), isLoop: false)
        default: Node(range: at..<at + 1, body: nil, isLoop: false)
        }
      nodes.append(node)
      at = node.range.upperBound
    }
    return nodes
  }

  /// How many questions a node asks when it is shared; else `nil`.
  ///
  /// `kinds` are the records that the sections around it found, up to where sharing begins.
  private func questionCount(of node: Node, inside kinds: [RecordKind?]) -> Int? {
    switch steps[node.range.lowerBound] {
    case .literal, .next: return 0
    case .write(let lookup), .writeRaw(let lookup), .writeHTML(let lookup),
      .writeAddress(let lookup):
      return type(of: lookup, inside: kinds) == nil ? nil : 1
    case .section(let lookup, _), .when(let lookup, _), .unless(let lookup, _):
      guard var type = type(of: lookup, inside: kinds), let body = node.body else { return nil }
      if case .list(let element) = type { type = element }
      var inner = kinds
      if node.isLoop, case .record(let kind) = type {
        inner.append(kind)
      } else if node.isLoop {
        inner.append(nil)
      }
      var count = 1
      for node in nodes(in: body) {
        guard let questions = questionCount(of: node, inside: inner) else { return nil }
        count += questions
      }
      return count
    case .call(let stretch, _): return builder.wholeQuestionCounts[Int(stretch)]
    case .include, .block, .return, .shared, .endShared: return nil
    }
  }

  /// What the answer to a question is when it is the same for every page; else `nil`.
  private func type(of lookup: Int32, inside kinds: [RecordKind?]) -> FieldType? {
    switch builder.lookups[Int(lookup)].origin {
    case .dot: return kinds.isEmpty ? nil : .text
    case .nowhere, .nearest: return nil
    case .kind(let kind):
      guard kinds.contains(kind) || kind == root, let field = lastField(of: lookup),
        field.areShared
      else { return nil }
      return field.type
    }
  }

  /// What a question of a record ends at, and whether every field on the way is shared; `nil` for one that
  /// is not about a record of the schema.
  private func lastField(of lookup: Int32) -> (type: FieldType, areShared: Bool)? {
    let question = builder.lookups[Int(lookup)]
    guard case .kind(var kind) = question.origin else { return nil }
    var last: (type: FieldType, areShared: Bool)?
    for name in builder.fields[Int(question.field)...Int(question.field + question.steps)] {
      if let last {
        guard case .record(let next) = last.type else { return nil }
        kind = next
      }
      guard schema.records.indices.contains(kind.index),
        schema.records[kind.index].fields.indices.contains(name.number)
      else { return nil }
      let field = schema.records[kind.index].fields[name.number]
      last = (field.type, last?.areShared != false && field.isShared)
    }
    return last
  }

  private mutating func marked(_ range: Range<Int>, isRootHidden: Bool) -> [Instruction] {
    var result: [Instruction] = []
    var run: (range: Range<Int>, questions: Int)?
    for node in nodes(in: range) {
      if !isRootHidden, let questions = questionCount(of: node, inside: []) {
        let start = run?.range.lowerBound ?? node.range.lowerBound
        run = (start..<node.range.upperBound, (run?.questions ?? 0) + questions)
        continue
      }
      finish(&run, into: &result)
      result += marked(node, isRootHidden: isRootHidden)
    }
    finish(&run, into: &result)
    return result
  }

  /// A node that is not shared, with marks inside.
  private mutating func marked(_ node: Node, isRootHidden: Bool) -> [Instruction] {
    guard let body = node.body else { return Array(steps[node.range]) }
    var hidesRoot = isRootHidden
    if node.isLoop, case .section(let lookup, _) = steps[node.range.lowerBound] {
      hidesRoot = hidesRoot || kind(of: lookup).map { $0 == root } ?? true
    }
    let inner = marked(body, isRootHidden: hidesRoot)
    let skip = Int32(inner.count + (node.isLoop ? 2 : 1))
    let head: Instruction =
      switch steps[node.range.lowerBound] {
      case .section(let lookup, _): .section(lookup: lookup, skip: skip)
      case .when(let lookup, _): .when(lookup: lookup, skip: skip)
      case .unless(let lookup, _): .unless(lookup: lookup, skip: skip)
      case .block(let name, let indentation, _):
        .block(name: name, indentation: indentation, skip: skip)
      case let other: other
      }
    return [head] + inner + (node.isLoop ? [.next] : [])
  }

  /// The kind of record that a section is about, -1 where that is no record; `nil` where it is not known.
  private func kind(of lookup: Int32) -> RecordKind? {
    guard var type = lastField(of: lookup)?.type else { return nil }
    if case .list(let element) = type { type = element }
    if case .record(let kind) = type { return kind }
    // A word, or a list of words: no record, and nothing that could hide one.
    return RecordKind(-1)
  }

  private mutating func finish(
    _ run: inout (range: Range<Int>, questions: Int)?, into result: inout [Instruction]
  ) {
    guard let (range, questions) = run else { return }
    run = nil
    guard questions >= Self.leastQuestions else {
      result += steps[range]
      return
    }
    let number = Int32(nextNumber)
    nextNumber += 1
    result.append(.shared(number: number, skip: Int32(range.count + 2)))
    result += steps[range]
    result.append(.endShared(number: number))
  }
}
