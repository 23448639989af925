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
    let day = "\(days[clock.date.weekday - 1]), \(clock.date.text.suffix(2))"
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
    String(unsafeUninitializedCapacity: 8) { buffer in
      let numbers = (secondsOfDay / 3600, secondsOfDay / 60 % 60, secondsOfDay % 60)
      write(numbers.0, at: 0, to: buffer)
      buffer[2] = UInt8(ascii: ":")
      write(numbers.1, at: 3, to: buffer)
      buffer[5] = UInt8(ascii: ":")
      write(numbers.2, at: 6, to: buffer)
      return 8
    }
  }

  func zone(separator: String) -> String {
    let minutes = abs(offset) / 60
    let separator = separator.utf8.first
    return String(unsafeUninitializedCapacity: 6) { buffer in
      buffer[0] = offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")
      write(minutes / 60, at: 1, to: buffer)
      if let separator { buffer[3] = separator }
      let count = separator == nil ? 5 : 6
      write(minutes % 60, at: count - 2, to: buffer)
      return count
    }
  }

  /// Writes a number with two digits.
  private func write(_ number: Int, at position: Int, to buffer: UnsafeMutableBufferPointer<UInt8>)
  {
    buffer[position] = UInt8(ascii: "0") + UInt8(number / 10)
    buffer[position + 1] = UInt8(ascii: "0") + UInt8(number % 10)
  }
}
