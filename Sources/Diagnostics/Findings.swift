/// The problems of one file, collected by offset while it is parsed and given lines at the end.
///
/// Counting lines for every problem as it appears would make a file with many problems cost the
/// square of its size.
package struct Findings: Sendable {
  private struct Finding {
    let rule: RuleID
    let severity: Diagnostic.Severity
    let message: String
    let range: Range<Int>?
    let suggestion: String?
    let related: [(message: String, range: Range<Int>)]
  }

  /// How many problems of one rule are told one by one in one file.
  ///
  /// Nobody reads more, and a hostile file could hold a million. The rest are counted, not lost.
  package static let limitPerRule = 50

  private let file: SourceFile
  private var findings: [Finding] = []
  private var counts: [RuleID: Int] = [:]
  private var worst: [RuleID: Diagnostic.Severity] = [:]

  /// Starts collecting for a file.
  package init(in file: SourceFile) { self.file = file }

  /// Whether nothing was found.
  package var isEmpty: Bool { findings.isEmpty }

  /// Notes a problem at a stretch of the file, or with the file as a whole.
  package mutating func report(
    _ rule: RuleID,
    _ severity: Diagnostic.Severity,
    _ message: String,
    at range: Range<Int>?,
    suggestion: String? = nil,
    related: [(message: String, range: Range<Int>)] = []
  ) {
    counts[rule, default: 0] += 1
    worst[rule] = max(worst[rule] ?? severity, severity)
    guard counts[rule, default: 0] <= Self.limitPerRule else { return }
    findings.append(
      Finding(
        rule: rule, severity: severity, message: message, range: range, suggestion: suggestion,
        related: related))
  }

  /// The diagnostics, in reading order.
  ///
  /// - Complexity: O(*n* + *m* log *n*) for a file of *n* bytes with *m* problems.
  package func diagnostics() -> [Diagnostic] {
    guard !findings.isEmpty else { return [] }
    var places = PlaceFinder(in: file.bytes, path: file.path)
    func place(_ range: Range<Int>?) -> SourcePlace {
      guard let range else { return SourcePlace(wholeOf: file.path) }
      return places.place(of: range)
    }
    // In the order of the file, so that what many places in one line share is counted once.
    let ordered = findings.sorted { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
    var diagnostics = ordered.map { finding in
      Diagnostic(
        finding.rule, finding.severity, finding.message, at: place(finding.range),
        suggestion: finding.suggestion,
        related: finding.related.map { Diagnostic.Related($0.message, at: place($0.range)) })
    }
    for (rule, count) in counts where count > Self.limitPerRule {
      let rest = count - Self.limitPerRule
      diagnostics.append(
        Diagnostic(
          rule, worst[rule] ?? .error,
          "\(rest) more \(rest == 1 ? "place" : "places") in this file with the same problem",
          at: place(nil)))
    }
    return diagnostics.inReadingOrder()
  }
}
