import Diagnostics
import Documents
import Foundation
import SiteEngine
import TestSupport
import Testing

/// The example practice of this repository, built as `make site` builds it.
@Suite struct ExampleSiteTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

  /// A day on which every article is published.
  private func snapshot() throws -> BuildSnapshot {
    try build(Project(root: Self.root), at: #require(Instant(parsing: "2026-11-22T12:00:00Z")))
  }

  private func pages() throws -> [String: [UInt8]] {
    Dictionary(
      try snapshot().renderAll().filter { $0.path.text.hasSuffix(".html") }
        .map { ($0.path.text, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  private func text(_ path: String) throws -> String {
    try String(decoding: #require(pages()[path]), as: UTF8.self)
  }

  @Test func `it builds without a word of complaint`() throws {
    #expect(try TerminalStyle(usesColor: false).text(for: snapshot().diagnostics) == "")
  }

  @Test func `its pages are those that were looked at`() throws {
    // The same input gives the same bytes with the same libcmark; Homebrew's is newer than Debian's.
    guard markdownLibraryVersion == "0.30.2" else {
      print(
        "The golden pages are those of libcmark 0.30.2; with \(markdownLibraryVersion) nothing was compared."
      )
      return
    }
    #expect(try Golden("example").differences(from: pages()) == [])
  }

  @Test
  func `under the newest article stands Next with the title of the one before, and no Previous`()
    throws
  {
    let page = try text("articles/ketamine-assisted-psychotherapy/index.html")
    let neighbours = try #require(page.components(separatedBy: #"<nav class="neighbours""#).last)
    #expect(neighbours.contains(#"<span class="label">Next</span>"#))
    #expect(
      neighbours.contains(
        #"<span class="title">6 Tips to Keeping Conscious Relationships While Parenting</span>"#))
    #expect(neighbours.contains(#"href="/articles/conscious-relationships-while-parenting/""#))
    #expect(!page.contains("Previous"))
  }

  @Test func `an article in the middle leads both ways, and the oldest only back`() throws {
    let middle = try text("articles/conscious-relationships-while-parenting/index.html")
    #expect(middle.contains(#"rel="prev" href="/articles/ketamine-assisted-psychotherapy/""#))
    #expect(middle.contains(#"rel="next" href="/articles/ptsd-treatment-guidelines/""#))
    let oldest = try text("articles/somatic-experiencing/index.html")
    #expect(oldest.contains(#"<span class="label">Previous</span>"#))
    #expect(!oldest.contains(#"<span class="label">Next</span>"#))
  }

  @Test func `the newest article has its sections and its title to the letter`() throws {
    let page = try text("articles/ketamine-assisted-psychotherapy/index.html")
    #expect(
      page.contains(
        "<h1>Ketamine-Assisted Psychotherapy: Breakthrough or Bust? How it Supports Healing PTSD, Complex Trauma, Depression, Anxiety, and Perinatal Mood Disorders</h1>"
      ))
    for section in [
      "Understanding Ketamine Therapy", "PTSD and Complex Trauma", "Depression and Anxiety",
      "Perinatal Mood Disorders", "Somatic Therapy &amp; KAP", "Conclusion",
    ] {
      #expect(page.contains(">\(section)"), "\(section)")
    }
  }

  @Test func `every page leads to help and says that the practice is an example`() throws {
    for (path, bytes) in try pages() {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(page.contains(#"href="/crisis-resources/""#), "\(path)")
      #expect(page.contains("(an example)"), "\(path)")
    }
  }

  @Test func `every note leads to its source, and back to the first place that names it`() throws {
    for (name, notes) in [
      ("ketamine-assisted-psychotherapy", 47), ("conscious-relationships-while-parenting", 15),
      ("ptsd-treatment-guidelines", 12), ("perinatal-mood-and-anxiety", 12),
      ("somatic-experiencing", 9),
    ] {
      let page = try text("articles/\(name)/index.html")
      #expect(page.components(separatedBy: "<li id=\"fn-").count - 1 == notes)
      #expect(page.components(separatedBy: "href=\"#fnref-").count - 1 == notes)
      #expect(page.components(separatedBy: "href=\"#fn-").count - 1 >= notes)
    }
  }

  @Test func `what speaks of suicide or of an emergency has a number to call beside it`() throws {
    for (path, bytes) in try pages() {
      let page = String(decoding: bytes, as: UTF8.self)
      guard page.contains("uicid") || page.contains("sychosis") else { continue }
      #expect(page.contains(#"href="tel:988""#), "\(path)")
      #expect(page.contains(#"href="tel:911""#), "\(path)")
    }
  }

  @Test func `every page says in the same place that nobody answers here`() throws {
    for (path, bytes) in try pages() {
      let foot = try #require(
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "<footer").last)
      #expect(foot.contains("This website cannot answer"), "\(path)")
      #expect(foot.contains(#"href="/crisis-resources/""#), "\(path)")
    }
  }

  @Test func `its theme has the same words in every language`() throws {
    let keys = try ["en", "es"].map { language in
      try String(
        contentsOfFile: "\(Self.root)Themes/hearth/strings/\(language).yaml", encoding: .utf8
      )
      .split(separator: "\n").compactMap { $0.first == "#" ? nil : $0.split(separator: ":").first }
      .filter { !$0.hasPrefix(" ") }
    }
    #expect(keys[0].count > 30)
    #expect(keys[0] == keys[1])
  }

  @Test func `nothing on it is loaded from elsewhere, and nothing runs`() throws {
    for (path, bytes) in try pages() {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(!page.contains("<script"), "\(path)")
      #expect(!page.contains(" src=\"http"), "\(path)")
      #expect(!page.contains("target="), "\(path)")
    }
  }
}
