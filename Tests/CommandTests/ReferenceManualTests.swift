import Foundation
import TestSupport
import Testing

/// `Docs/reference.md` is made of the declarations that the parsers read by, through `attune schema`.
///
/// `RECORD=1 swift test --filter ReferenceManualTests` writes the page again.
@Suite struct ReferenceManualTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Docs/reference.md")

  /// The files, as the manual calls them, with what `attune schema` calls them.
  private static let files = [
    ("`site.yaml`", "site"), ("An article", "article"), ("A page", "page"),
    ("The text of a topic", "topic"), ("The text of a series", "series"), ("A person", "person"),
    ("`glossary.yaml`", "glossary"), ("`theme.yaml`", "theme"),
  ]

  private static let introduction = """
    # Every field and setting

    What stands between the lines `---` at the top of a file, and what settings there are. attune itself made this page
    of what it reads by, so it is complete. `attune schema NAME` prints the same for editors, which then complete and
    check while you type: see [Writing](writing.md).

    A name that is not here is an error, with the nearest name that is.

    """

  /// One field: its name, and what is said of it.
  private struct Field {
    let name: String
    let words: String
    let example: String?
  }

  /// The fields in a schema, in its order; a field of a group has the groups' names in front.
  private func fields(of schema: String) throws -> [Field] {
    var fields: [Field] = []
    var groups: [String] = []
    for line in schema.components(separatedBy: "\n") {
      if line.hasPrefix("  }, \"required\"") { groups = groups.dropLast() }
      guard
        let match = line.firstMatch(of: #/^ {4}"([^"]+)": \{"description": ("(?:[^"\\]|\\.)*")/#)
      else { continue }
      let text = try #require(
        try JSONSerialization.jsonObject(
          with: Data(match.2.utf8), options: .fragmentsAllowed) as? String)
      let parts = text.components(separatedBy: "\n\nFor example: ")
      fields.append(
        Field(
          name: (groups + [String(match.1)]).joined(separator: "."), words: parts[0],
          example: parts.count > 1 ? parts[1] : nil))
      if line.hasSuffix("\"properties\": {") { groups.append(String(match.1)) }
    }
    return fields
  }

  private func required(by schema: String) -> [String] {
    let last = schema.components(separatedBy: "\n").last { $0.hasPrefix("  \"required\": [") } ?? ""
    return last.matches(of: #/"([^"]+)"/#).map { String($0.1) }.filter { $0 != "required" }
  }

  private func written() throws -> String {
    let folder = try TestFolder()
    var page = Self.introduction
    for (title, name) in Self.files {
      let result = try folder.attune("schema", name)
      #expect(result.code == 0)
      let fields = try fields(of: result.output)
      let required = required(by: result.output)
      guard !fields.isEmpty else { continue }
      page += "\n## \(title)\n\n| Field | What it says |\n|---|---|\n"
      for field in fields {
        let needed = required.contains(field.name) ? ", needed" : ""
        let example = field.example.map { " For example: \($0)" } ?? ""
        let words = (field.words + example).replacingOccurrences(of: "|", with: "\\|")
          .replacingOccurrences(of: "\n", with: " ")
        page += "| `\(field.name)`\(needed) | \(words) |\n"
      }
    }
    return page
  }

  @Test
  func
    `the manual has every field that is declared, and says of it what the parser's messages say`()
    throws
  {
    let written = try written()
    #expect(written.contains("| `title`, needed |"))
    #expect(written.contains("| `forms.trap` |"))
    #expect(written.contains("| `forms.newsletter-fields.email` |"))
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try written.write(to: Self.page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: Self.page, encoding: .utf8) == written)
  }
}
