import Diagnostics
import FuzzExpectations
import SiteEngine

/// Cuts the input as the picture that it begins like, and every fixture's notes into it.
///
/// What comes out is a picture that stays as it is when it is cut again, is hardly larger than what went
/// in, and has nothing left of notes that were put where cameras and programs put theirs.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(start, count)
  expectStable(bytes, fileExtension: "")
  expectStable(bytes, fileExtension: "svg")
  // A short input is put where notes stand; in a long one it would only be slow.
  guard count <= 2048 else { return 0 }
  for marked in [jpeg(around: bytes), png(around: bytes), webP(around: bytes), gif(around: bytes)] {
    guard let format = PictureFormat(marked, fileExtension: "") else {
      preconditionFailure("a picture is not known any more")
    }
    guard let kept = cutPicture(marked, as: format).bytes else {
      preconditionFailure("a picture is refused for the notes in it")
    }
    precondition(!contains(kept, secret), "a note came through")
  }
  return 0
}

private let secret = Array("GPS-CANARY".utf8)

private func expectStable(_ bytes: [UInt8], fileExtension: String) {
  guard let format = PictureFormat(bytes, fileExtension: fileExtension) else { return }
  let cut = cutPicture(bytes, as: format)
  if let problem = cut.problem { expectShowable([problem.diagnostic(for: "a")]) }
  guard let kept = cut.bytes else {
    precondition(cut.problem?.severity == .error, "a picture goes without a word")
    return
  }
  precondition(kept.count <= bytes.count + 64, "a picture grew")
  precondition(cutPicture(kept, as: format).bytes == kept, "a picture changes when it is cut again")
}

private func contains(_ bytes: [UInt8], _ text: [UInt8]) -> Bool {
  bytes.indices.contains { bytes[$0] == text[0] && bytes[$0...].starts(with: text) }
}

/// A JPEG with a note in the segments that are for notes.
private func jpeg(around note: [UInt8]) -> [UInt8] {
  var bytes: [UInt8] = [0xFF, 0xD8]
  for (marker, name) in [
    (0xE1, "Exif\0\0"), (0xE1, "http://ns"), (0xED, "8BIM"), (0xFE, ""), (0xE2, "MPF\0"),
  ] {
    let content = Array(name.utf8) + note + secret
    bytes += [
      0xFF, UInt8(marker), UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255),
    ]
    bytes += content
  }
  bytes += [
    0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0,
  ]
  return bytes + [0xFF, 0xD9] + note + secret
}

private func png(around note: [UInt8]) -> [UInt8] {
  func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    big32(content.count) + Array(type.utf8) + content + [0, 0, 0, 0]
  }
  var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  bytes += chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  for type in ["tEXt", "eXIf", "iTXt", "abCd"] { bytes += chunk(type, note + secret) }
  return bytes + chunk("IDAT", [0]) + chunk("IEND", []) + note + secret
}

private func webP(around note: [UInt8]) -> [UInt8] {
  func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let padding: [UInt8] = content.count % 2 == 1 ? [0] : []
    return Array(type.utf8) + big32(content.count).reversed() + content + padding
  }
  let content =
    Array("WEBP".utf8) + chunk("VP8X", [0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    + chunk("VP8L", [0x2F, 0])
    + chunk("EXIF", note + secret) + chunk("XMP ", note + secret) + chunk("gps ", note + secret)
  return Array("RIFF".utf8) + big32(content.count).reversed() + content + note + secret
}

private func gif(around note: [UInt8]) -> [UInt8] {
  var bytes = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
  // A note in blocks of at most 255 bytes.
  let content = note + secret
  var blocks: [UInt8] = []
  for start in stride(from: 0, to: content.count, by: 200) {
    let block = content[start..<min(start + 200, content.count)]
    blocks += [UInt8(block.count)] + block
  }
  bytes += [0x21, 0xFE] + blocks + [0, 0x21, 0xFF, 11] + Array("XMP DataXMP".utf8) + blocks + [0]
  bytes += [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
  return bytes + note + secret
}

private func big32(_ number: Int) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}
