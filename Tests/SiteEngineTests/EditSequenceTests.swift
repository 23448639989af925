import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// The promise that a rebuild rests on: whatever happened before, the site is that of a first build of
/// the same files.
@Suite struct EditSequenceTests {
  /// How many sequences are tried; `EDIT_SEQUENCES` asks for more, and `EDIT_SEED` for another first.
  private static let count = number("EDIT_SEQUENCES") ?? 200
  private static let first = number("EDIT_SEED") ?? 0

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init)
  }

  @Test func `a rebuild equals a clean build after any edits`() async throws {
    var tally = Tally()
    // One after the other: each builds on all cores by itself, and other tests want a thread too.
    for seed in Self.first..<Self.first + Self.count {
      guard try await check(seed, &tally) else { return }
    }
    print(tally)
    // A generator that mostly makes broken or empty sites would prove little.
    #expect(tally.comparisons >= Self.count)
    #expect(tally.wholeSites * 2 > tally.comparisons)
    #expect(tally.outputs > tally.comparisons * 20)
    if Self.count >= 200 {
      for kind in EditKind.allCases {
        #expect(tally.edits[kind, default: 0] >= 10, "\(kind) hardly ever happens")
      }
    }
  }

  @Test func `a row of steps that fails is shrunk to those that matter`() async {
    let needed: Set = [3, 17, 18, 40]
    let left = await shrunk(Array(0..<50)) { needed.isSubset(of: $0) }
    #expect(left == needed.sorted())
    #expect(await shrunk([1]) { _ in true } == [])
  }

  @Test func `the site that every sequence begins with is whole`() throws {
    let site = try TestSite(bare: true)
    for (path, text) in EditGenerator.start { try site.write(path, Array(text.utf8)) }
    let problems = try site.problems()
    #expect(problems == "")
    for template in EditedTheme.templates {
      for way in 0..<3 {
        let text = EditedTheme.template(template, way: way)
        try site.write("Themes/plain/\(template).mustache", Array(text.utf8))
        let problems = try site.problems()
        #expect(problems == "")
      }
    }
  }

  /// Tries one sequence; one failure says enough, and shrinking each of hundreds would take an hour.
  private func check(_ seed: Int, _ tally: inout Tally) async throws -> Bool {
    var generator = EditGenerator(seed: UInt64(seed))
    let steps = generator.sequence()
    for step in steps { tally.edits[step.kind, default: 0] += 1 }
    guard try await difference(steps, &tally) != nil else { return true }
    var unused = Tally()
    let fewest = try await shrunk(steps) { try await difference($0, &unused) != nil }
    let list = fewest.map { "  \($0)" }.joined(separator: "\n")
    let found = try await difference(fewest, &unused) ?? ""
    Issue.record("seed \(seed), \(fewest.count) edits:\n\(list)\n\(found)")
    return false
  }

  /// What differs after some edits, in words; `nil` when nothing does.
  private func difference(_ steps: [Step], _ tally: inout Tally) async throws -> String? {
    let site = try TestSite(bare: true)
    for (path, text) in EditGenerator.start { try site.write(path, Array(text.utf8)) }
    let project = Project(root: site.root.path(percentEncoded: false), settlingTime: .zero)
    let session = try BuildSession(project, at: site.instant)
    _ = await session.renderAll()
    for (index, step) in steps.enumerated() {
      let changes = try step.edit.apply(to: site)
      try await session.apply(step.isUntold ? changes + [.everything] : changes)
      switch step.view {
      case .nothing: break
      case .onePage: _ = await session.render(OutputPath("articles/a1/index.html"))
      case .everything: _ = await session.renderAll()
      }
      guard index % 10 == 9 || index == steps.count - 1 else { continue }
      if let difference = try await compare(session, site, &tally) { return difference }
    }
    return nil
  }

  private func compare(
    _ session: BuildSession, _ site: TestSite, _ tally: inout Tally
  ) async throws -> String? {
    let outputs = await session.renderAll()
    let snapshot = await session.snapshot
    let fresh = try site.snapshot()
    let expected = fresh.renderAll()
    tally.add(outputs: outputs.count, isWhole: !fresh.diagnostics.hasErrors)
    if outputs.map(\.path) != expected.map(\.path) {
      return "outputs \(outputs.map(\.path)) instead of \(expected.map(\.path))"
    }
    for (output, expected) in zip(outputs, expected) where output.content != expected.content {
      return """
        \(output.path) is
        \(String(decoding: output.bytes, as: UTF8.self))
        instead of
        \(String(decoding: expected.bytes, as: UTF8.self))
        """
    }
    let style = TerminalStyle(usesColor: false)
    if snapshot.diagnostics != fresh.diagnostics {
      return """
        problems are
        \(style.text(for: snapshot.diagnostics))
        instead of
        \(style.text(for: fresh.diagnostics))
        """
    }
    if snapshot.heldBack != fresh.heldBack || snapshot.nextChange != fresh.nextChange {
      return "held back \(snapshot.heldBack) instead of \(fresh.heldBack)"
    }
    return nil
  }
}

/// What the sequences consisted of, and which sites came out.
private struct Tally: Sendable, CustomStringConvertible {
  var edits: [EditKind: Int] = [:]
  /// How often a site was compared with a first build.
  private(set) var comparisons = 0
  /// How many of these sites had no error.
  private(set) var wholeSites = 0
  /// How many outputs were compared.
  private(set) var outputs = 0

  mutating func add(outputs count: Int, isWhole: Bool) {
    comparisons += 1
    wholeSites += isWhole ? 1 : 0
    outputs += count
  }

  var description: String {
    let kinds = EditKind.allCases.map { "\($0) \(edits[$0, default: 0])" }.joined(separator: ", ")
    return """
      \(edits.values.reduce(0, +)) edits: \(kinds)
      \(comparisons) comparisons of \(outputs) outputs; \(wholeSites) of the sites had no error
      """
  }
}
