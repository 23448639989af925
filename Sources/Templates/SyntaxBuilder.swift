import Diagnostics

extension RuleID {
  static let fieldName = RuleID("field-name")
  static let templateName = RuleID("template-name")
}

/// Builds the tree of a template from its tokens, with white space already judged.
struct SyntaxBuilder {
  /// A tag that is open, with what it holds so far.
  private struct OpenTag {
    let index: Int
    let tag: TemplateTag
    var nodes: [SyntaxNode] = []
    var arguments: [BlockArgument] = []
    /// The first thing in a parent that is in no block.
    var ignored: Range<Int>?
    /// White space that the lines in here do not begin with.
    var dedent: Range<Int>
    /// Whether the next thing begins a line although nothing in the file says so.
    var beginsText = false
  }

  /// The tree.
  private(set) var syntax: TemplateSyntax

  private let tokens: [TemplateToken]
  private let pairs: TagPairs
  private let lines: LineRules
  private let bytes: [UInt8]
  private let start: Int
  private var open: [OpenTag]

  /// Starts on a template.
  init(
    _ source: TemplateSource, _ tokens: [TemplateToken], _ pairs: TagPairs, _ lines: LineRules
  ) {
    syntax = TemplateSyntax(source: source, bodies: [[]])
    self.tokens = tokens
    self.pairs = pairs
    self.lines = lines
    bytes = source.file.bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let whole = TemplateTag(kind: .comment, range: 0..<0, name: 0..<0)
    open = [OpenTag(index: -1, tag: whole, dedent: 0..<0)]
  }

  /// Builds the tree; a section that is never closed ends with what is around it.
  mutating func build(_ findings: inout Findings) {
    for (index, token) in tokens.enumerated() {
      switch token {
      case .text: addText(lines.texts[index])
      case .tag(let tag): add(tag, index, &findings)
      }
    }
    while open.count > 1 { closeInnermost(&findings) }
    syntax.bodies[0] = open[0].nodes
  }

  private mutating func add(_ tag: TemplateTag, _ index: Int, _ findings: inout Findings) {
    let placement = lines.placements[index] ?? .inline
    if placement == .inline, !lines.removesLine.contains(index) { markLineStart(at: tag.range) }
    switch tag.kind {
    case .comment, .delimiters: break
    case .value: append(.value(path(tag.name, &findings), tag: tag.range), tag.range)
    case .rawValue: append(.rawValue(path(tag.name, &findings), tag: tag.range), tag.range)
    case .partial:
      let name = includedName(tag, &findings)
      append(.partial(name, kept(placement)), tag.range)
    case .section, .inverted, .parent, .block:
      var opened = OpenTag(index: index, tag: tag, dedent: open[open.count - 1].dedent)
      if tag.kind == .block, pairs.roles[index] == .argument {
        if let intrinsic = lines.intrinsic[index] { opened.dedent = intrinsic }
        opened.beginsText = lines.intrinsic[index] == nil
      }
      open.append(opened)
    case .close:
      guard let opening = pairs.openings[index] else { break }
      while open.count > 1, open[open.count - 1].index != opening { closeInnermost(&findings) }
      if open.count > 1 { closeInnermost(&findings) }
    }
  }

  private mutating func closeInnermost(_ findings: inout Findings) {
    guard let closed = open.popLast() else { return }
    let tag = closed.tag
    switch tag.kind {
    case .section:
      let path = path(tag.name, &findings)
      append(.section(path, body: addBody(closed.nodes), tag: tag.range), tag.range)
    case .inverted:
      let path = path(tag.name, &findings)
      append(.inverted(path, body: addBody(closed.nodes), tag: tag.range), tag.range)
    case .parent:
      let name = includedName(tag, &findings)
      let placement = kept(lines.placements[closed.index] ?? .inline)
      append(.parent(name, closed.arguments, ignored: closed.ignored, placement), tag.range)
    case .block: closeBlock(closed)
    default: break
    }
  }

  private mutating func closeBlock(_ closed: OpenTag) {
    let name = text(closed.tag.name)
    syntax.blockNames.insert(TextKey(name))
    let body = addBody(closed.nodes)
    if pairs.roles[closed.index] == .argument {
      open[open.count - 1].arguments.append(
        BlockArgument(name: name, range: closed.tag.name, body: body))
      return
    }
    let parameter = BlockParameter(
      name: name, range: closed.tag.name, body: body,
      lead: lines.leads[closed.index].map { piece(dedented($0), startsLine: true) },
      placement: kept(lines.placements[closed.index] ?? .inline))
    append(.block(parameter), closed.tag.range)
  }

  private mutating func addBody(_ nodes: [SyntaxNode]) -> Int {
    syntax.bodies.append(nodes)
    return syntax.bodies.count - 1
  }

