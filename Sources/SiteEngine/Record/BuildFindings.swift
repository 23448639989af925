package import Diagnostics
package import Documents

/// What a person is told of a site: found by looking at it, or written down when that was done last.
package struct BuildFindings: Sendable {
  /// Everything that is wrong, in reading order.
  package let diagnostics: [Diagnostic]
  /// What is written and not published.
  package let heldBack: [HeldBack]
  /// The next moment at which the site would change by itself.
  package let nextChange: Instant?
  /// The zone of the site's clock; `nil` when its settings cannot be read.
  let timeZone: TimeZoneRules?

  /// An instant in the site's own time, as a person reads it: `2026-12-01 09:00 (America/New_York)`.
  package func words(for instant: Instant) -> String { timeZone?.words(for: instant) ?? "" }
}

extension BuildSnapshot {
  /// What a person is told of the site.
  package var findings: BuildFindings {
    BuildFindings(
      diagnostics: diagnostics, heldBack: heldBack, nextChange: nextChange,
      timeZone: sources.configuration?.timeZone)
  }
}

extension TimeZoneRules {
  /// An instant as a person reads it: `2026-12-01 09:00 (America/New_York)`.
  func words(for instant: Instant) -> String { "\(clock(at: instant)) (\(name))" }

  /// An instant as a clock in the zone shows it: `2026-12-01 09:00`.
  func clock(at instant: Instant) -> String {
    let (date, seconds, _) = civil(at: instant)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.text) \(two(seconds / 3600)):\(two(seconds / 60 % 60))"
  }
}
