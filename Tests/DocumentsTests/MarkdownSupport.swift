import Diagnostics
import Documents

/// What a text became, in words that a test can compare.
struct Converted {
  let body: Body
  let html: String
  let diagnostics: [Diagnostic]

  /// Converts a text as if it were a whole file.
  init(_ bytes: [UInt8], _ options: MarkdownOptions = MarkdownOptions()) {
    let file = SourceFile(path: "a.md", bytes: bytes)
    var findings = Findings(in: file)
    body = parseMarkdown(file, in: 0..<bytes.count, options: options, into: &findings)
    html = String(decoding: body.htmlWithoutSite(), as: UTF8.self)
    diagnostics = findings.diagnostics()
  }

  /// Converts a text as if it were a whole file.
  init(_ text: String, _ options: MarkdownOptions = MarkdownOptions()) {
    self.init(Array(text.utf8), options)
  }

  /// One line for each problem: `1:7+3 error rule: message; suggestion`.
  var problems: [String] {
    diagnostics.map { diagnostic in
      let place =
        diagnostic.place.span.map { "\($0.line):\($0.column)+\($0.length)" } ?? "whole"
      let suggestion = diagnostic.suggestion.map { "; \($0)" } ?? ""
      return
        "\(place) \(diagnostic.severity) \(diagnostic.rule.rawValue): \(diagnostic.message)"
        + suggestion
    }
  }
}

/// `line:column+length text` of a place, with the text that it marks.
func described(_ place: SourcePlace) -> String {
  guard let span = place.span else { return "whole file" }
  let characters = Array(span.text)
  let from = min(span.textColumn - 1, characters.count)
  let to = min(from + span.length, characters.count)
  return "\(span.line):\(span.column) \(String(characters[from..<to]))"
}
