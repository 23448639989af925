import Diagnostics
import Documents
import Testing

@Suite struct SlugTests {
  @Test(arguments: [
    ("Hello, World!", "hello-world"), ("It's \"Two\" — 'three'", "its-two-three"),
    ("  A/B & 3.5 mg ", "a-b-3-5-mg"), ("Ελληνικά ΚΑΙ 日本語 تجربة", "ελληνικά-και-日本語-تجربة"),
    ("हिन्दी", "हिन्दी"), ("snake_case", "snake-case"), ("“Zitat” ‚x‘", "zitat-x"), ("", ""), ("—", ""),
  ])
  func `letters and digits of all scripts stay`(_ text: String, _ expected: String) {
    #expect(slug(of: text) == expected)
  }

  @Test func `C04: sharp s is defined`() {
    #expect(slug(of: "Straße") == "straße")
    #expect(slug(of: "STRASSE") == "strasse")
  }

  @Test func `C05: a capital I with a dot is an i everywhere`() {
    #expect(slug(of: "İSTANBUL") == "istanbul")
    #expect(slug(of: "IŞIK") == "işik")
  }

  @Test func `C10: marks alone make no id`() {
    #expect(slug(of: "\u{301}\u{308}") == "")
    #expect(Converted("## \u{301}\u{308}\n").body.headings.map(\.id) == ["section"])
  }

  @Test func `C17: equal headings are numbered the same way every time`() {
    let text = "## A\n\n## A!\n\n## a\n"
    #expect(Converted(text).body.headings.map(\.id) == ["a", "a-2", "a-3"])
    #expect(Converted(text).body.headings.map(\.id) == ["a", "a-2", "a-3"])
  }
}
