import Documents
import TestSupport
import Testing

/// How dates are written, and what is said about those that are written otherwise.
@Suite struct DateTextTests {
  @Test(arguments: [
    ("2026-11-22", "2026-11-22"),
    ("  2026-11-22\t", "2026-11-22"),
    ("2024-02-29", "2024-02-29"),
    ("2026-11-22 10:00", "2026-11-22 36000"),
    ("2026-11-22   10:00:30", "2026-11-22 36030"),
    ("2026-11-22T10:00:00.123Z", "2026-11-22 36000 0"),
    ("2026-11-22t10:00:00,5z", "2026-11-22 36000 0"),
    ("2026-11-22 10:00+02:00", "2026-11-22 36000 7200"),
    ("2026-11-22 10:00:00 -0530", "2026-11-22 36000 -19800"),
    ("2026-11-22 10:00 +05", "2026-11-22 36000 18000"),
    ("2026-11-22T00:00-00:00", "2026-11-22 0 0"),
    ("2026-11-22 23:59:59 +14:00", "2026-11-22 86399 50400"),
  ])
  func `F07 F08 F12: a date is read as it was meant`(_ text: String, _ meant: String) throws {
    let moment = try CivilMoment.reading(text).get()
    let parts = [moment.secondsOfDay, moment.utcOffset].compactMap { $0 }.map { " \($0)" }
    #expect(moment.date.text + parts.joined() == meant)
  }

  @Test(arguments: [
    ("2023-02-29", "`2023-02-29` is not a day: February 2023 goes from `01` to `28`", nil),
    ("2024-01-32", "`2024-01-32` is not a day: January 2024 goes from `01` to `31`", nil),
    ("2024-05-00", "`2024-05-00` is not a day: May 2024 goes from `01` to `31`", nil),
    (
      "2024-13-01", "`2024-13-01` has the month `13`, and months go from `01` to `12`",
      "did you mean `2024-01-13`?"
    ),
    ("2024-00-10", "`2024-00-10` has the month `00`, and months go from `01` to `12`", nil),
    ("0000-01-01", "`0000-01-01` is outside the years 1583 to 9999", nil),
    ("1582-10-15", "`1582-10-15` is outside the years 1583 to 9999", nil),
    ("99999-01-01", "`99999-01-01` has a year of 5 digits", "write a year of four digits"),
    (
      "24-01-05", "`24-01-05` has a year of two digits", "write all four, as in `2024-01-05`"
    ),
    (
      "٢٠٢٤-٠١-٠٥", "`٢٠٢٤-٠١-٠٥` is written with digits other than `0` to `9`",
      "did you mean `2024-01-05`?"
    ),
    (
      "１２", "`１２` is written with digits other than `0` to `9`", "write it like `2026-01-31`"
    ),
    (
      "2026–11–22", "`2026–11–22` is written with dashes instead of hyphens",
      "did you mean `2026-11-22`?"
    ),
    ("2026-11", "`2026-11` has no day", "add it, as in `2026-11-01`"),
    ("2026", "`2026` has no month and no day", "write all of it, as in `2026-01-31`"),
    ("tomorrow", "`tomorrow` is not a date", "write it like `2026-01-31`"),
    ("1e3", "`1e3` is not a date", "write it like `2026-01-31`"),
    ("", "the date is empty", "write it like `2026-01-31`"),
  ])
  func `F02 F03 F05: what is no day says why`(
    _ text: String, _ message: String, _ suggestion: String?
  ) {
    expect(text, message, suggestion)
  }

  @Test(arguments: [
    ("11/22/2026", "did you mean `2026-11-22`?"),
    ("22/11/2026", "did you mean `2026-11-22`?"),
    ("11/11/2026", "did you mean `2026-11-11`?"),
    ("11/12/2026", "write `2026-11-12` or `2026-12-11`, whichever you mean"),
    ("22.11.2026", "did you mean `2026-11-22`?"),
    ("3.4.2026", "did you mean `2026-04-03`?"),
    ("2026/11/22", "did you mean `2026-11-22`?"),
    ("2026-1-5", "did you mean `2026-01-05`?"),
    ("20261122", "did you mean `2026-11-22`?"),
    ("Nov 22 2026", "did you mean `2026-11-22`?"),
    ("22nd of November, 2026", "did you mean `2026-11-22`?"),
    ("11/22/2026 10:00", "write the day as `2026-11-22`"),
    ("99/99/2026", "write it like `2026-01-31`"),
  ])
  func `a date in another order is shown in the right one`(_ text: String, _ suggestion: String) {
    expect(text, "`\(text)` is not written as year, month, day", suggestion)
  }

