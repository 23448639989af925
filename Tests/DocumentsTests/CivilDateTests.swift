import Documents
import Testing

@Suite struct CivilDateTests {
  @Test func `every day is one more than the day before`() {
    var days = CivilDate.first.daysSinceEpoch
    var weekday = CivilDate.first.weekday
    for year in [1583, 1600, 1700, 1899, 1900, 1969, 1970, 1999, 2000, 2024, 2026, 2100, 9999] {
      for month in 1...12 {
        for day in 1...CivilDate.dayCount(ofMonth: month, year: year) {
          guard let date = CivilDate(year: year, month: month, day: day) else {
            Issue.record("\(year)-\(month)-\(day) is a day")
            return
          }
          if (month, day) == (1, 1) { (days, weekday) = (date.daysSinceEpoch, date.weekday) }
          #expect(date.daysSinceEpoch == days && date.weekday == weekday)
          #expect(CivilDate(daysSinceEpoch: days) == date)
          days += 1
          weekday = weekday % 7 + 1
        }
      }
    }
  }

  @Test func `known days are where they are`() {
    #expect(CivilDate(daysSinceEpoch: 0).text == "1970-01-01")
    #expect(CivilDate(daysSinceEpoch: 0).weekday == 4)
    #expect(CivilDate(daysSinceEpoch: 20_779).text == "2026-11-22")
    #expect(CivilDate(daysSinceEpoch: 20_779).weekday == 7)
    #expect(CivilDate(daysSinceEpoch: 11_016).text == "2000-02-29")
    #expect(CivilDate(daysSinceEpoch: -1).text == "1969-12-31")
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31), (2024, 1, 0),
    (1582, 12, 31), (10_000, 1, 1), (0, 1, 1), (Int.max, Int.max, Int.max), (2024, 1, Int.min),
  ])
  func `what no calendar holds is no date`(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test func `a number of days outside the years gives the nearest day`() {
    #expect(CivilDate(daysSinceEpoch: .min).text == "1583-01-01")
    #expect(CivilDate(daysSinceEpoch: .max).text == "9999-12-31")
  }

  @Test func `days are ordered`() throws {
    let first = try #require(CivilDate(year: 2024, month: 2, day: 29))
    let second = try #require(CivilDate(year: 2024, month: 3, day: 1))
    #expect(first < second)
    #expect(!(second < first))
  }
}
