import Compression
import Documents
import Foundation
import SiteEngine
import Testing

/// Compressed copies beside pages, where a site asks for them.
@Suite struct CompressionTests {
  private func site(_ settings: String) throws -> TestSite {
    try TestSite(
      """
      == site.yaml
      name: Practice
      url: https://example.org/
      time-zone: America/New_York
      theme: plain
      \(settings)
      == Content/pages/about.md
      ---
      title: About
      description: About us.
      aliases: [/who/]
      ---
      Some words. Some words. Some words. Some words. Some words. Some words. Some words.
      == Content/static/plan.txt
      A plan.
      == Themes/plain/assets/style.css
      a { color: black }

      """)
  }

  /// What a program of the system makes of a compressed file; `nil` when it is not there.
  private func uncompressed(_ bytes: [UInt8], by program: String) throws -> [UInt8]? {
    guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "attune-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "file")
    try Data(bytes).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-dc"]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Array(data) : nil
  }

  @Test func `who does not ask for copies has none`() throws {
    for settings in ["", "precompress: false"] {
      let outputs = try site(settings).snapshot().outputs.map(\.path.text)
      #expect(!outputs.contains { $0.hasSuffix(".gz") || $0.hasSuffix(".br") })
    }
  }

  @Test func `all that readers ask for and is text has two copies`() throws {
    let site = try site("precompress: true")
    #expect(try site.problems() == "")
    let outputs = try site.snapshot().outputs.map(\.path.text)
    #expect(outputs == outputs.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let copies = outputs.filter { $0.hasSuffix(".gz") }.map { String($0.dropLast(3)) }
    let style = try #require(
      outputs.first { $0.hasPrefix("assets/style.") && $0.hasSuffix(".css") })
    #expect(
      copies == [
        "404.html", "about/index.html", "articles/index.html", style, "atom.xml", "feed.json",
        "feed.xml", "index.html", "robots.txt", "sitemap.xml",
      ])
    #expect(outputs.filter { $0.hasSuffix(".br") }.map { String($0.dropLast(3)) } == copies)
  }

  @Test func `a copy is the page, in the same bytes every time`() throws {
    let site = try site("precompress: true")
    let snapshot = try site.snapshot()
    let again = try site.snapshot()
    func bytes(_ path: String, _ snapshot: BuildSnapshot) throws -> [UInt8] {
      let output = try #require(snapshot.outputs.first { $0.path.text == path })
      return snapshot.render(output).bytes
    }
    for path in ["about/index.html", "sitemap.xml", "robots.txt"] {
      let original = try bytes(path, snapshot)
      for (end, program) in [("gz", "/usr/bin/gzip"), ("br", "/usr/bin/brotli")] {
        let copy = try bytes("\(path).\(end)", snapshot)
        #expect(try bytes("\(path).\(end)", again) == copy)
        #expect(copy != original)
        guard let found = try uncompressed(copy, by: program) else { continue }
        #expect(found == original)
      }
      // Neither a time, nor a name, nor a system: flags, four bytes of time, and "unknown".
      let header = Array(try bytes("\(path).gz", snapshot).prefix(10))
      #expect(header == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
    }
  }

  @Test(arguments: [0, 1, 100_000])
  func `any bytes can be compressed`(_ count: Int) throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: count)
    for compression in Compression.allCases {
      let copy = compression.compress(bytes)
      #expect(!copy.isEmpty)
      #expect(bytes.count < 100 || copy.count < 500)
    }
    if let found = try uncompressed(Compression.gzip.compress(bytes), by: "/usr/bin/gzip") {
      #expect(found == bytes)
    }
  }

  @Test func `bytes that can't be made smaller come out whole`() throws {
    var state: UInt32 = 1
    let noise = (0..<100_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    if let found = try uncompressed(Compression.gzip.compress(noise), by: "/usr/bin/gzip") {
      #expect(found == noise)
    }
    #expect(Compression.brotli.compress(noise).count > 90_000)
  }

  @Test func `a copy follows its page`() async throws {
    let site = try site("precompress: true")
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.edit("Content/pages/about.md", replacing: "Some words.", with: "Other words.")
    try await session.apply([.file(SourcePath("Content/pages/about.md"))])
    let outputs = await session.renderAll()
    let rendered = await session.lastRendered.map(\.text)
    #expect(
      rendered == ["about/index.html", "about/index.html.br", "about/index.html.gz"])
    #expect(outputs.map(\.content) == (try site.snapshot()).renderAll().map(\.content))
  }
}
