import Diagnostics
import Foundation
import SiteEngine
import Templates
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
    let report = try site.publish()
    #expect(
      plain(report.diagnostics).hasSuffix(
        """
        Public/articles/a: error: this is a symbolic link, and the site needs its place [foreign-file]
          help: move it away, then build again

        1 error

        """))
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

  @Test(arguments: ["shorter", "a longer text than before", "Leaflet!"])
  func `B21: a file that changes between reading and copying is no part of a site`(_ text: String)
    throws
  {
    let site = try TestSite("== Content/static/a.txt\nleaflet\n")
    try site.publish()
    try site.write("== Content/static/a.txt\nleaflet 2\n")
    try site.write(article)
    let snapshot = try site.snapshot()
    try site.write("== Content/static/a.txt\n\(text)\n")
    let failure = #expect(throws: ProjectFailure.self) {
      try site.writer.write(snapshot, in: site.project)
    }
    #expect(
      failure.map { plain([$0.diagnostic]) }
        == "Content/static/a.txt: error: cannot copy this file: it changed while the site was built; build again [system-refused]\n\n1 error\n"
    )
    #expect(try site.text("Public/a.txt") == "leaflet\n")
    #expect(!site.exists("Public/articles/a") && !site.exists("Public/.attune-stage"))
  }

  @Test func `a large file is copied as it is`() throws {
    let site = try TestSite()
    let bytes = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* $0) }
    try site.write("Content/static/film.bin", bytes)
    try site.publish()
    #expect(try Data(contentsOf: site.root.appending(path: "Public/film.bin")) == Data(bytes))
    #expect(try site.publish().written.isEmpty)
  }

  @Test func `an endless page is found while others are staged, and nothing is published`() throws {
    let site = try TestSite(article)
    try site.publish()
    let before = try site.text("Public/index.html")
    try site.write(
      """
      == Themes/plain/home.mustache
      changed {{#articles}}{{#articles}}{{#articles}}x{{/articles}}{{/articles}}{{/articles}}
      """)
    for number in 0..<30 {
      try site.write("== Content/articles/n\(number).md\n---\ntitle: N\ndate: 2026-01-01\n---\n")
    }
    var limits = RenderLimits()
    limits.steps = 1000
    let report = try #require(
      try site.writer.write(site.snapshot(), in: site.project, limits: limits))
    #expect(plain(report.diagnostics).contains("[endless-page]"))
    #expect(report.written.isEmpty)
    #expect(try site.text("Public/index.html") == before)
    #expect(!site.exists("Public/.attune-stage") && !site.exists("Public/articles/n1"))
  }

  @Test func `a build that is to end before it publishes leaves everything as it was`() throws {
    let site = try TestSite(article)
    #expect(try site.writer.write(site.snapshot(), in: site.project, while: { false }) == nil)
    #expect(!site.exists("Public"))
    try site.publish()
    try site.write(article.replacing("Text.", with: "Other."))
    let snapshot = try site.snapshot()
    #expect(try site.writer.write(snapshot, in: site.project, while: { false }) == nil)
    #expect(try !site.text("Public/articles/a/index.html").contains("Other."))
    #expect(!site.exists("Public/.attune-stage"))
  }

  @Test func `the times of a build say what it did`() throws {
    let times = try TestSite(article).publish().times
    #expect((times[.render] ?? .zero) > .zero && (times[.write] ?? .zero) > .zero)
    #expect(times[.scan] == nil)
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
