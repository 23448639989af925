import Diagnostics
import Foundation
import SiteEngine
import Testing

/// Writing: only what changed, only what is ours, and never half of anything.
@Suite struct OutputWriterTests {
  private func plain(_ diagnostics: [Diagnostic]) -> String {
    TerminalStyle(usesColor: false).text(for: diagnostics)
  }

  private func files(in site: TestSite) -> [String] {
    let root = site.root.appending(path: "Public").path(percentEncoded: false)
    return (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".html") || $0.hasSuffix(".txt") }.sorted()
  }

  private let article = """
    == Content/articles/a.md
    ---
    title: A
    date: 2026-01-01
    ---
    Text.
    """

  @Test func `a first build writes everything, a second nothing`() throws {
    let site = try TestSite(article)
    let written = try site.publish().written
    #expect(try written == site.snapshot().outputs.map(\.path))
    let again = try site.publish()
    #expect(again.written.isEmpty)
    #expect(again.unchangedCount == written.count)
    #expect(again.diagnostics.isEmpty)
  }

  @Test func `only what changed is written, and what the site no longer has goes`() throws {
    let site = try TestSite(article)
    try site.publish()
    try site.write(article.replacing("Text.", with: "Other."))
    #expect(
      try site.publish().written.map(\.text)
        == ["articles/a/index.html", "atom.xml", "feed.json", "feed.xml"])
    try site.remove("Content/articles/a.md")
    let report = try site.publish()
    #expect(report.removed.map(\.text) == ["articles/a/index.html"])
    #expect(files(in: site) == ["404.html", "articles/index.html", "index.html", "robots.txt"])
    #expect(
      !FileManager.default.fileExists(
        atPath: site.root.appending(path: "Public/articles/a").path(percentEncoded: false)))
  }

  @Test func `J10: a file that somebody put there stays and is told`() throws {
    let site = try TestSite(article)
    try site.publish()
    try site.write("Public/articles/mine.txt", [1])
    let report = try site.publish()
    #expect(
      plain(report.diagnostics).hasSuffix(
        "Public/articles/mine.txt: note: attune did not write this file, so it stays [foreign-file]\n\n1 note\n"
      ))
    #expect(files(in: site).contains("articles/mine.txt"))
  }

  @Test
  func `a file of somebody's where the site needs its own is an error, and nothing is written`()
    throws
  {
    let site = try TestSite()
    try site.publish()
    try site.write("Public/articles/a/index.html", [1])
    try site.write(article)
    let report = try site.publish()
    #expect(report.diagnostics.hasErrors)
    #expect(
      plain(report.diagnostics).hasSuffix(
        """
        Public/articles/a/index.html: error: attune did not write this file, and the site needs its place [foreign-file]
          help: move it away, then build again

        1 error

        """))
    #expect(report.written.isEmpty)
    #expect(try site.text("Public/articles/a/index.html") == "\u{1}")
    #expect(try site.text("Public/articles/index.html") == "list\n")
  }

  @Test func `a folder with files that attune never wrote is refused, hidden ones aside`() throws {
    let site = try TestSite()
    try site.write("Public/.gitignore", [])
    try site.write("Public/letter.txt", [1])
    let report = try site.publish()
    #expect(
      plain(report.diagnostics).hasSuffix(
        """
        Public: error: the output folder has files that attune did not write, such as `letter.txt` [output-folder]
          help: name an empty folder, or one that attune made

        1 error

        """))
    #expect(files(in: site) == ["letter.txt"])
    try site.remove("Public/letter.txt")
    #expect(try !site.publish().diagnostics.hasErrors)
  }

  @Test func `B07: a link in the output folder is never followed`() throws {
    let site = try TestSite(article)
    try site.publish()
    try site.write("outside/index.html", Array("kept".utf8))
    try site.remove("Public/articles/a")
    try FileManager.default.createSymbolicLink(
      atPath: site.root.appending(path: "Public/articles/a").path(percentEncoded: false),
      withDestinationPath: site.root.appending(path: "outside").path(percentEncoded: false))
    #expect(throws: ProjectFailure.self) { try site.publish() }
    #expect(try site.text("outside/index.html") == "kept")
  }

  @Test func `Q11: two builds at once do not mix; the second says who is there`() throws {
    let site = try TestSite(article)
    try site.publish()
    let output = site.root.appending(path: "Public").path(percentEncoded: false)
    let descriptor = open(output, O_RDONLY | O_DIRECTORY)
    #expect(flock(descriptor, LOCK_EX) == 0)
    let failure = #expect(throws: ProjectFailure.self) { try site.publish() }
    #expect(
      failure.map { plain([$0.diagnostic]) }?.hasSuffix(
        "Public: error: cannot write to this folder: another build is writing to it; try again when it is done [system-refused]\n\n1 error\n"
      ) == true)
    close(descriptor)
    #expect(try site.publish().written.isEmpty)
  }

  @Test func `Q15: what an ended build left behind is swept away`() throws {
    let site = try TestSite(article)
    try site.publish()
    try site.write("Public/.attune-stage/0", [1])
    try site.write(article.replacing("Text.", with: "Other."))
    try site.publish()
    #expect(
      !FileManager.default.fileExists(
        atPath: site.root.appending(path: "Public/.attune-stage").path(percentEncoded: false)))
    #expect(try site.text("Public/articles/a/index.html").contains("Other."))
  }

  @Test func `a manifest that was changed is not trusted with anything`() throws {
    let site = try TestSite(article)
    try site.publish()
    try site.write("Public/.attune-manifest", Array("attune-manifest 1\n0 ../../secret\n".utf8))
    try site.write("secret", [1])
    #expect(throws: ProjectFailure.self) { try site.publish() }
    #expect(try site.text("secret") == "\u{1}")
  }

  @Test(arguments: [
    ("", "the output folder has no name"), (".", "the output folder holds the site's own files"),
    ("..", "the output folder holds the site's own files"),
    ("/", "the output folder holds the site's own files"),
    ("Content", "the output folder lies among the site's own files"),
    ("Themes/plain/new", "the output folder lies among the site's own files"),
    ("no/such/folder", "the folder that would hold the output folder does not exist"),
  ])
  func `J01, J02, J07: an output folder that could do harm is refused`(
    _ path: String, _ message: String
  ) throws {
    let site = try TestSite("== Content/x.md\n")
    let root = site.root.path(percentEncoded: false)
    let output = path.isEmpty || path.hasPrefix("/") ? path : "\(root)/\(path)"
    #expect(refusal(ofOutput: output, for: root)?.message == message)
  }

  @Test func `J04: the home folder and what holds it are refused, and a folder in it is not`()
    throws
  {
    let site = try TestSite()
    let root = site.root.path(percentEncoded: false)
    let home = FileManager.default.homeDirectoryForCurrentUser.path(percentEncoded: false)
    #expect(
      refusal(ofOutput: home, for: root)?.message
        == "the output folder is your home folder, or holds it")
    #expect(refusal(ofOutput: "\(root)/Public", for: root) == nil)
    #expect(refusal(ofOutput: "\(root)/Content-of-mine", for: root) == nil)
  }
}
