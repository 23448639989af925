import Diagnostics
import Documents
import Foundation
import SiteEngine
import TestSupport
import Testing

@testable import Preview

/// What a browser sees while the site is being written.
@Suite struct EditTests {
  private func write(_ path: String, _ text: String, in preview: RunningPreview) throws {
    let url = preview.folder.url.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func article(_ title: String, _ text: String, _ more: String = "") -> String {
    "---\ntitle: \(title)\ndate: 2026-01-01\n\(more)---\n\(text)\n"
  }

  private func builds(_ preview: RunningPreview) async throws -> Int {
    try await state(preview)["build"] as? Int ?? -1
  }

  private func state(_ preview: RunningPreview) async throws -> [String: Any] {
    let reply = try await preview.get("/_attune/state.json")
    return try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any] ?? [:]
  }

  @Test func `the first request after a save has the new text, every time`() async throws {
    let preview = try await RunningPreview()
    for round in 0..<50 {
      try write("Content/articles/one.md", article("One", "Round \(round)."), in: preview)
      #expect(try await preview.get("/articles/one/").text.contains("Round \(round)."))
    }
    await preview.end()
  }

  @Test func `a save by renaming, by truncating and through a swap file is one like any other`()
    async throws
  {
    let preview = try await RunningPreview()
    let file = preview.folder.url.appending(path: "Content/articles/one.md")
    func text() async throws -> String { try await preview.get("/articles/one/").text }
    try Data(article("One", "Renamed.").utf8).write(to: file, options: .atomic)
    #expect(try await text().contains("Renamed."))
    // vim: the old file gets another name, a new one is written, the old one goes.
    let old = preview.folder.url.appending(path: "Content/articles/one.md~")
    try FileManager.default.moveItem(at: file, to: old)
    try Data(article("One", "Swapped.").utf8).write(to: file)
    try FileManager.default.removeItem(at: old)
    #expect(try await text().contains("Swapped."))
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 0)
    // While a file is being written it says what it said.
    #expect(try await text().contains("Swapped."))
    try handle.write(contentsOf: Data(article("One", "Truncated.").utf8))
    try handle.close()
    #expect(try await text().contains("Truncated."))
    await preview.end()
  }

  @Test func `a burst of a thousand changes is one build, or few where it has gaps`() async throws {
    let preview = try await RunningPreview()
    let before = try await builds(preview)
    for number in 0..<1_000 {
      try write("Content/articles/new\(number).md", article("N\(number)", "Text."), in: preview)
    }
    #expect(try await preview.get("/articles/new999/").status == 200)
    let after = try await builds(preview)
    // A busy machine makes gaps.
    #expect((1...40).contains(after - before), "\(after - before) builds")
    await preview.end()
  }

  @Test func `folders that come, move and go are noticed with all that is in them`() async throws {
    let preview = try await RunningPreview()
    try write("Content/articles/deep/down/a.md", article("A", "Deep."), in: preview)
    #expect(try await preview.get("/articles/deep/down/a/").text.contains("Deep."))
    let folder = preview.folder.url.appending(path: "Content/articles/deep")
    let other = preview.folder.url.appending(path: "Content/articles/other")
    try FileManager.default.moveItem(at: folder, to: other)
    #expect(try await preview.get("/articles/deep/down/a/").status == 404)
    #expect(try await preview.get("/articles/other/down/a/").status == 200)
    try write("Content/articles/other/down/a.md", article("A", "Moved."), in: preview)
    #expect(try await preview.get("/articles/other/down/a/").text.contains("Moved."))
    try FileManager.default.removeItem(at: other)
    #expect(try await preview.get("/articles/other/down/a/").status == 404)
    await preview.end()
  }

  @Test func `those who listen are told after the new bytes are there, and which pages are stale`()
    async throws
  {
    let preview = try await RunningPreview()
    let port = preview.port
    _ = try await preview.get("/articles/one/")
    _ = try await preview.get("/articles/two/")
    let stream = try await blocking { try Connected(port: port) }
    stream.send(Array("GET /_attune/events HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n".utf8))
    _ = try await blocking { stream.read(until: "\n\n") }
    let text = "---\ntitle: Two\ndate: 2026-02-01\n---\nNew text.\n"
    try write("Content/articles/two.md", text, in: preview)
    let event = try await blocking { stream.read(until: "\n\n") }
    #expect(event.contains(#""stale":["articles/two/index.html"]"#))
    #expect(try await preview.get("/articles/two/").text.contains("New text."))
    await preview.end()
  }

  @Test func `a page keeps its shape when only a stylesheet is another one`() async throws {
    let preview = try await RunningPreview()
    let before = try await preview.get("/")
    try write("Themes/plain/assets/style.css", "p { color: blue }\n", in: preview)
    let after = try await preview.get("/")
    #expect(before.fields["etag"] != after.fields["etag"])
    #expect(before.fields["attune-shape"] != nil)
    #expect(before.fields["attune-shape"] == after.fields["attune-shape"])
    let address = try #require(after.text.firstMatch(of: /\/assets\/style\.[0-9a-f]{16}\.css/))
    #expect(try await preview.get(String(address.output)).text == "p { color: blue }\n")
    try write("Themes/plain/home.mustache", "<head></head>New {{title}}\n", in: preview)
    #expect(try await preview.get("/").fields["attune-shape"] != after.fields["attune-shape"])
    await preview.end()
  }

  @Test func `an error takes no page away that was there, and goes when it is mended`() async throws
  {
    let preview = try await RunningPreview()
    #expect(try await preview.get("/articles/one/").text.contains("First."))
    // The front matter has no end, so nothing is known of the article any more.
    try write("Content/articles/one.md", "---\ntitle: One\ndate: 2026-", in: preview)
    #expect(try await preview.get("/articles/one/").text.contains("First."))
    let broken = try await state(preview)
    #expect(broken["errors"] as? Int ?? 0 > 0)
    let problem = (broken["problems"] as? [[String: Any]])?.first
    #expect(problem?["path"] as? String == "Content/articles/one.md")
    try write("Content/articles/one.md", article("One", "Mended."), in: preview)
    #expect(try await preview.get("/articles/one/").text.contains("Mended."))
    #expect(try await state(preview)["errors"] as? Int == 0)
    await preview.end()
  }

  @Test func `settings and themes that are half typed leave the last site standing`() async throws {
    let preview = try await RunningPreview()
    for (path, text) in [
      ("site.yaml", "name: Prac"), ("site.yaml", "name: [\n"), ("site.yaml", ""),
      ("Themes/plain/article.mustache", "{{#title}"), ("Themes/plain/theme.yaml", "name: x\ninter"),
    ] {
      try write(path, text, in: preview)
      let page = try await preview.get("/articles/two/")
      #expect(page.status == 200, "\(path): \(text)")
      #expect(page.text.contains("Second."))
      // A page that nobody had looked at is there too.
      #expect(try await preview.get("/articles/one/").text.contains("First."))
      #expect(try await state(preview)["errors"] as? Int ?? 0 > 0, "\(path): \(text)")
      try write(path, RunningPreview.files[path] ?? "", in: preview)
      #expect(try await state(preview)["errors"] as? Int == 0)
    }
    try write(
      "site.yaml", "name: Other\nurl: https://example.org/\ntime-zone: UTC\ntheme: plain\n",
      in: preview)
    #expect(try await preview.get("/").text.contains("Other"))
    await preview.end()
  }

  @Test func `a folder without a site is said to be one, and becomes one`() async throws {
    let preview = try await RunningPreview(bare: true)
    let page = try await preview.get("/")
    #expect(page.status == 503)
    #expect(page.text.contains("There is no site to show yet"))
    #expect(page.text.contains("There is no <code>site.yaml</code> in this folder"))
    #expect(page.text.contains("/_attune/preview.js"))
    for (path, text) in RunningPreview.files { try write(path, text, in: preview) }
    #expect(try await preview.get("/articles/one/").text.contains("First."))
    await preview.end()
  }

  @Test func `files, folders and the whole site may go away under it and come back`() async throws {
    let preview = try await RunningPreview()
    let root = preview.folder.url
    let away = root.appendingPathExtension("away")
    _ = try await preview.get("/articles/one/")
    try FileManager.default.moveItem(at: root, to: away)
    #expect(try await preview.get("/articles/one/").status == 200)
    try FileManager.default.moveItem(at: away, to: root)
    try write("Content/articles/one.md", article("One", "Back."), in: preview)
    var text = ""
    let start = ContinuousClock.now
    while !text.contains("Back."), ContinuousClock.now - start < .seconds(20) {
      text = try await preview.get("/articles/one/").text
    }
    #expect(text.contains("Back."))
    try FileManager.default.removeItem(at: root.appending(path: "Content"))
    try FileManager.default.removeItem(at: root.appending(path: "Themes"))
    #expect(try await preview.get("/").status == 200)
    await preview.end()
  }

  @Test func `drafts and articles to come are shown, marked and listed, and have neighbours`()
    async throws
  {
    let preview = try await RunningPreview([
      "Content/articles/draft.md": article("Draft <one>", "Secret.", "draft: true\n"),
      "Content/articles/later.md": "---\ntitle: Later\ndate: 2026-12-24 18:00\n---\nNews.\n",
    ])
    let draft = try await preview.get("/articles/draft/")
    #expect(draft.text.contains("data-held=\"Draft: only you see this page.\""))
    #expect(draft.text.contains("Secret."))
    let later = try await preview.get("/articles/later/")
    let words = "data-held=\"Not published before 2026-12-24 18:00 (America/New_York).\""
    #expect(later.text.contains(words))
    #expect(later.text.contains("next:Two"))
    #expect(try await preview.get("/articles/").text.contains("Later\nTwo\n"))
    let list = try await preview.get("/_attune/")
    #expect(list.text.contains("<a href=\"/articles/draft/\">Draft &lt;one&gt;</a>"))
    #expect(list.text.contains("<strong>2026-12-24 18:00 (America/New_York)</strong>"))
    #expect(!(try await preview.get("/articles/two/")).text.contains("data-held"))
    await preview.end()
  }

  @Test func `as published, a preview has what a build would write and nothing else`() async throws
  {
    let preview = try await RunningPreview([
      "Content/articles/draft.md": article("Draft", "Secret.", "draft: true\n"),
      "Content/articles/later.md": "---\ntitle: Later\ndate: 2026-12-24 18:00\n---\nNews.\n",
    ]) { $0.options.visibility = .published }
    #expect(try await preview.get("/articles/draft/").status == 404)
    #expect(try await preview.get("/articles/later/").status == 404)
    #expect(!(try await preview.get("/articles/")).text.contains("Later"))
    #expect(try await preview.get("/_attune/").text.contains("Draft"))
    await preview.end()
  }

  @Test func `nothing is written, whatever is looked at`() async throws {
    let preview = try await RunningPreview()
    func files() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(
        atPath: preview.folder.url.path(percentEncoded: false)
      ).sorted()
    }
    let before = try files()
    for path in ["/", "/articles/", "/articles/one/", "/feed.xml", "/_attune/"] {
      _ = try await preview.get(path)
    }
    #expect(try files() == before)
    await preview.end()
  }

  @Test func `the terminal is told what is wrong when that is something else`() async throws {
    let preview = try await RunningPreview()
    #expect(preview.reports.map(\.count) == [0])
    try write("Content/articles/one.md", article("One", "[x](/nowhere/)"), in: preview)
    _ = try await preview.get("/")
    try write("Content/articles/one.md", article("One", "[x](/nowhere/)") + "more\n", in: preview)
    _ = try await preview.get("/")
    try write("Content/articles/one.md", article("One", "Good."), in: preview)
    _ = try await preview.get("/articles/one/")
    let start = ContinuousClock.now
    while preview.reports.count < 3, ContinuousClock.now - start < .seconds(10) {
      await Task.yield()
    }
    // A save that is seen while it is being written is told as well.
    let counts = preview.reports.map(\.count)
    #expect(counts.first == 0 && counts.last == 0 && counts.contains(1) && counts.count < 7)
    await preview.end()
  }

  @Test
  func `Q18: a save is seen whatever its time is: earlier, the same, of a clock that went back`()
    async throws
  {
    let preview = try await RunningPreview()
    let file = preview.folder.url.appending(path: "Content/articles/one.md")
    for (round, hours) in [0.0, -1, -1, -2, 0].enumerated() {
      try write("Content/articles/one.md", article("One", "Round \(round)."), in: preview)
      let date = Date(timeIntervalSince1970: 1_700_000_000 + hours * 3_600)
      try FileManager.default.setAttributes(
        [.modificationDate: date], ofItemAtPath: file.path(percentEncoded: false))
      #expect(try await preview.get("/articles/one/").text.contains("Round \(round)."))
    }
    await preview.end()
  }

  @Test func `Q12: a build beside a preview and a preview beside a build do not mix`() async throws
  {
    let preview = try await RunningPreview([
      "Content/articles/draft.md": article("Draft", "Secret.", "draft: true\n")
    ])
    let result = try preview.folder.attune("build", "--at", "2026-11-22T12:00:00Z")
    #expect(result.code == 0)
    let page = preview.folder.url.appending(path: "Public/articles/two/index.html")
    #expect(!(try String(contentsOf: page, encoding: .utf8)).contains("_attune"))
    let draft = preview.folder.url.appending(path: "Public/articles/draft/index.html")
    #expect(!FileManager.default.fileExists(atPath: draft.path(percentEncoded: false)))
    #expect(try await preview.get("/articles/draft/").text.contains("Secret."))
    #expect(try await preview.get("/Public/index.html").status == 404)
    await preview.end()
  }
}
