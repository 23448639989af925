/// Shows diagnostics to a person at a terminal.
package struct TerminalStyle: Sendable {
  /// How many diagnostics are shown before the rest are only counted.
  package static let limit = 50

  private let usesColor: Bool

  /// Creates a style; ask the terminal about colour once, at the top of the command.
  package init(usesColor: Bool) { self.usesColor = usesColor }

  /// The text for a whole run: the diagnostics and how many there are; empty when there are none.
  ///
  /// Where there are too many to show, errors are kept before warnings and notes.
  package func text(for diagnostics: [Diagnostic]) -> String {
    let ordered = diagnostics.inReadingOrder()
    guard !ordered.isEmpty else { return "" }
    var shown = ordered
    if ordered.count > Self.limit {
      // An error must not drown behind fifty notes about other files.
      let worst = ordered.enumerated().sorted {
        ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
      }
      shown = worst.prefix(Self.limit).map(\.element).sorted()
    }
    var text = shown.map { self.text(for: $0) }.joined(separator: "\n") + "\n"
    if ordered.count > shown.count {
      text += "\(ordered.count - shown.count) more not shown\n"
    }
    return text + Self.count(of: ordered) + "\n"
  }

  /// The text for one diagnostic, ending in a line break.
  package func text(for diagnostic: Diagnostic) -> String {
    var text = bold("\(heading(diagnostic.place)):") + " "
    text += color(diagnostic.severity, "\(diagnostic.severity):")
    text += " " + bold(visible(diagnostic.message)) + " [\(diagnostic.rule.rawValue)]\n"
    if let span = diagnostic.place.span {
      text += excerpt(span, diagnostic.severity)
    }
    for related in diagnostic.related {
      text += "  \(visible(related.message)): \(heading(related.place))\n"
    }
    if let suggestion = diagnostic.suggestion {
      let lines = suggestion.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        text += (index == 0 ? "  help: " : "        ") + visible(String(line)) + "\n"
      }
    }
    return text
  }

  /// How many errors, warnings and notes there are: `2 errors, 1 warning`.
  package static func count(of diagnostics: [Diagnostic]) -> String {
    var parts: [String] = []
    for severity in Diagnostic.Severity.allCases.reversed() {
      let count = diagnostics.count { $0.severity == severity }
      if count > 0 { parts.append("\(count) \(severity)\(count == 1 ? "" : "s")") }
    }
    return parts.joined(separator: ", ")
  }

  private func heading(_ place: SourcePlace) -> String {
    let path = visible(place.path)
    guard let span = place.span else { return path }
    return "\(path):\(span.line):\(span.column)"
  }

  private func excerpt(_ span: SourcePlace.Span, _ severity: Diagnostic.Severity) -> String {
    let characters = Array(span.text)
    let from = min(span.textColumn - 1, characters.count)
    let to = min(from + span.length, characters.count)
    let lead = characters[..<from].reduce(0) { $0 + displayWidth($1) }
    let marked = characters[from..<to].reduce(0) { $0 + displayWidth($1) }
    let number = "\(span.line)"
    let gutter = String(repeating: " ", count: number.count)
    let carets = String(repeating: "^", count: max(1, marked))
    return """
       \(number) | \(visible(span.text))
       \(gutter) | \(String(repeating: " ", count: lead))\(color(severity, carets))

      """
  }

  private func bold(_ text: String) -> String { usesColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func color(_ severity: Diagnostic.Severity, _ text: String) -> String {
    guard usesColor else { return text }
    let code =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// `text` with everything that could steer a terminal, or turn its letters round, made visible.
///
/// An escape sequence in a title could otherwise clear the screen or hide the diagnostic that quotes
/// it. Works on scalars: a control character that a combining mark follows is one `Character` with it.
package func visible(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if let replacement = replacement(for: scalar) {
      result += replacement
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func replacement(for scalar: Unicode.Scalar) -> String? {
  switch scalar.value {
  case 0x09: " "
  case 0x00...0x1F: String(UnicodeScalar(0x2400 + scalar.value) ?? "\u{FFFD}")
  case 0x7F: "\u{2421}"
  case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
    "<U+\(hexadecimal(scalar.value))>"
  default: nil
  }
}

private func hexadecimal(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

/// The columns that a character takes in a terminal once ``visible(_:)`` has dealt with it.
private func displayWidth(_ character: Character) -> Int {
  var width = 0
  for scalar in character.unicodeScalars {
    if let replacement = replacement(for: scalar) {
      width += replacement.unicodeScalars.count
    } else if width == 0 {
      width = isWide(scalar) ? 2 : 1
    }
  }
  return width
}

/// Whether a terminal gives the scalar two columns: the blocks that Unicode's East Asian Width
/// (UAX #11) calls wide, as far as whole blocks go.
private func isWide(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    true
  default: false
  }
}
