import Diagnostics
import Documents
import Foundation
import SiteEngine
import TestSupport
import Testing

/// No address dies: whatever an author does over the years, every address that was ever published answers.
///
/// She follows what a build says and nothing else: the aliases and reasons that it shows.
@Suite struct HistoryTests {
  private static let count =
    ProcessInfo.processInfo.environment["HISTORY_COUNT"].flatMap(Int.init) ?? 200
  private static let steps = 50

  @Test func `every address that was ever published answers, after any history`() throws {
    var tally: [String: Int] = [:]
    for seed in 0..<Self.count {
      var history = try History(seed: UInt64(seed))
      for step in 0..<Self.steps {
        try history.step(&tally)
        guard try history.publish() else {
          Issue.record("seed \(seed), step \(step): \(try history.site.problems())")
          return
        }
        guard step % 10 == 9 else { continue }
        if let problem = try history.deadAddress(&tally) {
          Issue.record("seed \(seed), step \(step): \(problem)")
          return
        }
      }
      try history.keep(seed)
    }
    print(tally.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    guard Self.count >= 200 else { return }
    // A generator that lost nothing would prove nothing.
    for kind in [
      "200", "301", "410", "alias", "gone", "write", "rename", "delete", "retag", "expire",
      "translate",
    ] {
      #expect(tally[kind, default: 0] >= 200, "\(kind) hardly ever happens")
    }
  }
}

/// A site and its author.
private struct History {
  /// An article or a page as its author has it.
  struct Text {
    var title: String
    var date: String
    var tags: [String]
    var expires: String?
    var isDraft = false
    var aliases: [String] = []

    var file: String {
      """
      ---
      title: \(title)
      date: \(date)
      tags: [\(tags.joined(separator: ", "))]
      \(expires.map { "expires: \($0)\n" } ?? "")draft: \(isDraft)
      aliases: [\(aliases.joined(separator: ", "))]
      ---
      Words.

      """
    }
  }

  let site: TestSite
  private let host: String
  private var generator: SeededGenerator
  private var texts: [String: Text] = [:]
  private var gone: [String: String] = [:]
  private let project: Project
  private var last: BuildSnapshot?
  private var changed: Set<String> = []
  private var settings = ""

  init(seed: UInt64) throws {
    generator = SeededGenerator(seed: seed)
    host = ["netlify", "cloudflare-pages", "nginx"][Int(seed % 3)]
    site = try TestSite("== Themes/plain/strings/es.yaml\n\(TestSite.words)\n")
    project = Project(root: site.root.path(percentEncoded: false), settlingTime: .zero)
    try writeSettings()
    _ = try publish()
  }

  private mutating func writeSettings() throws {
    var text = """
      name: Practice
      url: https://example.org/
      time-zone: America/New_York
      theme: plain
      articles-per-page: 2
      host: \(host)

      """
    if !gone.isEmpty {
      text +=
        "gone:\n" + gone.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined()
    }
    guard text != settings else { return }
    settings = text
    changed.insert("site.yaml")
    try site.write("site.yaml", Array(text.utf8))
  }

  private mutating func write(_ path: String) throws {
    guard let text = texts[path] else { return }
    changed.insert(path)
    try site.write(path, Array(text.file.utf8))
  }

  private mutating func remove(_ path: String) throws {
    changed.insert(path)
    try site.remove(path)
  }

  /// The site as it is now, built from what it was and what was changed.
  private mutating func snapshot() throws -> BuildSnapshot {
    let new = try build(
      project, at: site.instant, keeping: last, lookingAt: changed.sorted().map { SourcePath($0) })
    last = new
    changed = []
    return new
  }

  private mutating func page(_ path: String) throws -> String {
    let snapshot = try snapshot()
    let output = try #require(snapshot.output(at: OutputPath(path)))
    return String(decoding: snapshot.render(output).bytes, as: UTF8.self)
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }

  private mutating func chance(_ one: Int) -> Bool {
    Int.random(in: 0..<one, using: &generator) == 0
  }

  /// Does one thing.
  mutating func step(_ tally: inout [String: Int]) throws {
    let known = texts.keys.sorted()
    let kind =
      known.isEmpty
      ? "write"
      : pick(
        ["write", "write", "rename", "rename", "delete", "retag", "expire", "translate", "draft"])
    tally[kind, default: 0] += 1
    switch kind {
    case "write": try add(at: freePath())
    case "rename":
      let (old, new) = (pick(known), freePath())
      guard let new, old.hasSuffix(".es.md") == new.hasSuffix(".es.md"), var text = texts[old]
      else { return }
      texts[old] = nil
      try remove(old)
      free(Self.address(new))
      // Sometimes she thinks of the old address herself.
      if chance(2) { text.aliases.append(Self.address(old)) }
      text.aliases.removeAll { $0 == Self.address(new) }
      texts[new] = text
      try write(new)
    case "delete":
      let path = pick(known)
      texts[path] = nil
      try remove(path)
    case "retag":
      let path = pick(known)
      let tags = pick([[], ["calm"], ["grief"], ["calm", "sleep"], ["PTSD"]])
      texts[path]?.tags = tags
      try write(path)
    case "expire":
      let path = pick(known)
      let expires = texts[path]?.expires == nil ? "2026-10-01" : nil
      texts[path]?.expires = expires
      reclaim(path)
      try write(path)
    case "translate":
      let path = pick(known)
      guard !path.hasSuffix(".es.md") else { return }
      let other = path.replacingOccurrences(of: ".md", with: ".es.md")
      try add(at: texts[other] == nil ? other : nil)
    default:
      let path = pick(known)
      texts[path]?.isDraft.toggle()
      reclaim(path)
      try write(path)
    }
    try writeSettings()
  }

