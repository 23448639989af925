import Diagnostics
package import Documents

/// Whether a build would do anything at all: the one question that is asked of the whole site before it
/// is parsed.
///
/// What is compared are the stamps of every file, the program, and what it was asked for; nothing is
/// cached of any page. Whoever deletes the record loses nothing but the time of one build.
package struct LastBuild: Sendable {
  private let project: Project
  private let tree: SourceTree
  private let program: String

  /// Looks at a project's files, which `program` is about to build.
  ///
  /// `program` names this program so that another one has another name, also where both call themselves
  /// the same version.
  package init(_ project: Project, _ tree: SourceTree, by program: String) {
    self.project = project
    self.tree = tree
    self.program = program
  }

  /// What the last build found and wrote, when a build now would find the same and leave every file of
  /// the output folder as it is; else `nil`.
  package func repeated(
    at instant: Instant, to writer: OutputWriter
  ) throws(ProjectFailure) -> (findings: BuildFindings, written: WriteReport)? {
    // A record that cannot be read is no record: the build finds everything again.
    guard let root = try? Folder(at: project.root),
      let folder = try? root.folder(BuildRecord.folderName),
      let bytes = try? folder.read(BuildRecord.fileName, limit: BuildRecord.sizeLimit),
      let record = BuildRecord(parsing: bytes, timeZones: project.timeZones),
      record.holds(at: instant), record.inputs == inputs(record.findings.timeZone),
      let written = try writer.unchanged(since: record.manifest, isAlone: record.isAlone)
    else { return nil }
    return (record.findings, written)
  }

  /// Notes what a build without errors found and wrote, so that the next one may repeat it.
  ///
  /// Where it cannot be noted nothing is lost but time, so nobody is told.
  package func note(
    _ findings: BuildFindings, at instant: Instant, _ written: WriteReport,
    by writer: OutputWriter
  ) {
    // A file that was changed just now may change once more within the same step of the clock.
    guard tree.files.allSatisfy(\.isSettled), project.changes == nil,
      let manifest = writer.manifestFingerprint()
    else { return }
    let record = BuildRecord(
      inputs: inputs(findings.timeZone), manifest: manifest, isAlone: written.isAlone,
      instant: instant,
      findings: findings)
    try? write(record.bytes)
  }

  private func write(_ bytes: [UInt8]) throws(ProjectFailure) {
    let root = try Folder(at: project.root)
    let owner = try root.ownership()
    let folder = try root.madeFolder(BuildRecord.folderName, for: owner)
    let draft = BuildRecord.fileName + ".new"
    try folder.remove(draft)
    try folder.write(bytes, to: draft, for: owner)
    try folder.move(draft, to: BuildRecord.fileName, in: folder)
  }

  /// The fingerprint of all that the bytes of a site and what is said of it depend on.
  private func inputs(_ timeZone: TimeZoneRules?) -> Fingerprint {
    var sum = Fingerprint()
    sum.combine(program)
    sum.combine(markdownLibraryVersion)
    sum.combine(project.root)
    sum.combine(project.sharedFolder ?? "")
    sum.combine(project.address?.origin ?? "")
    sum.combine(project.address?.basePath ?? "")
    // Tables of time zones change with the laws of countries.
    sum.combine(timeZone?.fingerprint ?? Fingerprint())
    for file in tree.files {
      sum.combine(file.path.text)
      sum.combine(file.stamp)
    }
    // What is no file is known by what is said of it.
    for problem in tree.diagnostics {
      sum.combine(problem.rule.rawValue)
      sum.combine(problem.place.path)
    }
    return sum
  }
}

extension Fingerprint {
  fileprivate mutating func combine(_ stamp: FileStamp) {
    combine(Int(stamp.size))
    combine(Int(stamp.modified))
    combine(Int(stamp.changed))
    combine(Int(truncatingIfNeeded: stamp.inode))
    combine(Int(truncatingIfNeeded: stamp.device))
  }
}
