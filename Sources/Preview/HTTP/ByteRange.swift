/// Which bytes of an answer a browser asks for, as it does for films.
enum ByteRange: Equatable {
  /// All of them: nothing was asked, or something that a server need not know.
  case all
  /// These.
  case part(Range<Int>)
  /// Bytes that are not there.
  case unsatisfiable

  /// Reads the value of `Range` for an answer of `size` bytes.
  ///
  /// Of several ranges none is served; a client that asks for ten thousand gets the whole once. Numbers
  /// are counted with care: an overflow would end the process.
  init(_ value: [UInt8]?, size: Int) {
    guard let value, lowercased(value.prefix(6)).elementsEqual("bytes=".utf8) else {
      self = .all
      return
    }
    let range = trimmed(value.dropFirst(6))
    guard !range.contains(UInt8(ascii: ",")), let dash = range.firstIndex(of: UInt8(ascii: "-"))
    else {
      self = .all
      return
    }
    let (first, last) = (trimmed(range[..<dash]), trimmed(range[(dash + 1)...]))
    if first.isEmpty {
      guard let count = Self.number(last) else {
        self = .all
        return
      }
      self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
      return
    }
    guard let start = Self.number(first), let end = last.isEmpty ? Int.max : Self.number(last)
    else {
      self = .all
      return
    }
    self = start >= size || start > end ? .unsatisfiable : .part(start..<min(end, size - 1) + 1)
  }

  /// A number that is at most as large as can be; `nil` when it is none.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty else { return nil }
    var result = 0
    for byte in digits {
      guard (0x30...0x39).contains(byte) else { return nil }
      let (product, isLarge) = result.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = product.addingReportingOverflow(Int(byte - 0x30))
      if isLarge || isLarger { return Int.max - 1 }
      result = sum
    }
    return result
  }
}
