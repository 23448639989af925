import Diagnostics

extension RuleID {
  static let emptyField = RuleID("empty-field")
  static let notADate = RuleID("not-a-date")
  static let repeatedEntry = RuleID("repeated-entry")
}

/// What messages call a value; the words are made only for a message.
private indirect enum FieldLabel: CustomStringConvertible {
  /// A field of the file.
  case field(String)
  /// An entry of a list.
  case entry(of: FieldLabel)
  /// Something with a name inside of a value.
  case part(String, of: FieldLabel)

  var description: String {
    switch self {
    case .field(let name): "`\(name)`"
    case .entry(let list): "an entry of \(list)"
    case .part(let name, let whole): "`\(clipped(name))` in \(whole)"
    }
  }
}

/// Turns the value of one field into what it was declared to be, and reports when it is not.
struct FieldConversion {
  private let declaration: FieldDeclaration

  /// Starts with what was declared.
  init(_ declaration: FieldDeclaration) { self.declaration = declaration }

  /// The value of an entry; `nil` when nothing was written or it was reported.
  func value(of entry: YAMLEntry, into findings: inout Findings) -> Field<FieldValue>? {
    let label = FieldLabel.field(declaration.name)
    guard !isEmpty(entry.value) else {
      reportEmpty(entry, &findings)
      return nil
    }
    return value(entry.value, as: declaration.type, label, entry.keyRange, &findings).map {
      Field($0, range: entry.value.range, keyRange: entry.keyRange)
    }
  }

  private func value(
    _ node: YAMLNode, as type: DeclaredType, _ label: FieldLabel, _ keyRange: Range<Int>,
    _ findings: inout Findings
  ) -> FieldValue? {
    switch type {
    case .free: return .free(FreeValue(node))
    case .ignored: return nil
    case .list(let element): return list(node, of: element, label, keyRange, &findings)
    case .named(let type): return named(node, type, label, &findings)
    case .titled: return titled(node, label, keyRange, &findings)
    case .titledTree: return titledTree(node, label, keyRange, &findings)
    case .fields(let declarations, let owner):
      guard case .mapping = node.content else { return wrongType(node, type, label, &findings) }
      let fields = FieldReader(
        node, declarations, FieldOwner(owner), missingAt: keyRange, into: &findings)
      return .fields(fields)
    case .text, .flag, .wholeNumber, .date, .choice:
      guard case .scalar(let written, _) = node.content else {
        return wrongType(node, type, label, &findings)
      }
      return scalar(written, node.range, type, label, &findings)
    }
  }

  private func scalar(
    _ written: String, _ range: Range<Int>, _ type: DeclaredType, _ label: FieldLabel,
    _ findings: inout Findings
  ) -> FieldValue? {
    let text = singleLine(written)
    switch type {
    case .flag:
      if let flag = yamlFlag(text) { return .flag(flag) }
      report(
        label, "is `true` or `false`, not `\(clipped(text))`", range, meantFlag(text), &findings)
    case .wholeNumber:
      if let number = Int(text) { return .number(number) }
      let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      if !digits.isEmpty, digits.allSatisfy(\.isDigit) {
        report(label, "is a number with too many digits", range, "write a smaller one", &findings)
      } else {
        report(label, "is a whole number, not `\(clipped(text))`", range, nil, &findings)
      }
    case .date:
      switch CivilMoment.reading(text) {
      case .success(let moment): return .moment(moment)
      case .failure(let reason):
        findings.report(
          .notADate, .error, reason.message, at: range, suggestion: reason.suggestion)
      }
    case .choice(let words):
      if words.contains(text) { return .text(text) }
      let meant = nearMiss(of: text, among: words).map { "did you mean `\($0)`?" }
      report(label, "is \(alternatives(words)), not `\(clipped(text))`", range, meant, &findings)
    default: return .text(text)
    }
    return nil
  }

