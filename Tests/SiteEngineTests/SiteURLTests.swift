import SiteEngine
import Testing

/// How addresses stand in a page.
@Suite struct SiteURLTests {
  /// What RFC 3986 lets stand in a path, byte by byte.
  private func encoded(_ path: String) -> String {
    path.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain =
        byte < 0x80
        && (character.isLetter || character.isNumber || "-._~!$&'()*+,;=:@/".contains(character))
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(character) : "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }

  @Test func `every character is encoded or left alone wherever it stands in a path`() {
    let slugs = "a-path/of-sl.ugs/2026"
    for value in 0..<0x180 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // As long as eight bytes at once, shorter, longer, and at every place of them.
      for length in 0...17 {
        for position in 0...length {
          let plain = slugs.prefix(length)
          let path = "\(plain.prefix(position))\(scalar)\(plain.dropFirst(position))"
          let href = percentEncoded(path)
          if href != encoded(path) {
            Issue.record("\(path) became \(href)")
            return
          }
        }
      }
    }
  }
}
