import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// Files that are published as they are, and those that are not.
@Suite struct StaticFileTests {
  @Test
  func `K19: of hidden files only those that hosts look for are published, and the author is told`()
    throws
  {
    let site = try TestSite()
    for path in [
      ".htaccess", ".env", ".well-known/security.txt", ".nojekyll", "a/.hidden", ".secret/a.txt",
      ".well-known/.inner", ".DS_Store", "a/.gitkeep", ".gitignore", "._photo.jpg", ".#a",
      ".a.txt.swp", ".x~", "a/b.txt",
    ] {
      try site.write("Content/static/\(path)", Array("x\n".utf8))
    }
    try site.write("Content/articles/.draft.md", Array("x\n".utf8))
    #expect(
      try site.snapshot().outputs.map(\.path.text).filter { $0.contains(".") }
        .filter { !$0.hasSuffix("html") && !$0.contains("feed") && !$0.hasPrefix("sitemap") } == [
          ".nojekyll", ".well-known/security.txt", "a/b.txt", "atom.xml", "robots.txt",
        ])
    let hidden = try site.snapshot().diagnostics
    #expect(hidden.allSatisfy { $0.rule.rawValue == "hidden-file" && $0.severity == .warning })
    #expect(
      hidden.map(\.place.path)
        == [
          ".env", ".htaccess", ".secret", ".well-known/.inner", "a/.hidden",
        ].map { "Content/static/\($0)" })
    #expect(
      TerminalStyle(usesColor: false).text(for: Array(hidden[1...1])) == """
        Content/static/.htaccess: warning: `.htaccess` begins with a dot, so it is not published [hidden-file]
          help: set at the host what it says, or give it another name; `.well-known` and `.nojekyll` are published

        1 warning

        """)
  }

  @Test func `K19: a hidden file that comes and goes is spoken of only while it is there`()
    async throws
  {
    let site = try TestSite()
    let path = "Content/static/.htaccess"
    let session = try BuildSession(site.project, at: site.instant)
    try site.write(path, Array("x\n".utf8))
    try await session.apply([.file(SourcePath(path))])
    #expect(await session.snapshot.diagnostics == (try site.snapshot()).diagnostics)
    #expect(await session.snapshot.diagnostics.count == 1)
    try site.remove(path)
    try await session.apply([.file(SourcePath(path))])
    #expect(await session.snapshot.diagnostics == [])
  }

  @Test
  func `B22: a file of 10 GiB is refused by its size, unread`() throws {
    let site = try TestSite()
    try site.write("Content/static/film.mp4", [])
    let file = try FileHandle(forWritingTo: site.root.appending(path: "Content/static/film.mp4"))
    try file.truncate(atOffset: 10 << 30)
    try file.close()
    #expect(
      try site.problems() == """
        Content/static/film.mp4: error: cannot read this file: it is larger than 256 MB, the most that attune reads of one file [system-refused]

        1 error

        """)
  }

  @Test func `B23: an empty Markdown file is an error that says what to write`() throws {
    let site = try TestSite()
    try site.write("Content/articles/a.md", [])
    #expect(
      try site.problems() == """
        Content/articles/a.md:1:1: error: `title` and `date` are missing: the file begins without front matter [missing-field]
         1 | \("")
           | ^
          help: write lines like these at the very top, with your own words:
                ---
                title: Sleeping well again
                date: 2026-01-31
                ---

        1 error

        """)
  }

  @Test(arguments: [0o600, 0o755, 0o4755, 0o444])
  func `B24, B25: readers may read what is published, and nothing of it can be run`(
    _ mode: Int
  ) throws {
    let site = try TestSite()
    try site.write("Content/static/a.sh", Array("x\n".utf8))
    try FileManager.default.setAttributes(
      [.posixPermissions: mode],
      ofItemAtPath: site.root.appending(path: "Content/static/a.sh").path(percentEncoded: false))
    try site.publish()
    let published = try FileManager.default.attributesOfItem(
      atPath: site.root.appending(path: "Public/a.sh").path(percentEncoded: false))
    let bits = try #require(published[.posixPermissions] as? Int)
    // The user's mask may take rights away, and nothing may add any.
    #expect(bits & ~0o644 == 0 && bits & 0o600 == 0o600)
  }

  @Test func `M14: a picture whose name needs percent-encoding is found and shown`() throws {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      ---
      ![One](my%20photo%20%281%29.gif) ![Two](<my photo (1).gif>)
      """)
    let point: [UInt8] =
      Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
      + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
    try site.write("Content/articles/my photo (1).gif", point)
    #expect(try site.problems() == "")
    let page = try site.page("articles/a/index.html")
    #expect(page.components(separatedBy: #"src="/articles/my%20photo%20(1).gif""#).count == 3)
    #expect(try site.outputs().contains("articles/my photo (1).gif"))
  }

  @Test func `a picture that nobody publishes may be broken, and one that somebody does may not`()
    async throws
  {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      draft: true
      ---
      ![One](photo.jpg)
      """)
    try site.write("Content/articles/photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0])
    #expect(try !site.problems().contains("broken-picture"))
    let session = try BuildSession(site.project, at: site.instant)
    try site.edit("Content/articles/a.md", replacing: "draft: true\n", with: "")
    try await session.apply([.file(SourcePath("Content/articles/a.md"))])
    #expect(await session.snapshot.diagnostics == (try site.snapshot()).diagnostics)
    #expect(
      try site.problems() == """
        Content/articles/photo.jpg: error: this picture is damaged or ends in the middle [broken-picture]
          help: open it in a program for pictures and save it anew

        1 error

        """)
  }
}
