import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// The promise that a rebuild rests on: whatever happened before, the site is that of a first build of
/// the same files.
@Suite struct EditSequenceTests {
  /// How many sequences are tried; `EDIT_SEQUENCES` asks for more.
  static let count = ProcessInfo.processInfo.environment["EDIT_SEQUENCES"].flatMap(Int.init) ?? 200

  @Test(arguments: 0..<count)
  func `a rebuild equals a clean build after any edits`(seed: Int) async throws {
    var generator = EditGenerator(seed: UInt64(seed))
    let edits = generator.sequence()
    guard var difference = try await difference(edits) else { return }
    let shrunk = try await shrunk(edits, &difference)
    let list = shrunk.map { "  \($0)" }.joined(separator: "\n")
    Issue.record("seed \(seed), \(shrunk.count) edits:\n\(list)\n\(difference)")
  }

  /// What differs after some edits, in words; `nil` when nothing does.
  private func difference(_ steps: [Step]) async throws -> String? {
    let site = try TestSite(Self.start)
    let project = Project(
      root: site.root.path(percentEncoded: false), settlingTime: .zero)
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
      if index % 10 == 9, let difference = try await compare(session, site) { return difference }
    }
    return try await compare(session, site)
  }

  private func compare(_ session: BuildSession, _ site: TestSite) async throws -> String? {
    let outputs = await session.renderAll()
    let snapshot = await session.snapshot
    let fresh = try site.snapshot()
    let expected = fresh.renderAll()
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

  /// The same failure with as few edits as can be found by leaving out halves, quarters and so on.
  private func shrunk(
    _ edits: [Step], _ found: inout String
  ) async throws -> [Step] {
    var edits = edits
    var size = edits.count / 2
    while size > 0 {
      var start = 0
      while start < edits.count {
        var fewer = edits
        fewer.removeSubrange(start..<min(start + size, edits.count))
        if let difference = try await difference(fewer) {
          edits = fewer
          found = difference
        } else {
          start += size
        }
      }
      size /= 2
    }
    return edits
  }

  /// What every sequence begins with: a little of everything.
  private static let start = """
    == Themes/plain/partials/line.mustache
    line {{site.name}}
    == Themes/plain/assets/style.css
    a { color: black }
    == Content/pages/about.md
    ---
    title: About
    menu-order: 1
    ---
    See [one](/articles/a1/).
    == Content/articles/a1.md
    ---
    title: One
    date: 2026-01-01
    ---
    First. [About](/about/)
    == Content/articles/a2.md
    ---
    title: Two
    date: 2026-02-01
    ---
    Second. [One](a1.md)
    """
}
