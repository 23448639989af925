import Diagnostics

/// Something wrong in a template, before it is known which file it is in.
struct TemplateProblem {
  let rule: RuleID
  var severity = Diagnostic.Severity.error
  let message: String
  let range: Range<Int>?
  var suggestion: String?
  var related: [(message: String, range: Range<Int>)] = []
}

/// The problems of all templates, each once.
///
/// A template is compiled anew for each place that it is included at in another way, and says the same
/// about itself each time.
struct TemplateReports {
  private struct Report: Hashable {
    let source: Int
    let rule: RuleID
    let message: String
    let range: Range<Int>?
  }

  private var findings: [Findings]
  private var seen: Set<Report> = []
  private var general: [Diagnostic] = []

  /// Goes on from what parsing found.
  init(_ parsed: [ParsedTemplate]) { findings = parsed.map(\.findings) }

  /// Notes a problem in a template.
  mutating func add(_ problem: TemplateProblem, in source: Int) {
    let report = Report(
      source: source, rule: problem.rule, message: problem.message, range: problem.range)
    guard seen.insert(report).inserted else { return }
    findings[source].report(
      problem.rule, problem.severity, problem.message, at: problem.range,
      suggestion: problem.suggestion, related: problem.related)
  }

  /// Notes a problem that is in no file.
  mutating func add(_ diagnostic: Diagnostic) { general.append(diagnostic) }

  /// All problems in reading order.
  func diagnostics() -> [Diagnostic] {
    (findings.flatMap { $0.diagnostics() } + general).inReadingOrder()
  }
}
