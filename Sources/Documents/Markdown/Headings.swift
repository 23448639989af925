import Buffers
import Diagnostics

extension RuleID {
  /// A heading of the first level in a text, or one that skips a level.
  static let headingLevel = RuleID("heading-level")
  /// An id that cannot be used, or that two headings ask for.
  static let headingID = RuleID("heading-id")
}

/// The ids of the headings of a text.
struct HeadingIDs {
  private var unique: UniqueIDs
  /// Ids that headings asked for, and where.
  var custom: [String: Range<Int>] = [:]

  /// Keeps the ids that are asked for anywhere from being given to another heading.
  init(custom: Set<String>) { unique = UniqueIDs(reserving: custom) }

  /// The id for a heading with these words.
  mutating func id(for words: String) -> String {
    let slug = slug(of: words)
    // Ids of notes have their own beginning, so no heading may have it.
    return unique.take(slug.isEmpty ? "section" : isNoteID(slug) ? "section-" + slug : slug)
  }
}

/// Whether an id begins like those of notes: `fn-`, `fnref-`, `fnref2-`.
func isNoteID(_ id: String) -> Bool {
  guard id.utf8.first == UInt8(ascii: "f") else { return false }
  var rest = id.utf8[...]
  guard rest.starts(with: "fn".utf8) else { return false }
  rest = rest.dropFirst(2)
  if rest.starts(with: "ref".utf8) { rest = rest.dropFirst(3).drop(while: isDigit) }
  return rest.first == UInt8(ascii: "-")
}

extension BodyWriter {
  /// Begins a heading.
  mutating func enterHeading(_ node: MarkdownNode) {
    startLine()
    html.append("<h")
    html.append(UInt8(ascii: "0") + UInt8(clamping: node.headingLevel))
    guard options.extensions else {
      html.append(UInt8(ascii: ">"))
      return
    }
    let idPosition = html.count
    html.append(UInt8(ascii: ">"))
    beginBlock(node)
    block.idPosition = idPosition
  }

  /// Ends a heading; now that its words are known it gets its id.
  mutating func exitHeading(_ node: MarkdownNode) {
    let level = node.headingLevel
    if options.extensions {
      flushText(before: .blockEnd)
      let words = plainWords(from: block.firstRun)
      let id: String
      if let custom = block.customID {
        id = custom.id
      } else {
        id = ids.id(for: words)
      }
      anchors.append(id)
      let isTopLevel = node.parent?.kind == .document
      headings.append(
        Heading(level: level, id: id, text: words, isTopLevel: isTopLevel, source: blockLine))
      if isTopLevel {
        checkLevel(level)
        excerpt.close()
      }
      endBlock(node)
      insertID(id)
    }
    let end = html.count
    html.append("</h")
    html.append(UInt8(ascii: "0") + UInt8(clamping: level))
    html.append(">\n")
    if !openCallouts.isEmpty { noteQuestion(node, endingAt: end) }
  }

  /// Puts the id into the start tag of the heading that ends.
  private mutating func insertID(_ id: String) {
    var id = id
    id.withUTF8 { id in
      // An id holds nothing that would need an escape.
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: id.count + 6) { attribute in
        _ = attribute.initialize(fromContentsOf: " id=\"".utf8)
        _ = attribute[5...].initialize(fromContentsOf: id)
        attribute[id.count + 5] = UInt8(ascii: "\"")
        insert(UnsafeBufferPointer(attribute), at: block.idPosition)
      }
    }
  }

  /// The words of the runs from an index on.
  private func plainWords(from first: Int) -> String {
    if runs.count - first == 1 {
      let words = html[runs[first].html]
      if !words.contains(UInt8(ascii: "&")) { return text(words) }
    }
    var bytes: [UInt8] = []
    for run in runs[first..<runs.count] { appendPlain(html[run.html], to: &bytes) }
    return text(bytes)
  }

  private mutating func checkLevel(_ level: Int) {
    if level == 1 {
      findings.report(
        .headingLevel, .warning, "a heading with one `#` is as large as the title of the page",
        at: blockLine, suggestion: "begin the sections of the text with `##`")
    } else if level > lastHeadingLevel + 1 {
      let marks = String(repeating: "#", count: level)
      let nearer = String(repeating: "#", count: lastHeadingLevel + 1)
      findings.report(
        .headingLevel, .warning, "`\(marks)` skips a level of headings", at: blockLine,
        suggestion: "write `\(nearer)`")
    }
    lastHeadingLevel = level
  }

  /// Takes `{#id}` off the end of a heading; returns where its words end.
  mutating func takeCustomID() -> Int {
    let bytes = pending.bytes.elements
    guard bytes.last == UInt8(ascii: "}"), pending.isSame(at: bytes.count - 1),
      let open = bytes.lastIndex(of: UInt8(ascii: "{")), open + 1 < bytes.count,
      bytes[open + 1] == UInt8(ascii: "#"), pending.isSame(at: open)
    else { return bytes.count }
    let id = text(bytes[open + 2..<bytes.count - 1])
    let range = pending.extent(of: open..<bytes.count) ?? blockLine
    guard isUsable(id, at: range) else { return bytes.count }
    if let first = ids.custom[id] {
      findings.report(
        .headingID, .error, "`{#\(id)}` is the id of another heading already", at: range,
        suggestion: "give this one a different id", related: [("first used here", first)])
    } else {
      ids.custom[id] = range
      block.customID = (id, range)
    }
    var end = open
    while end > 0, isBlank(bytes[end - 1]) { end -= 1 }
    return end
  }

  private mutating func isUsable(_ id: String, at range: Range<Int>) -> Bool {
    let isWord = id.unicodeScalars.allSatisfy {
      $0 == "-" || $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    if id.isEmpty || !isWord {
      findings.report(
        .headingID, .error, "`{#\(id)}` cannot be an id: it may hold letters, digits, `-` and `_`",
        at: range, suggestion: id.isEmpty ? nil : "write `{#\(slug(of: id))}`")
      return false
    }
    if isNoteID(id) {
      findings.report(
        .headingID, .error, "`{#\(id)}` begins like the ids that notes get", at: range,
        suggestion: "choose an id that does not begin with `fn-` or `fnref`")
      return false
    }
    return true
  }
}
