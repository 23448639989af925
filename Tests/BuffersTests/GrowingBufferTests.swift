import Buffers
import TestSupport
import Testing

@Suite struct GrowingBufferTests {
  @Test func `a buffer holds what an array would hold`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      var buffer = GrowingBuffer<UInt8>()
      var array: [UInt8] = []
      for _ in 0..<60 {
        let piece = (0..<Int.random(in: 0...70, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }
        switch Int.random(in: 0...6, using: &random) {
        case 0:
          buffer.append(piece)
          array += piece
        case 1:
          buffer.append(piece.dropFirst())
          array += piece.dropFirst()
        case 2:
          let position = Int.random(in: 0...array.count, using: &random)
          piece.withUnsafeBufferPointer { buffer.insert($0, at: position) }
          array.insert(contentsOf: piece, at: position)
        case 3:
          let start = Int.random(in: 0...array.count, using: &random)
          buffer.removeAll(from: start)
          array.removeSubrange(start...)
        case 4 where !array.isEmpty:
          let position = Int.random(in: 0..<array.count, using: &random)
          buffer[position] = 65
          array[position] = 65
        case 5: buffer.reserveCapacity(array.count + piece.count)
        default:
          buffer.append(66 as UInt8)
          array.append(66)
        }
        guard Array(buffer.elements) == array, buffer.count == array.count else {
          Issue.record("\(Array(buffer.elements)) and \(array)")
          return
        }
        #expect(buffer.last == array.last && buffer.isEmpty == array.isEmpty)
        let middle = array.count / 3..<array.count / 2 + array.count / 3
        #expect(Array(buffer[middle]) == Array(array[middle]))
      }
    }
  }

  @Test func `nothing can be added to nothing`() {
    var buffer = GrowingBuffer<UInt8>()
    buffer.append([])
    buffer.append([][...])
    buffer.append(text: "")
    buffer.append("" as StaticString)
    #expect(buffer.isEmpty && buffer.last == nil && Array(buffer.elements) == [])
  }

  @Test func `texts and numbers are added as their bytes`() {
    var buffer = GrowingBuffer<UInt8>()
    buffer.append("<p>")
    buffer.append(text: "é, a text that is too long to be a small one: ")
    for number in [0, 7, 10, 99, 100, 2026, -1, -10, .max, .min] {
      buffer.append(decimal: number)
      buffer.append(" ")
    }
    for number in [0, 15, 16, 0xabcdef, UInt64.max] {
      buffer.append(hexadecimal: number)
      buffer.append(" ")
    }
    #expect(
      String(decoding: buffer.elements, as: UTF8.self)
        == """
        <p>é, a text that is too long to be a small one: 0 7 10 99 100 2026 -1 -10 \
        9223372036854775807 -9223372036854775808 0 f 10 abcdef ffffffffffffffff\u{20}
        """)
  }
}
