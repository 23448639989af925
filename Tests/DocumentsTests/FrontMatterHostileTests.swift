import Diagnostics
import Documents
import TestSupport
import Testing

/// Front matter and encodings as hostile or broken files have them; the ids are those of the list of
/// hostile cases.
@Suite struct FrontMatterHostileTests {
  private static let plain = "---\ntitle: A\ndate: 2026-01-31\n---\nText\n"

  @Test func `D01: the mark that some editors put first is no part of the text`() throws {
    let read = ReadFrontMatter("\u{FEFF}" + Self.plain)
    #expect(read.values.title?.value == "A")
    #expect(read.body == "Text\n")
    #expect(read.problems == "")
    let place = read.values.place(of: try #require(read.values.title).range)
    #expect(place.span?.line == 2)
    #expect(place.span?.column == 8)
    #expect(ReadFrontMatter("\u{FEFF}# A\n", as: .page).body == "# A\n")
  }

  @Test(arguments: [true, false], [true, false])
  func `D03: UTF-16 is told as such`(_ isBigEndian: Bool, _ hasMark: Bool) {
    let units = (hasMark ? [0xFEFF] : []) + Array(Self.plain.utf16)
    let bytes = units.flatMap {
      isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    let read = ReadFrontMatter(bytes)
    #expect(read.body.isEmpty)
    #expect(
      read.problems == """
        file error: this file is saved as UTF-16, and only UTF-8 can be read [not-utf8]
          help: save it again in your editor with the encoding UTF-8
        """)
  }

  @Test func `D04: a quotation mark of Windows-1252 is told with its line`() {
    let text =
      Array("---\ntitle: A\ndate: 2026-01-31\n---\nShe said ".utf8) + [0x93] + Array("yes".utf8)
    let read = ReadFrontMatter(text)
    #expect(read.values.title?.value == "A")
    #expect(read.body.isEmpty)
    #expect(
      read.problems == """
        5:10-10 error: this file is not saved as UTF-8: the character here cannot be read [not-utf8]
          help: save it again in your editor with the encoding UTF-8; the character is probably `“`
        """)
  }

  @Test func `D06: an overlong form is told with its line`() {
    let read = ReadFrontMatter(Array("---\ntitle: A".utf8) + [0xC0, 0xAF] + Array("\n---\n".utf8))
    #expect(read.values.title == nil)
    #expect(
      read.problems == """
        2:9-9 error: this file is not saved as UTF-8: the character here cannot be read [not-utf8]
          help: save it again in your editor with the encoding UTF-8
        """)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `D10: every kind of line break is one`(_ lineBreak: String) {
    let read = ReadFrontMatter(Self.plain.replacing("\n", with: lineBreak))
    #expect(read.values.title?.value == "A")
    #expect(read.values.date?.value.date.text == "2026-01-31")
    #expect(read.body == "Text" + lineBreak)
    #expect(read.problems == "")
  }

  @Test func `D10: line breaks may be mixed`() {
    let read = ReadFrontMatter("---\r\ntitle: A\rdate: 2026-01-31\ntags:\r- a\r\n- b\n---\r\nText")
    #expect(read.values.tags.map(\.value) == ["a", "b"])
    #expect(read.body == "Text")
    #expect(read.problems == "")
  }

  @Test func `D12: the last line needs no line break`() {
    let read = ReadFrontMatter("---\ntitle: A\ndate: 2026-01-31\n---")
    #expect(read.values.title?.value == "A")
    #expect(read.body == "")
    #expect(read.problems == "")
  }

