/// A point in time that is the same everywhere.
package struct Instant: Hashable, Sendable {
  /// The seconds from 1970-01-01T00:00:00Z, without leap seconds.
  package let secondsSinceEpoch: Int64

  /// Creates an instant.
  package init(secondsSinceEpoch: Int64) { self.secondsSinceEpoch = secondsSinceEpoch }

  /// The instant that a date with a time and a zone names, such as `2026-11-22T10:00:00Z`.
  ///
  /// `nil` for everything else, also for a date without a zone: it is a different instant in every
  /// place. ``CivilMoment/reading(_:)`` says in words what is wrong, and ``TimeZoneRules`` supplies
  /// the zone.
  package init?(parsing text: String) {
    guard case .success(let moment) = CivilMoment.reading(text), let offset = moment.utcOffset,
      let seconds = moment.secondsOfDay
    else { return nil }
    self.init(
      secondsSinceEpoch: Int64(moment.date.daysSinceEpoch) * 86_400 + Int64(seconds - offset))
  }

  /// The instant in UTC as `2026-11-22T10:00:00Z`; the nearest one that can be written.
  package var text: String {
    let (date, seconds, _) = TimeZoneRules.utc.civil(at: self)
    return "\(date.text)T\(padded(seconds / 3600, to: 2)):\(padded(seconds / 60 % 60, to: 2)):"
      + "\(padded(seconds % 60, to: 2))Z"
  }
}

extension Instant: Comparable {
  package static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.secondsSinceEpoch < rhs.secondsSinceEpoch
  }
}
