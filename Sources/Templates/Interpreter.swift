import Buffers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs a program: one loop, stacks of its own, one buffer to write to.
///
/// Nothing here recurses, so neither a template nor its data can exhaust the stack of the thread.
struct Interpreter {
  /// A section that is being gone through.
  private struct Section {
    let list: [TemplateValue]
    var next: Int
    /// The first step of the section.
    let body: Int
  }

  /// Where to go on after a stretch, and what was true there.
  private struct Frame {
    let position: Int
    let indentation: Range<Int>
    let indentationCount: Int
    let blocks: Range<Int>
    let blockCount: Int
  }

  /// A block that is filled, with the blocks that are filled where its filling was written.
  private struct FilledBlock {
    let name: Int
    let stretch: Int
    let blocks: Range<Int>
  }

  /// The longest indentation that includes can add up to: nobody sees more, and a template that
  /// includes itself must not fill the memory with it.
  private static let longestIndentation = 4096

  private static let noKind = RecordKind(-1)

  private let program: Program
  private let limits: RenderLimits
  private var position = 0
  private var steps = 0
  private var outcome = RenderOutcome.complete
  /// What the sections are about, outermost first.
  private var values: [TemplateValue] = []
  /// The same as records, to be searched without touching anything that is counted; what is none has
  /// a kind that no schema has.
  private var records: [TemplateRecord] = []
  private var sections: [Section] = []
  private var frames: [Frame] = []
  private var indentations: [UInt8] = []
  private var indentation = 0..<0
  private var filled: [FilledBlock] = []
  /// The stretch of `filled` that counts here, in the order of the names.
  private var blocks = 0..<0
  /// The shared steps that are run to be kept: their number, where in the output they began, and after
  /// how many steps.
  private var kept: (number: Int32, start: Int, steps: Int)?

  /// Prepares to run a program.
  init(_ program: Program, limits: RenderLimits) {
    self.program = program
    self.limits = limits
  }

  /// Runs a stretch to its end, or to a limit.
  mutating func run(
    _ stretch: Int, _ root: TemplateValue, in scope: inout some TemplateScope,
    into output: inout GrowingBuffer<UInt8>
  ) -> RenderOutcome {
    push(root)
    position = program.starts[stretch]
    let longest = limits.outputSize
    while steps < limits.steps {
      guard output.count <= longest else { return .tooLong }
      steps &+= 1
      switch program.code[position] {
      case .literal(let start, let end, let startsLine, let endsBeforeLine):
        position += 1
        if indentation.isEmpty {
          append(Int(start)..<Int(end), to: &output)
        } else {
          appendIndented(Int(start)..<Int(end), startsLine, endsBeforeLine, to: &output)
        }
      case .write(let lookup):
        position += 1
        answer(to: lookup, &scope).write(to: &output)
      case .writeRaw(let lookup):
        position += 1
        answer(to: lookup, &scope).writeRaw(to: &output)
      case .writeHTML(let lookup):
        position += 1
        answer(to: lookup, &scope).writeHTML(to: &output)
      case .writeAddress(let lookup):
        position += 1
        answer(to: lookup, &scope).writeAddress(to: &output)
      case .section(let lookup, let skip): enterSection(answer(to: lookup, &scope), skip)
      case .next: nextElement()
      case .when(let lookup, let skip):
        position += answer(to: lookup, &scope).isSomething ? 1 : Int(skip)
      case .unless(let lookup, let skip):
        position += answer(to: lookup, &scope).isSomething ? Int(skip) : 1
      case .call(let stretch, let indentation):
        enter(Int(stretch), Int(indentation), blocks, returningTo: position + 1)
      case .include(let number): include(program.includes[Int(number)], &scope)
      case .block(let name, let indentation, let skip): fill(Int(name), Int(indentation), Int(skip))
      case .shared(let number, let skip): beginShared(number, skip, &scope, into: &output)
      case .endShared(let number): endShared(number, &scope, output)
      case .return:
        guard let frame = frames.popLast() else { return outcome }
        leave(to: frame)
      }
    }
    return .tooManySteps
  }

