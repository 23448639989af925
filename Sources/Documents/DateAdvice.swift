/// Says why a text is no date, and what its author most likely meant.
///
/// Runs only when there is something to say, so it need not be fast.
struct DateAdvice {
  private let text: String
  private let quoted: String

  /// Looks at a text that is not a date as it should be written.
  init(for text: String) {
    self.text = text
    quoted = "`\(clipped(text))`"
  }

  /// The reason for a text that does not begin with `2026-01-31`.
  func notADate() -> UnreadableDate {
    if text.isEmpty {
      return UnreadableDate("the date is empty", suggestion: "write it like `2026-01-31`")
    }
    if let (problem, plain) = plainer() {
      let reading = CivilMoment.reading(plain)
      if case .success = reading {
        return UnreadableDate("\(quoted) \(problem)", suggestion: "did you mean `\(plain)`?")
      }
      return UnreadableDate("\(quoted) \(problem)", suggestion: "write it like `2026-01-31`")
    }
    let words = Words(text)
    let rest = words.count > 3
    switch words.shape {
    case .yearMonthDay(let year, let month, let day):
      return notInOrder(CivilDate(year: year, month: month, day: day).map { [$0] } ?? [], rest)
    case .twoOrders(let year, let first, let second):
      let readings = [(first, second), (second, first)].compactMap {
        CivilDate(year: year, month: $0.0, day: $0.1)
      }
      return notInOrder(readings, rest)
    case .shortYear(let year, let month, let day):
      let date = CivilDate(year: 2000 + year, month: month, day: day)
      return UnreadableDate(
        "\(quoted) has a year of two digits",
        suggestion: "write all four, as in `\(date?.text ?? "2026-01-31")`")
    case .longYear(let digits):
      return UnreadableDate(
        "\(quoted) has a year of \(digits) digits", suggestion: "write a year of four digits")
    case .noDay(let year, let month):
      guard let month else {
        return UnreadableDate(
          "\(quoted) has no month and no day", suggestion: "write all of it, as in `\(year)-01-31`")
      }
      return UnreadableDate(
        "\(quoted) has no day", suggestion: "add it, as in `\(year)-\(padded(month, to: 2))-01`")
    case .other:
      return UnreadableDate("\(quoted) is not a date", suggestion: "write it like `2026-01-31`")
    }
  }

  /// The reason for a date that no calendar holds.
  func noSuchDay(year: Int, month: Int, day: Int) -> UnreadableDate {
    let years = CivilDate.years
    guard years.contains(year) else {
      return UnreadableDate(
        "\(quoted) is outside the years \(years.lowerBound) to \(years.upperBound)")
    }
    guard (1...12).contains(month) else {
      // Day and month are often the wrong way round.
      let swapped = CivilDate(year: year, month: day, day: month)
      return UnreadableDate(
        "\(quoted) has the month `\(padded(month, to: 2))`, and months go from `01` to `12`",
        suggestion: swapped.map { "did you mean `\($0.text)`?" })
    }
    let count = CivilDate.dayCount(ofMonth: month, year: year)
    return UnreadableDate(
      "\(quoted) is not a day: \(monthNames[month - 1]) \(year) goes from `01` to `\(count)`")
  }

  /// The reason for a date that is followed by something that is not a time.
  func notATime() -> UnreadableDate {
    UnreadableDate(
      "\(quoted) has a time that is not written like `09:30`",
      suggestion: "write the hour, from `00` to `23`, and the minutes with two digits each")
  }

  /// The reason for a time that no clock shows.
  func noSuchTime(on date: CivilDate, hour: Int, minute: Int, second: Int) -> UnreadableDate {
    if hour == 24, minute == 0, second == 0 {
      let next = CivilDate(daysSinceEpoch: date.daysSinceEpoch + 1)
      return UnreadableDate(
        "\(quoted) has the hour `24`, which is `00:00` of the next day",
        suggestion: "write `\(next.text) 00:00`")
    }
    return UnreadableDate(
      "\(quoted) has a time that no clock shows",
      suggestion: "write hours from `00` to `23`, and minutes and seconds from `00` to `59`")
  }

  /// The reason for a time that is followed by something that is not a zone.
  func notAZone() -> UnreadableDate {
    if let last = Words(text).lastName, ["am", "pm"].contains(last) {
      return UnreadableDate(
        "\(quoted) has a time of twelve hours",
        suggestion: "write hours from `00` to `23`, so that 3 pm is `15:00`")
    }
    return UnreadableDate(
      "\(quoted) has a time zone that is not written like `+02:00`",
      suggestion: "leave it out, and the site's `time-zone` holds")
  }

  private func notInOrder(_ dates: [CivilDate], _ hasRest: Bool) -> UnreadableDate {
    let message = "\(quoted) is not written as year, month, day"
    guard let first = dates.first else {
      return UnreadableDate(message, suggestion: "write it like `2026-01-31`")
    }
    if let second = dates.last, second != first {
      return UnreadableDate(
        message, suggestion: "write `\(first.text)` or `\(second.text)`, whichever you mean")
    }
    if hasRest { return UnreadableDate(message, suggestion: "write the day as `\(first.text)`") }
    return UnreadableDate(message, suggestion: "did you mean `\(first.text)`?")
  }

