import Diagnostics
import Testing

@testable import Documents

/// A file as a test writes it down.
func file(_ text: String, _ path: String = "a.md") -> SourceFile {
  SourceFile(path: path, bytes: Array(text.utf8))
}

/// What was found, each with its first and last column, its rule, its help and its other places.
func told(_ findings: Findings) -> String {
  findings.diagnostics().map(told).joined(separator: "\n")
}

private func told(_ diagnostic: Diagnostic) -> String {
  var lines = [
    "\(position(diagnostic.place)) \(diagnostic.severity): \(diagnostic.message)"
      + " [\(diagnostic.rule.rawValue)]"
  ]
  if let suggestion = diagnostic.suggestion {
    lines.append("  help: " + suggestion.split(separator: "\n").joined(separator: " / "))
  }
  lines += diagnostic.related.map { "  \($0.message): \(position($0.place))" }
  return lines.joined(separator: "\n")
}

private func position(_ place: SourcePlace) -> String {
  guard let span = place.span else { return "file" }
  return "\(span.line):\(span.column)-\(span.column + span.length - 1)"
}

/// Front matter that was read for a test, and what was said about it.
struct ReadFrontMatter {
  let values: FrontMatter
  let body: String
  let problems: String

  init(_ text: String, as kind: DocumentKind = .article) { self.init(Array(text.utf8), as: kind) }

  init(_ bytes: [UInt8], as kind: DocumentKind = .article) {
    let file = SourceFile(path: "a.md", bytes: bytes)
    var findings = Findings(in: file)
    let (values, body) = parseFrontMatter(of: file, as: kind, into: &findings)
    self.values = values
    self.body = String(decoding: bytes[body], as: UTF8.self)
    problems = told(findings)
  }
}

/// The front matter of a page with these fields between its fences.
func page(_ fields: String) -> ReadFrontMatter {
  ReadFrontMatter("---\n\(fields)\n---\n", as: .page)
}

/// Some fields and what is said about them.
struct FieldCase: Sendable, CustomTestStringConvertible {
  let fields: String
  let problems: String
  var testDescription: String { fields.debugDescription }

  /// The cases of a table, in which `==` begins one and `--` ends its fields.
  ///
  /// What an editor would not show stands in it as a sign.
  static func table(_ text: String) -> [FieldCase] {
    text.split(separator: "==\n").map { part in
      let halves = part.split(separator: "\n--\n", maxSplits: 1)
      let fields = String(halves[0]).replacing("⇥", with: "\t").replacing("␋", with: "\u{0B}")
        .replacing("␀", with: "\0").replacing("⟨LS⟩", with: "\u{2028}")
      return FieldCase(fields: fields, problems: halves[1].trimmingLast())
    }
  }
}

extension Substring {
  fileprivate func trimmingLast() -> String { String(last == "\n" ? dropLast() : self) }
}