  // What the sections of one stretch push they pop, so the values need no frame.

  private mutating func enterSection(_ value: TemplateValue, _ skip: Int32) {
    guard value.isSomething else {
      position += Int(skip)
      return
    }
    position += 1
    if case .list(let list) = value {
      sections.append(Section(list: list, next: 1, body: position))
      push(list[0])
    } else {
      sections.append(Section(list: [], next: 1, body: position))
      push(value)
    }
  }

  private mutating func nextElement() {
    let last = sections.count - 1
    let next = sections[last].next
    if next < sections[last].list.count {
      pop()
      push(sections[last].list[next])
      sections[last].next = next + 1
      position = sections[last].body
    } else {
      sections.removeLast()
      pop()
      position += 1
    }
  }

  /// Copies what other pages have of some steps, or begins to run them.
  ///
  /// Where lines are indented the steps write something else, and are run as all others are.
  private mutating func beginShared(
    _ number: Int32, _ skip: Int32, _ scope: inout some TemplateScope,
    into output: inout GrowingBuffer<UInt8>
  ) {
    guard indentation.isEmpty, kept == nil else {
      position += 1
      return
    }
    // What would end at a limit is run, to end there.
    if let part = scope.shared(Int(number)), steps + part.stepCount < limits.steps {
      output.append(part.bytes)
      steps += part.stepCount
      position += Int(skip)
    } else {
      scope.beginShared(Int(number))
      kept = (number, output.count, steps)
      position += 1
    }
  }

  private mutating func endShared(
    _ number: Int32, _ scope: inout some TemplateScope, _ output: borrowing GrowingBuffer<UInt8>
  ) {
    position += 1
    guard let kept, kept.number == number else { return }
    self.kept = nil
    // What lacks something is no page's.
    guard outcome == .complete else { return }
    scope.endShared(
      Int(number),
      SharedPart(bytes: Array(output[kept.start..<output.count]), stepCount: steps - kept.steps))
  }

  private mutating func include(_ include: Include, _ scope: inout some TemplateScope) {
    let stretch: Int?
    switch include.target {
    case .stretch(let number): stretch = number
    case .nothing: stretch = nil
    case .named(let lookup):
      stretch = name(in: answer(to: Int32(lookup), &scope)).flatMap { program.templates[$0] }
    case .chosen(let lookup, let choices):
      stretch = name(in: answer(to: Int32(lookup), &scope)).flatMap { choices[$0] }
    }
    guard let stretch else {
      position += 1
      return
    }
    let inherited = blocks
    let blockCount = filled.count
    if !include.arguments.isEmpty { fillBlocks(include.arguments) }
    enter(
      stretch, include.indentation, include.arguments.isEmpty ? inherited : blocks,
      returningTo: position + 1, inherited, blockCount)
  }

  private func name(in value: TemplateValue) -> TextKey? {
    switch value {
    case .text(let text): TextKey(text)
    case .number(let number): TextKey(String(number))
    default: nil
    }
  }

  /// Adds blocks to those that are filled already; of one name the outer filling stays.
  private mutating func fillBlocks(_ arguments: [(name: Int, stretch: Int)]) {
    let outer = blocks
    let start = filled.count
    steps &+= outer.count + arguments.count
    var old = outer.lowerBound
    for (name, stretch) in arguments {
      while old < outer.upperBound, filled[old].name < name {
        filled.append(filled[old])
        old += 1
      }
      if old < outer.upperBound, filled[old].name == name { continue }
      filled.append(FilledBlock(name: name, stretch: stretch, blocks: outer))
    }
    while old < outer.upperBound {
      filled.append(filled[old])
      old += 1
    }
    blocks = start..<filled.count
  }

  private mutating func fill(_ name: Int, _ indentation: Int, _ skip: Int) {
    var low = blocks.lowerBound
    var high = blocks.upperBound
    while low < high {
      let middle = (low + high) / 2
      if filled[middle].name < name { low = middle + 1 } else { high = middle }
    }
    guard low < blocks.upperBound, filled[low].name == name else {
      position += 1
      return
    }
    enter(filled[low].stretch, indentation, filled[low].blocks, returningTo: position + skip)
  }