  /// The text with the digits and hyphens of a keyboard, when it was written with others.
  private func plainer() -> (problem: String, plain: String)? {
    var plain = ""
    var problem: String?
    for scalar in text.unicodeScalars.prefix(64) {
      if !scalar.isASCII, scalar.properties.numericType == .decimal,
        let value = scalar.properties.numericValue
      {
        plain += String(Int(value))
        problem = "is written with digits other than `0` to `9`"
      } else if (0x2010...0x2015).contains(scalar.value) || scalar.value == 0x2212 {
        plain += "-"
        problem = problem ?? "is written with dashes instead of hyphens"
      } else {
        plain.unicodeScalars.append(scalar)
      }
    }
    return problem.map { ($0, plain) }
  }
}

/// The names of the months in English, the language of all messages.
private let monthNames = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]

/// The numbers and names in a text that may have been meant as a date.
private struct Words {
  private enum Word {
    case number(value: Int, digits: Int)
    case name(String)
  }

  /// What three words in a row look like.
  enum Shape {
    /// A year, a month and a day that can only be meant in one way.
    case yearMonthDay(Int, Int, Int)
    /// A year and two numbers, each of which may be the month.
    case twoOrders(year: Int, Int, Int)
    /// A year of two digits first, then a month and a day.
    case shortYear(Int, Int, Int)
    /// A year of more than four digits.
    case longYear(digits: Int)
    /// A year, perhaps with a month.
    case noDay(year: Int, month: Int?)
    /// Nothing like a date.
    case other
  }

  private var words: [Word] = []
  private var hasDots = false

  /// Takes a text apart; only its beginning, which is more than any date needs.
  init(_ text: String) {
    var digits = ""
    var letters = ""
    func flush(_ words: inout [Word]) {
      if let value = Int(digits) { words.append(.number(value: value, digits: digits.count)) }
      if !letters.isEmpty { words.append(.name(letters)) }
      digits = ""
      letters = ""
    }
    for byte in text.utf8.prefix(64) {
      if byte == UInt8(ascii: ".") { hasDots = true }
      if byte.isDigit, letters.isEmpty, digits.utf8.count < 12 {
        digits.unicodeScalars.append(Unicode.Scalar(byte))
      } else if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) {
        // The `T` between a day and a time, and the `st` of `1st`, begin a word of their own.
        if !digits.isEmpty { flush(&words) }
        letters.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      } else {
        flush(&words)
      }
    }
    flush(&words)
    words.removeAll {
      if case .name(let name) = $0 {
        ["st", "nd", "rd", "th", "of", "the"].contains(name)
      } else {
        false
      }
    }
  }

  var count: Int { words.count }

  /// The last word, when it is a name.
  var lastName: String? { if case .name(let name) = words.last { name } else { nil } }

  var shape: Shape {
    guard let first = words.first else { return .other }
    if case .number(let value, 8) = first {
      return .yearMonthDay(value / 10_000, value / 100 % 100, value % 100)
    }
    if case .number(_, let digits) = first, digits > 4 { return .longYear(digits: digits) }
    guard words.count >= 3 else { return shorterShape }
    switch (words[0], words[1], words[2]) {
    case (.number(let year, 4), .number(let month, 1...2), .number(let day, 1...2)):
      return .yearMonthDay(year, month, day)
    case (.number(let one, 1...2), .number(let two, 1...2), .number(let year, 4)):
      // With dots the day comes first wherever people write so.
      return hasDots ? .yearMonthDay(year, two, one) : .twoOrders(year: year, one, two)
    case (.number(let year, 2), .number(let month, 1...2), .number(let day, 1...2)):
      return .shortYear(year, month, day)
    case (.name(let name), .number(let day, 1...2), .number(let year, 4)),
      (.number(let day, 1...2), .name(let name), .number(let year, 4)),
      (.number(let year, 4), .name(let name), .number(let day, 1...2)):
      guard let month = month(name) else { return .other }
      return .yearMonthDay(year, month, day)
    default: return .other
    }
  }

  private var shorterShape: Shape {
    guard case .number(let year, 4) = words[0] else { return .other }
    guard words.count == 2 else { return .noDay(year: year, month: nil) }
    guard case .number(let month, 1...2) = words[1], (1...12).contains(month) else { return .other }
    return .noDay(year: year, month: month)
  }

  private func month(_ name: String) -> Int? {
    guard name.utf8.count >= 3 else { return nil }
    return monthNames.firstIndex { $0.lowercased().hasPrefix(name) }.map { $0 + 1 }
  }
}

/// A text as a message quotes it: one line, and not the whole of a long one.
func clipped(_ text: String) -> String {
  var result = ""
  var count = 0
  for scalar in text.unicodeScalars {
    guard count < 60 else { return result + "…" }
    result.unicodeScalars.append(scalar.value == 0x0A || scalar.value == 0x0D ? " " : scalar)
    count += 1
  }
  return result
}
