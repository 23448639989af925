/// Shows diagnostics to other programs: an editor, the overlay in the browser, a continuous build.
package struct JSONStyle: Sendable {
  /// Creates a style.
  package init() {}

  /// One JSON array with a line for each diagnostic, in reading order, ending in a line break.
  ///
  /// Keys come in a fixed order and `<` is escaped, so that the text may stand inside a page.
  package func text(for diagnostics: [Diagnostic]) -> String {
    let items = diagnostics.inReadingOrder().map(object)
    return items.isEmpty ? "[]\n" : "[\n" + items.joined(separator: ",\n") + "\n]\n"
  }

  private func object(_ diagnostic: Diagnostic) -> String {
    var members = [
      #""rule": "# + string(diagnostic.rule.rawValue),
      #""severity": "# + string("\(diagnostic.severity)"),
      #""message": "# + string(diagnostic.message),
      place(diagnostic.place),
    ]
    if let suggestion = diagnostic.suggestion {
      members.append(#""suggestion": "# + string(suggestion))
    }
    if !diagnostic.related.isEmpty {
      let related = diagnostic.related.map {
        #"{"message": "# + string($0.message) + ", " + place($0.place) + "}"
      }
      members.append(#""related": ["# + related.joined(separator: ", ") + "]")
    }
    return "{" + members.joined(separator: ", ") + "}"
  }

  private func place(_ place: SourcePlace) -> String {
    let path = #""path": "# + string(place.path)
    guard let span = place.span else { return path }
    return path + #", "line": \#(span.line), "column": \#(span.column), "length": \#(span.length)"#
      + #", "text": "# + string(span.text) + #", "textColumn": \#(span.textColumn)"#
  }

  /// A text as JSON writes it, in its quotation marks.
  package func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x00...0x1F, 0x3C, 0x7F...0x9F, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
