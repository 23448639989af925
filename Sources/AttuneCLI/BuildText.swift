import Diagnostics
import Documents
import SiteEngine

extension BuildReport {
  /// What a person is told on standard output; with `quiet` only that nothing was written.
  func text(quiet: Bool) -> String {
    switch ending {
    case .problems: return (quiet ? "" : start) + "Nothing was written.\n"
    case .warnings:
      return (quiet ? "" : start)
        + "Nothing was written, since --strict lets no warning pass.\n"
    case .ended: return (quiet ? "" : start) + "Nothing was written, since the build was ended.\n"
    case .refused: return quiet ? "" : start
    case .written(let report): return quiet ? "" : start + done(report) + waiting
    }
  }

  /// How long the phases took, one a line, in milliseconds, and the most memory that was used.
  var timings: String {
    var rows = PhaseTimes.Phase.allCases.compactMap { phase in
      times[phase].map { (phase.rawValue, tenths(of: $0), "ms") }
    }
    rows.append(("total", tenths(of: duration), "ms"))
    rows.append(("memory", "\(peakMemory / 1_000_000)", "MB"))
    return rows.map { name, number, unit in
      let space = String(repeating: " ", count: max(1, 20 - name.utf8.count - number.utf8.count))
      return "\(name)\(space)\(number) \(unit)\n"
    }.joined()
  }

  /// Where the site is, when that is not where the person named it or stands.
  private var start: String {
    guard site.way != nil else { return "" }
    let name = site.name.map { " (\(visible($0)))" } ?? ""
    return
      "There is no site.yaml in this folder; this is the site in \(visible(site.path))\(name).\n"
  }

  private func done(_ report: WriteReport) -> String {
    let count = report.written.count + report.unchangedCount
    var text = "\(visible(output)): \(count) \(count == 1 ? "file" : "files")"
    text +=
      report.written.isEmpty ? ", nothing changed" : ", \(report.written.count) new or changed"
    if !report.removed.isEmpty { text += ", \(report.removed.count) removed" }
    return text + " (\(words(for: duration)))\n"
  }

  /// What is held back, and when the site changes without anybody.
  private var waiting: String {
    guard let findings else { return "" }
    var text = findings.heldBack.isEmpty ? "" : "Held back:\n"
    let shown = firstHeldBack(of: findings.heldBack)
    for held in shown {
      text +=
        "  \(visible(site.shown(held.path.text))): \(visible(held.title)), \(reason(held, findings))\n"
    }
    if shown.count < findings.heldBack.count {
      text += "  and \(findings.heldBack.count - shown.count) more\n"
    }
    if let next = findings.nextChange {
      text += "The site changes by itself on \(findings.words(for: next)): build it again then.\n"
    }
    return text
  }

  /// As many as a person reads, in their order; those that wait for a date before drafts and what has
  /// expired, which will not appear by themselves.
  private func firstHeldBack(of all: [HeldBack]) -> [HeldBack] {
    let limit = TerminalStyle.limit
    guard all.count > limit else { return all }
    func stays(_ held: HeldBack) -> Bool {
      switch held.reason {
      case .draft, .expired: true
      case .until, .unreadable: false
      }
    }
    let waiting = all.indices.filter { !stays(all[$0]) }
    let staying = all.indices.filter { stays(all[$0]) }
    return (waiting + staying).prefix(limit).sorted().map { all[$0] }
  }

  private func reason(_ held: HeldBack, _ findings: BuildFindings) -> String {
    switch held.reason {
    case .draft: "a draft"
    case .unreadable: "its front matter cannot be read"
    case .until(let instant): "until \(findings.words(for: instant))"
    case .expired(let instant): "expired since \(findings.words(for: instant))"
    }
  }
}

/// A duration as a person reads it; the language of the computer has no say in it.
private func words(for duration: Duration) -> String {
  let milliseconds = duration / .milliseconds(1)
  return milliseconds < 1000
    ? "\(Int(milliseconds.rounded())) ms" : "\(tenths(of: duration / 1000)) s"
}

/// The milliseconds of a duration with one digit after the point: `12.3`.
func tenths(of duration: Duration) -> String {
  let tenths = Int((duration / .microseconds(100)).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
