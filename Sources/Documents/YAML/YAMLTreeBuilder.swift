import Diagnostics

extension RuleID {
  static let yamlFeature = RuleID("yaml-feature")
  static let duplicateField = RuleID("duplicate-field")
}

/// Turns the events of one YAML text into a tree, refusing what a tree cannot or must not hold.
struct YAMLTreeBuilder: ~Copyable {
  private var events: YAMLEvents
  private var text: ReadableText
  private let limits: YAMLLimits
  private var entryCount = 0
  /// Whether something was wrong with the whole text, so that nothing more is read.
  private var isOver = false
  private var refusedMarks = 0
  private var lastValue: YAMLAdvice.LastValue?

  /// Starts to build from the events of a text.
  init(_ events: consuming YAMLEvents, _ text: ReadableText, _ limits: YAMLLimits) {
    self.events = events
    self.text = text
    self.limits = limits
  }

  /// The tree of the whole text.
  mutating func document(into findings: inout Findings) -> YAMLReading {
    let start = next(into: &findings)
    if case .streamEnd = start.kind { return .nothing }
    guard !isOver else { return .broken }
    let root = value(next(into: &findings), depth: 0, into: &findings)
    guard !isOver else { return .broken }
    _ = next(into: &findings)
    let end = next(into: &findings)
    if case .documentStart = end.kind, !isOver {
      let start = text.offset(ofCharacter: end.start)
      findings.report(
        .yamlFeature, .error, "a second document begins here, and only one can be read",
        at: text.fileRange(start..<min(start + 3, text.range.upperBound)),
        suggestion: "remove this line, and what follows it if it belongs elsewhere")
      return .broken
    }
    guard !isOver, let root else { return .broken }
    if case .scalar("", isPlain: true) = root.content { return .nothing }
    return .node(root)
  }

  private mutating func next(into findings: inout Findings) -> YAMLEvent {
    let event = events.next()
    if case .broken(let complaint) = event.kind {
      isOver = true
      // After `title: *foo bar` the star was refused already, and `bar` follows from it.
      guard refusedMarks == 0 else { return event }
      let (message, range, suggestion) = YAMLAdvice(text, complaint, after: lastValue).words()
      findings.report(
        .yamlSyntax, .error, message, at: text.fileRange(range), suggestion: suggestion)
    }
    return event
  }

  /// The value that an event begins; `nil` when it was refused or nothing more is read.
  private mutating func value(_ event: YAMLEvent, depth: Int, into findings: inout Findings)
    -> YAMLNode?
  {
    if event.isMarked { refuseMark(event, into: &findings) }
    switch event.kind {
    case .scalar(let written, let style):
      let range = range(event)
      lastValue = YAMLAdvice.LastValue(
        range: range, isQuoted: style == .singleQuoted || style == .doubleQuoted)
      if style == .plain, event.isMultiline { refuseSwallowedEntry(in: range, into: &findings) }
      let clean = style == .doubleQuoted ? unescaped(written, range, into: &findings) : written
      return YAMLNode(
        .scalar(clean, isPlain: style == .plain), range: text.fileRange(range))
    case .alias:
      refuseMark(event, into: &findings)
      return nil
    case .sequenceStart: return sequence(event, depth: depth, into: &findings)
    case .mappingStart: return mapping(event, depth: depth, into: &findings)
    default: return nil
    }
  }

  /// A text without what an escape may still have brought in.
  private func unescaped(
    _ written: String, _ range: Range<Int>, into findings: inout Findings
  ) -> String {
    let clean = withoutControlCharacters(written)
    if clean != written {
      findings.report(
        .controlCharacter, .warning,
        "an escape here stands for a character that nobody can see, and is left out",
        at: text.fileRange(range), suggestion: "delete the `\\` and what belongs to it")
    }
    return clean
  }

  private mutating func sequence(_ start: YAMLEvent, depth: Int, into findings: inout Findings)
    -> YAMLNode?
  {
    guard mayGoDeeper(depth, at: start, into: &findings) else { return nil }
    var entries: [YAMLNode] = []
    var end = 0
    while true {
      let event = next(into: &findings)
      if case .sequenceEnd = event.kind {
        return YAMLNode(
          .sequence(entries), range: collectionRange(start, event, lastValueEnd: end))
      }
      guard !isOver, count(event, into: &findings) else { return nil }
      if let entry = value(event, depth: depth + 1, into: &findings) {
        end = entry.range.upperBound
        entries.append(entry)
      }
      guard !isOver else { return nil }
    }
  }

  private mutating func mapping(_ start: YAMLEvent, depth: Int, into findings: inout Findings)
    -> YAMLNode?
  {
    guard mayGoDeeper(depth, at: start, into: &findings) else { return nil }
    var entries: [YAMLEntry] = []
    var names = TextTable()
    var end = 0
    while true {
      let event = next(into: &findings)
      if case .mappingEnd = event.kind {
        return YAMLNode(
          .mapping(entries), range: collectionRange(start, event, lastValueEnd: end))
      }
      guard !isOver, count(event, into: &findings) else { return nil }
      guard case .scalar(let key, let style) = event.kind else {
        refuseNameThatIsNoText(event, inside: start, into: &findings)
        return nil
      }
      if event.isMarked { refuseMark(event, into: &findings) }
      let keyRange = text.fileRange(range(event))
      let value = value(next(into: &findings), depth: depth + 1, into: &findings)
      guard !isOver else { return nil }
      end = max(keyRange.upperBound, value?.range.upperBound ?? 0)
      let name = style == .doubleQuoted ? withoutControlCharacters(key) : key
      guard isAllowed(name, style, at: keyRange, into: &findings), let value else { continue }
      let (position, isNew) = names.insert(name)
      guard isNew else {
        findings.report(
          .duplicateField, .error, "`\(clipped(name))` stands here a second time", at: keyRange,
          suggestion: "keep one of the two",
          related: [("first written here", entries[position].keyRange)])
        continue
      }
      entries.append(YAMLEntry(key: name, keyRange: keyRange, value: value))
    }
  }

