import Diagnostics
import Foundation
import SiteEngine
import Testing

/// What others put into the output folder, and what stands where the site needs its place.
@Suite struct OutputFolderTests {
  private func plain(_ report: WriteReport) -> String {
    TerminalStyle(usesColor: false).text(for: report.diagnostics)
  }

  private func path(_ path: String, in site: TestSite) -> String {
    site.root.appending(path: path).path(percentEncoded: false)
  }

  private func link(_ path: String, to target: String, in site: TestSite) throws {
    try FileManager.default.createSymbolicLink(
      atPath: self.path(path, in: site), withDestinationPath: target)
  }

  private let article = """
    == Content/articles/a.md
    ---
    title: A
    date: 2026-01-01
    ---
    Text.
    """

  @Test func `J10, Q16: what others put there stays, and a folder of theirs is told of once`()
    throws
  {
    let site = try TestSite(article)
    try site.publish()
    for path in [
      "notes/1.txt", "notes/2.txt", "articles/.dat.nosync1f2e.abc", ".htaccess", "a.txt",
    ] {
      try site.write("Public/\(path)", [1])
    }
    try site.remove("Content/articles/a.md")
    let report = try site.publish()
    #expect(report.removed.map(\.text) == ["articles/a/index.html"])
    #expect(
      report.diagnostics.map {
        "\($0.place.path.split(separator: "Public/").last ?? ""): \($0.message)"
      }
        == [
          "a.txt: attune did not write this file, so it stays",
          "notes: attune did not make this folder, so it stays",
        ])
    for path in [
      "notes/1.txt", "notes/2.txt", "articles/.dat.nosync1f2e.abc", ".htaccess", "a.txt",
    ] {
      #expect(try site.text("Public/\(path)") == "\u{1}")
    }
  }

  @Test func `J10: of a hundred files that others put there, a few are named and the rest counted`()
    throws
  {
    let site = try TestSite()
    try site.publish()
    for number in 0..<100 { try site.write("Public/articles/\(number).txt", [1]) }
    let report = try site.publish()
    #expect(report.diagnostics.count == 21)
    #expect(
      plain(report).contains(
        "Public: note: 80 more that attune did not write are here, and stay [foreign-file]\n"))
  }

  @Test func `K18, B07: a link that somebody made stays, is not followed, and is warned of`() throws
  {
    let site = try TestSite(article)
    try site.publish()
    try site.write("outside/index.html", Array("kept".utf8))
    try link("Public/elsewhere", to: path("outside", in: site), in: site)
    let report = try site.publish()
    #expect(
      plain(report).hasSuffix(
        """
        Public/elsewhere: warning: attune did not make this symbolic link, so it stays [foreign-file]
          help: take it away before you publish: hosts refuse it, or publish what it leads to

        1 warning

        """))
    #expect(try site.text("outside/index.html") == "kept")
  }

  @Test func `B07: a page whose place a link has taken is not written through it`() throws {
    let site = try TestSite(article)
    try site.publish()
    try site.write("outside.html", Array("kept".utf8))
    try site.remove("Public/articles/a/index.html")
    try link("Public/articles/a/index.html", to: path("outside.html", in: site), in: site)
    #expect(try site.publish().diagnostics.hasErrors)
    #expect(try site.text("outside.html") == "kept")
    // Nor is the link taken away when the site no longer has the page.
    try site.remove("Content/articles/a.md")
    #expect(try site.publish().removed == [])
    #expect(try site.text("outside.html") == "kept")
    #expect(site.exists("Public/articles/a/index.html"))
  }

  @Test func `J10: a folder of somebody's where a page was, and a file where a folder was`() throws
  {
    let site = try TestSite(article)
    try site.publish()
    try site.remove("Public/articles/a/index.html")
    try site.write("Public/articles/a/index.html/mine.txt", [1])
    let folder = try site.publish()
    #expect(
      plain(folder).contains(
        "Public/articles/a/index.html: error: attune did not make this folder, and the site needs its place"
      ))
    #expect(try site.text("Public/articles/a/index.html/mine.txt") == "\u{1}")
    try site.remove("Public/articles/a")
    try site.write("Public/articles/a", [1])
    let file = try site.publish()
    #expect(
      plain(file).contains(
        "Public/articles/a: error: attune did not write this file, and the site needs its place"))
    try site.remove("Public/articles/a")
    #expect(try site.publish().written.map(\.text) == ["articles/a/index.html"])
  }

  @Test func `what attune wrote and somebody removed or changed is written again`() throws {
    let site = try TestSite(article)
    try site.publish()
    let page = try site.text("Public/articles/a/index.html")
    try site.remove("Public/articles")
    #expect(
      try site.publish().written.map(\.text) == ["articles/a/index.html", "articles/index.html"])
    // As many bytes as before.
    try site.write("Public/articles/a/index.html", Array(page.utf8.map { _ in UInt8(ascii: "x") }))
    #expect(try site.publish().written.map(\.text) == ["articles/a/index.html"])
    #expect(try site.text("Public/articles/a/index.html") == page)
  }

  @Test func `two folders that changed places are seen, although no file in them was touched`()
    throws
  {
    let site = try TestSite()
    let bytes = { (text: String) in Array(text.utf8) }
    let files = [("x/a/f", "1"), ("x/b/f", "2")].map { (OutputPath($0.0), bytes($0.1)) }
    _ = try site.writer.write(files)
    for (from, to) in [("a", "c"), ("b", "a"), ("c", "b")] {
      try FileManager.default.moveItem(
        atPath: path("Public/x/\(from)", in: site), toPath: path("Public/x/\(to)", in: site))
    }
    #expect(try site.writer.write(files).written.map(\.text) == ["x/a/f", "x/b/f"])
    #expect(try site.text("Public/x/a/f") == "1")
  }

  @Test func `a file becomes a folder, and a folder a file`() throws {
    let site = try TestSite("== Content/static/a\nfile\n== Content/static/b/inner\nfile\n")
    try site.publish()
    try site.remove("Content/static/a")
    try site.remove("Content/static/b")
    try site.write("== Content/static/a/inner/most\nnew\n== Content/static/b\nnew\n")
    let report = try site.publish()
    #expect(report.diagnostics.isEmpty)
    #expect(report.written.map(\.text) == ["a/inner/most", "b"])
    #expect(report.removed.map(\.text) == ["a", "b/inner"])
    #expect(try site.text("Public/a/inner/most") == "new\n")
    #expect(try site.text("Public/b") == "new\n")
  }

  @Test(arguments: ["mine.txt", ".mine", "empty/"])
  func `J10: a folder in which somebody has something does not become a file`(_ mine: String) throws
  {
    let site = try TestSite("== Content/static/b/inner\nfile\n")
    try site.publish()
    if mine.hasSuffix("/") {
      try FileManager.default.createDirectory(
        at: site.root.appending(path: "Public/b/\(mine)"), withIntermediateDirectories: true)
    } else {
      try site.write("Public/b/\(mine)", [1])
    }
    try site.remove("Content/static/b")
    try site.write("== Content/static/b\nnew\n")
    let report = try site.publish()
    #expect(report.diagnostics.hasErrors)
    #expect(plain(report).contains("and the site needs its place"))
    #expect(try site.text("Public/b/inner") == "file\n")
    #expect(site.exists("Public/b/\(mine)"))
  }

  @Test func `K20: a compressed copy that somebody else made of a page is warned of`() throws {
    let site = try TestSite("== Content/static/a.css\nx\n== Content/static/a.css.gz\nold\n")
    try site.publish()
    // Both are the author's own, and change in one step.
    #expect(try site.publish().diagnostics.isEmpty)
    try site.write("Public/index.html.br", [1])
    #expect(
      plain(try site.publish()).hasSuffix(
        """
        Public/index.html.br: warning: attune did not write this file, and some hosts send it in place of `index.html` [foreign-file]
          help: remove it, and compress again what you publish after each build

        1 warning

        """))
  }

  @Test func `J13: a build that would remove most of a site stops, until it is told to go on`()
    throws
  {
    let site = try TestSite()
    let files = { (count: Int) in
      (0..<count).map { (path: OutputPath("p\($0)/index.html"), bytes: [UInt8(1)]) }
    }
    _ = try site.writer.write(files(30))
    #expect(try site.writer.write(files(15)).removed.count == 15)
    _ = try site.writer.write(files(30))
    let report = try site.writer.write(files(14))
    #expect(
      plain(report).hasSuffix(
        """
        Public: error: this build would remove 16 of the 30 files that attune wrote here, such as `p14/index.html` [many-deletions]
          help: look whether something is missing in the site; if all of them should go, build with `--allow-deletions`

        1 error

        """))
    #expect(site.exists("Public/p29/index.html"))
    let output = path("Public", in: site)
    #expect(
      try OutputWriter(output: output, allowsDeletions: true).write(files(14)).removed.count == 16)
    // A handful may go without a word.
    #expect(try site.writer.write(files(4)).removed.count == 10)
    #expect(!site.exists("Public/p4"))
  }

  @Test(arguments: ["~", "~/site"])
  func `J04: a home folder that no shell has read is refused`(_ output: String) throws {
    let site = try TestSite()
    #expect(
      refusal(ofOutput: output, for: path("", in: site))?.message
        == "`~` is the home folder only where a shell reads it")
  }

  @Test func `B06, J11: an output folder that is a link is refused, whatever it leads to`() throws {
    let site = try TestSite()
    try site.write("elsewhere/x", [1])
    try link("Public", to: path("elsewhere", in: site), in: site)
    let refused = try #require(
      refusal(ofOutput: path("Public", in: site), for: path("", in: site)))
    #expect(refused.message == "the output folder is a symbolic link")
    #expect(refused.suggestion?.hasSuffix("/elsewhere`") == true)
    let home = FileManager.default.homeDirectoryForCurrentUser.path(percentEncoded: false)
    try link("home", to: home, in: site)
    for output in ["home", "home/", "./home"] {
      #expect(refusal(ofOutput: path("", in: site) + output, for: path("", in: site)) != nil)
    }
    try link("dangling", to: path("nowhere", in: site), in: site)
    #expect(
      refusal(ofOutput: path("dangling", in: site), for: path("", in: site))?.message
        == "the output folder is a symbolic link")
  }
}
