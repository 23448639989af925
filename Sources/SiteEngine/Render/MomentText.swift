import Documents

/// Instants as programs read them, in the time of a zone.
///
/// The zone is the site's: a reader's program shows the day that the author meant, and the same site is
/// the same bytes wherever it is built.
extension TimeZoneRules {
  /// An instant as JSON Feed, Atom and Open Graph want it (RFC 3339): `2026-11-22T09:00:00-05:00`.
  func internetDate(of instant: Instant) -> String {
    let clock = Clock(instant, in: self)
    let zone = clock.offset == 0 ? "Z" : clock.zone(separator: ":")
    return "\(clock.date.text)T\(clock.time)\(zone)"
  }

  /// An instant as RSS wants it (RFC 822, with four digits for the year): `Sun, 22 Nov 2026 09:00:00
  /// -0500`.
  ///
  /// Days and months are English in every language: they are part of the format.
  func mailDate(of instant: Instant) -> String {
    let clock = Clock(instant, in: self)
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = "\(days[clock.date.weekday - 1]), \(twoDigits(clock.date.day))"
    let month = months[clock.date.month - 1]
    // The year has four digits in every date there is.
    return "\(day) \(month) \(clock.date.text.prefix(4)) \(clock.time) \(clock.zone(separator: ""))"
  }
}

/// What a clock shows, with an offset that the formats can say.
private struct Clock {
  let date: CivilDate
  let secondsOfDay: Int
  let offset: Int

  init(_ instant: Instant, in zone: TimeZoneRules) {
    let local = zone.civil(at: instant)
    // Before there were zones clocks were ahead by odd seconds, and the formats have only minutes.
    let canBeSaid = local.utcOffset % 60 == 0 && abs(local.utcOffset) < 86_400
    (date, secondsOfDay, offset) = canBeSaid ? local : TimeZoneRules.utc.civil(at: instant)
  }

  var time: String {
    [secondsOfDay / 3600, secondsOfDay / 60 % 60, secondsOfDay % 60].map(twoDigits)
      .joined(separator: ":")
  }

  func zone(separator: String) -> String {
    let minutes = abs(offset) / 60
    return (offset < 0 ? "-" : "+") + twoDigits(minutes / 60) + separator + twoDigits(minutes % 60)
  }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
