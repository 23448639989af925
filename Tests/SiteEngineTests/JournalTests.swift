import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What a build finds that an earlier one left: half a stage, a journal, notes that cannot be read.
///
/// The states in between are made here by hand; `Scripts/verify-writes` makes every one of them by ending
/// real builds.
@Suite struct JournalTests {
  private func plain(_ diagnostics: [Diagnostic]) -> String {
    TerminalStyle(usesColor: false).text(for: diagnostics)
  }

  /// One of attune's notes, with the fingerprint that shows it is whole.
  private func note(_ lines: String) -> [UInt8] {
    Array("\(lines)= \(String(Fingerprint(of: Array(lines.utf8)).value, radix: 16))\n".utf8)
  }

  private func line(_ path: String, _ text: String) -> String {
    "\(String(Fingerprint(of: Array(text.utf8)).value, radix: 16)) \(text.utf8.count) \(path)\n"
  }

  /// A folder with `a`, `b` and `gone`, and a build that wanted `a` and `new/c` anew and no `gone`.
  private func interrupted() throws -> TestSite {
    let site = try TestSite()
    _ = try site.writer.write([
      (OutputPath("a"), Array("old a".utf8)), (OutputPath("b"), Array("b".utf8)),
      (OutputPath("gone"), Array("gone".utf8)),
    ])
    try site.write("Public/.attune-stage/0", Array("new a".utf8))
    try site.write("Public/.attune-stage/2/c", Array("c".utf8))
    try site.write(
      "Public/.attune-stage/manifest",
      note("attune-manifest 2\n" + line("a", "new a") + line("b", "b") + line("new/c", "c")))
    return site
  }

  private let journal = "attune-journal 1\nreplacement 0 a\nfolder 2 new\nremove 0 gone\n"

  private func files(in site: TestSite) throws -> [String: String] {
    var files: [String: String] = [:]
    for path in ["a", "b", "gone", "new/c", ".attune-stage"] where site.exists("Public/\(path)") {
      files[path] = try? site.text("Public/\(path)")
    }
    return files
  }

  @Test func `Q15: a stage without a journal means nothing and goes`() throws {
    let site = try interrupted()
    try site.write("Public/.attune-stage/journal.new", note(journal))
    #expect(try site.writer.finish() == [])
    #expect(try files(in: site) == ["a": "old a", "b": "b", "gone": "gone"])
    #expect(!site.exists("Public/.attune-stage"))
  }

