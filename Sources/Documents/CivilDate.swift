/// A day as a calendar on the wall shows it, without a clock and without a place on earth.
///
/// The calendar is the Gregorian one, and years before its first whole one, 1583, are refused: what
/// stood on the wall then was another date.
package struct CivilDate: Hashable, Sendable {
  /// The years that a date may have.
  package static let years = 1583...9999

  /// The year, all four digits.
  package let year: Int
  /// The month, 1 to 12.
  package let month: Int
  /// The day of the month, counted from 1.
  package let day: Int

  /// The day, if there is such a day.
  package init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      day >= 1, day <= Self.dayCount(ofMonth: month, year: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The first day that can be written.
  package static let first = CivilDate(unchecked: years.lowerBound, 1, 1)
  /// The last day that can be written.
  package static let last = CivilDate(unchecked: years.upperBound, 12, 31)

  /// The day that comes `daysSinceEpoch` days after 1970-01-01; the nearest one that can be written.
  package init(daysSinceEpoch: Int) {
    let days = min(max(daysSinceEpoch, Self.first.daysSinceEpoch), Self.last.daysSinceEpoch)
    // Years begin in March here, so that the day a leap year adds is the last of its year.
    let shifted = days + Self.daysFromMarchOfYearZero
    let era = shifted / Self.daysInEra
    let dayOfEra = shifted % Self.daysInEra
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.init(
      unchecked: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The days from 1970-01-01 to this one; negative before it.
  package var daysSinceEpoch: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let yearOfEra = marchYear % 400
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return marchYear / 400 * Self.daysInEra + dayOfEra - Self.daysFromMarchOfYearZero
  }

  /// The day of the week as ISO 8601 counts it: 1 is Monday, 7 is Sunday.
  package var weekday: Int {
    // 1970-01-01 was a Thursday.
    let fromMonday = (daysSinceEpoch + 3) % 7
    return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
  }

  /// The date as `2026-11-22`.
  package var text: String {
    // A site writes its dates by the ten thousand, so the digits are put where they belong.
    String(unsafeUninitializedCapacity: 10) { buffer in
      func write(_ number: Int, endingAt end: Int, digits: Int) {
        var rest = number
        for index in (end - digits..<end).reversed() {
          buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
      }
      write(year, endingAt: 4, digits: 4)
      buffer[4] = UInt8(ascii: "-")
      write(month, endingAt: 7, digits: 2)
      buffer[7] = UInt8(ascii: "-")
      write(day, endingAt: 10, digits: 2)
      return 10
    }
  }

  /// The number of days in a month.
  package static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static let daysInEra = 146_097
  private static let daysFromMarchOfYearZero = 719_468
}

extension CivilDate: Comparable {
  package static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
  }
}

/// A number with zeros in front, as dates and times are written.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
