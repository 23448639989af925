import Diagnostics
import Documents
import Testing

@Suite struct DocumentTests {
  private func document(_ text: String) -> Document {
    parse(
      SourceFile(path: "Content/articles/a.md", bytes: Array(text.utf8)), as: .article,
      options: MarkdownOptions())
  }

  private let head = "---\ntitle: A\ndate: 2026-01-01\n---\n"

  @Test func `a typo further down changes the body and not what others may show`() {
    let lead = head + "The first words.\n\n## More\n\n"
    let one = document(lead + "Some tpyo.")
    let two = document(lead + "Some typo.")
    #expect(one.summaryFingerprint == two.summaryFingerprint)
    #expect(one.bodyFingerprint != two.bodyFingerprint)
  }

  @Test func `a title, a date, a tag and the first words change what others may show`() {
    let first = document(head + "Text.")
    for text in [
      head.replacing("title: A", with: "title: B") + "Text.",
      head.replacing("01-01", with: "01-02") + "Text.",
      head.replacing("title: A", with: "title: A\ntags: [b]") + "Text.", head + "Test.",
    ] {
      #expect(document(text).summaryFingerprint != first.summaryFingerprint)
    }
    #expect(document(head + "Text.").summaryFingerprint == first.summaryFingerprint)
  }

  @Test func `problems of the fields and of the text come in the order of the lines`() {
    let found = document("---\ntitle: A\nweather: x\n---\n<b>\n\n[^1]\n").diagnostics
    #expect(
      found.map(\.rule.rawValue) == [
        "missing-field", "unknown-field", "raw-html", "undefined-note",
      ])
    #expect(found.compactMap(\.place.span?.line) == [1, 3, 5, 7])
  }

  @Test func `the language of a page decides its quotation marks`() {
    let german = document("---\ntitle: A\ndate: 2026-01-01\nlang: de\n---\n\"Wort\"\n")
    #expect(String(decoding: german.body.html, as: UTF8.self) == "<p>„Wort“</p>\n")
  }
}