  @Test func `what a journal says is done by the next build, whatever that is started for`() throws
  {
    let site = try interrupted()
    try site.write("Public/.attune-stage/journal", note(journal))
    #expect(
      plain(try site.writer.finish()).hasSuffix(
        "Public: note: the last build was ended in the middle; what it had begun was finished [finished-build]\n\n1 note\n"
      ))
    #expect(try files(in: site) == ["a": "new a", "b": "b", "new/c": "c"])
    #expect(!site.exists("Public/.attune-stage"))
    // The manifest is the new one: the folder in which `c` came is attune's, and goes.
    let report = try site.writer.write([(OutputPath("b"), Array("b".utf8))])
    #expect(report.removed.map(\.text) == ["a", "new/c"])
    #expect(report.unchangedCount == 1)
    #expect(!site.exists("Public/new"))
  }

  @Test func `a journal of which a part was done is finished too, and once more when all was`()
    throws
  {
    let site = try interrupted()
    try site.write("Public/.attune-stage/journal", note(journal))
    try site.write("Public/a", Array("new a".utf8))
    try site.remove("Public/.attune-stage/0")
    #expect(try site.writer.finish().count == 1)
    #expect(try files(in: site) == ["a": "new a", "b": "b", "new/c": "c"])
    try site.write("Public/.attune-stage/journal", note(journal))
    try site.write("Public/gone", Array("somebody's".utf8))
    #expect(try site.writer.finish().count == 1)
    #expect(
      try files(in: site) == ["a": "new a", "b": "b", "new/c": "c", "gone": "somebody's"])
  }

  @Test func `a folder that was emptied for a file, and not taken away yet, goes`() throws {
    let site = try TestSite()
    _ = try site.writer.write([(OutputPath("a/b/c"), Array("old".utf8))])
    try site.remove("Public/a/b")
    try site.write("Public/.attune-stage/0", Array("new".utf8))
    try site.write(
      "Public/.attune-stage/manifest", note("attune-manifest 2\n" + line("a", "new")))
    try site.write(
      "Public/.attune-stage/journal", note("attune-journal 1\nclear 0 a/b/c\nfile 0 a\n"))
    #expect(try site.writer.finish().count == 1)
    #expect(try site.text("Public/a") == "new")
  }

  @Test func `J10: what somebody put there in between is not replaced by what is finished`() throws
  {
    let site = try interrupted()
    try site.write("Public/.attune-stage/journal", note(journal))
    try site.write("Public/new/c", Array("somebody's".utf8))
    let failure = #expect(throws: ProjectFailure.self) { try site.writer.finish() }
    #expect(
      failure.map { plain([$0.diagnostic]) }?.hasSuffix(
        "Public/new: error: cannot finish what the last build began: somebody put this here; move it away, then build again; a part of the site is new already, and the next build finishes it [system-refused]\n\n1 error\n"
      ) == true)
    #expect(try site.text("Public/new/c") == "somebody's")
    try site.remove("Public/new")
    #expect(try site.writer.finish().count == 1)
    #expect(try files(in: site) == ["a": "new a", "b": "b", "new/c": "c"])
  }

  @Test(arguments: [
    "attune-journal 1\nreplacement 0 ../../secret\n", "attune-journal 1\nremove 0 ../secret\n",
    "attune-journal 1\nremove 0 /etc/secret\n", "attune-journal 1\nfile 0 .attune-manifest\n",
    "attune-journal 1\nreplacement -1 a\n", "attune-journal 1\nreplacement\n",
    "attune-journal 1\nexecute 0 a\n", "attune-journal x\n", "",
  ])
  func `a journal that leads out of the folder, or is none, does nothing`(_ lines: String) throws {
    let site = try interrupted()
    try site.write("secret", [1])
    try site.write("Public/.attune-stage/journal", note(lines))
    let failure = #expect(throws: ProjectFailure.self) { try site.writer.finish() }
    #expect(
      failure.map { plain([$0.diagnostic]) }?.contains(
        "cannot read what the last build wrote: the file was changed or cut; remove `") == true)
    #expect(try files(in: site) == ["a": "old a", "b": "b", "gone": "gone"])
    #expect(site.exists("Public/.attune-stage/2/c"))
    #expect(try site.text("secret") == "\u{1}")
  }

  @Test func `a journal that was cut, or changed in one byte, does nothing`() throws {
    let site = try interrupted()
    let whole = note(journal)
    for length in whole.indices {
      try site.write("Public/.attune-stage/journal", Array(whole[..<length]))
      #expect(throws: ProjectFailure.self) { try site.writer.finish() }
      var changed = whole
      changed[length] ^= 1
      try site.write("Public/.attune-stage/journal", changed)
      #expect(throws: ProjectFailure.self) { try site.writer.finish() }
    }
    #expect(try files(in: site) == ["a": "old a", "b": "b", "gone": "gone"])
  }

  @Test func `Q17: what a disk lost of the stage is not put in place`() throws {
    let site = try interrupted()
    try site.write("Public/.attune-stage/journal", note(journal))
    try site.write("Public/.attune-stage/2/c", [])
    #expect(throws: ProjectFailure.self) { try site.writer.finish() }
    #expect(try files(in: site) == ["a": "old a", "b": "b", "gone": "gone"])
  }

  @Test func `Q20: a newer attune's notes are left to it, and say so`() throws {
    let site = try interrupted()
    try site.write("Public/.attune-stage/journal", note("attune-journal 2\n"))
    let journal = #expect(throws: ProjectFailure.self) { try site.writer.finish() }
    #expect(
      journal?.reason.hasPrefix("a newer attune wrote it; build with that one, or remove `") == true
    )
    try site.remove("Public/.attune-stage")
    try site.write("Public/.attune-manifest", note("attune-manifest 3\n"))
    let manifest = #expect(throws: ProjectFailure.self) { try site.writer.write([]) }
    #expect(
      manifest?.reason
        == "a newer attune wrote it; build with that one, or remove what is in the output folder and build again"
    )
    #expect(try files(in: site) == ["a": "old a", "b": "b", "gone": "gone"])
  }

  @Test func `Q20: the first attune's manifest is read, and the bytes are those of a clean build`()
    throws
  {
    let site = try interrupted()
    try site.remove("Public/.attune-stage")
    let wrong = "0 a\n0 b\n0 gone\n"
    try site.write("Public/.attune-manifest", Array("attune-manifest 1\n\(wrong)".utf8))
    let report = try site.writer.write([
      (OutputPath("a"), Array("new a".utf8)), (OutputPath("b"), Array("b".utf8)),
    ])
    #expect(report.written.map(\.text) == ["a"])
    #expect(report.removed.map(\.text) == ["gone"])
    let clean = try TestSite()
    _ = try clean.writer.write([
      (OutputPath("a"), Array("new a".utf8)), (OutputPath("b"), Array("b".utf8)),
    ])
    #expect(try site.text("Public/.attune-manifest") == clean.text("Public/.attune-manifest"))
  }

  @Test func `a manifest that was cut, or changed in one byte, is not trusted with anything`()
    throws
  {
    let site = try interrupted()
    try site.remove("Public/.attune-stage")
    let whole = Array(try site.text("Public/.attune-manifest").utf8)
    for length in whole.indices {
      for bytes in [
        Array(whole[..<length]), whole[..<length] + [whole[length] ^ 1] + whole[(length + 1)...],
      ] {
        try site.write("Public/.attune-manifest", Array(bytes))
        #expect(throws: ProjectFailure.self) { try site.writer.write([]) }
      }
    }
    #expect(try files(in: site) == ["a": "old a", "b": "b", "gone": "gone"])
  }
}
