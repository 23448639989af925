import Documents
import FuzzExpectations

/// Reads the input as a TZif file, and asks it about ordinary and extreme moments.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let rules = TimeZoneRules(name: "Fuzzed", parsing: input(start, count)) else { return 0 }
  for day in [CivilDate.first, .last] { _ = rules.instant(of: CivilMoment(date: day)) }
  for text in ["1970-01-01", "2026-03-29 01:30", "2026-10-25 01:30"] {
    guard case .success(let moment) = CivilMoment.reading(text) else {
      preconditionFailure("a date is not read")
    }
    _ = rules.instant(of: moment)
  }
  for seconds in [Int64.min, -1, 0, 1_790_000_000, 253_402_300_800, .max] {
    let civil = rules.civil(at: Instant(secondsSinceEpoch: seconds))
    precondition((0..<86_400).contains(civil.secondsOfDay), "a day has more seconds than that")
  }
  return 0
}
