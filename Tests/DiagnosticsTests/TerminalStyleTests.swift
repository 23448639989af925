import Diagnostics
import Testing

/// Diagnostics of a file with these problems, each at the first place where its text stands.
func diagnostics(
  in text: String, path: String = "Content/articles/hello.md",
  _ problems: (
    rule: String, severity: Diagnostic.Severity, message: String, at: String, help: String?
  )...
) -> [Diagnostic] {
  let file = SourceFile(path: path, bytes: Array(text.utf8))
  var findings = Findings(in: file)
  for problem in problems {
    findings.report(
      RuleID(problem.rule), problem.severity, problem.message, at: range(of: problem.at, in: file),
      suggestion: problem.help)
  }
  return findings.diagnostics()
}

private func range(of text: String, in file: SourceFile) -> Range<Int>? {
  let wanted = Array(text.utf8)
  return file.bytes.indices.first { file.bytes[$0...].starts(with: wanted) }
    .map { $0..<$0 + wanted.count }
}

@Suite struct TerminalStyleTests {
  private let plain = TerminalStyle(usesColor: false)

  @Test func `a diagnostic names the place, shows the line and says what to do`() {
    let found = diagnostics(
      in: "---\ntitle: Hello\ndaet: 2026-01-02\n---\n\nSee [the guide](/guides/instal/).\n",
      (
        "unknown-field", .error, "`daet` is not a field that articles have", "daet",
        "did you mean `date`?"
      ),
      (
        "broken-link", .error, "no page lives at `/guides/instal/`", "/guides/instal/",
        "the nearest page is `/guides/install/`"
      ))
    #expect(
      plain.text(for: found) == """
        Content/articles/hello.md:3:1: error: `daet` is not a field that articles have [unknown-field]
         3 | daet: 2026-01-02
           | ^^^^
          help: did you mean `date`?

        Content/articles/hello.md:6:17: error: no page lives at `/guides/instal/` [broken-link]
         6 | See [the guide](/guides/instal/).
           |                 ^^^^^^^^^^^^^^^
          help: the nearest page is `/guides/install/`

        2 errors

        """)
  }

  @Test func `a second place and a suggestion of several lines are shown below`() {
    let first = SourceFile(path: "Content/a.md", bytes: Array("slug: x\n".utf8))
    let second = SourceFile(path: "Content/b.md", bytes: Array("slug: x\n".utf8))
    let diagnostic = Diagnostic(
      RuleID("same-address"), .error, "two things would be published at `/x/`",
      at: second.place(of: 6..<7), suggestion: "add:\n---\nslug: y",
      related: [Diagnostic.Related("the other one", at: first.place(of: 6..<7))])
    #expect(
      plain.text(for: diagnostic) == """
        Content/b.md:1:7: error: two things would be published at `/x/` [same-address]
         1 | slug: x
           |       ^
          the other one: Content/a.md:1:7
          help: add:
                ---
                slug: y

        """)
  }

  @Test func `a problem with a whole file has no line`() {
    let diagnostic = Diagnostic(
      RuleID("misplaced-file"), .warning, "nobody would see this file",
      at: SourcePlace(wholeOf: "Content/x.md"))
    #expect(
      plain.text(for: diagnostic)
        == "Content/x.md: warning: nobody would see this file [misplaced-file]\n")
  }

  @Test func `D16: what could steer a terminal is made visible, and the carets still stand right`()
  {
    let found = diagnostics(
      in: "title: a\u{1B}[2J\u{9B}31m\u{202E}b\tx\u{7F}\n",
      ("r", .note, "`\u{1B}]0;x\u{7}` is odd\u{2028}", "x", "do\u{1B}[0m"))
    #expect(
      plain.text(for: found) == """
        Content/articles/hello.md:1:20: note: `␛]0;x␇` is odd<U+2028> [r]
         1 | title: a␛[2J<U+009B>31m<U+202E>b x␡
           |                                  ^
          help: do␛[0m

        1 note

        """)
  }

  @Test func `a control character cannot hide behind a combining mark`() {
    #expect(visible("\u{1B}\u{301}[2J\r\n") == "␛\u{301}[2J␍␊")
  }

  @Test func `wide and combined characters are counted as the author sees them`() {
    let found = diagnostics(in: "日本e\u{301} here\n", ("r", .note, "m", "here", nil))
    #expect(
      plain.text(for: found).hasPrefix(
        "Content/articles/hello.md:1:5: note: m [r]\n 1 | 日本e\u{301} here\n   |       ^^^^\n"))
  }

  @Test(arguments: ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc", "a\r\nb\rc"])
  func `a line ends with any of the three line breaks`(_ text: String) {
    let found = diagnostics(in: text, ("r", .note, "m", "c", nil))
    #expect(found.first?.place.span?.line == 3)
    #expect(found.first?.place.span?.column == 1)
    #expect(found.first?.place.span?.text == "c")
  }

  @Test func `a place in a line break, at the end and past it stays inside the file`() {
    let file = SourceFile(path: "a", bytes: Array("ab\r\n".utf8))
    #expect(file.place(of: 2..<3).span?.column == 3)
    #expect(file.place(of: 4..<4).span?.line == 2)
    #expect(file.place(of: 90..<99).span?.line == 2)
    #expect(SourceFile(path: "a", bytes: []).place(of: 0..<0).span?.text == "")
  }

  @Test func `of a very long line the part around the place is shown`() {
    let text = String(repeating: "ä", count: 5_000) + "!" + String(repeating: "b", count: 5_000)
    let span = diagnostics(in: text, ("r", .note, "m", "!", nil)).first?.place.span
    #expect(span?.column == 5_001)
    #expect(span?.text.count ?? 0 < 260)
    #expect(span?.text.hasPrefix("…ä") == true)
    #expect(span?.text.hasSuffix("b…") == true)
    #expect(span.map { Array($0.text)[$0.textColumn - 1] } == "!")
  }

  @Test func `one rule is told fifty times in a file and then counted`() {
    let file = SourceFile(path: "a.md", bytes: Array(repeating: UInt8(ascii: "\n"), count: 90))
    var findings = Findings(in: file)
    for line in 0..<53 { findings.report(RuleID("r"), .warning, "m", at: line..<line) }
    let found = findings.diagnostics()
    #expect(found.count == 51)
    #expect(found.first?.message == "3 more places in this file with the same problem")
  }

  @Test func `fifty diagnostics are shown, errors before all others`() {
    let notes = (0..<60).map {
      Diagnostic(RuleID("r"), .note, "m\($0)", at: SourcePlace(wholeOf: "a\($0)"))
    }
    let error = Diagnostic(RuleID("r"), .error, "worst", at: SourcePlace(wholeOf: "z"))
    let text = plain.text(for: notes + [error, error])
    #expect(text.contains("z: error: worst [r]"))
    #expect(text.hasSuffix("11 more not shown\n1 error, 60 notes\n"))
    #expect(text.split(separator: "\n").count { $0.contains("[r]") } == 50)
  }

  @Test func `colour is written only when it is asked for`() {
    let diagnostic = Diagnostic(RuleID("r"), .error, "m", at: SourcePlace(wholeOf: "a"))
    #expect(!plain.text(for: diagnostic).contains("\u{1B}"))
    #expect(
      TerminalStyle(usesColor: true).text(for: diagnostic)
        == "\u{1B}[1ma:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m \u{1B}[1mm\u{1B}[0m [r]\n")
  }

  @Test func `nothing to say is said with nothing`() { #expect(plain.text(for: []) == "") }
}
