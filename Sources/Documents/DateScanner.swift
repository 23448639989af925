/// Reads a date with its time and zone from a few bytes.
///
/// What is written as it should be is read straight through; only what is not goes to
/// ``DateAdvice``, which may take its time to find out what was meant.
struct DateScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  /// Starts at the first of some bytes, which hold no space at either end.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var advice: DateAdvice { DateAdvice(for: String(decoding: bytes, as: UTF8.self)) }
  private var isAtEnd: Bool { index >= bytes.count }

  /// The moment, or why there is none.
  mutating func moment() -> Result<CivilMoment, UnreadableDate> {
    guard let year = digits(4), skip(UInt8(ascii: "-")), let month = digits(2),
      skip(UInt8(ascii: "-")), let day = digits(2),
      isAtEnd || bytes[index].isSpace || bytes[index] | 0x20 == UInt8(ascii: "t")
    else { return .failure(advice.notADate()) }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      return .failure(advice.noSuchDay(year: year, month: month, day: day))
    }
    guard !isAtEnd else { return .success(CivilMoment(date: date)) }
    if !bytes[index].isSpace { index += 1 }
    skipSpace()
    return time(on: date)
  }

  private mutating func time(on date: CivilDate) -> Result<CivilMoment, UnreadableDate> {
    guard let hour = digits(2), skip(UInt8(ascii: ":")), let minute = digits(2) else {
      return .failure(advice.notATime())
    }
    var second = 0
    if skip(UInt8(ascii: ":")) {
      guard let written = digits(2) else { return .failure(advice.notATime()) }
      second = written
      if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) {
        guard !isAtEnd, bytes[index].isDigit else { return .failure(advice.notATime()) }
        while !isAtEnd, bytes[index].isDigit { index += 1 }
      }
    }
    guard isAtEnd || !bytes[index].isDigit else { return .failure(advice.notATime()) }
    guard hour < 24, minute < 60, second < 60 else {
      return .failure(advice.noSuchTime(on: date, hour: hour, minute: minute, second: second))
    }
    let seconds = hour * 3600 + minute * 60 + second
    skipSpace()
    guard !isAtEnd else { return .success(CivilMoment(date: date, secondsOfDay: seconds)) }
    guard let offset = zone(), isAtEnd else { return .failure(advice.notAZone()) }
    return .success(CivilMoment(date: date, secondsOfDay: seconds, utcOffset: offset))
  }

  /// The seconds east of UTC, up to the 14 hours that clocks anywhere are ahead.
  private mutating func zone() -> Int? {
    if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
    let isWest = skip(UInt8(ascii: "-"))
    guard isWest || skip(UInt8(ascii: "+")), let hours = digits(2) else { return nil }
    var minutes = 0
    if !isAtEnd {
      _ = skip(UInt8(ascii: ":"))
      guard let written = digits(2), written < 60 else { return nil }
      minutes = written
    }
    let seconds = hours * 3600 + minutes * 60
    guard seconds <= 14 * 3600 else { return nil }
    return isWest ? -seconds : seconds
  }

  /// Exactly `count` digits; what follows them is the caller's to judge.
  private mutating func digits(_ count: Int) -> Int? {
    guard bytes.count - index >= count else { return nil }
    var value = 0
    for offset in 0..<count {
      let byte = bytes[index + offset]
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    index += count
    return value
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard !isAtEnd, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while !isAtEnd, bytes[index].isSpace { index += 1 }
  }
}