  private mutating func mayGoDeeper(
    _ depth: Int, at event: YAMLEvent, into findings: inout Findings
  ) -> Bool {
    guard depth >= limits.depth else { return true }
    isOver = true
    findings.report(
      .yamlLimit, .error,
      "lists and fields stand more than \(limits.depth) deep in each other here",
      at: text.fileRange(range(event)), suggestion: "write it with fewer levels")
    return false
  }

  /// Counts a field or list entry, and whether there may be so many.
  private mutating func count(_ event: YAMLEvent, into findings: inout Findings) -> Bool {
    entryCount += 1
    guard entryCount > limits.entries else { return true }
    isOver = true
    findings.report(
      .yamlLimit, .error,
      "these are more than \(limits.entries) fields and list entries, and no more are read",
      at: text.fileRange(range(event)))
    return false
  }

  private func isAllowed(
    _ name: String, _ style: YAMLScalarStyle, at range: Range<Int>, into findings: inout Findings
  ) -> Bool {
    if name.isEmpty {
      findings.report(
        .yamlSyntax, .error, "a name is missing before the colon", at: range,
        suggestion: "write it as `name: value`")
      return false
    }
    if style == .plain, name.utf8.elementsEqual("<<".utf8) {
      findings.report(
        .yamlFeature, .error, "`<<` would copy other fields to this place, which is not allowed",
        at: range, suggestion: "write the fields out")
      return false
    }
    return true
  }

  /// Reports a value that begins with `&`, `*` or `!`.
  private mutating func refuseMark(_ event: YAMLEvent, into findings: inout Findings) {
    refusedMarks += 1
    // Each is looked at with its whole line, and a file may be one line with a million of them.
    if refusedMarks == 20 { isOver = true }
    let start = text.offset(ofCharacter: event.start)
    let isCollection =
      switch event.kind {
      case .sequenceStart, .mappingStart: true
      default: false
      }
    let advice = YAMLAdvice(text, nil, after: nil)
    let (message, range, suggestion) = advice.wordsForReference(at: start, isCollection)
    findings.report(
      .yamlFeature, .error, message, at: text.fileRange(range), suggestion: suggestion)
  }

  private mutating func refuseNameThatIsNoText(
    _ event: YAMLEvent, inside start: YAMLEvent, into findings: inout Findings
  ) {
    isOver = true
    if case .alias = event.kind { return refuseMark(event, into: &findings) }
    let offset = text.offset(ofCharacter: start.start)
    let advice = YAMLAdvice(text, nil, after: nil)
    findings.report(
      .yamlFeature, .error, "the name of a field has to be a text, and here it is not",
      at: text.fileRange(range(event)), suggestion: advice.quotedLine(at: offset))
  }

  /// Reports a list entry in the wrong column, which YAML takes for more of the text above it.
  private func refuseSwallowedEntry(in range: Range<Int>, into findings: inout Findings) {
    var isAtLineStart = false
    for index in range {
      let byte = text.bytes[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        isAtLineStart = true
      } else if isAtLineStart, byte != UInt8(ascii: " ") {
        isAtLineStart = false
        guard byte == UInt8(ascii: "-"), index + 1 < range.upperBound,
          text.bytes[index + 1] == UInt8(ascii: " ")
        else { continue }
        findings.report(
          .yamlSyntax, .error, "this `-` counts as part of the text above it",
          at: text.fileRange(index..<index + 1),
          suggestion: "begin every `-` of a list in the same column, below its name")
      }
    }
  }

  /// The bytes of an event, without the space behind it.
  private mutating func range(_ event: YAMLEvent) -> Range<Int> {
    let start = text.offset(ofCharacter: event.start)
    var end = max(start, text.offset(ofCharacter: event.end))
    while end > start, text.bytes[end - 1].isSpace { end -= 1 }
    return start..<end
  }

  /// The bytes in the file from the beginning of a list or fields to their end.
  private mutating func collectionRange(
    _ start: YAMLEvent, _ end: YAMLEvent, lastValueEnd: Int
  ) -> Range<Int> {
    let first = text.offset(ofCharacter: start.start)
    // Brackets have an end of their own; without them a collection ends with its last value.
    if end.end > end.start {
      let last = max(first, text.offset(ofCharacter: end.end))
      lastValue = YAMLAdvice.LastValue(range: first..<last, isQuoted: false)
      return text.fileRange(first..<last)
    }
    let begin = text.fileRange(first..<min(first + 1, text.range.upperBound))
    return begin.lowerBound..<max(begin.upperBound, lastValueEnd)
  }
}
