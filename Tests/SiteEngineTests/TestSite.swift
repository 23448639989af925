import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// A whole site, written as one text: `== path` begins a file, what follows is what it says.
///
/// It lies in a fresh folder of its own, which goes when the site does. Files that a test does not
/// write come from a small complete site, so that a test says only what it is about.
final class TestSite {
  /// The folder of the site.
  let root: URL
  /// The instant at which the site is built; noon, 22 November 2026, in New York.
  var instant = Instant(secondsSinceEpoch: 1_795_366_800)

  /// Writes a site to a fresh folder.
  init(_ text: String = "", bare: Bool = false) throws {
    root = FileManager.default.temporaryDirectory
      .appending(path: "attune-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    if !bare { try write(Self.small) }
    try write(text)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// Writes files, each beginning with a line `== path`.
  func write(_ text: String) throws {
    for part in "\n\(text)".components(separatedBy: "\n== ").dropFirst() {
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let body = lines.count > 1 ? String(lines[1]) : ""
      try write(
        String(lines[0]), Array((body.hasSuffix("\n") || body.isEmpty ? body : body + "\n").utf8))
    }
  }

  /// Writes one file.
  func write(_ path: String, _ bytes: [UInt8]) throws {
    let url = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// The text of a file.
  func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Puts a text in the place of another, which must be in the file.
  func edit(_ path: String, replacing old: String, with new: String) throws {
    let text = try text(path)
    try #require(text.contains(old), "\(path) does not say \(old)")
    try write(path, Array(text.replacingOccurrences(of: old, with: new).utf8))
  }

  /// Whether there is a file.
  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path(percentEncoded: false))
  }

  /// Takes a file away.
  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: root.appending(path: path))
  }

  /// Gives a file or a folder another name, over what is there.
  func move(_ path: String, to target: String) throws {
    let url = root.appending(path: target)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    if exists(target) { try remove(target) }
    try FileManager.default.moveItem(at: root.appending(path: path), to: url)
  }

  /// The site as it is now.
  func snapshot() throws -> BuildSnapshot { try build(project, at: instant) }

  /// The site's folder, as the engine is told of it; files below `share/attune` are those that came with
  /// attune.
  var project: Project {
    Project(
      root: root.path(percentEncoded: false),
      sharedFolder: exists("share/attune")
        ? root.appending(path: "share/attune").path(percentEncoded: false) : nil)
  }

  /// What is wrong with the site, as a person at a terminal reads it.
  func problems() throws -> String {
    try TerminalStyle(usesColor: false).text(for: snapshot().diagnostics)
  }

  /// The text of an output.
  func page(_ path: String) throws -> String {
    let snapshot = try snapshot()
    let output = try #require(snapshot.outputs.first { $0.path.text == path }, "no \(path)")
    return String(decoding: snapshot.render(output).bytes, as: UTF8.self)
  }

  /// The paths of all outputs but the theme's files, and those that every site has for programs.
  func outputs() throws -> [String] {
    let forPrograms = [
      "_headers", "_redirects", "atom.xml", "feed.json", "feed.xml", "robots.txt", "sitemap.xml",
    ]
    return try snapshot().outputs.map(\.path.text).filter { path in
      !path.hasPrefix("assets/") && !forPrograms.contains { path == $0 || path.hasSuffix("/" + $0) }
    }
  }

  /// What writes to the site's `Public`.
  var writer: OutputWriter {
    OutputWriter(output: root.appending(path: "Public").path(percentEncoded: false))
  }

  /// Writes the site to its `Public`.
  @discardableResult
  func publish() throws -> WriteReport {
    try #require(try writer.write(snapshot(), in: project))
  }

  /// The words that every theme must have.
  static let words = """
    months: [January, February, March, April, May, June, July, August, September, October, November, December]
    date-long: "{month} {day}, {year}"
    articles: Articles
    language-name: English
    not-found: Not here
    callout-note: Note
    callout-tip: Tip
    callout-important: Important
    callout-warning: Warning
    callout-caution: Caution
    footnotes: Notes
    back-to-text: Back
    table-region: Table

    """

  /// The smallest site that says everything it must.
  private static let small = """
    == site.yaml
    name: Practice
    url: https://example.org/
    time-zone: America/New_York
    theme: plain
    == Themes/plain/theme.yaml
    name: Plain
    interface: 1
    == Themes/plain/strings/en.yaml
    \(words)
    == Themes/plain/home.mustache
    home {{title}}{{#articles}} [{{title}}]({{url}}){{/articles}}
    == Themes/plain/articles.mustache
    list{{#articles}} [{{title}}]({{url}}){{/articles}}{{#pagination}} {{number}}/{{count}}{{/pagination}}
    == Themes/plain/topic.mustache
    topic {{title}}{{#articles}} [{{title}}]({{url}}){{/articles}}{{#pagination}} {{number}}/{{count}}{{/pagination}}
    == Themes/plain/article.mustache
    article {{title}}{{#next}} next:{{title}}={{url}}{{/next}}{{#previous}} previous:{{title}}={{url}}{{/previous}}
    {{{content}}}
    == Themes/plain/page.mustache
    page {{title}}
    {{{content}}}
    == Themes/plain/not-found.mustache
    {{title}}
    """
}