  /// Adds a node where it is shown; in a parent, outside its blocks, nothing is.
  private mutating func append(_ node: SyntaxNode, _ range: Range<Int>) {
    let last = open.count - 1
    guard open[last].tag.kind == .parent else {
      open[last].nodes.append(node)
      return
    }
    guard open[last].ignored == nil else { return }
    guard case .text = node else {
      open[last].ignored = range
      return
    }
    guard let first = bytes[range].firstIndex(where: { !isBlank($0) }) else { return }
    let end = bytes[first..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
    open[last].ignored = first..<end
  }

  /// Adds text, line by line where lines lose white space that they begin with.
  private mutating func addText(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var position = range.lowerBound
    while position < range.upperBound {
      let startsLine = isLineStart(position) || open[open.count - 1].beginsText
      open[open.count - 1].beginsText = false
      var end = range.upperBound
      if !open[open.count - 1].dedent.isEmpty {
        end = (bytes[position..<end].firstIndex(of: 0x0A) ?? end - 1) + 1
        if isLineStart(position) { position = dedented(position..<end).lowerBound }
      }
      append(.text(piece(position..<end, startsLine: startsLine)), position..<end)
      position = end
    }
  }

  /// Says that a line begins at a tag that stands at the start of it.
  private mutating func markLineStart(at range: Range<Int>) {
    let position = range.lowerBound
    guard isLineStart(position) || open[open.count - 1].beginsText else { return }
    open[open.count - 1].beginsText = false
    append(.text(piece(position..<position, startsLine: true)), position..<position)
  }

  /// Keeps a stretch of the file as text that a page can get to see.
  private mutating func piece(_ range: Range<Int>, startsLine: Bool) -> TextPiece {
    syntax.text += bytes[range]
    return TextPiece(
      range: range, start: syntax.text.count - range.count, startsLine: startsLine)
  }

  private func isLineStart(_ position: Int) -> Bool {
    position == start || position > 0 && bytes[position - 1] == 0x0A
  }

  /// A stretch at the start of a line without the white space that its block does not have.
  private func dedented(_ range: Range<Int>) -> Range<Int> {
    guard let dedent = open.last?.dedent, !dedent.isEmpty else { return range }
    var count = 0
    while count < dedent.count, count < range.count,
      bytes[range.lowerBound + count] == bytes[dedent.lowerBound + count]
    {
      count += 1
    }
    return range.lowerBound + count..<range.upperBound
  }

  private mutating func kept(_ placement: Placement) -> Placement {
    guard case .standalone(let range) = placement else { return .inline }
    return .standalone(indentation: piece(dedented(range), startsLine: false).textRange)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func includedName(
    _ tag: TemplateTag, _ findings: inout Findings
  ) -> IncludedTemplate {
    var range = tag.name
    let name: IncludedTemplate.Name
    if bytes[range].first == UInt8(ascii: "*") {
      range = range.lowerBound + 1..<range.upperBound
      while let first = bytes[range].first, isBlank(first) {
        range = range.lowerBound + 1..<range.upperBound
      }
      let path = path(range, &findings)
      name = path.isDot || !path.steps.isEmpty ? .dynamic(path) : .broken
    } else if isTemplateName(bytes[range]) {
      name = .fixed(text(range))
    } else {
      findings.report(
        .templateName, .error, "`\(excerpt(of: bytes, range))` cannot be the name of a template",
        at: range,
        suggestion: "name it as it lies in the theme's folder, without `..` and without a `/` "
          + "before it: `article`, `partials/head`")
      name = .broken
    }
    let included = IncludedTemplate(name: name, range: range, tag: tag.range)
    syntax.includes.append(included)
    return included
  }

  /// Takes a name apart; one that can be no name is reported and finds nothing.
  private func path(_ range: Range<Int>, _ findings: inout Findings) -> FieldPath {
    let written = text(range)
    if bytes[range].elementsEqual([UInt8(ascii: ".")]) {
      return FieldPath(text: written, range: range, steps: [])
    }
    var steps: [FieldPath.Step] = []
    var start = range.lowerBound
    for end in range.lowerBound...range.upperBound {
      guard end == range.upperBound || bytes[end] == UInt8(ascii: ".") else { continue }
      steps.append(FieldPath.Step(text: text(start..<end), range: start..<end))
      start = end + 1
    }
    let quoted = excerpt(of: bytes, range)
    if bytes[range].contains(where: isBlank) {
      findings.report(
        .fieldName, .error, "`\(quoted)` has a space in it; the name of a field has none", at: range
      )
      steps = []
    } else if range.isEmpty || steps.contains(where: \.text.isEmpty) {
      findings.report(
        .fieldName, .error, "`\(quoted)` has a dot with no name beside it", at: range,
        suggestion: "a dot stands between two names, as in `author.name`")
      steps = []
    } else if steps.count > deepestNesting {
      findings.report(
        .fieldName, .error,
        "`\(quoted)` has \(steps.count) names between its dots; \(deepestNesting) are allowed",
        at: range)
      steps = []
    }
    return FieldPath(text: steps.isEmpty ? "" : written, range: range, steps: steps)
  }
}

/// Whether a name stays within the folder of the templates, whatever file system holds it.
///
/// Judged on bytes: to a `Character`, `..` with an accent on it is not `..`.
package func isTemplateName(_ name: some Collection<UInt8>) -> Bool {
  name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
    !part.isEmpty && !part.elementsEqual(".".utf8) && !part.starts(with: "..".utf8)
      && part.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
  }
}
