/// The rule that a zone follows every year from now on, in the form of POSIX's `TZ` variable.
///
/// `GMT0BST,M3.5.0/1,M10.5.0` is London's: an hour ahead from the last Sunday in March at 01:00 to
/// the last Sunday in October at 02:00.
struct TimeZoneRecurrence: Sendable {
  /// How far clocks may be from UTC; files that say more are not believed.
  static let possibleOffsets = -26 * 3600 + 1...26 * 3600 - 1

  private let standardOffset: Int
  private let summer: Summer?

  private struct Summer: Sendable {
    let offset: Int
    let start: Change
    let end: Change
  }

  /// When in a year clocks change: a day, and the seconds on the clock, which may count into the
  /// days before and after.
  private struct Change: Sendable {
    enum Day: Sendable {
      /// `J60` is 1 March in every year.
      case ofYearWithoutLeapDay(Int)
      /// `59` is the sixtieth day of the year.
      case ofYear(Int)
      /// `M3.5.0` is the last Sunday in March.
      case weekday(month: Int, week: Int, weekday: Int)
    }
    let day: Day
    let seconds: Int
  }

  /// Reads a rule; `nil` when the text is none.
  init?(parsing text: ArraySlice<UInt8>) {
    var scanner = Scanner(text)
    guard scanner.skipName(), let standard = scanner.offset() else { return nil }
    standardOffset = -standard
    guard Self.possibleOffsets.contains(standardOffset) else { return nil }
    guard !scanner.isAtEnd else {
      summer = nil
      return
    }
    guard scanner.skipName() else { return nil }
    var offset = standardOffset + 3600
    if scanner.peek != UInt8(ascii: ",") {
      guard let written = scanner.offset() else { return nil }
      offset = -written
    }
    guard Self.possibleOffsets.contains(offset), let start = scanner.change(),
      let end = scanner.change(), scanner.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  /// The stretch around an instant in which clocks keep their offset.
  func period(at instant: Int64) -> TimeZoneRules.Period {
    guard let summer else {
      return TimeZoneRules.Period(offset: standardOffset, start: .min, end: .max)
    }
    let day = min(max(floorDivided(instant, by: 86_400), -800_000), 4_000_000)
    let year = CivilDate(daysSinceEpoch: Int(day)).year
    var changes: [(instant: Int64, isSummer: Bool)] = []
    for year in year - 2...year + 2 {
      changes.append((instantOf(summer.start, year, clockOffset: standardOffset), true))
      changes.append((instantOf(summer.end, year, clockOffset: summer.offset), false))
    }
    // Where summer ends at the instant at which the next begins, it never ends.
    changes.sort { ($0.instant, $0.isSummer ? 1 : 0) < ($1.instant, $1.isSummer ? 1 : 0) }
    let next = changes.firstIndex { $0.instant > instant } ?? changes.count
    let isSummer = next > 0 ? changes[next - 1].isSummer : !changes[0].isSummer
    return TimeZoneRules.Period(
      offset: isSummer ? summer.offset : standardOffset,
      start: next > 0 ? changes[next - 1].instant : .min,
      end: next < changes.count ? changes[next].instant : .max)
  }

  private func instantOf(_ change: Change, _ year: Int, clockOffset: Int) -> Int64 {
    let firstDay = dayNumber(year, 1)
    let day: Int
    switch change.day {
    case .ofYearWithoutLeapDay(let number):
      let isLeap = CivilDate.dayCount(ofMonth: 2, year: year) == 29
      day = firstDay + number - 1 + (isLeap && number >= 60 ? 1 : 0)
    case .ofYear(let number): day = firstDay + number
    case .weekday(let month, let week, let weekday):
      let first = dayNumber(year, month)
      // 1970-01-01 was a Thursday, and Sunday is 0 here.
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      var number = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if number >= CivilDate.dayCount(ofMonth: month, year: year) { number -= 7 }
      day = first + number
    }
    return Int64(day) * 86_400 + Int64(change.seconds - clockOffset)
  }

  /// The first day of a month, for the years around those that can be written too.
  private func dayNumber(_ year: Int, _ month: Int) -> Int {
    // The calendar repeats every 400 years.
    let shift = year < 1600 ? 400 : year > 9600 ? -400 : 0
    let days = CivilDate(year: year + shift, month: month, day: 1)?.daysSinceEpoch ?? 0
    return days - shift / 400 * 146_097
  }

  /// A walk over the text of a rule.
  private struct Scanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) { rest = text }

    var isAtEnd: Bool { rest.isEmpty }
    var peek: UInt8? { rest.first }

    mutating func skip(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest.removeFirst()
      return true
    }

    /// A name of three letters or more, or anything like one between `<` and `>`.
    mutating func skipName() -> Bool {
      if skip(UInt8(ascii: "<")) {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(end + 1)...]
        return true
      }
      let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
      let name = rest.prefix { letters.contains($0 | 0x20) }
      rest = rest.dropFirst(name.count)
      return name.count >= 3
    }

    mutating func number(upTo limit: Int) -> Int? {
      guard let first = rest.first, first.isDigit else { return nil }
      var value = 0
      while let byte = rest.first, byte.isDigit {
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
        guard value <= limit else { return nil }
        rest.removeFirst()
      }
      return value
    }

    /// Hours, minutes and seconds with a sign, in seconds.
    mutating func seconds(hours limit: Int) -> Int? {
      let isNegative = skip(UInt8(ascii: "-"))
      if !isNegative { _ = skip(UInt8(ascii: "+")) }
      guard let hours = number(upTo: limit) else { return nil }
      var seconds = hours * 3600
      if skip(UInt8(ascii: ":")) {
        guard let minutes = number(upTo: 59) else { return nil }
        seconds += minutes * 60
        if skip(UInt8(ascii: ":")) {
          guard let more = number(upTo: 59) else { return nil }
          seconds += more
        }
      }
      return isNegative ? -seconds : seconds
    }

    /// How far clocks are behind UTC.
    mutating func offset() -> Int? { seconds(hours: 25) }

    mutating func change() -> Change? {
      guard skip(UInt8(ascii: ",")), let day = day() else { return nil }
      guard skip(UInt8(ascii: "/")) else { return Change(day: day, seconds: 7200) }
      guard let seconds = seconds(hours: 167) else { return nil }
      return Change(day: day, seconds: seconds)
    }

    private mutating func day() -> Change.Day? {
      if skip(UInt8(ascii: "J")) {
        guard let number = number(upTo: 365), number >= 1 else { return nil }
        return .ofYearWithoutLeapDay(number)
      }
      guard skip(UInt8(ascii: "M")) else { return number(upTo: 365).map { .ofYear($0) } }
      guard let month = number(upTo: 12), month >= 1, skip(UInt8(ascii: ".")),
        let week = number(upTo: 5), week >= 1, skip(UInt8(ascii: ".")),
        let weekday = number(upTo: 6)
      else { return nil }
      return .weekday(month: month, week: week, weekday: weekday)
    }
  }
}
