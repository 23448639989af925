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

  @Test func `a typo changes the fingerprint of the text and not that of the fields`() {
    let one = document(head + "Some tpyo.")
    let two = document(head + "Some typo.")
    #expect(one.frontMatter.fingerprint == two.frontMatter.fingerprint)
    #expect(one.body.fingerprint != two.body.fingerprint)
  }

  @Test func `a title, a date and a tag change the fingerprint of the fields`() {
    let first = document(head + "Text.").frontMatter
    for text in [
      head.replacing("title: A", with: "title: B"), head.replacing("01-01", with: "01-02"),
      head.replacing("title: A", with: "title: A\ntags: [b]"),
    ] {
      #expect(document(text + "Text.").frontMatter.fingerprint != first.fingerprint)
    }
    #expect(document(head + "Text.").frontMatter.fingerprint == first.fingerprint)
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