  private func list(
    _ node: YAMLNode, of element: DeclaredType, _ label: FieldLabel, _ keyRange: Range<Int>,
    _ findings: inout Findings
  ) -> FieldValue? {
    guard case .sequence(let nodes) = node.content else {
      return loneEntry(node, of: element, label, keyRange, &findings)
    }
    let entryLabel = FieldLabel.entry(of: label)
    var values: [Field<FieldValue>] = []
    values.reserveCapacity(nodes.count)
    var texts = TextTable()
    var ranges: [Range<Int>] = []
    for node in nodes {
      guard !isEmpty(node) else {
        findings.report(
          .emptyField, .error, "\(entryLabel) is empty",
          at: node.range.isEmpty ? keyRange : node.range,
          suggestion: "write its text, or remove it")
        continue
      }
      guard let value = value(node, as: element, entryLabel, keyRange, &findings) else {
        continue
      }
      if case .text(let text) = value {
        let (position, isNew) = texts.insert(text)
        guard isNew else {
          findings.report(
            .repeatedEntry, .warning, "`\(clipped(text))` stands in \(label) a second time",
            at: node.range, suggestion: "remove it",
            related: [("first written here", ranges[position])])
          continue
        }
        ranges.append(node.range)
      }
      values.append(Field(value, range: node.range, keyRange: keyRange))
    }
    return .list(values)
  }

  /// One text where a list of texts may stand.
  ///
  /// With a comma it was meant as several.
  private func loneEntry(
    _ node: YAMLNode, of element: DeclaredType, _ label: FieldLabel, _ keyRange: Range<Int>,
    _ findings: inout Findings
  ) -> FieldValue? {
    guard case .scalar(let written, _) = node.content, element == .text else {
      return wrongType(node, .list(of: element), label, &findings)
    }
    let text = singleLine(written)
    guard !text.utf8.contains(UInt8(ascii: ",")) else {
      let suggestion =
        text.utf8.count <= 100
        ? "write `\(declaration.name): [\(text)]`" : "put square brackets around it"
      report(
        label, "is a list, and this is one text with commas", node.range, suggestion, &findings)
      return nil
    }
    return .list([Field(.text(text), range: node.range, keyRange: keyRange)])
  }

  private func named(
    _ node: YAMLNode, _ type: DeclaredType, _ label: FieldLabel, _ findings: inout Findings
  ) -> FieldValue? {
    guard case .mapping(let entries) = node.content else {
      return wrongType(node, .named(type), label, &findings)
    }
    return named(entries, type, label, &findings)
  }

  private func named(
    _ entries: [YAMLEntry], _ type: DeclaredType, _ label: FieldLabel, _ findings: inout Findings
  ) -> FieldValue? {
    var values: [NamedField<FieldValue>] = []
    for entry in entries {
      let entryLabel = FieldLabel.part(entry.key, of: label)
      guard !isEmpty(entry.value) else {
        findings.report(
          .emptyField, .error, "\(entryLabel) has no value", at: entry.keyRange,
          suggestion: "write it behind the colon, or remove the line")
        continue
      }
      if let value = value(entry.value, as: type, entryLabel, entry.keyRange, &findings) {
        let field = Field(value, range: entry.value.range, keyRange: entry.keyRange)
        values.append(NamedField(entry.key, field))
      }
    }
    return .named(values)
  }

  /// A text, or one name with a text.
  private func titled(
    _ node: YAMLNode, _ label: FieldLabel, _ keyRange: Range<Int>, _ findings: inout Findings
  ) -> FieldValue? {
    guard case .mapping(let entries) = node.content else {
      return value(node, as: .text, label, keyRange, &findings)
    }
    guard entries.count == 1 else {
      report(
        label, "has one title and one text, and here it has \(entries.count)", node.range,
        "write it in one line: `- title: text`", &findings)
      return nil
    }
    return named(node, .text, label, &findings)
  }

