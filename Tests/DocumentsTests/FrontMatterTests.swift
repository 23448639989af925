import Diagnostics
import Documents
import Testing

/// What is read from front matter, and where it stood.
@Suite struct FrontMatterTests {
  private static let article = """
    ---
    title: Sleeping well again
    date: 2026-01-31 10:00 +02:00
    updated: 2026-02-01
    description: 'What helps: some advice'
    tags: [sleep, "rest"]
    slug: sleep
    draft: false
    lang: en
    toc: true
    template: wide
    extra:
      mood: calm
    notes:
      - not for anybody
    ---
    Text

    """

  @Test func `every field of an article is read`() {
    let read = ReadFrontMatter(Self.article)
    let values = read.values
    #expect(read.problems == "")
    #expect(read.body == "Text\n")
    #expect(values.title?.value == "Sleeping well again")
    #expect(values.date?.value.date.text == "2026-01-31")
    #expect(values.date?.value.secondsOfDay == 36_000)
    #expect(values.date?.value.utcOffset == 7200)
    #expect(
      values.updated?.value == CivilDate(year: 2026, month: 2, day: 1).map { CivilMoment(date: $0) }
    )
    #expect(values.description?.value == "What helps: some advice")
    #expect(values.tags.map(\.value) == ["sleep", "rest"])
    #expect(values.slug?.value == "sleep")
    #expect(values.isDraft?.value == false)
    #expect(values.language?.value == "en")
    #expect(values.showsContents?.value == true)
    #expect(values.template?.value == "wide")
    #expect(values.extra?.value == .mapping([FreeEntry("mood", .text("calm"))]))
    #expect(values.menuOrder == nil)
  }

  @Test func `every value knows its bytes and those of its name`() {
    let values = ReadFrontMatter(Self.article).values
    #expect(written(values.title) == "title|Sleeping well again")
    #expect(written(values.date) == "date|2026-01-31 10:00 +02:00")
    #expect(written(values.description) == "description|'What helps: some advice'")
    #expect(written(values.tags.last) == "tags|\"rest\"")
    #expect(written(values.isDraft) == "draft|false")
    #expect(written(values.extra) == "extra|mood: calm")
  }

  private func written<Value>(_ field: Field<Value>?) -> String? {
    let bytes = Array(Self.article.utf8)
    return field.map {
      String(decoding: bytes[$0.keyRange], as: UTF8.self) + "|"
        + String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  @Test func `a place is told when the file is gone`() throws {
    let values = ReadFrontMatter(Self.article).values
    let place = values.place(of: try #require(values.slug).range)
    let span = SourcePlace.Span(line: 7, column: 7, length: 5, text: "slug: sleep", textColumn: 7)
    #expect(place == SourcePlace(path: "a.md", span: span))
  }

  @Test func `places are right behind letters of several bytes`() throws {
    let read = ReadFrontMatter(
      "---\ntitle: Jäger 🎈 Füße\nextra: {ü: 'ö'}\nslug: é\n---\n", as: .page)
    let slug = try #require(read.values.slug)
    #expect(read.values.place(of: slug.range).span?.line == 4)
    #expect(read.values.place(of: slug.range).span?.column == 7)
    #expect(read.values.place(of: slug.keyRange).span?.text == "slug: é")
    let extra = try #require(read.values.extra)
    #expect(read.values.place(of: extra.range).span?.length == 8)
  }

  @Test func `a page needs no date and may stand in the menu`() {
    let read = ReadFrontMatter("---\ntitle: About\nmenu-order: -1\n---\n", as: .page)
    #expect(read.problems == "")
    #expect(read.values.menuOrder?.value == -1)
  }

  @Test func `an article does not stand in the menu`() {
    let read = ReadFrontMatter("---\ntitle: A\ndate: 2026-01-31\nmenu-order: 1\n---\n")
    #expect(
      read.problems == """
        4:1-10 error: `menu-order` is not a field that articles have [unknown-field]
          help: indent it below `extra:` if it is a field of your own
        """)
  }

  @Test func `what is missing is told once, with lines to paste`() {
    #expect(
      ReadFrontMatter("---\ntags: a\n---\n").problems == """
        1:1-3 error: `title` and `date` are missing, and articles need them [missing-field]
          help: add lines such as these: / title: Sleeping well again / date: 2026-01-31
        """)
    #expect(
      ReadFrontMatter("---\ntitle: a\n---\n").problems == """
        1:1-3 error: `date` is missing, and articles need it [missing-field]
          help: add a line such as `date: 2026-01-31`
        """)
    #expect(
      ReadFrontMatter("---\n---\n", as: .page).problems == """
        1:1-3 error: `title` is missing, and pages need it [missing-field]
          help: add a line such as `title: Sleeping well again`
        """)
  }

  @Test func `a file without front matter is shown the whole of it`() {
    let read = ReadFrontMatter("# Sleep\n", as: .page)
    #expect(read.body == "# Sleep\n")
    #expect(
      read.problems == """
        1:1-1 error: `title` is missing: the file begins without front matter [missing-field]
          help: write lines like these at the very top, with your own words: / --- / \
        title: Sleeping well again / ---
        """)
  }

  @Test func `lines that were meant to open front matter are told`() {
    #expect(
      ReadFrontMatter("\n\n---\ntitle: a\ndate: 2020-01-01\n---\nhi").problems == """
        3:1-3 error: `---` opens the front matter only in the first line of a file \
        [front-matter-fence]
          help: delete the empty lines above it
        """)
    #expect(
      ReadFrontMatter("—\ntitle: a\n—\n").problems == """
        1:1-1 error: `—` is not the line that opens front matter [front-matter-fence]
          help: write three hyphens, `---`, above and below the fields
        """)
    #expect(
      ReadFrontMatter("+++\ntitle = 'a'\n+++\n").problems == """
        1:1-3 error: `+++` opens front matter in TOML, which is not read here [front-matter-fence]
          help: write `---` for `+++`, and `name: value` for `name = value`
        """)
    #expect(
      ReadFrontMatter("title: Foo\ndate: 2026-01-01\n\nText").problems == """
        1:1-10 error: `title: Foo` stands outside of front matter [front-matter-fence]
          help: write `---` on a line of its own above and below the fields
        """)
  }

  @Test func `a line across the page below empty lines is no front matter`() {
    let read = ReadFrontMatter("\n---\nSome words\n\n---\n", as: .page)
    #expect(read.body == "\n---\nSome words\n\n---\n")
    #expect(read.problems.hasPrefix("1:1-1 error: `title` is missing: the file begins without"))
  }

  @Test func `a description longer than lists bear is told`() {
    let read = page("title: a\ndescription: \(String(repeating: "wörd ", count: 70))")
    #expect(
      read.problems == """
        3:14-362 warning: `description` has 349 characters, and should have 300 at most \
        [long-description]
          help: say it in one or two sentences
        """)
    #expect(page("title: a\ndescription: \(String(repeating: "ö", count: 300))").problems == "")
  }

  @Test(arguments: [
    ("true", true), ("True", true), ("TRUE", true), ("false", false), ("'true'", true),
  ])
  func `yes and no are written as true and false`(_ written: String, _ meant: Bool) {
    let read = page("title: a\ndraft: \(written)")
    #expect(read.values.isDraft?.value == meant)
    #expect(read.problems == "")
  }

  @Test(arguments: ["yes", "no", "on", "off", "maybe", "", "[false]", "{a: b}", "0", "null"])
  func `what says neither yes nor no keeps a draft back`(_ written: String) {
    let read = page("title: a\ndraft: \(written)")
    #expect(read.values.isDraft?.value == true)
    #expect(read.problems.hasPrefix("3:"))
  }

  @Test func `fields that were left empty say nothing`() {
    let read = page(
      "title: a\ndescription:\ntags:\nupdated: ~\nslug: ''\nextra:\nmenu-order:\ntoc: true")
    #expect(read.problems == "")
    #expect(read.values.description == nil)
    #expect(read.values.tags.isEmpty)
    #expect(read.values.updated == nil)
    #expect(read.values.slug == nil)
    #expect(read.values.extra == nil)
  }

  @Test func `a title over several lines is one line`() {
    #expect(page("title: >\n  Sleeping\n  well\n\n").values.title?.value == "Sleeping well")
    #expect(page("title: \"  Sleeping\\n well \"").values.title?.value == "Sleeping  well")
    #expect(page("title: Sleeping\n  well").values.title?.value == "Sleeping well")
  }

  @Test func `one tag needs no list`() {
    #expect(page("title: a\ntags: sleep").values.tags.map(\.value) == ["sleep"])
    #expect(
      page("title: a\ntags:\n  - sleep\n  - 2026").values.tags.map(\.value) == ["sleep", "2026"])
  }

  @Test func `free values are kept as a tree`() {
    let read = page(
      "title: a\nextra:\n  list: [1, true, 'true', ~]\n  deep: {a: {b: 1e3}}\n  day: 2026-01-31")
    #expect(
      read.values.extra?.value
        == .mapping([
          FreeEntry("list", .list([.text("1"), .flag(true), .text("true"), .nothing])),
          FreeEntry("deep", .mapping([FreeEntry("a", .mapping([FreeEntry("b", .text("1e3"))]))])),
          FreeEntry("day", .text("2026-01-31")),
        ]))
  }

  @Test func `the fingerprint changes with every value, and with nothing else`() {
    let base = ReadFrontMatter(Self.article).values.fingerprint
    let changes = [
      ("well again", "well"), ("2026-01-31", "2026-01-30"), ("10:00", "10:01"), ("+02:00", "Z"),
      ("2026-02-01", "2026-02-02"), ("some advice", "advice"), ("\"rest\"", "calm"),
      ("slug: sleep", "slug: nap"), ("draft: false", "draft: true"), ("lang: en", "lang: es"),
      ("toc: true", "toc: false"), ("template: wide", "template: plain"),
      ("mood: calm", "mood: odd"),
      ("draft: false\n", ""), ("slug: sleep\n", ""),
    ]
    for (old, new) in changes {
      let changed = ReadFrontMatter(Self.article.replacing(old, with: new)).values
      #expect(changed.fingerprint != base, "\(old)")
    }
    for (old, new) in [
      ("not for anybody", "x"), ("'What helps: some advice'", "\"What helps: some advice\""),
      ("lang: en", "# a note\nlang: en"), ("Text", "Words"),
    ] {
      let same = ReadFrontMatter(Self.article.replacing(old, with: new)).values
      #expect(same.fingerprint == base, "\(old)")
    }
  }
}
