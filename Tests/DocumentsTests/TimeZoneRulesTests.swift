import Documents
import Foundation
import TestSupport
import Testing

/// The system's own tables of time zones, where they are installed.
private func tables(of name: String) -> [UInt8]? {
  (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/" + name))).map { Array($0) }
}

private func moment(_ text: String) throws -> CivilMoment { try CivilMoment.reading(text).get() }

@Suite struct TimeZoneRulesTests {
  private static let names = [
    "America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe",
    "Africa/Casablanca", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Europe/Dublin",
    "Pacific/Chatham", "America/Sao_Paulo", "Asia/Gaza", "Africa/Cairo", "America/Nuuk", "UTC",
    "Antarctica/Troll", "Asia/Tehran", "America/Caracas",
  ]

  @Test(arguments: names)
  func `clocks show what they show to everybody else`(_ name: String) throws {
    guard let bytes = tables(of: name), let zone = TimeZone(identifier: name) else { return }
    let rules = try #require(TimeZoneRules(name: name, parsing: bytes))
    var numbers = SeededGenerator(seed: 2026)
    // From 1970 to 2100.
    for _ in 0..<4000 {
      let seconds = Int64.random(in: 0...4_102_444_800, using: &numbers)
      let instant = Instant(secondsSinceEpoch: seconds)
      let civil = rules.civil(at: instant)
      let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      #expect(civil.utcOffset == offset, "\(name) \(seconds)")
      // What clocks show names the instant again, or an earlier one with the same time.
      let again = rules.instant(
        of: CivilMoment(date: civil.date, secondsOfDay: civil.secondsOfDay))
      let back = rules.civil(at: again)
      #expect(again <= instant && seconds - again.secondsSinceEpoch <= 86_400)
      #expect(back.date == civil.date && back.secondsOfDay == civil.secondsOfDay)
    }
  }

  @Test func `F07: a moment without a zone is the site's`() throws {
    let bytes = tables(of: "America/New_York") ?? Self.newYork
    let rules = try #require(TimeZoneRules(name: "America/New_York", parsing: bytes))
    #expect(rules.instant(of: try moment("2024-01-01 10:00")).text == "2024-01-01T15:00:00Z")
    #expect(rules.instant(of: try moment("2024-07-01")).text == "2024-07-01T04:00:00Z")
    #expect(rules.instant(of: try moment("2024-01-01 10:00 +02:00")).text == "2024-01-01T08:00:00Z")
    #expect(rules.instant(of: try moment("9999-12-31 23:59:59")).text == "9999-12-31T23:59:59Z")
  }

  @Test func `F13: a time that never comes counts from the offset before`() throws {
    let rules = try #require(TimeZoneRules(name: "London", parsing: Self.london))
    #expect(rules.instant(of: try moment("2024-03-31 00:59:59")).text == "2024-03-31T00:59:59Z")
    #expect(rules.instant(of: try moment("2024-03-31 01:00")).text == "2024-03-31T01:00:00Z")
    #expect(rules.instant(of: try moment("2024-03-31 01:30")).text == "2024-03-31T01:30:00Z")
    #expect(rules.instant(of: try moment("2024-03-31 02:00")).text == "2024-03-31T01:00:00Z")
    let shown = rules.civil(at: rules.instant(of: try moment("2024-03-31 01:30")))
    #expect(shown.secondsOfDay == 9000)
  }

  @Test func `a time that comes twice is the first`() throws {
    let rules = try #require(TimeZoneRules(name: "London", parsing: Self.london))
    #expect(rules.instant(of: try moment("2024-10-27 01:30")).text == "2024-10-27T00:30:00Z")
    #expect(rules.instant(of: try moment("2024-10-27 02:00")).text == "2024-10-27T02:00:00Z")
  }

  /// A file of version 2 with nothing but a rule for ever.
  private static func file(
    rule: String, version: Character = "2", type: [UInt8] = [0, 0, 0, 0, 0, 0]
  )
    -> [UInt8]
  {
    let header = Array("TZif\(version)".utf8) + Array(repeating: 0, count: 15)
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    let block = header + counts + type + [0]
    return block + block + Array("\n\(rule)\n".utf8)
  }

  private static let london = file(rule: "GMT0BST,M3.5.0/1,M10.5.0")
  private static let newYork = file(rule: "EST5EDT,M3.2.0,M11.1.0")

  @Test(arguments: [
    ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18_000),
    ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400),
    ("<-03>3", "2026-06-01T00:00:00Z", -10_800),
    ("<+0545>-5:45", "2026-06-01T00:00:00Z", 20_700),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-01-01T00:00:00Z", 39_600),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-06-01T00:00:00Z", 37_800),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3600),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-07-01T00:00:00Z", -3600),
    ("XXX3EDT4,0/0,J365/23", "2026-07-01T00:00:00Z", -14_400),
    ("XXX3EDT4,0/0,J365/23", "2026-12-31T23:59:59Z", -14_400),
    ("AAA0BBB,J60/0,J61/0", "2024-03-01T12:00:00Z", 3600),
    ("AAA0BBB,J60/0,J61/0", "2023-03-01T12:00:00Z", 3600),
    ("AAA0BBB,59/0,60/0", "2024-02-29T12:00:00Z", 3600),
    ("AAA0BBB,59/0,60/0", "2024-03-01T12:00:00Z", 0),
  ])
  func `a rule for ever is followed`(_ rule: String, _ at: String, _ offset: Int) throws {
    let rules = try #require(TimeZoneRules(name: "x", parsing: Self.file(rule: rule)))
    #expect(rules.civil(at: try #require(Instant(parsing: at))).utcOffset == offset)
  }

  @Test(arguments: [
    "EST", "E5", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
    "EST99", "EST5EDT,J0,J1", "EST5EDT,366,1", "<EST5", "EST5EDT,M3.2.7,M11.1.0", "5",
    ":Europe/London",
    "EST5EDT,M3.2.0/168,M11.1.0", "EST5x", "EST99999999999999999999",
  ])
  func `a rule that is none makes the file none`(_ rule: String) {
    #expect(TimeZoneRules(name: "x", parsing: Self.file(rule: rule)) == nil)
  }

  @Test func `files of every version are read`() throws {
    for version in "234" {
      #expect(TimeZoneRules(name: "x", parsing: Self.file(rule: "EST5", version: version)) != nil)
    }
    var first = Array(
      Self.file(rule: "", version: "\0", type: [0, 0, 0x0E, 0x10, 0, 0]).prefix(51))
    let rules = try #require(TimeZoneRules(name: "x", parsing: first))
    #expect(rules.civil(at: Instant(secondsSinceEpoch: 0)).utcOffset == 3600)
    first[31] = 1
    #expect(TimeZoneRules(name: "leap seconds", parsing: first) == nil)
  }

  @Test func `the ends of time are no trap`() throws {
    for file in [Self.london, Self.newYork] {
      let rules = try #require(TimeZoneRules(name: "x", parsing: file))
      for seconds in [Int64.min, Int64.min + 1, -1, 0, Int64.max - 1, Int64.max] {
        _ = rules.civil(at: Instant(secondsSinceEpoch: seconds))
      }
      for date in [CivilDate.first, CivilDate.last] {
        for seconds in [0, 86_399] {
          _ = rules.instant(of: CivilMoment(date: date, secondsOfDay: seconds))
        }
      }
    }
  }

  @Test(arguments: ["America/New_York", "Africa/Casablanca"])
  func `F16: a file cut off anywhere is no file`(_ name: String) {
    guard let bytes = tables(of: name) else { return }
    for length in 0..<bytes.count {
      #expect(TimeZoneRules(name: name, parsing: Array(bytes[..<length])) == nil, "\(length)")
    }
  }

  @Test(arguments: 0..<6)
  func `F16: a file that chance has broken is no trap`(_ seed: UInt64) throws {
    var numbers = SeededGenerator(seed: seed)
    let name = Self.names[Int(seed) % Self.names.count]
    let original = tables(of: name) ?? Self.london
    for _ in 0..<1500 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...8, using: &numbers) {
        // The headers decide most.
        let limit = Bool.random(using: &numbers) ? min(60, bytes.count) : bytes.count
        bytes[Int.random(in: 0..<limit, using: &numbers)] = UInt8.random(
          in: 0...255, using: &numbers)
      }
      guard let rules = TimeZoneRules(name: name, parsing: bytes) else { continue }
      for seconds in [Int64.min, 0, 1_700_000_000, 5_000_000_000, Int64.max] {
        let civil = rules.civil(at: Instant(secondsSinceEpoch: seconds))
        _ = rules.instant(of: CivilMoment(date: civil.date, secondsOfDay: civil.secondsOfDay))
      }
    }
  }
}
