package import Diagnostics

extension RuleID {
  static let frontMatterFence = RuleID("front-matter-fence")
  static let cutByComment = RuleID("cut-by-comment")
  static let longDescription = RuleID("long-description")
}

/// The front matter of a Markdown file, and where its body begins.
///
/// It stands between a first line `---` and the next line that is `---` or `...`. An unknown name is an
/// error, because `drfat: true` must not publish a draft.
///
/// Total: whatever is wrong is reported and read as absent. The body is well-formed UTF-8; of a file
/// that is not, it is empty, because nothing that follows could show it as it was meant.
///
/// - Complexity: O(*n*) in the size of the file.
package func parseFrontMatter(
  of file: SourceFile, as kind: DocumentKind, into findings: inout Findings
) -> (frontMatter: FrontMatter, body: Range<Int>) {
  let end = file.bytes.count
  let empty = FrontMatter(nil, of: kind, in: file, end: 0)
  guard case .utf8(let readable) = checkedEncoding(of: file, into: &findings) else {
    return (empty, end..<end)
  }
  let isWhole = readable == end
  let start = byteOrderMarkLength(file.bytes)
  let fences = FrontMatterFences(in: file.bytes, start..<max(start, readable))
  switch fences {
  case .closed(let opening, let fields, let bodyStart):
    if opening.lowerBound > start {
      findings.report(
        .frontMatterFence, .error, "`---` opens the front matter only in the first line of a file",
        at: opening, suggestion: "delete the empty lines above it")
    }
    let frontMatter = readFields(
      of: file, in: fields, opening: opening, end: bodyStart, as: kind, into: &findings)
    return (frontMatter, isWhole ? bodyStart..<end : end..<end)
  case .unclosed(let opening):
    guard isWhole else { return (empty, end..<end) }
    findings.report(
      .frontMatterFence, .error, "`---` opens front matter here, and no second `---` closes it",
      at: opening, suggestion: "write `---` on a line of its own below the last field")
    let line = endOfLine(at: opening.upperBound, in: file.bytes)
    return (empty, line..<end)
  case .none:
    guard isWhole else { return (empty, end..<end) }
    if !reportLookalike(in: file, from: start, as: kind, into: &findings) {
      reportNoFrontMatter(of: kind, at: start, into: &findings)
    }
    return (empty, start..<end)
  }
}

private func readFields(
  of file: SourceFile, in range: Range<Int>, opening: Range<Int>, end: Int, as kind: DocumentKind,
  into findings: inout Findings
) -> FrontMatter {
  let node: YAMLNode?
  switch readYAML(file, in: range, limits: .frontMatter, into: &findings) {
  case .broken:
    // Nobody knows what it says, so nothing is missing.
    return FrontMatter(nil, of: kind, in: file, end: 0)
  case .nothing: node = nil
  case .node(let root): node = root
  }
  let fields = FieldReader(
    node, FrontMatter.fields(of: kind), FieldOwner(kind.plural),
    missingAt: opening, into: &findings)
  var unreadableDraft: Field<Bool>?
  if case .mapping(let entries) = node?.content {
    for entry in entries {
      if entry.key == "draft" {
        unreadableDraft = Field(true, range: entry.value.range, keyRange: entry.keyRange)
      }
      reportCutByComment(entry, in: file, range, into: &findings)
    }
  }
  let frontMatter = FrontMatter(
    fields, of: kind, unreadableDraft: unreadableDraft, in: file, end: end)
  if let description = frontMatter.description { reportLength(of: description, into: &findings) }
  return frontMatter
}

