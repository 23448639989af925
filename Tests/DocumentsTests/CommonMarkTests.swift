import Diagnostics
import Documents
import Foundation
import TestSupport
import Testing

/// One example of the CommonMark specification.
private struct Example: Decodable {
  let markdown: String
  let html: String
  let example: Int
  let section: String
}

@Suite struct CommonMarkTests {
  @Test func `every example of CommonMark 0.30 becomes the HTML that the specification shows`()
    throws
  {
    guard let data = conformanceData("commonmark-0.30.json") else {
      print("The CommonMark examples are not here; nothing was compared.")
      return
    }
    let examples = try JSONDecoder().decode([Example].self, from: Data(data))
    #expect(examples.count == 652)
    var failures: [Int] = []
    for example in examples {
      let options = MarkdownOptions(allowsRawHTML: true, extensions: false)
      let file = SourceFile(path: "example.md", bytes: Array(example.markdown.utf8))
      var findings = Findings(in: file)
      let body = parseMarkdown(
        file, in: 0..<file.bytes.count, options: options, into: &findings)
      if String(decoding: body.html, as: UTF8.self) != example.html || !body.holes.isEmpty {
        failures.append(example.example)
      }
      #expect(findings.isEmpty)
    }
    #expect(failures == [])
  }
}
