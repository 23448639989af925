import Diagnostics
import Foundation
import SiteEngine
import TestSupport
import Testing

/// Whatever stands in another's way is found, however the plan is looked at.
@Suite struct CollisionTests {
  /// What pages are called by: their addresses.
  private static let pages = ["a", "a-b", "b", "a/b", "a/b/c", "b/a"]
  /// Files that are published as they are; some are in the way of a page or of each other.
  private static let files = [
    "a", "a-b", "a.b", "a/b", "a/b/c", "b/index.html", "b/index.html/c", "B/x", "a/B/x", "A",
    "x/y", "X/z", "x/index.html/y/index.html", "c/d.txt", "C/d.txt",
  ]

  /// Whether two of these paths, or a path and a folder of another, are one to some computer, worked out
  /// by comparing each with each.
  private func collide(_ paths: [String]) -> Bool {
    func folders(_ path: String) -> Set<String> {
      let names = path.split(separator: "/")
      return Set((1..<names.count).map { names[..<$0].joined(separator: "/") })
    }
    let all = paths.map { (path: $0, folders: folders($0)) }
    for (index, one) in all.enumerated() {
      for other in all[(index + 1)...] {
        if one.path.lowercased() == other.path.lowercased() { return true }
      }
      for other in all {
        let lowercased = Set(other.folders.map { $0.lowercased() })
        if lowercased.contains(one.path.lowercased()) { return true }
        let both = one.folders.union(other.folders)
        if Set(both.map { $0.lowercased() }).count < both.count { return true }
      }
    }
    return false
  }

  /// Whether a disk can hold all of these at once, in folders below one.
  private func canBe(_ path: String, beside others: [String]) -> Bool {
    others.allSatisfy { !"\($0)/".hasPrefix("\(path)/") && !"\(path)/".hasPrefix("\($0)/") }
  }

  @Test func `200 random sites say that something collides when it does, and only then`() throws {
    var random = SeededGenerator(seed: 20_261_127)
    var (collisions, others) = (0, 0)
    for number in 1...200 {
      let pages = Self.pages.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      var files: [String] = []
      for file in Self.files where Int.random(in: 0..<5, using: &random) == 0 {
        if canBe(file, beside: files) { files.append(file) }
      }
      let site = try TestSite("")
      for page in pages {
        try site.write(
          "Content/pages/\(page).md",
          Array(
            "---\ntitle: A page\nslug: \(page.split(separator: "/").last ?? "")\n---\nText.\n".utf8)
        )
      }
      for file in files { try site.write("Content/static/\(file)", [1]) }
      let expected = collide(pages.map { $0 + "/index.html" } + files)
      let said = try site.problems()
      #expect(
        said.contains("[same-address]") == expected,
        "site \(number): pages \(pages), files \(files): \(said)")
      if expected { collisions += 1 } else { others += 1 }
    }
    // Of both kinds there are many, so neither answer can be the only one.
    #expect(collisions > 40 && others > 40, "\(collisions) and \(others)")
  }
}
