import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// Addresses at which a page lived before, and what leads from there to where it lives now.
@Suite struct AliasTests {
  /// A page `/about/` and an article `/articles/kap/` that say this of their past.
  private func site(about: String = "[]", kap: String = "[]", _ more: String = "") throws
    -> TestSite
  {
    try TestSite(
      """
      == Content/pages/about.md
      ---
      title: About <us> & you
      aliases: \(about)
      ---
      == Content/articles/kap.md
      ---
      title: KAP
      date: 2026-01-01
      aliases: \(kap)
      ---

      """ + more)
  }

  @Test func `an old address leads to where the page lives now`() throws {
    let site = try site(about: "[/who/we-are/]")
    #expect(try site.problems() == "")
    #expect(
      try site.page("who/we-are/index.html") == """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>About &lt;us&gt; &amp; you</title>
        <meta name="robots" content="noindex">
        <meta http-equiv="refresh" content="0; url=/about/">
        <link rel="canonical" href="https://example.org/about/">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        </head>
        <body>
        <p><a href="/about/">About &lt;us&gt; &amp; you</a></p>
        </body>
        </html>

        """)
  }

  @Test func `under a folder of a host it leads into the folder, and letters are encoded`() throws {
    let site = try TestSite(
      "== Content/pages/caf\u{E9}.md\n---\ntitle: C\naliases: /old/\nlang: en\n---\n")
    try site.edit("site.yaml", replacing: "https://example.org/", with: "https://a.example/repo/")
    let page = try site.page("old/index.html")
    #expect(page.contains(#"content="0; url=/repo/caf%C3%A9/""#))
    #expect(page.contains(#"<link rel="canonical" href="https://a.example/repo/caf%C3%A9/">"#))
    #expect(page.contains(#"<p><a href="/repo/caf%C3%A9/">C</a></p>"#))
  }

  @Test(arguments: [
    ("/old/", "old/index.html"), ("/old", "old/index.html"), ("/old.html", "old.html"),
    ("/a/old.HTM", "a/old.HTM"), ("/old/index.html", "old/index.html"),
    ("/old.php", "old.php/index.html"), ("/2019/05/kap/", "2019/05/kap/index.html"),
    ("old-name", "articles/old-name/index.html"), ("old-name/", "articles/old-name/index.html"),
    ("old.html", "articles/old.html"), ("/caf%C3%A9/", "caf\u{E9}/index.html"),
    ("/cafe%CC%81/", "caf\u{E9}/index.html"), ("/A%20b/", "A b/index.html"),
    ("/Über mich/", "Über mich/index.html"), ("/a&b'c/", "a&b'c/index.html"),
  ])
  func `an old address is written in many ways`(_ alias: String, _ path: String) throws {
    let site = try site(kap: "[\"\(alias)\"]")
    #expect(try site.problems() == "")
    #expect(try site.outputs().contains { $0.utf8.elementsEqual(path.utf8) }, "\(path)")
    #expect(try site.page(path).contains(#"content="0; url=/articles/kap/""#))
  }

  @Test(arguments: [
    (
      "https://old.example/x", "is an address on another host, and only this site's can lead here",
      "write it from the site's root, such as `/old/address/`"
    ),
    (
      "//old.example/x", "is an address on another host, and only this site's can lead here",
      "write it from the site's root, such as `/old/address/`"
    ),
    (
      "javascript:alert(1)",
      "is an address on another host, and only this site's can lead here",
      "write it from the site's root, such as `/old/address/`"
    ),
    (
      "/?p=123", "has a `?`, and no file can answer for what stands behind it",
      "such an address can't be kept; remove it, or all from `?` on"
    ),
    (
      "/old/#part", "has a `#`, and what stands behind it never reaches a website",
      "remove all from `#` on"
    ),
    ("/a//b/", "has two slashes side by side", "write `/a/b/`"),
    (
      "2019/kap/", "does not say from where: an old address begins with `/`", "write `/2019/kap/`"
    ),
    (
      "/a/../b/", "has `.` or `..` for the name of a folder",
      "write the whole address, such as `/old/address/`"
    ),
    (
      "/%2e%2e/b/", "has `.` or `..` for the name of a folder",
      "write the whole address, such as `/old/address/`"
    ),
    (
      "..", "has `.` or `..` for the name of a folder",
      "write the whole address, such as `/old/address/`"
    ),
    (
      "/%252e%252e/", "has characters that the name of a file can't have everywhere",
      "such an address can't be kept; remove it"
    ),
    (
      "/a%00b/", "has characters that the name of a file can't have everywhere",
      "such an address can't be kept; remove it"
    ),
    (
      "/a%0Ab/", "has characters that the name of a file can't have everywhere",
      "such an address can't be kept; remove it"
    ),
    (
      "/%C3%28/", "has characters that the name of a file can't have everywhere",
      "such an address can't be kept; remove it"
    ),
    (
      "/a'><script>/", "has characters that the name of a file can't have everywhere",
      "such an address can't be kept; remove it"
    ),
    (
      #"/a\\b/"#, "has characters that the name of a file can't have everywhere",
      "such an address can't be kept; remove it"
    ),
  ])
  func `what can't be an old address says why`(
    _ alias: String, _ message: String, _ cure: String
  ) throws {
    let written = alias.replacing(#"\\"#, with: #"\"#)
    #expect(
      try site(about: "[\"\(alias)\"]").problems() == """
        Content/pages/about.md:3:11: error: `\(written)` \(message) [alias]
         3 | aliases: ["\(alias)"]
           |           \(String(repeating: "^", count: alias.count + 2))
          help: \(cure)

        1 error

        """)
  }

  @Test func `A25: an old address can't be a file that attune or a host needs`() throws {
    for name in ["_redirects", "_headers", "CNAME"] {
      #expect(
        try site(about: "[/\(name)]").problems().contains(
          "error: `/\(name)` is a file with which websites are set up, not an address for readers [alias]"
        ))
    }
    let long = String(repeating: "x", count: 256)
    #expect(
      try site(about: "[/\(long)/]").problems().contains(
        "error: this old address has a part of more than 255 bytes [alias]"))
    #expect(
      try site(about: "[/404.html]").problems() == """
        Content/pages/about.md:3:11: error: two things would be published at `/404.html` [same-address]
         3 | aliases: [/404.html]
           |           ^^^^^^^^^
          attune makes a page of its own there: site.yaml
          help: remove it from `aliases`

        1 error

        """)
  }

  @Test func `A32: an old address where a page lives names both`() throws {
    #expect(
      try site(about: "[/articles/kap/]").problems() == """
        Content/pages/about.md:3:11: error: two things would be published at `/articles/kap/` [same-address]
         3 | aliases: [/articles/kap/]
           |           ^^^^^^^^^^^^^^
          the other one: Content/articles/kap.md
          help: remove it from `aliases`

        1 error

        """)
    // Whatever is published meanwhile, the page is not lost.
    #expect(
      try site(about: "[/articles/kap/]").page("articles/kap/index.html").hasPrefix("article KAP"))
  }

  @Test func `A32: one old address of two pages names both`() throws {
    #expect(
      try site(about: "[/old/]", kap: "[/old/]").problems() == """
        Content/pages/about.md:3:11: error: two things would be published at `/old/` [same-address]
         3 | aliases: [/old/]
           |           ^^^^^
          the other one: Content/articles/kap.md:4:11
          help: remove it from `aliases`

        1 error

        """)
  }

  @Test func `A33: two pages that lead to each other are two errors`() throws {
    #expect(
      try site(about: "[/articles/kap/]", kap: "[/about/]").problems() == """
        Content/articles/kap.md:4:11: error: two things would be published at `/about/` [same-address]
         4 | aliases: [/about/]
           |           ^^^^^^^
          the other one: Content/pages/about.md
          help: remove it from `aliases`

        Content/pages/about.md:3:11: error: two things would be published at `/articles/kap/` [same-address]
         3 | aliases: [/articles/kap/]
           |           ^^^^^^^^^^^^^^
          the other one: Content/articles/kap.md
          help: remove it from `aliases`

        2 errors

        """)
  }

  @Test func `A34: an address that leads to itself is an error`() throws {
    #expect(
      try site(about: "[about, /about/]").problems() == """
        Content/pages/about.md:3:11: error: `about` is where this page lives, so nothing needs to lead there [alias]
         3 | aliases: [about, /about/]
           |           ^^^^^
          help: remove it

        Content/pages/about.md:3:18: error: `/about/` is where this page lives, so nothing needs to lead there [alias]
         3 | aliases: [about, /about/]
           |                  ^^^^^^^
          help: remove it

        2 errors

        """)
  }

  @Test func `what is held back publishes no old address`() throws {
    let site = try site(
      "== Content/pages/secret.md\n---\ntitle: Secret\ndraft: true\naliases: [/old/]\n---\n")
    #expect(try !site.outputs().contains { $0.hasPrefix("old") })
  }

  @Test func `a link to an old address works, and is told the new one`() throws {
    let site = try site(
      kap: "[/old/]", "== Content/pages/links.md\n---\ntitle: Links\n---\n[KAP](/old/)\n")
    #expect(
      try site.problems() == """
        Content/pages/links.md:4:1: note: `KAP` lives elsewhere now than at `/old/` [link-to-alias]
         4 | [KAP](/old/)
           | ^^^^^^^^^^^^
          help: write `/articles/kap/`

        1 note

        """)
    #expect(try site.page("links/index.html").contains(#"<a href="/old/">KAP</a>"#))
  }

  @Test func `another address or title of the page renders what leads to it`() async throws {
    let site = try site(kap: "[/old/]")
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.edit(
      "Content/articles/kap.md", replacing: "title: KAP",
      with: "title: KAP\nslug: new\ndescription: D")
    try await session.apply([.everything])
    var outputs = await session.renderAll()
    #expect(await session.lastRendered.map(\.text).contains("old/index.html"))
    #expect(try outputs.map(\.content) == site.snapshot().renderAll().map(\.content))
    try site.edit(
      "Content/articles/kap.md", replacing: "[/old/]\n---\n", with: "[/old/]\n---\nText.\n")
    try await session.apply([.everything])
    outputs = await session.renderAll()
    #expect(await !session.lastRendered.map(\.text).contains("old/index.html"))
    #expect(try outputs.map(\.content) == site.snapshot().renderAll().map(\.content))
  }
}
