import Diagnostics
import Foundation
import SiteEngine
import Testing

/// Pictures are published without what cameras, phones and programs note in them.
@Suite struct PictureTests {
  /// A picture made by a real encoder, with everything in it that must not be published.
  private func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/pictures")
    return try Array(Data(contentsOf: folder.appending(path: name)))
  }

  private func cut(_ bytes: [UInt8], _ fileExtension: String = "") -> CutPicture? {
    PictureFormat(bytes, fileExtension: fileExtension).map { cutPicture(bytes, as: $0) }
  }

  private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    Data(bytes).range(of: Data(text.utf8)) != nil
  }

  /// Whether bytes are the same; a comparison in the test itself would print them all.
  private func isEqual(_ left: [UInt8]?, _ right: [UInt8]) -> Bool { left == right }

  /// What a problem says to the author.
  private func words(_ cut: CutPicture?) -> String {
    guard let problem = cut?.problem else { return "" }
    return TerminalStyle(usesColor: false).text(for: [problem.diagnostic(for: "a")])
  }

  @Test(arguments: ["photo.jpg", "photo.png", "photo.webp", "moving.webp", "moving.gif"])
  func `M07, M09: nothing that a camera or a program noted is left in a picture`(_ name: String)
    throws
  {
    let bytes = try fixture(name)
    #expect(contains(bytes, "CANARY"))
    let result = try #require(cut(bytes)?.bytes)
    #expect(!contains(result, "CANARY"))
    #expect(!contains(result, "xmpmeta") && !contains(result, "GPS"))
    // The seconds of the place, as Exif holds them.
    #expect(Data(result).range(of: Data([0x00, 0x12, 0xD6, 0x87])) == nil)
    #expect(result.count < bytes.count)
    #expect(isEqual(cut(result)?.bytes, result))
    #expect(cut(result)?.problem == nil)
  }

  @Test(arguments: ["photo.jpg", "photo.png", "photo.webp", "moving.webp"])
  func `a picture that lies on its side is still turned`(_ name: String) throws {
    let result = try #require(cut(fixture(name))?.bytes)
    let orientation: [UInt8] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]
    #expect(Data(result).range(of: Data(orientation)) != nil)
  }

  @Test func `which side is up is read in both orders of bytes, and 1 is left out`() throws {
    let jpeg = try #require(cut(fixture("photo.jpg"))?.bytes)
    for (number, isLittle) in [(1, true), (3, true), (8, true), (8, false), (9, true), (0, false)] {
      var exif: [UInt8] =
        isLittle ? [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0] : [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8]
      let entry: [UInt8] =
        isLittle
        ? [1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, UInt8(number), 0, 0, 0]
        : [0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(number), 0, 0]
      exif += entry
      let segment = [0xFF, 0xE1, 0, UInt8(exif.count + 8)] + Array("Exif\0\0".utf8) + exif
      let result = try #require(cut([0xFF, 0xD8] + segment + jpeg.dropFirst(2))?.bytes)
      let kept: [UInt8] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(number)]
      #expect((Data(result).range(of: Data(kept)) != nil) == (2...8).contains(number), "\(number)")
    }
  }

  @Test func `the film behind a photo and the small picture in it go`() throws {
    let jpeg = try #require(cut(fixture("photo.jpg"))?.bytes)
    #expect(jpeg.suffix(2) == [0xFF, 0xD9])
    // JFIF with a picture of one point, whose colour says something.
    let header: [UInt8] =
      [0xFF, 0xE0, 0, 19] + Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 1, 1] + Array("SOS".utf8)
    let result = try #require(cut([0xFF, 0xD8] + header + jpeg.dropFirst(20))?.bytes)
    let kept: [UInt8] =
      [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0]
    #expect(Array(result.prefix(20)) == kept)
  }

  @Test func `M13: a large colour profile stays, in its order`() throws {
    let jpeg = try #require(cut(fixture("photo.jpg"))?.bytes)
    let content = Array("ICC_PROFILE\0".utf8) + [1, 77] + [UInt8](repeating: 0x55, count: 65_000)
    let segment =
      [0xFF, 0xE2, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
    let profiled = Array(jpeg.prefix(20)) + (0..<77).flatMap { _ in segment } + jpeg.dropFirst(20)
    #expect(profiled.count > 5_000_000)
    let result = try #require(cut(profiled)?.bytes)
    #expect(result.count == profiled.count)
    #expect(isEqual(cut(result)?.bytes, result))
  }

  @Test func `M12, M04: what moves still moves, as often as it did`() throws {
    let gif = try #require(cut(fixture("moving.gif"))?.bytes)
    #expect(contains(gif, "NETSCAPE2.0\u{3}\u{1}\u{3}\0\0"))
    let webP = try #require(cut(fixture("moving.webp"))?.bytes)
    #expect(Data(webP).range(of: Data("ANIM".utf8)) != nil)
    #expect(String(decoding: webP, as: UTF8.self).components(separatedBy: "ANMF").count == 3)
    // One frame, ten thousand times.
    let start = try #require(Data(gif).range(of: Data([0x21, 0xF9]))?.lowerBound)
    let next = try #require(
      Data(gif[(start + 2)...]).range(of: Data([0x21, 0xF9]))?.lowerBound)
    let long =
      Array(gif[..<start]) + (0..<10_000).flatMap { _ in gif[start..<start + 2 + next] } + [0x3B]
    #expect(isEqual(cut(long)?.bytes, long))
  }

  @Test func `M03: a JPEG that ends in the middle of its points is published with a warning`()
    throws
  {
    let jpeg = try #require(cut(fixture("photo.jpg"))?.bytes)
    let result = cut(Array(jpeg.dropLast(12)))
    #expect(result?.bytes?.count == jpeg.count - 12)
    #expect(
      words(result) == """
        a: warning: this picture ends in the middle, so its lower part is missing [broken-picture]
          help: copy it here once more, or save it anew

        1 warning

        """)
  }

  @Test(arguments: [
    "photo.jpg", "photo.png", "photo.webp", "moving.webp", "moving.gif", "photo.avif",
  ])
  func `cut anywhere, a picture is whole, warned of, or refused, and never leaks`(_ name: String)
    throws
  {
    let bytes = try fixture(name)
    for end in 0..<bytes.count {
      let part = Array(bytes[..<end])
      guard let result = cut(part, "jpg") else { continue }
      #expect(result.bytes != nil || result.problem?.severity == .error)
      guard let kept = result.bytes, PictureFormat(part, fileExtension: "") != nil else { continue }
      #expect(!contains(kept, "CANARY"), "\(end)")
      #expect(kept.count <= part.count + 64)
    }
  }

  @Test func `a picture with any byte changed ends well`() throws {
    for name in ["photo.jpg", "photo.png", "photo.webp", "moving.webp", "moving.gif", "photo.avif"]
    {
      let bytes = try fixture(name)
      for at in bytes.indices {
        for value in [0, 0xFF, bytes[at] ^ 0x80, bytes[at] &+ 1] as [UInt8] {
          var changed = bytes
          changed[at] = value
          guard let kept = cut(changed)?.bytes else { continue }
          #expect(isEqual(cut(kept)?.bytes, kept), "\(name) \(at) \(value)")
        }
      }
    }
  }

  @Test func `M10: an empty picture is an error`() {
    #expect(
      words(cut([], "jpg")) == """
        a: error: this picture is empty [broken-picture]
          help: copy it here once more, or remove it

        1 error

        """)
    #expect(cut([], "txt") == nil)
    #expect(cut(Array("Not a picture".utf8), "txt") == nil)
  }

  @Test func `a file that is called a picture and is none is pointed out`() {
    let result = cut(Array("<html>".utf8), "png")
    #expect(result?.bytes == Array("<html>".utf8))
    #expect(
      words(result).hasPrefix(
        "a: warning: the name of this file says that it is a picture, and it is none [broken-picture]"
      ))
  }

  @Test func `M01: a small file that claims to be huge is refused by its header`() throws {
    var png = try #require(cut(fixture("photo.png"))?.bytes)
    png.replaceSubrange(16..<24, with: [0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50])
    #expect(
      words(cut(png)) == """
        a: error: this picture has 50000 by 50000 points, which browsers don't show [picture-size]
          help: make it smaller in a program for pictures; 2000 points are wide enough for any screen

        1 error

        """)
  }

  @Test func `M07: a picture out of which nothing can be cut is refused when it carries notes`()
    throws
  {
    #expect(
      words(cut(try fixture("photo.avif"))) == """
        a: error: this picture carries notes of a camera or a program, which can say where it was taken [picture-metadata]
          help: export it without metadata, or as JPEG, PNG or WebP: attune cuts the notes out of those

        1 error

        """)
    #expect(try cut(fixture("plain.avif"))?.bytes == fixture("plain.avif"))
    #expect(cut([0x49, 0x49, 0x2A, 0, 8, 0, 0, 0])?.bytes == nil)
    #expect(words(cut([0x4D, 0x4D, 0, 0x2A])).contains("[picture-metadata]"))
    let film = [0, 0, 0, 0x14] + Array("ftypisom\0\0\0\0mp42".utf8)
    #expect(cut(film) == nil)
  }

  @Test func `chunks of a PNG that only one program knows go, and colours stay`() throws {
    var png = try #require(cut(fixture("photo.png"))?.bytes)
    func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(content.count)] + Array(type.utf8) + content + [1, 2, 3, 4]
    }
    let at = try #require(Data(png).range(of: Data("IDAT".utf8))?.lowerBound) - 4
    png.insert(contentsOf: chunk("iDOT", [9]) + chunk("gAMA", [0, 0, 0xB1, 0x8F]), at: at)
    let result = try #require(cut(png)?.bytes)
    #expect(!contains(result, "iDOT") && contains(result, "gAMA"))
    #expect(contains(result, "pHYs"))
  }
}
