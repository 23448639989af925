import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// A build with nothing changed is known before anything is parsed, and says what the last one said; any
/// change at all makes it a build like others.
@Suite struct LastBuildTests {
  private static let files = """
    == Content/articles/draft.md
    ---
    title: Not "done" \\ yet
    date: 2026-01-01
    draft: true
    ---
    == Content/articles/later.md
    ---
    title: Later
    date: 2026-12-01 09:00
    ---
    == Content/static/.htaccess
    deny
    == Content/pages/picture.md
    ---
    title: Picture
    ---
    ![](/photo.png)

    ![A tree](/photo.png)
    """

  /// A site that was built and written, so that a build now would do nothing.
  private func builtSite() throws -> TestSite {
    let site = try TestSite(Self.files)
    try site.write("Content/static/photo.png", Array("no picture at all".utf8))
    try build(site)
    return site
  }

  private func project(_ site: TestSite, address: String? = nil, zones: String? = nil) -> Project {
    Project(
      root: site.root.path(percentEncoded: false),
      timeZones: zones ?? "/usr/share/zoneinfo",
      address: address.flatMap { SiteAddress($0) }, settlingTime: .zero)
  }

  /// Builds as the command does; says what was found and whether it was known before.
  @discardableResult
  private func build(
    _ site: TestSite, at instant: Instant? = nil, _ project: Project? = nil,
    by program: String = "attune 1", writing: Bool = true
  ) throws -> (findings: BuildFindings, isRepeated: Bool) {
    let project = project ?? self.project(site)
    let instant = instant ?? site.instant
    // Stamps are trusted when the file system's clock has moved on.
    usleep(12_000)
    let tree = try scan(project)
    let last = LastBuild(project, tree, by: program)
    if let (findings, written) = try last.repeated(at: instant, to: site.writer) {
      #expect(written.written.isEmpty && written.removed.isEmpty)
      return (findings, true)
    }
    let snapshot = SiteEngine.build(project, from: tree, at: instant)
    if writing, !snapshot.diagnostics.hasErrors {
      let written = try #require(try site.writer.write(snapshot, in: project))
      last.note(snapshot.findings, at: instant, written, by: site.writer)
    }
    return (snapshot.findings, false)
  }

  @Test func `what the last build said is said again, word for word`() throws {
    let site = try builtSite()
    let fresh = try SiteEngine.build(project(site), at: site.instant).findings
    let (findings, isRepeated) = try build(site)
    #expect(isRepeated)
    #expect(findings.diagnostics == fresh.diagnostics)
    #expect(findings.diagnostics.contains { $0.place.span != nil })
    #expect(findings.heldBack == fresh.heldBack)
    #expect(findings.heldBack.map(\.title).contains("Not \"done\" \\ yet"))
    #expect(findings.nextChange == fresh.nextChange)
    let next = try #require(fresh.nextChange)
    #expect(findings.words(for: next) == "2026-12-01 09:00 (America/New_York)")
  }

  @Test(arguments: [
    "Content/articles/draft.md", "Content/static/photo.png", "Themes/plain/article.mustache",
    "Themes/plain/strings/en.yaml", "site.yaml",
  ])
  func `a file that was written again, also with the same bytes, is looked at`(path: String) throws
  {
    let site = try builtSite()
    try site.write(path, Array(site.text(path).utf8))
    #expect(try !build(site).isRepeated)
    #expect(try build(site).isRepeated)
  }

  @Test func `a file that is new, gone or moved is looked at`() throws {
    let site = try builtSite()
    try site.write(
      "Content/articles/new.md", Array("---\ntitle: New\ndate: 2026-01-02\n---\n".utf8))
    #expect(try !build(site).isRepeated)
    try site.move("Content/articles/new.md", to: "Content/articles/newer.md")
    #expect(try !build(site).isRepeated)
    try site.remove("Content/articles/newer.md")
    #expect(try !build(site).isRepeated)
    #expect(try build(site).isRepeated)
  }

  @Test func `a link, a hidden file or a misspelt name of the settings is told`() throws {
    let site = try builtSite()
    try FileManager.default.createSymbolicLink(
      at: site.root.appending(path: "Content/articles/link.md"),
      withDestinationURL: site.root.appending(path: "Content/articles/draft.md"))
    let (findings, isRepeated) = try build(site)
    #expect(!isRepeated && findings.diagnostics.contains { $0.rule == RuleID("symbolic-link") })
    try site.write("Content/static/.env", Array("x".utf8))
    #expect(try !build(site).isRepeated)
    try site.write("site.yml", Array("x".utf8))
    #expect(try !build(site).isRepeated)
  }

  @Test func `when a moment of change has passed, or time ran backwards, the site is built`() throws
  {
    let site = try builtSite()
    let later = try #require(Instant(parsing: "2026-12-01T13:59:59Z"))
    #expect(try build(site, at: later).isRepeated)
    let before = Instant(secondsSinceEpoch: site.instant.secondsSinceEpoch - 1)
    #expect(try !build(site, at: before, writing: false).isRepeated)
    let then = try #require(Instant(parsing: "2026-12-01T14:00:00Z"))
    #expect(try !build(site, at: then).isRepeated)
    #expect(site.exists("Public/articles/later/index.html"))
    #expect(try build(site, at: then).isRepeated)
    #expect(try !build(site).isRepeated)
    #expect(!site.exists("Public/articles/later/index.html"))
  }

