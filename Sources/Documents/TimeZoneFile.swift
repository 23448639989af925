/// Reads a TZif file, versions 1 to 4, as RFC 9636 describes it.
///
/// Total: bytes that are not such a file, or contradict themselves, give nothing. Every number is
/// compared with what is really there before it is used.
enum TimeZoneFile {
  /// What a file says.
  struct Table {
    /// The instants at which the clocks change, rising.
    let transitions: [Int64]
    /// The offset before the first transition, then one for each transition.
    let offsets: [Int]
    /// What holds after the last transition.
    let recurrence: TimeZoneRecurrence?
  }

  /// The table in some bytes.
  static func table(in bytes: [UInt8]) -> Table? {
    // Real files have up to about 4 KB.
    guard bytes.count <= 1 << 20, let header = Header(bytes, at: 0) else { return nil }
    guard header.version >= 2 else {
      guard let (transitions, offsets) = block(bytes, header, timeSize: 4) else { return nil }
      return Table(transitions: transitions, offsets: offsets, recurrence: nil)
    }
    // The first block is for readers that know 32 bits only.
    guard let second = Header(bytes, at: header.blockStart + header.blockSize(timeSize: 4)),
      let (transitions, offsets) = block(bytes, second, timeSize: 8),
      let footer = footer(bytes, from: second.blockStart + second.blockSize(timeSize: 8))
    else { return nil }
    guard !footer.isEmpty else {
      return Table(transitions: transitions, offsets: offsets, recurrence: nil)
    }
    guard let recurrence = TimeZoneRecurrence(parsing: footer) else { return nil }
    return Table(transitions: transitions, offsets: offsets, recurrence: recurrence)
  }

  private struct Header {
    let version: Int
    let blockStart: Int
    let universalCount: Int
    let standardCount: Int
    let leapCount: Int
    let transitionCount: Int
    let typeCount: Int
    let letterCount: Int

    init?(_ bytes: [UInt8], at start: Int) {
      guard start >= 0, bytes.count - start >= 44,
        bytes[start..<start + 4].elementsEqual("TZif".utf8)
      else { return nil }
      let digit = bytes[start + 4]
      version = digit.isDigit ? Int(digit - UInt8(ascii: "0")) : 1
      func count(_ index: Int) -> Int {
        Int(TimeZoneFile.number(bytes, at: start + 20 + index * 4))
      }
      universalCount = count(0)
      standardCount = count(1)
      leapCount = count(2)
      transitionCount = count(3)
      typeCount = count(4)
      letterCount = count(5)
      blockStart = start + 44
      // Files that count leap seconds (the `right/` zones) have another idea of an instant.
      guard leapCount == 0, (1...256).contains(typeCount), transitionCount <= bytes.count,
        letterCount <= bytes.count, universalCount <= typeCount, standardCount <= typeCount
      else { return nil }
    }

    func blockSize(timeSize: Int) -> Int {
      transitionCount * (timeSize + 1) + typeCount * 6 + letterCount + standardCount
        + universalCount
    }
  }

  private static func block(_ bytes: [UInt8], _ header: Header, timeSize: Int) -> (
    transitions: [Int64], offsets: [Int]
  )? {
    guard header.blockStart + header.blockSize(timeSize: timeSize) <= bytes.count else {
      return nil
    }
    let indexStart = header.blockStart + header.transitionCount * timeSize
    let typeStart = indexStart + header.transitionCount
    var types: [Int] = []
    for type in 0..<header.typeCount {
      let offset = Int(Int32(bitPattern: number(bytes, at: typeStart + type * 6)))
      guard TimeZoneRecurrence.possibleOffsets.contains(offset) else { return nil }
      types.append(offset)
    }
    var transitions: [Int64] = []
    var offsets = [types[0]]
    for index in 0..<header.transitionCount {
      let start = header.blockStart + index * timeSize
      let high = number(bytes, at: start)
      let time =
        timeSize == 4
        ? Int64(Int32(bitPattern: high))
        : Int64(bitPattern: UInt64(high) << 32 | UInt64(number(bytes, at: start + 4)))
      let type = Int(bytes[indexStart + index])
      guard type < types.count, transitions.last.map({ $0 < time }) ?? true else { return nil }
      // Some files begin with a transition at the beginning of time; a year is added to and
      // subtracted from these numbers, so they stay far from the ends.
      transitions.append(max(time, -1 << 59))
      guard time < 1 << 59 else { return nil }
      offsets.append(types[type])
    }
    return (transitions, offsets)
  }

  /// The text between two line feeds at the end of the file.
  private static func footer(_ bytes: [UInt8], from start: Int) -> ArraySlice<UInt8>? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\n"),
      let end = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    return bytes[start + 1..<end]
  }

  private static func number(_ bytes: [UInt8], at index: Int) -> UInt32 {
    UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16 | UInt32(bytes[index + 2]) << 8
      | UInt32(bytes[index + 3])
  }
}
