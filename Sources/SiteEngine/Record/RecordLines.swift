import Diagnostics
import Documents

/// The lines of a record being written: fields with a tab between them, the kind of the line first.
struct RecordLines {
  /// The lines so far, each with its line break.
  private(set) var bytes: [UInt8] = []

  /// Begins the next line.
  mutating func begin(_ kind: String) {
    // The line break of the last line is its end.
    bytes += kind.utf8
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Adds a field to the line.
  mutating func add(_ text: String) {
    bytes.removeLast()
    bytes.append(UInt8(ascii: "\t"))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
      case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Adds a field to the line.
  mutating func add(_ number: Int) { add("\(number)") }

  /// Adds a line for a text that is held back.
  mutating func add(_ held: HeldBack) {
    begin("held")
    switch held.reason {
    case .draft: add("draft")
    case .unreadable: add("unreadable")
    case .until(let instant): add("until \(instant.secondsSinceEpoch)")
    case .expired(let instant): add("expired \(instant.secondsSinceEpoch)")
    }
    add(held.path.text)
    add(held.title)
    add(held.url.path)
  }

  /// Adds a line for something that is wrong.
  mutating func add(_ problem: Diagnostic) {
    begin("problem")
    add(problem.rule.rawValue)
    add(problem.severity.rawValue)
    add(problem.message)
    add(problem.place)
    add(optional: problem.suggestion)
    for related in problem.related {
      add(related.message)
      add(related.place)
    }
  }

  private mutating func add(optional text: String?) {
    add(text == nil ? "" : "+")
    add(text ?? "")
  }

  private mutating func add(_ place: SourcePlace) {
    add(place.path)
    add(optional: place.span?.text)
    for number in [
      place.span?.line, place.span?.column, place.span?.length, place.span?.textColumn,
    ] {
      add(number ?? 0)
    }
  }
}

/// The fields of one line of a record, taken one after the other.
struct RecordFields {
  /// The line's kind.
  let kind: String
  /// The fields that were not taken yet, the next one last.
  private var fields: [String]

  /// Splits a line.
  init(_ line: Substring) {
    var fields = line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { Self.unescaped($0) }
    kind = fields.removeFirst()
    self.fields = fields.reversed()
  }

  /// The fields that were not taken yet, in their order.
  var rest: [String] { fields.reversed() }

  /// The text that is held back; `nil` when the line says none.
  mutating func heldBack() -> HeldBack? {
    guard let words = fields.popLast(), let reason = reason(words), let path = fields.popLast(),
      let title = fields.popLast(), let url = fields.popLast()
    else { return nil }
    return HeldBack(path: SourcePath(path), title: title, url: SiteURL(url), reason: reason)
  }

  private func reason(_ words: String) -> HeldBack.Reason? {
    let parts = words.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    let instant = parts.last.flatMap { Int64($0) }.map { Instant(secondsSinceEpoch: $0) }
    switch (parts.first, instant) {
    case ("draft", _): return .draft
    case ("unreadable", _): return .unreadable
    case ("until", let instant?): return .until(instant)
    case ("expired", let instant?): return .expired(instant)
    default: return nil
    }
  }

  /// What is wrong; `nil` when the line does not say it.
  mutating func problem() -> Diagnostic? {
    guard let rule = fields.popLast(),
      let severity = number().flatMap({ Diagnostic.Severity(rawValue: $0) }),
      let message = fields.popLast(), let place = place(), let suggestion = optional()
    else { return nil }
    var related: [Diagnostic.Related] = []
    while let message = fields.popLast() {
      guard let place = self.place() else { return nil }
      related.append(Diagnostic.Related(message, at: place))
    }
    return Diagnostic(
      RuleID(rule), severity, message, at: place, suggestion: suggestion.text, related: related)
  }

  private mutating func number() -> Int? { fields.popLast().flatMap { Int($0) } }

  private mutating func optional() -> (text: String?, Void)? {
    guard let mark = fields.popLast(), let text = fields.popLast() else { return nil }
    return (mark.isEmpty ? nil : text, ())
  }

  private mutating func place() -> SourcePlace? {
    guard let path = fields.popLast(), let text = optional(), let line = number(),
      let column = number(), let length = number(), let textColumn = number()
    else { return nil }
    return SourcePlace(
      path: path,
      span: text.text.map {
        SourcePlace.Span(
          line: line, column: column, length: length, text: $0, textColumn: textColumn)
      })
  }

  private static func unescaped(_ field: Substring.UTF8View) -> String {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if isEscaped {
        let meant: [UInt8: UInt8] = [
          UInt8(ascii: "t"): UInt8(ascii: "\t"), UInt8(ascii: "n"): UInt8(ascii: "\n"),
        ]
        bytes.append(meant[byte] ?? byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