  private mutating func add(at path: String?) throws {
    guard let path else { return }
    free(Self.address(path))
    texts[path] = Text(
      title: pick(["One", "Two", "Three"]),
      date: "2026-0\(Int.random(in: 1...9, using: &generator))-01",
      tags: pick([[], ["calm"], ["grief", "calm"]]))
    try write(path)
  }

  private mutating func freePath() -> String? {
    let names = [
      "sleep", "better-sleep", "sleep-well", "kap", "grief", "calm", "group", "spring-group",
    ]
    let free = names.flatMap { ["Content/articles/\($0).md", "Content/articles/\($0).es.md"] }
      .filter { texts[$0] == nil }
    return free.isEmpty ? nil : pick(free)
  }

  private static func address(_ path: String) -> String {
    let name = path.dropFirst("Content/articles/".count)
    return name.hasSuffix(".es.md")
      ? "/es/articles/\(name.dropLast(".es.md".count))/"
      : "/articles/\(name.dropLast(".md".count))/"
  }

  /// Takes an address from whatever leads on from there: somebody lives there again.
  private mutating func free(_ address: String) {
    gone[address] = nil
    for path in texts.keys where texts[path]?.aliases.contains(address) == true {
      texts[path]?.aliases.removeAll { $0 == address }
      try? write(path)
    }
  }

  /// Gives a text back what is its own, which led elsewhere or was gone while it was not published.
  private mutating func reclaim(_ path: String) {
    let aliases = texts[path]?.aliases ?? []
    free(Self.address(path))
    for alias in aliases { free(alias) }
    texts[path]?.aliases = aliases
  }

  /// Follows what builds say until there is no error, and notes what was published.
  mutating func publish() throws -> Bool {
    for _ in 0..<8 {
      let snapshot = try snapshot()
      guard snapshot.diagnostics.hasErrors else {
        if try snapshot.record(in: project).get().newCount > 0 {
          changed.insert("published-urls.txt")
        }
        return true
      }
      var isFollowed = false
      for problem in snapshot.diagnostics where problem.severity == .error {
        if try follow(problem.suggestion ?? "") { isFollowed = true }
      }
      guard isFollowed else { return false }
    }
    return false
  }

  /// Does what a build shows; `false` when it shows nothing that can be pasted.
  private mutating func follow(_ help: String) throws -> Bool {
    let alias = #/`aliases: \[(\S+)\]` in `(\S+)`/#
    let more = #/add `(\S+)` to `aliases` in `(\S+)`/#
    let reason = #/`(\S+): REASON` below `gone:`/#
    let line = help.firstMatch(of: alias)?.output ?? help.firstMatch(of: more)?.output
    if let line, !chance(3) {
      texts[String(line.2)]?.aliases.append(String(line.1))
      try write(String(line.2))
      return true
    }
    guard let line = help.firstMatch(of: reason)?.output else { return false }
    gone[String(line.1)] = "It ended."
    try writeSettings()
    return true
  }

  /// An address that was published once and does not answer, in words; `nil` when all do.
  mutating func deadAddress(_ tally: inout [String: Int]) throws -> String? {
    let snapshot = try snapshot()
    let files = snapshot.outputs.map(\.path.text)
    let addresses = try site.text("published-urls.txt").components(separatedBy: "\n")
      .filter { $0.hasPrefix("/") }
    tally["alias", default: 0] += texts.values.reduce(0) { $0 + $1.aliases.count }
    tally["gone", default: 0] += gone.count
    // nginx's own map is asked by Scripts/verify-hosts; here it stands for what a rule of it says.
    let isServer = host == "nginx"
    let redirects =
      files.contains("_redirects") ? try page("_redirects") : isServer ? try rules() : ""
    let answers = StaticHost(
      host == "cloudflare-pages" ? .cloudflarePages : .netlify, files: files, redirects: redirects,
      headers: isServer ? "" : try page("_headers"))
    for address in addresses {
      let first = answers.answer(address)
      tally["\(first.status)", default: 0] += 1
      switch first.status {
      case 200: break
      case 410: guard first.file != nil else { return "\(address) is gone without a word" }
      case 301:
        let target = first.location ?? ""
        let second = answers.answer(target)
        guard second.status == 200 else { return "\(address) leads to \(target): \(second.status)" }
      default: return "\(address) answers \(first.status)"
      }
      if !isServer, first.location == nil, first.headers["X-Frame-Options"] != "DENY" {
        return "\(address) goes without its headers"
      }
    }
    return nil
  }

  /// The maps of nginx as rules.
  private mutating func rules() throws -> String {
    func lines(_ path: String, _ status: String) throws -> [String] {
      try page(path).components(separatedBy: "\n").filter { !$0.isEmpty }.map {
        $0.dropLast().replacingOccurrences(of: "\"", with: "") + " \(status)!"
      }
    }
    return try (lines("_nginx/redirects.map", "301") + lines("_nginx/gone.map", "410"))
      .joined(separator: "\n")
  }

  /// Leaves the site for Scripts/verify-hosts, where somebody asked for it and nginx is its host.
  func keep(_ seed: Int) throws {
    guard let folder = ProcessInfo.processInfo.environment["HISTORIES"], host == "nginx", seed < 60
    else {
      return
    }
    try #require(try site.publish().diagnostics.hasErrors == false)
    let target = URL(filePath: folder).appending(path: "\(seed)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for name in ["Public", "published-urls.txt"] {
      let place = target.appending(path: name)
      try? FileManager.default.removeItem(at: place)
      try FileManager.default.copyItem(at: site.root.appending(path: name), to: place)
    }
  }
}
