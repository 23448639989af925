import Diagnostics

@testable import Documents

/// A file as a test writes it down.
func file(_ text: String, _ path: String = "a.md") -> SourceFile {
  SourceFile(path: path, bytes: Array(text.utf8))
}

/// What was found, one line for each: `2:1-5 error: … [rule] (help)`.
func lines(_ findings: Findings) -> [String] { findings.diagnostics().map(line) }

/// The columns are those of the first and last character.
private func line(_ diagnostic: Diagnostic) -> String {
  var text = "\(position(diagnostic.place)) \(diagnostic.severity): \(diagnostic.message)"
  text += " [\(diagnostic.rule.rawValue)]"
  if let suggestion = diagnostic.suggestion {
    text += " (\(suggestion.split(separator: "\n").joined(separator: " / ")))"
  }
  for related in diagnostic.related { text += " {\(related.message) \(position(related.place))}" }
  return text
}

private func position(_ place: SourcePlace) -> String {
  guard let span = place.span else { return "file" }
  return "\(span.line):\(span.column)-\(span.column + span.length - 1)"
}

/// Front matter that was read for a test, and what was said about it.
struct ReadFrontMatter {
  let values: FrontMatter
  let body: String
  let problems: [String]

  init(_ text: String, as kind: DocumentKind = .article) { self.init(Array(text.utf8), as: kind) }

  init(_ bytes: [UInt8], as kind: DocumentKind = .article) {
    let file = SourceFile(path: "a.md", bytes: bytes)
    var findings = Findings(in: file)
    let (values, body) = parseFrontMatter(of: file, as: kind, into: &findings)
    self.values = values
    self.body = String(decoding: bytes[body], as: UTF8.self)
    problems = lines(findings)
  }
}

/// What is said about the fields of an article that has, besides, all that it needs.
func problems(ofFields fields: String) -> [String] {
  ReadFrontMatter("---\n\(fields)\n---\n", as: .page).problems
}