/// Reports a value of which `#` behind a space cut off the end: `title: Tip #1` says `Tip`.
///
/// Where a space follows the `#`, a comment was meant.
private func reportCutByComment(
  _ entry: YAMLEntry, in file: SourceFile, _ range: Range<Int>, into findings: inout Findings
) {
  guard case .scalar(_, isPlain: true) = entry.value.content else { return }
  let bytes = file.bytes
  var start = entry.value.range.upperBound
  while start < range.upperBound, bytes[start] == UInt8(ascii: " ") { start += 1 }
  guard start + 1 < range.upperBound, bytes[start] == UInt8(ascii: "#"),
    bytes[start + 1] != UInt8(ascii: "#"), !bytes[start + 1].isSpace
  else { return }
  let end = bytes[start..<range.upperBound].firstIndex(where: \.isLineBreak) ?? range.upperBound
  let cut = String(decoding: bytes[start..<end], as: UTF8.self)
  let value = String(
    decoding: bytes[min(entry.value.range.lowerBound, start)..<end], as: UTF8.self)
  let fits = value.utf8.count <= 100 && !value.utf8.contains(UInt8(ascii: "\""))
  findings.report(
    .cutByComment, .warning, "`\(clipped(cut))` is left out: `#` behind a space begins a comment",
    at: start..<end,
    suggestion: fits
      ? "put the value in quotes: `\(entry.key): \"\(trimmedText(value))\"`"
      : "put the value in quotes")
}

private func trimmedText(_ text: String) -> String {
  var text = text
  return text.withUTF8 { String(decoding: $0[trimmedRange($0)], as: UTF8.self) }
}

private func reportLength(of description: Field<String>, into findings: inout Findings) {
  // Only a long one is worth counting.
  guard description.value.utf8.count > 300 else { return }
  let count = description.value.count
  guard count > 300 else { return }
  findings.report(
    .longDescription, .warning,
    "`description` has \(count) characters, and should have 300 at most",
    at: description.range, suggestion: "say it in one or two sentences")
}

private func reportNoFrontMatter(
  of kind: DocumentKind, at start: Int, into findings: inout Findings
) {
  let required = FrontMatter.fields(of: kind).filter(\.isRequired)
  let names = enumeration(required.map(\.name), "and")
  findings.report(
    .missingField, .error,
    "\(names) \(required.count == 1 ? "is" : "are") missing: the file begins without front matter",
    at: start..<start,
    suggestion: """
      write lines like these at the very top, with your own words:
      ---
      \(exampleLines(of: required))
      ---
      """)
}

/// Reports a first line that was meant to open front matter, and whether it was.
private func reportLookalike(
  in file: SourceFile, from start: Int, as kind: DocumentKind, into findings: inout Findings
) -> Bool {
  let end = endOfLine(at: start, in: file.bytes)
  var line = start..<end
  while let last = file.bytes[line].last, last.isSpace {
    line = line.lowerBound..<line.upperBound - 1
  }
  // A paragraph is not a fence.
  guard !line.isEmpty, line.count <= 200 else { return false }
  let text = String(decoding: file.bytes[line], as: UTF8.self)
  if text == "+++" {
    findings.report(
      .frontMatterFence, .error, "`+++` opens front matter in TOML, which is not read here",
      at: line, suggestion: "write `---` for `+++`, and `name: value` for `name = value`")
    return true
  }
  let next = end..<endOfLine(at: end, in: file.bytes)
  if text.unicodeScalars.allSatisfy(isDash), file.bytes[next].contains(UInt8(ascii: ":")) {
    findings.report(
      .frontMatterFence, .error, "`\(clipped(text))` is not the line that opens front matter",
      at: line, suggestion: "write three hyphens, `---`, above and below the fields")
    return true
  }
  guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
  let name = String(text[..<colon])
  guard FrontMatter.fields(of: kind).contains(where: { $0.name == name }) else { return false }
  findings.report(
    .frontMatterFence, .error, "`\(clipped(text))` stands outside of front matter", at: line,
    suggestion: "write `---` on a line of its own above and below the fields")
  return true
}

/// Whether a scalar is a hyphen or what an editor makes of several.
private func isDash(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "-" || (0x2010...0x2015).contains(scalar.value) || scalar.value == 0x2212
}

extension DocumentKind {
  /// The words for documents of this kind in messages.
  var plural: String {
    switch self {
    case .article: "articles"
    case .page: "pages"
    case .topic: "topics"
    case .series: "series"
    case .person: "people"
    }
  }
}
