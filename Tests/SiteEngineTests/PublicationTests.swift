import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What must never be published by accident, and what must come out as it was written.
@Suite struct PublicationTests {
  private func everything(_ site: TestSite) throws -> String {
    try site.snapshot().renderAll().map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
  }

  @Test(arguments: [
    "maybe", "yes", "no", "on", "1", "[true]", "\"true \"x", "TRUE", "True", "true",
  ])
  func `E21, E22: whatever stands behind draft, nothing is published that may be one`(
    _ word: String
  )
    throws
  {
    let site = try TestSite()
    try site.write(
      "Content/articles/a.md",
      Array("---\ntitle: Secretword\ndate: 2026-01-01\ndraft: \(word)\n---\nSecretword.\n".utf8))
    let snapshot = try site.snapshot()
    let isRead = word.lowercased() == "true"
    #expect(snapshot.diagnostics.contains { $0.severity == .error } != isRead)
    #expect(try !everything(site).contains("Secretword"))
  }

  @Test func `E23, F19: a future article is nowhere, and the build can say until when`() throws {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: Secretword
      date: 2099-01-01
      tags: [Secretword]
      description: Secretword
      ---
      Secretword.
      """)
    #expect(try !everything(site).contains("Secretword"))
    let snapshot = try site.snapshot()
    #expect(
      snapshot.nextChange.map { snapshot.words(for: $0) } == "2099-01-01 00:00 (America/New_York)")
  }

  @Test func `notes and comments are the author's own`() throws {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      notes: Secretword one
      ---
      Text <!-- Secretword two --> here.

      <!--
      Secretword three
      -->
      """)
    #expect(try site.problems() == "")
    #expect(try !everything(site).contains("Secretword"))
  }

  @Test func `C17: two articles of one title live where their files say`() throws {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: Same
      date: 2026-01-01
      ---
      == Content/articles/b.md
      ---
      title: Same
      date: 2026-01-01
      ---
      """)
    #expect(try site.problems() == "")
    #expect(try site.outputs().filter { $0.hasPrefix("articles/") }.count == 3)
  }

  @Test func `H39: what looks like a mark of attune's own in a text is text`() throws {
    let site = try TestSite(
      """
      == Content/pages/a.md
      ---
      title: A
      ---
      `<!-- attune -->` and {{title}} and {{{content}}}
      """)
    #expect(try site.problems() == "")
    #expect(
      try site.page("a/index.html")
        == "page A\n<p><code>&lt;!-- attune --&gt;</code> and {{title}} and {{{content}}}</p>\n\n")
  }

  @Test func `E31, E32: a title is text on every page that shows it`() throws {
    let site = try TestSite()
    try site.write(
      "Content/articles/a.md",
      Array(
        "---\ntitle: \"<script>x</script> \\\"\u{301} & more\"\ndate: 2026-01-01\n---\n".utf8))
    #expect(try site.problems() == "")
    let title = "&lt;script&gt;x&lt;/script&gt; &quot;\u{301} &amp; more"
    for path in ["index.html", "articles/index.html", "articles/a/index.html"] {
      let page = try site.page(path)
      #expect(Array(page.utf8).firstRange(of: Array(title.utf8)) != nil)
      #expect(!page.contains("<script"))
    }
  }
}