  @Test(arguments: ["10am", "9:30", "10:000", "", "10", "10:00:00.", "1:00:00", "ten"])
  func `a time has two digits for each part`(_ time: String) {
    expect(
      "2024-01-01T\(time)", "`2024-01-01T\(time)` has a time that is not written like `09:30`",
      "write the hour, from `00` to `23`, and the minutes with two digits each")
  }

  @Test(arguments: ["25:00", "10:60", "10:00:60", "24:00:01", "99:99:99"])
  func `a time that no clock shows is told`(_ time: String) {
    expect(
      "2024-01-01 \(time)", "`2024-01-01 \(time)` has a time that no clock shows",
      "write hours from `00` to `23`, and minutes and seconds from `00` to `59`")
  }

  @Test func `F10: midnight at the end of a day is written as the next day`() {
    expect(
      "2024-12-31T24:00:00Z",
      "`2024-12-31T24:00:00Z` has the hour `24`, which is `00:00` of the next day",
      "write `2025-01-01 00:00`")
  }

  @Test(arguments: ["CET", "Europe/London", "+15:00", "+02:60", "+2", "Z Z", "+02:00:00", "UTC"])
  func `a zone is an offset`(_ zone: String) {
    expect(
      "2024-01-01 10:00 \(zone)",
      "`2024-01-01 10:00 \(zone)` has a time zone that is not written like `+02:00`",
      "leave it out, and the site's `time-zone` holds")
  }

  @Test func `a time of twelve hours is told`() {
    expect(
      "2024-01-01 10:00 PM", "`2024-01-01 10:00 PM` has a time of twelve hours",
      "write hours from `00` to `23`, so that 3 pm is `15:00`")
  }

  private func expect(_ text: String, _ message: String, _ suggestion: String?) {
    #expect(
      CivilMoment.reading(text) == .failure(UnreadableDate(message, suggestion: suggestion)))
  }

  @Test func `a date with a zone is an instant, and without it none`() {
    #expect(Instant(parsing: "1970-01-01T00:00:00Z")?.secondsSinceEpoch == 0)
    #expect(Instant(parsing: "2026-11-22T10:00:00+02:00")?.text == "2026-11-22T08:00:00Z")
    #expect(Instant(parsing: "9999-12-31T23:59:59-14:00")?.text == "9999-12-31T23:59:59Z")
    #expect(Instant(parsing: "2026-11-22T10:00:00") == nil)
    #expect(Instant(parsing: "2026-11-22") == nil)
    #expect(Instant(parsing: "now") == nil)
    #expect(Instant(secondsSinceEpoch: .min).text == "1583-01-01T00:00:00Z")
    #expect(Instant(secondsSinceEpoch: .max).text == "9999-12-31T23:59:59Z")
  }

  @Test func `F: chance finds no date that is not one, and no trap`() {
    var numbers = SeededGenerator(seed: 7)
    let letters = Array("0123456789-:T Z+./,٣–aNov22".unicodeScalars)
    for round in 0..<20_000 {
      var text = round % 2 == 0 ? "2026-11-22T10:00:00+02:00" : ""
      if text.isEmpty {
        for _ in 0..<Int.random(in: 0...24, using: &numbers) {
          text.unicodeScalars.append(letters.randomElement(using: &numbers) ?? "-")
        }
      } else {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...3, using: &numbers) {
          let at = Int.random(in: 0..<scalars.count, using: &numbers)
          scalars[at] = letters.randomElement(using: &numbers) ?? "-"
        }
        text = String(String.UnicodeScalarView(scalars))
      }
      switch CivilMoment.reading(text) {
      case .success(let moment):
        #expect(text.utf8.count >= 10 && text.contains(moment.date.text), "\(text)")
        #expect((0..<86_400).contains(moment.secondsOfDay ?? 0), "\(text)")
      case .failure(let reason): #expect(!reason.message.isEmpty)
      }
    }
  }
}
