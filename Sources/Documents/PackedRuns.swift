import Buffers

/// The runs of a text in a few bytes each.
///
/// Bodies stay in memory for as long as the site does, and nearly nobody asks for their runs: of 10,000
/// generated articles they took 36 MB as they are. Each number is written as what it differs by
/// from the run before, seven bits to a byte.
package struct PackedRuns: Sendable {
  private let bytes: [UInt8]
  private let count: Int

  /// The runs of a text without words.
  package init() {
    bytes = []
    count = 0
  }

  /// Packs runs; `room` is written over.
  init(_ runs: borrowing GrowingBuffer<TextRun>, _ room: inout GrowingBuffer<UInt8>) {
    room.removeAll()
    var html = 0
    var source = 0
    for index in 0..<runs.count {
      let run = runs[index]
      let known = run.source
      let isAsLong = known?.count == run.html.count
      var flags = run.kind.rawValue << 3
      if run.beginsBlock { flags |= 1 }
      if known != nil { flags |= 2 }
      if isAsLong { flags |= 4 }
      room.append(flags)
      append(run.html.lowerBound - html, to: &room)
      append(run.html.count, to: &room)
      html = run.html.upperBound
      if let known {
        append(known.lowerBound - source, to: &room)
        if !isAsLong { append(known.count, to: &room) }
        source = known.upperBound
      }
    }
    bytes = Array(room.elements)
    count = runs.count
  }

  /// The runs.
  var runs: [TextRun] {
    var result: [TextRun] = []
    result.reserveCapacity(count)
    var at = 0
    var html = 0
    var source = 0
    for _ in 0..<count {
      let flags = bytes[at]
      at += 1
      let start = html + number(&at)
      html = start + number(&at)
      var known: Range<Int>?
      if flags & 2 != 0 {
        let first = source + number(&at)
        source = first + (flags & 4 != 0 ? html - start : number(&at))
        known = first..<source
      }
      result.append(
        TextRun(
          html: start..<html, source: known, kind: TextRun.Kind(rawValue: flags >> 3) ?? .text,
          beginsBlock: flags & 1 != 0))
    }
    return result
  }

  private func number(_ at: inout Int) -> Int {
    var bits: UInt = 0
    var shift: UInt = 0
    while true {
      let byte = bytes[at]
      at += 1
      bits |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int(bitPattern: bits >> 1) ^ -Int(bitPattern: bits & 1)
  }
}

/// Writes a number; small ones take one byte, whichever side of zero they are on.
private func append(_ number: Int, to bytes: inout GrowingBuffer<UInt8>) {
  var rest = UInt(bitPattern: number << 1 ^ number >> (Int.bitWidth - 1))
  while rest >= 0x80 {
    bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
    rest >>= 7
  }
  bytes.append(UInt8(truncatingIfNeeded: rest))
}