  @Test func `D13 D14 D15 D16: what nobody can see is taken out of a title and told`() {
    let hidden = ["\u{FFFE}", "\u{FFFF}", "\u{1B}", "\0", "\u{7F}", "\u{9B}", "\u{1FFFF}"]
    for character in hidden {
      #expect(page("title: a\(character)b").values.title?.value == "ab")
    }
    for character in ["\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}"] {
      #expect(page("title: a\(character)b").values.title?.value == "a b")
    }
    for escape in ["\\uFFFE", "\\e", "\\0", "\\x7F", "\\x0B", "\\L", "\\P", "\\N"] {
      let title = page("title: \"a\(escape)b\"").values.title?.value
      #expect(title == "ab" || title == "a b")
    }
    #expect(
      page("title: ä\u{1B}[31mred").problems == """
        2:9-9 warning: `U+001B` here is a character that nobody can see, and is left out \
        [control-character]
          help: delete it and type the words around it again
        """)
  }

  @Test func `D16: places behind what was taken out are right`() throws {
    let read = page("title: a\0\u{FFFE}b\u{2028}\nslug: ü\u{1B}x\nextra: y")
    let slug = try #require(read.values.slug)
    #expect(slug.value == "üx")
    #expect(read.values.place(of: slug.range).span?.line == 3)
    #expect(read.values.place(of: slug.range).span?.length == 3)
    let extra = try #require(read.values.extra)
    #expect(read.values.place(of: extra.range).span?.column == 8)
  }

  @Test func `D18: a file of settings may have a mark and CRLF`() {
    let site = file("\u{FEFF}name: Hearth\r\nurl: https://example.org\r\n", "site.yaml")
    var findings = Findings(in: site)
    guard case .mapping(let entries) = parseYAML(site, into: &findings)?.content else {
      Issue.record("no fields")
      return
    }
    #expect(entries.map(\.key) == ["name", "url"])
    #expect(findings.isEmpty)
  }

  @Test func `B23: an empty file is told what it needs`() {
    #expect(
      ReadFrontMatter("").problems == """
        1:1-1 error: `title` and `date` are missing: the file begins without front matter \
        [missing-field]
          help: write lines like these at the very top, with your own words: / --- / \
        title: Sleeping well again / date: 2026-01-31 / ---
        """)
  }

  @Test func `E01: without a closing line nothing is eaten as metadata`() {
    let read = ReadFrontMatter("---\ntitle: A\n\nA long story\n")
    #expect(read.values.title == nil)
    #expect(read.body == "title: A\n\nA long story\n")
    #expect(
      read.problems == """
        1:1-3 error: `---` opens front matter here, and no second `---` closes it \
        [front-matter-fence]
          help: write `---` on a line of its own below the last field
        """)
  }

  @Test func `E06: no name means anything special`() {
    let read = page("title: a\nextra: {__proto__: {x: y}, constructor: z}")
    #expect(
      read.values.extra?.value
        == .mapping([
          FreeEntry("__proto__", .mapping([FreeEntry("x", .text("y"))])),
          FreeEntry("constructor", .text("z")),
        ]))
    #expect(page("title: a\n__proto__: b").problems.hasPrefix("3:1-9 error: `__proto__` is not a"))
  }

  @Test func `E07 E09 E10 E20: a broken value is told with its line`() {
    #expect(page("slug: x\ntitle: Foo: bar").problems.hasPrefix("3:8-15 error: `Foo: bar` has a"))
    #expect(page("slug: x\ntitle: \"Foo").problems.hasPrefix("3:8-8 error: the quotation mark"))
    #expect(page("slug: x\n\ttitle: Foo").problems.hasPrefix("3:1-1 error: this line is indented"))
    #expect(page("slug: x\ntitle: [a").problems.hasPrefix("3:8-8 error: the `[` here has no"))
  }

  @Test(arguments: ["[", "{a: ", "- ", "a:\n", "? "])
  func `E11: depth is refused at once`(_ level: String) {
    var nested = ""
    for depth in 0..<10_000 {
      if level == "a:\n" { nested += String(repeating: " ", count: min(depth, 300)) }
      nested += level
    }
    let deep = file("---\ntitle: a\nextra:\n " + nested + "\n---\n")
    let alone = file(nested, "site.yaml")
    let times = (0..<5).map { _ in
      processorTime {
        for file in [deep, alone] {
          var findings = Findings(in: file)
          _ = parseFrontMatter(of: file, as: .page, into: &findings)
          _ = parseYAML(file, into: &findings)
          #expect(findings.diagnostics().hasErrors)
        }
      }
    }
    #expect(times.contains { $0 < .milliseconds(400) })
  }

  @Test func `E11: the sentence about depth`() {
    let nested = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(
      page("title: a\nextra: \(nested)").problems == """
        3:39-39 error: lists and fields stand more than 32 deep in each other here [yaml-limit]
          help: write it with fewer levels
        """)
    let allowed = String(repeating: "[", count: 31) + String(repeating: "]", count: 31)
    #expect(page("title: a\nextra: \(allowed)").problems == "")
  }

  @Test func `E13: a thousand fields are enough`() {
    let keys = (0..<1200).map { "  k\($0): 1" }.joined(separator: "\n")
    #expect(
      page("title: a\nextra:\n\(keys)").problems == """
        1002:3-6 error: these are more than 1000 fields and list entries, and no more are read \
        [yaml-limit]
        """)
    let many = file((0..<100_000).map { "k\($0): 1" }.joined(separator: "\n"), "site.yaml")
    let times = (0..<3).map { _ in
      processorTime {
        var findings = Findings(in: many)
        _ = parseYAML(many, into: &findings)
        #expect(findings.diagnostics().hasErrors)
      }
    }
    #expect(times.contains { $0 < .seconds(1) })
  }

  @Test func `E14: an alias bomb is not lit`() {
    let names = Array("abcdefghi")
    var bomb = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for (last, next) in zip(names, names.dropFirst()) {
      bomb +=
        "\(next): &\(next) [" + Array(repeating: "*\(last)", count: 9).joined(separator: ",")
        + "]\n"
    }
    let read = page(bomb)
    #expect(
      read.problems.hasPrefix(
        """
        2:4-5 error: `&a` names a value so that it can be repeated elsewhere, which is not allowed \
        [yaml-feature]
          help: write the value where it is needed, or in quotes if it begins with `&`
        """))
    #expect(read.values.extra == nil)
  }

  @Test func `E15: merge keys are refused`() {
    #expect(
      page("title: a\nextra:\n  <<: {b: c}\n  d: e").problems == """
        4:3-4 error: `<<` would copy other fields to this place, which is not allowed [yaml-feature]
          help: write the fields out
        """)
  }

  @Test(arguments: [
    "1e3", "0o17", "0x1F", ".inf", "yes", "2026", "2026-01-31", "true", "1_000", "007",
  ])
  func `E18: a title stays as it was written`(_ title: String) {
    #expect(page("title: \(title)").values.title?.value == title)
  }

  @Test(arguments: ["null", "~", "''", "\"  \"", "Null"])
  func `E19: a title that says nothing is missing`(_ title: String) {
    #expect(
      page("title: \(title)").problems.hasPrefix("2:8-\(7 + title.count) error: `title` is empty"))
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "-1", "+2", "007"])
  func `E24 E27: every number that fits is read`(_ number: String) {
    #expect(page("title: a\nmenu-order: \(number)").values.menuOrder?.value == Int(number))
  }

  @Test(arguments: ["9223372036854775808", "-9223372036854775809", "1.5", "1e3", "0x1F", "٣", ""])
  func `E24: a number that does not fit is told`(_ number: String) {
    let read = page("title: a\nmenu-order: \(number)")
    #expect(read.values.menuOrder == nil)
    #expect(number.isEmpty || read.problems.hasPrefix("3:13-"))
  }

  @Test func `E30: a template under another name finds its field`() {
    #expect(page("title: a\nlayout: missing").problems.hasSuffix("help: did you mean `template`?"))
  }

  @Test func `E31 E32: a title is kept scalar for scalar`() {
    #expect(
      page("title: <script>alert(1)</script>").values.title?.value == "<script>alert(1)</script>")
    let title = "x\"\u{301} onmouseover="
    #expect(
      page("title: x\"\u{301} onmouseover=").values.title.map { Array($0.value.utf8) }
        == Array(title.utf8))
  }

  @Test func `E33: more than 64 KiB is refused`() {
    let read = page("title: a\ndescription: \(String(repeating: "word ", count: 20_000))")
    #expect(
      read.problems == """
        2:1-1 error: this is longer than 64 KiB, which is more than is read here [yaml-limit]
          help: look for text that belongs into the body of an article, or split the file
        """)
    let long = page("title: a\ndescription: \(String(repeating: "word ", count: 10_000))")
    #expect(long.problems.hasPrefix("3:14-50012 warning: `description` has 49999 characters"))
  }

  @Test func `F12: space around a date is left out`() {
    #expect(page("title: a\ndate: '  2026-01-31 '").values.date?.value.date.text == "2026-01-31")
  }
}
