import Diagnostics
import Documents
import Testing

/// How a file of settings is read: this is a small `site.yaml`.
@Suite struct FieldReaderTests {
  private static let fields = [
    FieldDeclaration(
      "name", .text, "The name of the practice.", isRequired: true, example: "Hearth Counselling"),
    FieldDeclaration(
      "url", .text, "Where the site lives.", isRequired: true, example: "https://example.org"),
    FieldDeclaration("next", .choice(["older", "newer"]), "Which article stands under *Next*."),
    FieldDeclaration("page-size", .wholeNumber, "How many articles a list shows."),
    FieldDeclaration("since", .date, "The day on which the practice opened."),
    FieldDeclaration("search", .flag, "Whether the site can be searched."),
    FieldDeclaration(
      "menu",
      .list(
        of: .fields(
          [
            FieldDeclaration("label", .text, "The words.", isRequired: true, example: "About"),
            FieldDeclaration("page", .text, "The page.", isRequired: true, example: "about.md"),
          ], of: "an entry of `menu`")), "The menu."),
    FieldDeclaration("words", .named(.text), "Words of the theme, said otherwise."),
    FieldDeclaration(
      "author", .fields([FieldDeclaration("name", .text, "The name.")], of: "`author`"), "Who."),
    FieldDeclaration(
      "settings",
      .named(
        .fields(
          [FieldDeclaration("kind", .choice(["text", "flag"]), "Its kind.")], of: "a setting")),
      "What a theme lets its users choose."),
  ]

  private func read(_ text: String) -> (FieldReader, String) {
    let site = file(text, "site.yaml")
    var findings = Findings(in: site)
    let node = parseYAML(site, into: &findings)
    let reader = FieldReader(
      node, fields: Self.fields, of: "site.yaml", in: site, into: &findings)
    return (reader, told(findings))
  }

  @Test func `everything that is declared is read`() {
    let (fields, problems) = read(
      """
      # The practice
      name: Hearth
      url: https://example.org
      next: older
      page-size: 10
      since: 2019-05-01
      search: true
      menu:
        - {label: About, page: about.md}
        - label: Fees
          page: fees.md
      words: {next: Weiter, "previous": 'Zurück'}
      author:
        name: Ada
      settings:
        color: {kind: text}
      """)
    #expect(problems == "")
    #expect(fields.text("name")?.value == "Hearth")
    #expect(fields.choice("next")?.value == "older")
    #expect(fields.wholeNumber("page-size")?.value == 10)
    #expect(fields.date("since")?.value.date.text == "2019-05-01")
    #expect(fields.flag("search")?.value == true)
    #expect(fields.listOfFields("menu").map { $0.value.text("label")?.value } == ["About", "Fees"])
    #expect(fields.textsByName("words").map(\.name) == ["next", "previous"])
    #expect(fields.textsByName("words").map(\.field.value) == ["Weiter", "Zurück"])
    #expect(fields.fields("author")?.value.text("name")?.value == "Ada")
    let setting = fields.fieldsByName("settings").first
    #expect(setting?.name == "color")
    #expect(setting?.field.value.choice("kind")?.value == "text")
  }

  @Test func `what is wrong is told with its place, all of it at once`() {
    let (fields, problems) = read(
      """
      naem: Hearth
      url: [a]
      next: oldr
      page-size: ten
      since: 1.5.2019
      menu:
        - label: About
          pgae: about.md
        - Fees
      words: {next: ~, more: [a], fine: yes}
      author: Ada
      """)
    #expect(
      problems == """
        1:1-4 error: `naem` is not a field that site.yaml has [unknown-field]
          help: did you mean `name`?
        2:6-8 error: `url` is a text, and this is a list [wrong-type]
        3:7-10 error: `next` is `older` or `newer`, not `oldr` [wrong-type]
          help: did you mean `older`?
        4:12-14 error: `page-size` is a whole number, not `ten` [wrong-type]
        5:8-15 error: `1.5.2019` is not written as year, month, day [not-a-date]
          help: did you mean `2019-05-01`?
        8:5-8 error: `pgae` is not a field that an entry of `menu` has [unknown-field]
          help: did you mean `page`?
        9:5-8 error: an entry of `menu` is a group of fields, and this is a text [wrong-type]
        10:9-12 error: `next` in `words` has no value [empty-field]
          help: write it behind the colon, or remove the line
        10:24-26 error: `more` in `words` is a text, and this is a list [wrong-type]
        11:9-11 error: `author` is a group of fields, and this is a text [wrong-type]
        """)
    #expect(fields.text("name") == nil)
    #expect(fields.textsByName("words").map(\.name) == ["fine"])
    #expect(fields.listOfFields("menu").count == 1)
  }

  @Test func `an empty file lacks what is required`() {
    #expect(
      read("# nothing yet\n").1 == """
        1:1-1 error: `name` and `url` are missing, and site.yaml needs them [missing-field]
          help: add lines such as these: / name: Hearth Counselling / url: https://example.org
        """)
  }

  @Test func `a broken file is told once`() {
    #expect(
      read("name: Hearth: Counselling\n").1.hasPrefix(
        "1:7-25 error: `Hearth: Counselling` has a colon"))
  }

  @Test func `a file of several documents is told`() {
    #expect(
      read("name: a\n---\nurl: b\n").1.hasPrefix(
        "2:1-3 error: a second document begins here, and only one can be read [yaml-feature]"))
  }

  @Test func `a file that may begin with three hyphens does`() {
    #expect(read("---\nname: a\nurl: b\n").1 == "")
  }
}