  /// A text, or one name with a text and perhaps `children`.
  private func titledTree(
    _ node: YAMLNode, _ label: FieldLabel, _ keyRange: Range<Int>, _ findings: inout Findings
  ) -> FieldValue? {
    guard case .mapping(let entries) = node.content,
      let list = entries.first(where: {
        if case .sequence = $0.value.content { true } else { false }
      })
    else { return titled(node, label, keyRange, &findings) }
    guard list.key == "children" else {
      findings.report(
        .wrongType, .error,
        "`\(clipped(list.key))` in \(label) is a list, and only `children` may be",
        at: list.keyRange,
        suggestion: nearMiss(of: list.key, among: ["children"]).map { "did you mean `\($0)`?" }
          ?? "write `- \(clipped(list.key)): address`, and the list behind `children:` below it")
      return nil
    }
    let others = entries.filter { $0.keyRange != list.keyRange }
    guard others.count == 1, let own = others.first else {
      report(
        label, "has one title and one text beside `children`, and here it has \(others.count)",
        node.range, "write the title and its address in front: `- title: text`", &findings)
      return nil
    }
    guard case .named(var values) = named([own], .text, label, &findings) else { return nil }
    if let children = self.list(
      list.value, of: .titled, .part("children", of: label), list.keyRange, &findings)
    {
      let field = Field(children, range: list.value.range, keyRange: list.keyRange)
      values.append(NamedField(list.key, field))
    }
    return .named(values)
  }

  /// An empty field is a line of a form that was not filled in: it says nothing, so it is left out,
  /// unless the field is needed or nothing is not among what it may say.
  private func reportEmpty(_ entry: YAMLEntry, _ findings: inout Findings) {
    guard declaration.isRequired || declaration.type == .flag else { return }
    let range = entry.value.range.isEmpty ? entry.keyRange : entry.value.range
    let suggestion =
      declaration.type == .flag
      ? "write `\(declaration.name): true` or `\(declaration.name): false`"
      : declaration.example.map { "write it behind the colon, as in `\(declaration.name): \($0)`" }
    findings.report(
      .emptyField, .error, "`\(declaration.name)` is empty", at: range, suggestion: suggestion)
  }

  private func wrongType(
    _ node: YAMLNode, _ type: DeclaredType, _ label: FieldLabel, _ findings: inout Findings
  ) -> FieldValue? {
    report(label, "is \(type.words), and this is \(node.words)", node.range, nil, &findings)
    return nil
  }

  private func report(
    _ label: FieldLabel, _ message: String, _ range: Range<Int>, _ suggestion: String?,
    _ findings: inout Findings
  ) {
    findings.report(.wrongType, .error, "\(label) \(message)", at: range, suggestion: suggestion)
  }

  /// What somebody who wrote another word for yes or no may have meant.
  private func meantFlag(_ text: String) -> String {
    switch text.lowercased() {
    case "yes", "on", "y", "1": "write `\(declaration.name): true`"
    case "no", "off", "n", "0": "write `\(declaration.name): false`"
    default: "write `\(declaration.name): true` or `\(declaration.name): false`"
    }
  }
}

extension YAMLNode {
  /// The words for what was written: "a list".
  var words: String {
    switch content {
    case .scalar: "a text"
    case .sequence: "a list"
    case .mapping: "a group of fields"
    }
  }
}

/// Whether a value says nothing: not written, YAML's word for nothing, or only space.
private func isEmpty(_ node: YAMLNode) -> Bool {
  guard case .scalar(let text, _) = node.content else { return false }
  return node.isNull || text.utf8.allSatisfy(\.isSpace)
}

/// A text in one line, without space at either end.
private func singleLine(_ text: String) -> String {
  var text = text
  return text.withUTF8 { bytes in
    let trimmed = UnsafeBufferPointer(rebasing: bytes[trimmedRange(bytes)])
    guard trimmed.contains(where: { (0x09...0x0D).contains($0) }) else {
      return trimmed.count == bytes.count ? nil : String(decoding: trimmed, as: UTF8.self)
    }
    return String(decoding: trimmed.map { $0.isSpace ? 0x20 : $0 }, as: UTF8.self)
  } ?? text
}
