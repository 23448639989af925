import Diagnostics
import Documents
import SiteEngine
import Testing

/// A text goes at its moment, with all that only it brought along.
@Suite struct ExpiryTests {
  private static let text = """
    == Content/articles/gone.md
    ---
    title: Secretword
    date: 2026-01-01
    expires: 2026-12-31
    tags: [Secretword]
    ---
    ![Secretword](photo.svg)
    == Content/articles/photo.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>
    """

  private func moment(_ text: String) throws -> Instant { try #require(Instant(parsing: text)) }

  @Test func `the day of expires is the last one, to its midnight in the site's zone`() throws {
    let site = try TestSite(Self.text)
    site.instant = try moment("2026-12-31T23:59:59-05:00")
    let before = try site.snapshot()
    #expect(before.diagnostics.isEmpty && before.heldBack.isEmpty)
    #expect(before.nextChange == Instant(parsing: "2027-01-01T00:00:00-05:00"))
    #expect(try site.outputs().contains("articles/photo.svg"))
    site.instant = try moment("2027-01-01T00:00:00-05:00")
    let after = try site.snapshot()
    #expect(after.heldBack.map(\.reason) == [.expired(site.instant)])
    #expect(after.nextChange == nil)
    #expect(try !site.outputs().contains { $0.hasPrefix("articles/photo") })
    let all = after.renderAll().map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(!all.contains("Secretword"))
  }

  @Test func `with a time it goes at that time, and the earliest change is named`() throws {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      expires: 2026-12-01 18:30
      ---
      == Content/articles/b.md
      ---
      title: B
      date: 2026-12-01 18:31
      expires: 2026-12-01 18:32
      ---
      """)
    #expect(try site.snapshot().nextChange == Instant(parsing: "2026-12-01T18:30:00-05:00"))
    site.instant = try moment("2026-12-01T18:30:00-05:00")
    #expect(try site.snapshot().nextChange == Instant(parsing: "2026-12-01T18:31:00-05:00"))
    site.instant = try moment("2026-12-01T18:31:00-05:00")
    #expect(try site.snapshot().nextChange == Instant(parsing: "2026-12-01T18:32:00-05:00"))
    site.instant = try moment("2026-12-01T18:32:00-05:00")
    #expect(try site.snapshot().heldBack.count == 2)
  }

  @Test func `a file that another page links to stays when the first has expired`() throws {
    let site = try TestSite(
      Self.text + "\n== Content/pages/about.md\n---\ntitle: About\n---\n![A](../articles/photo.svg)"
    )
    site.instant = try moment("2027-06-01T00:00:00Z")
    #expect(try site.problems() == "")
    #expect(try site.outputs().contains("articles/photo.svg"))
  }

  @Test func `a link to what has expired is an error that says so`() throws {
    let site = try TestSite(
      """
      == Content/articles/gone.md
      ---
      title: Gone
      date: 2026-01-01
      expires: 2026-06-30
      ---
      == Content/pages/about.md
      ---
      title: About
      ---
      [x](/articles/gone/)
      """)
    #expect(
      try site.problems() == """
        Content/pages/about.md:4:1: error: `Gone` expired on 2026-07-01 00:00 (America/New_York), so nobody could follow this link [link-to-unpublished]
         4 | [x](/articles/gone/)
           | ^^^^^^^^^^^^^^^^^^^^
          help: remove the link, or change `expires` in `Content/articles/gone.md`

        1 error

        """)
  }

  @Test func `its author still sees it in a preview, and is warned of links to it`() throws {
    let site = try TestSite(
      """
      == Content/articles/gone.md
      ---
      title: Gone
      date: 2026-01-01
      expires: 2026-06-30
      ---
      == Content/pages/about.md
      ---
      title: About
      ---
      [x](/articles/gone/)
      """)
    let snapshot = try build(site.project, at: site.instant, showing: .written)
    #expect(snapshot.outputs.contains { $0.path.text == "articles/gone/index.html" })
    #expect(snapshot.nextChange == nil)
    #expect(
      TerminalStyle(usesColor: false).text(for: snapshot.diagnostics) == """
        Content/pages/about.md:4:1: warning: `Gone` expired on 2026-07-01 00:00 (America/New_York), so the site can't be published with this link [link-to-unpublished]
         4 | [x](/articles/gone/)
           | ^^^^^^^^^^^^^^^^^^^^
          help: publish `Content/articles/gone.md` first, or remove the link

        1 warning

        """)
  }

  @Test func `a page goes too, and a draft that has expired is a draft`() throws {
    let site = try TestSite(
      """
      == Content/pages/group.md
      ---
      title: Group
      menu-order: 1
      expires: 2026-11-21
      ---
      == Content/pages/other.md
      ---
      title: Other
      draft: true
      expires: 2026-11-21
      ---
      """)
    #expect(
      try site.snapshot().heldBack.map(\.reason) == [
        .expired(try moment("2026-11-22T00:00:00-05:00")), .draft,
      ])
    #expect(try site.problems() == "")
  }

  @Test func `what would go before it comes is an error, and a change before it a warning`() throws
  {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-02-01
      updated: 2026-01-31
      expires: 2026-01-31
      ---
      """)
    #expect(
      try site.problems() == """
        Content/articles/a.md:4:10: warning: `updated` is before `date`: the text would be older than itself [date-order]
         4 | updated: 2026-01-31
           |          ^^^^^^^^^^
          the date of publication is here: Content/articles/a.md:3:7
          help: write the day of the last change, or remove the line

        Content/articles/a.md:5:10: error: `expires` is not after `date`, so nobody would ever see this text [date-order]
         5 | expires: 2026-01-31
           |          ^^^^^^^^^^
          the date of publication is here: Content/articles/a.md:3:7
          help: write a later day, or remove the line

        1 error, 1 warning

        """)
  }

  @Test(arguments: [
    "date: 2026-02-01 12:00\nupdated: 2026-02-01\nexpires: 2026-02-01",
    "date: 2026-02-01\nupdated: 2026-02-01\nexpires: 9999-12-31",
    "date: 2026-02-01 23:00-05:00\nupdated: 2026-02-02T04:00Z",
  ])
  func `dates of one day are in order`(_ lines: String) throws {
    let site = try TestSite("== Content/articles/a.md\n---\ntitle: A\n\(lines)\n---\n")
    #expect(try site.problems() == "")
  }
}
