import Diagnostics
import Foundation
import SiteEngine
import Testing

/// Films are published as they are, unless they say where they were taken.
@Suite struct FilmTests {
  private func film(_ note: [UInt8], before: Int = 100, after: Int = 100) -> [UInt8] {
    [0, 0, 0, 0x14] + Array("ftypqt  ".utf8) + [UInt8](repeating: 7, count: before) + note
      + [UInt8](repeating: 7, count: after)
  }

  private func problems(_ bytes: [UInt8], _ name: String = "film.mov") throws -> String {
    let site = try TestSite()
    try site.write("Content/static/\(name)", bytes)
    return try site.problems()
  }

  @Test func `M07: a film with the place where it was taken is refused`() throws {
    let place =
      [0, 0, 0, 30, 0xA9] + Array("xyz".utf8) + [0, 18, 0x15, 0xC7] + Array("+45.5-122.6/".utf8)
    #expect(
      try problems(film(place)) == """
        Content/static/film.mov: error: this film says where it was taken [picture-metadata]
          help: share it from the phone without its place, or export it in a program for films

        1 error

        """)
    let notes = [
      place, Array("com.apple.quicktime.location.ISO6709".utf8),
      Array("loci".utf8) + [0, 0, 0, 0, 1],
    ]
    for note in notes {
      #expect(try problems(film(note, after: 0)).contains("[picture-metadata]"))
      // Where one piece of the file ends and the next begins.
      for before in [(1 << 18) - 40, (1 << 18) - 20, (1 << 18) - 13] {
        #expect(
          try problems(film(note, before: before)).contains("[picture-metadata]"), "\(before)")
      }
    }
  }

  @Test func `a film without a place, and a text that speaks of one, are published`() throws {
    let almost = [0, 0, 0, 30, 0xA9] + Array("xyz".utf8) + [0, 18, 0x15, 0xC7, 0, 0, 0]
    #expect(try problems(film(almost)) == "")
    #expect(try problems(Array("com.apple.quicktime.location.ISO6709".utf8), "a.txt") == "")
  }
}