  @Test func `another program, another address or another table of time zones builds`() throws {
    let site = try builtSite()
    #expect(try !build(site, by: "attune 2", writing: false).isRepeated)
    let elsewhere = project(site, address: "https://example.net/blog/")
    #expect(try !build(site, elsewhere, writing: false).isRepeated)
    let zones = site.root.appending(path: "zones")
    try FileManager.default.createDirectory(
      at: zones.appending(path: "America"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: "/usr/share/zoneinfo/America/Chicago",
      toPath: zones.appending(path: "America/New_York").path(percentEncoded: false))
    let moved = project(site, zones: zones.path(percentEncoded: false))
    #expect(try !build(site, moved, writing: false).isRepeated)
    #expect(try build(site).isRepeated)
  }

  @Test func `whoever touches the output folder gets it put right`() throws {
    let site = try builtSite()
    let page = "Public/pages/picture/index.html"
    let path = site.exists(page) ? page : "Public/picture/index.html"
    let bytes = Array(try site.text(path).utf8)
    try site.write(path, Array("something else".utf8))
    #expect(try !build(site).isRepeated)
    #expect(try Array(site.text(path).utf8) == bytes)
    try site.remove(path)
    #expect(try !build(site).isRepeated)
    #expect(site.exists(path))
    #expect(try build(site).isRepeated)
    try site.remove("Public/.attune-manifest")
    try site.remove("Public")
    #expect(try !build(site).isRepeated)
    #expect(site.exists(path))
  }

  @Test func `somebody's file in the output folder is told each time`() throws {
    let site = try builtSite()
    try site.write("Public/CNAME", Array("example.org".utf8))
    usleep(12_000)
    let project = project(site)
    let last = LastBuild(project, try scan(project), by: "attune 1")
    let written = try #require(try last.repeated(at: site.instant, to: site.writer)).written
    #expect(
      written.diagnostics.map(\.message) == ["attune did not write this file, so it stays"])
  }

  @Test func `somebody's file beside a page is told, and after a build each time`() throws {
    let site = try builtSite()
    let name = "Public/picture/notes.txt"
    try site.write(name, Array("x".utf8))
    #expect(try !build(site).isRepeated)
    try site.remove(name)
    #expect(try !build(site).isRepeated)
    try site.write(name, Array("x".utf8))
    // What was written after it makes it one of the things that were there.
    try site.write("Content/pages/next.md", Array("---\ntitle: Next\n---\n".utf8))
    #expect(try !build(site).isRepeated)
    usleep(12_000)
    let project = project(site)
    let last = LastBuild(project, try scan(project), by: "attune 1")
    let written = try #require(try last.repeated(at: site.instant, to: site.writer)).written
    #expect(written.diagnostics.map { $0.place.path.hasSuffix(name) } == [true])
  }

  @Test func `a link in place of a folder, or a folder in place of a file, is put right`() throws {
    let site = try builtSite()
    let folder = site.root.appending(path: "Public/picture")
    try site.move("Public/picture", to: "elsewhere")
    try FileManager.default.createSymbolicLink(
      at: folder, withDestinationURL: site.root.appending(path: "elsewhere"))
    #expect(try !build(site, writing: false).isRepeated)
    try FileManager.default.removeItem(at: folder)
    try site.move("elsewhere", to: "Public/picture")
    #expect(try !build(site).isRepeated)
    try site.remove("Public/photo.png")
    try FileManager.default.createDirectory(
      at: site.root.appending(path: "Public/photo.png"), withIntermediateDirectories: false)
    #expect(try !build(site, writing: false).isRepeated)
  }

  @Test func `a file that is given back its old times is looked at all the same`() throws {
    let site = try builtSite()
    let path = "Public/picture/index.html"
    let url = site.root.appending(path: path)
    let bytes = Array(try site.text(path).utf8)
    let old = try FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))
    let handle = try FileHandle(forWritingTo: url)
    try handle.write(contentsOf: Data(repeating: 0x20, count: bytes.count))
    try handle.close()
    let time = try #require(old[.modificationDate])
    try FileManager.default.setAttributes(
      [.modificationDate: time], ofItemAtPath: url.path(percentEncoded: false))
    #expect(try !build(site).isRepeated)
    #expect(try Array(site.text(path).utf8) == bytes)
  }

  @Test func `a record that is broken anywhere is no record`() throws {
    let site = try builtSite()
    let url = site.root.appending(path: ".attune/last-build")
    let whole = [UInt8](try Data(contentsOf: url))
    for position in stride(from: 0, to: whole.count, by: 7) {
      var bytes = whole
      bytes[position] ^= 0x15
      try Data(bytes).write(to: url)
      #expect(try !build(site, writing: false).isRepeated)
      try Data(whole[..<position]).write(to: url)
      #expect(try !build(site, writing: false).isRepeated)
    }
    try Data(whole).write(to: url)
    #expect(try build(site).isRepeated)
  }

  @Test func `a site with an error leaves no record`() throws {
    let site = try TestSite("== Content/pages/a.md\n---\ntitle: A\n---\n[x](/no)\n")
    #expect(try !build(site).isRepeated)
    #expect(!site.exists(".attune/last-build"))
  }

  @Test func `a folder in which nothing can be noted is built all the same`() throws {
    let site = try builtSite()
    try site.remove(".attune")
    try site.write(".attune", Array("a file".utf8))
    #expect(try !build(site).isRepeated)
    #expect(try !build(site).isRepeated)
    #expect(try site.text(".attune") == "a file")
  }
}
