import Diagnostics
import Documents

/// What the last build was made from, what it said and what it wrote: enough to know that the next one
/// would do nothing, and to say again what it would say.
///
/// It is about the site as a whole and keeps no page. It lies beside the site and not in the output
/// folder, since it names drafts and the output folder is what the world gets.
struct BuildRecord: Sendable {
  /// The file's name in the site's folder.
  static let folderName = ".attune"
  static let fileName = "last-build"
  /// The largest record that is read: a site may have a problem in each of its files.
  static let sizeLimit = 64 << 20
  private static let kind = CheckedText.Kind(name: "attune-build", version: 2)

  /// The fingerprint of all that the site was made from.
  let inputs: Fingerprint
  /// The fingerprint of the manifest that was put in place.
  let manifest: Fingerprint
  /// Whether nobody else had something in the output folder.
  let isAlone: Bool
  /// The moment whose site was built.
  let instant: Instant
  /// What was said of the site.
  let findings: BuildFindings

  /// Whether a site with the same inputs is the same at a moment.
  func holds(at moment: Instant) -> Bool {
    instant <= moment && findings.nextChange.map { moment < $0 } ?? true
  }

  /// The bytes of the record.
  var bytes: [UInt8] {
    var lines = RecordLines()
    lines.begin("build")
    lines.add(String(inputs.value, radix: 16))
    lines.add(String(manifest.value, radix: 16))
    lines.add(Int(instant.secondsSinceEpoch))
    lines.add(findings.nextChange.map { "\($0.secondsSinceEpoch)" } ?? "")
    lines.add(findings.timeZone?.name ?? "")
    lines.add(isAlone ? "alone" : "")
    for held in findings.heldBack { lines.add(held) }
    for problem in findings.diagnostics { lines.add(problem) }
    return CheckedText.bytes(of: lines.bytes, as: Self.kind)
  }

  /// Reads a record; `nil` when it is broken or another attune's, and then there is none.
  ///
  /// `timeZones` is the folder with the machine's time zones.
  init?(parsing bytes: [UInt8], timeZones: String) {
    guard let lines = try? CheckedText(parsing: bytes, as: Self.kind).lines else { return nil }
    var heldBack: [HeldBack] = []
    var diagnostics: [Diagnostic] = []
    var heading: [String]?
    for line in lines {
      var fields = RecordFields(line)
      switch fields.kind {
      case "build": heading = fields.rest
      case "held":
        guard let held = fields.heldBack() else { return nil }
        heldBack.append(held)
      case "problem":
        guard let problem = fields.problem() else { return nil }
        diagnostics.append(problem)
      default: return nil
      }
    }
    guard let heading, heading.count == 6, let inputs = UInt64(heading[0], radix: 16),
      let manifest = UInt64(heading[1], radix: 16), let instant = Int64(heading[2])
    else { return nil }
    self.inputs = Fingerprint(value: inputs)
    self.manifest = Fingerprint(value: manifest)
    isAlone = heading[5] == "alone"
    self.instant = Instant(secondsSinceEpoch: instant)
    findings = BuildFindings(
      diagnostics: diagnostics, heldBack: heldBack,
      nextChange: Int64(heading[3]).map { Instant(secondsSinceEpoch: $0) },
      timeZone: Configuration.zone(named: heading[4], in: timeZones))
  }

  /// Notes what a build said and wrote.
  init(
    inputs: Fingerprint, manifest: Fingerprint, isAlone: Bool, instant: Instant,
    findings: BuildFindings
  ) {
    self.inputs = inputs
    self.manifest = manifest
    self.isAlone = isAlone
    self.instant = instant
    self.findings = findings
  }
}
