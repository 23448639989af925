import Diagnostics

extension RuleID {
  static let templateSize = RuleID("template-size")
  static let templateEncoding = RuleID("template-encoding")
  static let unclosedSection = RuleID("unclosed-section")
  static let strayClose = RuleID("stray-close")
  static let deepNesting = RuleID("deep-nesting")
}

/// What was found in one template file.
struct ParsedTemplate: Sendable {
  /// The tree; after a mistake it holds what could be understood.
  let syntax: TemplateSyntax
  /// The mistakes in the writing of tags.
  let findings: Findings
}

/// The largest template that is read: nobody writes a larger one by hand.
let largestTemplate = 1 << 20

/// The deepest that sections may stand in each other in one file.
let deepestNesting = 100

/// Turns the text of a template into a tree.
///
/// Never fails: mistakes are findings, and the tree holds the rest.
func parse(_ source: TemplateSource) -> ParsedTemplate {
  var findings = Findings(in: source.file)
  let bytes = source.file.bytes
  guard bytes.count <= largestTemplate else {
    findings.report(
      .templateSize, .error,
      "`\(source.name)` is \(mebibytes(bytes.count)) MiB long; a template may be up to 1 MiB",
      at: nil, suggestion: "move what does not change into a page or a file of its own")
    return ParsedTemplate(
      syntax: TemplateSyntax(source: source, bodies: [[]]), findings: findings)
  }
  if let bad = firstMalformedByte(bytes) {
    findings.report(
      .templateEncoding, .error, "the template is not UTF-8 text from here on",
      at: bad..<bad + 1, suggestion: "save the file again with the encoding UTF-8")
  }
  let tokens = tokens(of: source.file, reportingTo: &findings)
  guard let pairs = TagPairs(tokens, in: bytes, reportingTo: &findings) else {
    return ParsedTemplate(
      syntax: TemplateSyntax(source: source, bodies: [[]]), findings: findings)
  }
  let lines = LineRules(tokens, pairs, in: bytes)
  var builder = SyntaxBuilder(source, tokens, pairs, lines)
  builder.build(&findings)
  return ParsedTemplate(syntax: builder.syntax, findings: findings)
}

private func mebibytes(_ count: Int) -> String {
  let tenths = count / (largestTemplate / 10)
  return "\(tenths / 10).\(tenths % 10)"
}

/// The offset of the first byte that is not part of UTF-8 text.
private func firstMalformedByte(_ bytes: [UInt8]) -> Int? {
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch decoder.decode(&iterator) {
    case .scalarValue(let scalar): offset += UTF8.width(scalar)
    case .emptyInput: return nil
    case .error: return offset
    }
  }
}

/// Which closing tag belongs to which opening tag, by the number of their tokens.
struct TagPairs: Sendable {
  /// What a block tag is.
  enum BlockRole: Sendable { case argument, parameter }

  /// For a closing tag, its opening; closing tags without one are not in it.
  private(set) var openings: [Int: Int] = [:]
  /// For an opening tag, its closing; tags that nobody closes are not in it.
  private(set) var closings: [Int: Int] = [:]
  /// For an opening block tag, whether it stands directly inside a parent tag.
  private(set) var roles: [Int: BlockRole] = [:]

  /// Pairs the tags; `nil` when they stand in each other too deep to go on.
  init?(
    _ tokens: [TemplateToken], in bytes: [UInt8], reportingTo findings: inout Findings
  ) {
    var open: [(index: Int, tag: TemplateTag)] = []
    for (index, token) in tokens.enumerated() {
      guard case .tag(let tag) = token else { continue }
      switch tag.kind {
      case .section, .inverted, .parent, .block:
        guard open.count < deepestNesting else {
          findings.report(
            .deepNesting, .error,
            "`\(excerpt(of: bytes, tag.range))` is the \(deepestNesting + 1)st section inside "
              + "another; \(deepestNesting) are allowed", at: tag.range,
            suggestion: "move the inner sections into a partial")
          return nil
        }
        if tag.kind == .block {
          roles[index] = open.last?.tag.kind == .parent ? .argument : .parameter
        }
        open.append((index, tag))
      case .close: close(tag, index, &open, bytes, &findings)
      default: break
      }
    }
    for (_, tag) in open { Self.reportUnclosed(tag, bytes, &findings) }
  }

  private mutating func close(
    _ tag: TemplateTag, _ index: Int, _ open: inout [(index: Int, tag: TemplateTag)],
    _ bytes: [UInt8], _ findings: inout Findings
  ) {
    let name = closingName(bytes[tag.name])
    guard
      let match = open.lastIndex(where: { closingName(bytes[$0.tag.name]) == name })
    else {
      let expected = open.last.map { "{{/\(excerpt(of: bytes, $0.tag.name))}}" }
      let written = excerpt(of: bytes, tag.range)
      let isSlip = expected.map { nearMiss(of: written, among: [$0]) != nil } ?? false
      findings.report(
        .strayClose, .error, "`\(written)` closes a section that is not open", at: tag.range,
        suggestion: expected.map {
          isSlip ? "did you mean `\($0)`?" : "the section that is open here ends with `\($0)`"
        } ?? "remove it, or write its opening tag before it")
      return
    }
    for (_, unclosed) in open[(match + 1)...] {
      Self.reportUnclosed(unclosed, bytes, &findings, before: tag)
    }
    openings[index] = open[match].index
    closings[open[match].index] = index
    open.removeSubrange(match...)
  }

  private static func reportUnclosed(
    _ tag: TemplateTag, _ bytes: [UInt8], _ findings: inout Findings, before end: TemplateTag? = nil
  ) {
    let place = end.map { "before `\(excerpt(of: bytes, $0.range))`" } ?? "where it ends"
    findings.report(
      .unclosedSection, .error, "`\(excerpt(of: bytes, tag.range))` is never closed",
      at: tag.range, suggestion: "write `{{/\(excerpt(of: bytes, tag.name))}}` \(place)",
      related: end.map { [("what is around it ends here", $0.range)] } ?? [])
  }
}

/// The name in an opening or closing tag, without the white space that may follow a `*`.
private func closingName(_ name: ArraySlice<UInt8>) -> [UInt8] {
  guard name.first == UInt8(ascii: "*") else { return Array(name) }
  return [UInt8(ascii: "*")] + name.dropFirst().drop(while: isBlank)
}
