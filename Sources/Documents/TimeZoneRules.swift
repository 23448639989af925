/// When clocks in one place on earth showed what, and will: a time zone.
///
/// Read from the system's TZif files (RFC 9636) by our own reader, so that a date means the same
/// instant on every machine with the same tables, whatever the machine's own zone is.
package struct TimeZoneRules: Sendable {
  /// The name, such as `Europe/London`.
  package let name: String
  /// The instants at which the clocks change, rising.
  private let transitions: [Int64]
  /// How far clocks are ahead of UTC before the first transition, and from each one on.
  private let offsets: [Int]
  /// What holds after the last transition, for ever.
  private let recurrence: TimeZoneRecurrence?
  /// The fingerprint of the file that says all this; that of nothing for UTC, which needs no file.
  package let fingerprint: Fingerprint

  /// The zone in which clocks show UTC.
  package static let utc = TimeZoneRules(
    name: "UTC", table: TimeZoneFile.Table(transitions: [], offsets: [0], recurrence: nil),
    fingerprint: Fingerprint())

  /// The zone that a TZif file describes; `nil` when the bytes are not such a file.
  package init?(name: String, parsing bytes: [UInt8]) {
    guard let table = TimeZoneFile.table(in: bytes) else { return nil }
    self.init(name: name, table: table, fingerprint: Fingerprint(of: bytes))
  }

  private init(name: String, table: TimeZoneFile.Table, fingerprint: Fingerprint) {
    self.name = name
    self.fingerprint = fingerprint
    transitions = table.transitions
    offsets = table.offsets
    recurrence = table.recurrence
  }

  /// The instant that a moment means here.
  ///
  /// A written offset wins over the zone; a day without a time means its first instant, 00:00. Where
  /// clocks are put back and a time comes twice, the first is meant. Where they are put forward and a
  /// time never comes, it is counted from the offset before the jump: 01:30 in the night in which
  /// London's clocks go from 01:00 to 02:00 is 02:30.
  package func instant(of moment: CivilMoment) -> Instant {
    let local = Int64(moment.date.daysSinceEpoch) * 86_400 + Int64(moment.secondsOfDay ?? 0)
    if let offset = moment.utcOffset {
      return Instant(secondsSinceEpoch: local - Int64(offset))
    }
    // Clocks are never further from UTC than this, so every period that may hold the moment is seen.
    var period = period(at: local - Self.furthestOffset)
    var offsetBefore = period.offset
    // Clocks that change more often within two days are no clocks, but hostile bytes.
    for _ in 0..<64 {
      let candidate = local - Int64(period.offset)
      if candidate < period.start {
        return Instant(secondsSinceEpoch: local - Int64(offsetBefore))
      }
      if candidate < period.end { return Instant(secondsSinceEpoch: candidate) }
      offsetBefore = period.offset
      period = self.period(at: period.end)
    }
    return Instant(secondsSinceEpoch: local - Int64(offsetBefore))
  }

  /// What clocks here show at an instant: the day, the seconds of the day, and how far they are
  /// ahead of UTC.
  ///
  /// An instant outside the years that can be written is the nearest that is inside.
  package func civil(at instant: Instant) -> (
    date: CivilDate, secondsOfDay: Int, utcOffset: Int
  ) {
    let first = Int64(CivilDate.first.daysSinceEpoch) * 86_400
    let last = Int64(CivilDate.last.daysSinceEpoch) * 86_400 + 86_399
    let seconds = min(max(instant.secondsSinceEpoch, first), last)
    let offset = period(at: seconds).offset
    let local = min(max(seconds + Int64(offset), first), last)
    let days = floorDivided(local, by: 86_400)
    return (CivilDate(daysSinceEpoch: Int(days)), Int(local - days * 86_400), offset)
  }

  /// A stretch of time in which clocks keep their offset.
  struct Period {
    let offset: Int
    let start: Int64
    let end: Int64
  }

  private static let furthestOffset: Int64 = 26 * 3600

  private func period(at instant: Int64) -> Period {
    // The number of transitions at or before the instant.
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    let start = low > 0 ? transitions[low - 1] : Int64.min
    if low == transitions.count, let recurrence {
      let period = recurrence.period(at: instant)
      return Period(offset: period.offset, start: max(start, period.start), end: period.end)
    }
    return Period(
      offset: offsets[low], start: start,
      end: low < transitions.count ? transitions[low] : Int64.max)
  }
}

/// The quotient rounded towards the past, where Swift's `/` rounds towards zero.
func floorDivided(_ number: Int64, by divisor: Int64) -> Int64 {
  let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
