import Documents
import TestSupport
import Testing

@Suite struct TextEncodingTests {
  @Test(
    arguments: [
      ([0x61, 0xC3, 0xBC, 0x62], nil), ([0xC0, 0xAF], 0), ([0x61, 0x93, 0x62], 1), ([0xC3], 0),
      ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF4, 0x8F, 0xBF, 0xBF], nil),
      ([0xE0, 0x80, 0xAF], 0), ([0xE2, 0x82], 0), ([0x61, 0xE2, 0x82, 0x61], 1), ([], nil),
      ([0xF0, 0x9F, 0x8E, 0x88], nil), ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0x80], 0), ([0xFE], 0),
    ] as [([UInt8], Int?)])
  func `D04 D06: the first byte that is not UTF-8 is found`(_ bytes: [UInt8], _ offset: Int?) {
    #expect(firstInvalidUTF8(in: bytes, from: 0) == offset)
    // The same behind a stretch that goes by thirty-two bytes at a time.
    let lead = Array(repeating: UInt8(ascii: "x"), count: 71)
    #expect(firstInvalidUTF8(in: lead + bytes, from: 0) == offset.map { $0 + 71 })
    #expect(firstInvalidUTF8(in: lead + bytes, from: 71) == offset.map { $0 + 71 })
  }

  @Test(arguments: 0..<4)
  func `D: bytes by chance are judged as the standard library judges them`(_ seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    let pieces: [[UInt8]] = [
      Array("plain words, and more of them ".utf8), Array("ü".utf8), Array("🎈".utf8),
      Array("€".utf8), [0xFF], [0xC0], [0xED, 0xA0], [0x80],
    ]
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...20, using: &numbers) {
        let rare = Int.random(in: 0..<20, using: &numbers) == 0
        bytes += (rare ? pieces.suffix(4) : pieces.prefix(4)).randomElement(using: &numbers) ?? []
      }
      let invalid = firstInvalidUTF8(in: bytes, from: 0)
      #expect((invalid == nil) == (String(validating: bytes, as: UTF8.self) != nil))
      if let invalid {
        #expect(String(validating: bytes[..<invalid], as: UTF8.self) != nil)
      }
    }
  }
}