  private mutating func enter(
    _ stretch: Int, _ number: Int, _ blocks: Range<Int>, returningTo position: Int,
    _ outerBlocks: Range<Int>? = nil, _ blockCount: Int? = nil
  ) {
    let outer = outerBlocks ?? self.blocks
    guard frames.count < limits.depth else {
      outcome = .tooDeep
      self.position = position
      self.blocks = outer
      return
    }
    frames.append(
      Frame(
        position: position, indentation: indentation, indentationCount: indentations.count,
        blocks: outer, blockCount: blockCount ?? filled.count))
    let start = indentations.count
    if number >= 0 {
      let own = program.indentations[number]
      if !indentation.isEmpty || !own.isEmpty {
        for index in indentation { indentations.append(indentations[index]) }
        for index in own.prefix(Self.longestIndentation - indentation.count) {
          indentations.append(program.literals[index])
        }
      }
    }
    indentation = start..<indentations.count
    self.blocks = blocks
    self.position = program.starts[stretch]
  }

  private mutating func leave(to frame: Frame) {
    position = frame.position
    indentation = frame.indentation
    indentations.removeLast(indentations.count - frame.indentationCount)
    blocks = frame.blocks
    filled.removeLast(filled.count - frame.blockCount)
  }

  /// Asks the scope a question.
  private mutating func answer(
    to number: Int32, _ scope: inout some TemplateScope
  ) -> TemplateValue {
    let lookup = program.lookups[Int(number)]
    var field = Int(lookup.field)
    var value = TemplateValue.null
    switch lookup.origin {
    case .kind(let kind):
      guard let index = records.lastIndex(where: { $0.kind == kind }) else { return .null }
      value = scope.value(of: program.fields[field], in: records[index]) ?? .null
    case .nearest:
      var index = records.count
      while index > 0 {
        index -= 1
        steps &+= 1
        guard records[index].kind != Self.noKind,
          let found = scope.value(of: program.fields[field], in: records[index])
        else { continue }
        value = found
        break
      }
    case .dot: return values[values.count - 1]
    case .nowhere: return .null
    }
    for _ in 0..<lookup.steps {
      guard case .record(let record) = value else { return .null }
      field += 1
      value = scope.value(of: program.fields[field], in: record) ?? .null
    }
    return value
  }

  private mutating func push(_ value: TemplateValue) {
    values.append(value)
    if case .record(let record) = value {
      records.append(record)
    } else {
      records.append(TemplateRecord(Self.noKind, 0))
    }
  }

  private mutating func pop() {
    values.removeLast()
    records.removeLast()
  }

  private func append(_ range: Range<Int>, to output: inout GrowingBuffer<UInt8>) {
    program.literals.withUnsafeBufferPointer {
      output.append(UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  private func appendIndented(
    _ range: Range<Int>, _ startsLine: Bool, _ endsBeforeLine: Bool,
    to output: inout GrowingBuffer<UInt8>
  ) {
    indentations.withUnsafeBufferPointer { indentations in
      let indentation = UnsafeBufferPointer(rebasing: indentations[indentation])
      program.literals.withUnsafeBufferPointer { literals in
        if startsLine { output.append(indentation) }
        var start = range.lowerBound
        while let length = literals[start..<range.upperBound].lengthOfFirstLine {
          output.append(UnsafeBufferPointer(rebasing: literals[start..<start + length]))
          start += length
          if start < range.upperBound || endsBeforeLine { output.append(indentation) }
        }
        output.append(UnsafeBufferPointer(rebasing: literals[start..<range.upperBound]))
      }
    }
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// How long the first line is with its break; `nil` where no line ends.
  @inline(__always)
  fileprivate var lengthOfFirstLine: Int? {
    guard !isEmpty, let bytes = base.baseAddress,
      let end = memchr(bytes + startIndex, 0x0A, count)
    else { return nil }
    return UnsafeRawPointer(end) - UnsafeRawPointer(bytes + startIndex) + 1
  }
}
