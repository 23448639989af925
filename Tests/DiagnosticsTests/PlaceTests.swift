import Diagnostics
import Testing

@Suite struct PlaceTests {
  /// Found by fuzzing: the excerpt of such a line ended before it began.
  @Test(arguments: [0, 1, 79, 80, 81, 160, 239, 240, 241, 700, 999])
  func `a long line that is no text has a place`(_ offset: Int) {
    let bytes = Array(repeating: UInt8(0x80), count: 1000)
    let place = SourceFile(path: "a", bytes: bytes).place(of: offset..<offset + 1)
    #expect(place.span?.line == 1)
    #expect(place.span?.column == offset + 1)
  }
}
