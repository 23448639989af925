import Diagnostics
import Documents
import SiteEngine

extension BuildReport {
  /// All of it as one JSON object for another program, its keys always in this order.
  ///
  /// Moments are in UTC. Paths of content are as the person would type them, paths of what was written
  /// are in the output folder.
  func json(withTimings: Bool) -> String {
    let style = JSONStyle()
    var members = [
      ("outcome", style.string(outcome)),
      ("version", style.string(Version.number)),
      ("site", style.string(site.path)),
      ("output", style.string(output)),
      ("moment", style.string(instant.text)),
    ]
    if case .written(let report) = ending {
      members += [
        ("written", list(report.written.map(\.text))),
        ("unchanged", "\(report.unchangedCount)"),
        ("removed", list(report.removed.map(\.text))),
      ]
    } else {
      members += [("written", "[]"), ("unchanged", "0"), ("removed", "[]")]
    }
    members += [
      ("heldBack", array((findings?.heldBack ?? []).map(object))),
      ("nextChange", findings?.nextChange.map { style.string($0.text) } ?? "null"),
      ("errors", "\(count(of: .error))"),
      ("warnings", "\(count(of: .warning))"),
      ("notes", "\(count(of: .note))"),
      ("diagnostics", String(style.text(for: diagnostics).dropLast())),
    ]
    if withTimings {
      members += [("milliseconds", milliseconds), ("peakMemory", "\(peakMemory)")]
    }
    return "{\n" + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }

  private var outcome: String {
    switch ending {
    case .written: "written"
    case .problems, .warnings: "problems"
    case .refused: "refused"
    case .ended: "ended"
    }
  }

  private func count(of severity: Diagnostic.Severity) -> Int {
    diagnostics.inReadingOrder().count { $0.severity == severity }
  }

  private func object(_ held: HeldBack) -> String {
    let style = JSONStyle()
    let (reason, until, since) =
      switch held.reason {
      case .draft: ("draft", "null", "null")
      case .unreadable: ("unreadable", "null", "null")
      case .until(let instant): ("date", style.string(instant.text), "null")
      case .expired(let instant): ("expired", "null", style.string(instant.text))
      }
    return #"{"path": "# + style.string(site.shown(held.path.text)) + #", "title": "#
      + style.string(held.title) + #", "reason": ""# + reason + #"", "until": "# + until
      + #", "since": "# + since + "}"
  }

  private func list(_ texts: [String]) -> String { array(texts.map { JSONStyle().string($0) }) }

  private func array(_ items: [String]) -> String {
    items.isEmpty ? "[]" : "[\n" + items.joined(separator: ",\n") + "\n]"
  }

  private var milliseconds: String {
    var items = PhaseTimes.Phase.allCases.compactMap { phase in
      times[phase].map { "\"\(phase.rawValue)\": \(tenths(of: $0))" }
    }
    items.append("\"total\": \(tenths(of: duration))")
    return "{" + items.joined(separator: ", ") + "}"
  }
}
