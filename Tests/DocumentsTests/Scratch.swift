import Diagnostics
import Testing

@testable import Documents

@Test func scratch() {
  for s in [
    "title: Foo: bar", "title: \"Foo\ndraft: true",
    "title: \"Foo\nupdated: 2026-01-01\ndescription: \"bar\"", "title: [a\nslug: x", "title: [a",
    "\ttitle: x", "extra:\n\ta: 1", "title: Foo\n  slug: x", "title: *Important* things",
    "title: *foo bar", "title: & more", "title: !imp thing", "title: @foo", "title: `foo",
    "title: %foo", "title: 'It's ok'", "title: \"Foo\" and bar", "title: - a",
    "Hello world\ntitle: x", "title: x\nHello world", "title: x\nHello\n\nslug: y",
    "title: x\n slug: y", " title: x\nslug: y", "title: > quoted", "title: | foo",
    "title: [Part 1] Foo", "title: {{ name }}", "title: ]", "title: , x", "title: ? x",
    "title: \"\\q\"", "title: \"\\ud800\"", "title: 'a\nb", "tags:\n- a\n - b",
    "tags:\n  - a\n - b", "tags:\n - a\n  b: c", "title:\ntags: ", "- a\n- b", "title:x",
    "title:x\nslug: y", "? [a]\n: b", "title: x\n]", "{title: x", "title: x #foo", "title: #foo",
    "tags: [a, , b]", "tags: [a \"b\", c]", "tags: [a, b", "%YAML 1.1\ntitle: x",
    "a:\n  b: 1\n  \tc: 2", "title: b\n\t\nslug: d", "title: \"a\"x", "title: Foo:", "a: -",
    "title: ä🎈: b: c", "title: x\n: b", "title: x\n- a", "title: x\u{2028}y",
    "title: x\u{0B}y\u{0}z", "extra:\n  d: |\n    foo\n   \tx", "title: |2x", "title: ?",
    "title: !", "title: 'abc", "title: a\nextra: {a: b, a: c}", "title: a\ntitle: b",
    "title: a\nextra: &x {b: *x, c: *y}", "title: a\nextra:\n  <<: *x", "<<: {title: a}\ntitle: b",
    "title: ~", "title: null", "title:", "title: ''", "title: a\ndraft: maybe",
    "title: a\ndraft: yes", "title: a\ndraft:", "title: a\ndraft: [true]",
    "title: a\nmenu-order: 9223372036854775808", "title: a\nmenu-order: first",
    "title: a\nmenu-order: 1.5", "title: a\ntags: b, c", "title: a\ntags: [b, c, b, '', ]",
    "title: a\ntags: {b: c}", "title: a\nlayout: missing", "title: a\ndaet: 2020-01-01",
    "title: a\nweather: fine", "just text", "title: a\nslug: [x]", "title: \"a\\0b\"",
    "title: a\n--- b\nslug: c", "? title\n: b",
    "title: a\ndescription: \(String(repeating: "wörd ", count: 70))", "*a : b",
    "title: a\n&x slug: b",
    "title: a\nextra: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    "title: a # b", "title: \"Foo: \\\"bar\\\" it's\": x", "title: It's \"big\": yes", "@a: b",
    "title: a\n@a: b", "title: a\n  - b", "title: \"\u{FEFF}a\"", "\u{FEFF}title: a", "\"title: a",
    "title: a\n…",
  ] {
    print("=== \(s.replacing("\n", with: "⏎").prefix(150))");
    for p in problems(ofFields: s) { print("    ", p) }
  }
  for s in [
    "", "# Hi\n", "---\ntitle: a\n", "\n\n---\ntitle: a\ndate: 2020-01-01\n---\nhi",
    "—\ntitle: a\n—\n", "+++\ntitle = \"a\"\n+++\n", "title: Foo\ndate: 2026-01-01\n\nText",
    "---\n---\n", "---\r\ntitle: a\rdate: 2026-01-01\n---\r\nBody",
    "\u{FEFF}---\ntitle: a\ndate: 2026-01-01\n...\nB", "---",
    "---\ntitle: \u{1B}[31mred\ndate: 2020-01-01\n---", "---\n\n\n",
  ] {
    let r = ReadFrontMatter(s)
    print("=== \(s.debugDescription) body \(r.body.debugDescription)");
    for p in r.problems { print("    ", p) }
  }
  for s in [
    "2023-02-29", "2024-13-01", "2024-00-10", "0000-01-01", "99999-01-01", "24-01-05", "٢٠٢٤-٠١-٠٥",
    "11/22/2026", "11/12/2026", "11/11/2026", "Nov 22 2026", "22. November 2026",
    "22nd of November, 2026", "2026/11/22", "2026-1-5", "20261122", "tomorrow", "2026-11", "2026",
    "22.11.2026", "2026–11–22", "2024-01-01T24:00:00Z", "2024-01-01 25:00", "2024-01-01 10:60",
    "2024-01-01 10am", "2024-01-01 10:00 pm", "2024-01-01 9:30", "2024-01-01 10:00 CET",
    "2024-01-01 10:00 +15:00", "2024-01-01 10:000", "2024-01-32", "2024-05-00", "11/22/2026 10:00",
    "2024-01-01x", "2024-01-01 ", "-2024-01-01", "2024-01-01T", "2024-01-01 10:00:00.", "1e3", "１２",
  ] {
    print("=== \(s)");
    if case .failure(let u) = CivilMoment.reading(s) {
      print("    \(u.message) (\(u.suggestion ?? "-"))")
    } else {
      print("   ok")
    }
  }
}
