import Diagnostics
import Foundation
import SiteEngine
import TestSupport
import Testing

/// Names of files as systems, keyboards and hostile hands write them.
@Suite struct NameTests {
  private func article(_ title: String) -> [UInt8] {
    Array("---\ntitle: \(title)\ndate: 2026-01-01\n---\n".utf8)
  }

  @Test func `C01: one name in two spellings of its accents is one page twice`() throws {
    let site = try TestSite()
    try site.write("Content/articles/caf\u{E9}.md", article("One"))
    try site.write("Content/articles/cafe\u{301}.md", article("Two"))
    #expect(
      try site.problems().contains(
        "two things would be published at `/articles/caf\u{E9}/` [same-address]"))
  }

  @Test func `C02: a name taken apart is published whole, and a link written whole finds it`()
    throws
  {
    let site = try TestSite()
    try site.write("Content/articles/cafe\u{301}.md", article("Caf\u{E9}"))
    try site.write(
      "Content/pages/about.md",
      Array(
        "---\ntitle: A\n---\n[a](/articles/caf\u{E9}/) [b](/articles/caf%C3%A9/) [c](../articles/caf\u{E9}.md)\n"
          .utf8))
    #expect(try site.problems() == "")
    let outputs = try site.outputs()
    #expect(outputs.contains { $0.utf8.elementsEqual("articles/caf\u{E9}/index.html".utf8) })
    let link = #"href="/articles/caf%C3%A9/""#
    #expect(try site.page("about/index.html").components(separatedBy: link).count == 4)
  }

  @Test(arguments: [
    ("C04: Stra\u{DF}e.md", "c04-stra\u{DF}e"), ("C05: \u{130}STANBUL.md", "c05-istanbul"),
    ("C14: x.md", "c14-x"), ("-leading.md", "leading"), ("C16 a%2Fb.md", "c16-a-2fb"),
    ("Sleep & You!.md", "sleep-you"), ("日本.md", "日本"), ("a..b.md", "a-b"), ("~.x.md", "x"),
  ])
  func `a name has one address on every system`(_ name: String, _ slug: String) throws {
    let site = try TestSite()
    try site.write("Content/articles/\(name)", article("T"))
    #expect(try site.problems() == "")
    #expect(try site.outputs().contains("articles/\(slug)/index.html"))
  }

  @Test func `C08: characters that cannot be seen in a name are told`() throws {
    let site = try TestSite()
    try site.write("Content/articles/a\u{202E}b.md", article("T"))
    #expect(
      try site.problems() == """
        Content/articles/a<U+202E>b.md: warning: the name of this file has characters that cannot be seen [file-name]
          help: rename it, with letters and digits

        1 warning

        """)
  }

  @Test func `C23: a name at the file system's limit is never cut inside a character`() throws {
    let site = try TestSite()
    let name = String(repeating: "日", count: 83)  // 249 bytes, 252 with the ending
    try site.write("Content/articles/\(name).md", article("T"))
    #expect(try site.problems() == "")
    #expect(try site.outputs().contains("articles/\(name)/index.html"))
    try site.publish()
    #expect(try site.text("Public/articles/\(name)/index.html").hasPrefix("article T"))
  }

  @Test func `a name that lower case makes too long for a file system is refused`() throws {
    let site = try TestSite()
    // Each of these has two bytes, and three in lower case.
    let name = String(repeating: "\u{23A}", count: 100)
    try site.write("Content/articles/\(name).md", article("T"))
    #expect(
      try site.problems().contains("is too long for an address: 255 bytes at most [address-name]"))
  }

  @Test func `a name that is no text is an error, and the rest of the site is read`() throws {
    let site = try TestSite()
    let folder = site.root.appending(path: "Content/articles").path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = Array(folder.utf8) + [UInt8(ascii: "/"), 0xFF, 0xFE] + Array(".md".utf8) + [0]
    let made = path.withUnsafeBytes { bytes in
      bytes.baseAddress.map {
        open($0.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o644)
      }
    }
    close(try #require(made))
    #expect(
      try site.problems() == """
        Content/articles/\u{FFFD}\u{FFFD}.md: error: the name of this file is not text [file-name]
          help: rename it, with letters and digits; it was left out

        1 error

        """)
  }

  @Test(.timeLimit(.minutes(5)))
  func `B01, B05, B10, B11: a link, a pipe and a socket are left alone and told`() throws {
    let site = try TestSite("== secret.txt\nsecret")
    let folder = site.root.appending(path: "Content/articles").path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/a.md", withDestinationPath: "../../secret.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/b.md", withDestinationPath: "nowhere")
    mkfifo(folder + "/c.md", 0o644)
    let link = NSTemporaryDirectory() + "a\(UInt32.random(in: 0 ... .max))"
    // Through a short name, since the path of a socket has room for about a hundred bytes.
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
    defer { try? FileManager.default.removeItem(atPath: link) }
    try makeSocket(link + "/d.md")
    #expect(
      try site.problems() == """
        Content/articles/a.md: warning: this is a symbolic link, which attune never follows [symbolic-link]
          help: put the file itself here

        Content/articles/b.md: warning: this is a symbolic link, which attune never follows [symbolic-link]
          help: put the file itself here

        Content/articles/c.md: warning: this is not a regular file [special-file]
          help: put a regular file here, or remove it

        Content/articles/d.md: warning: this is not a regular file [special-file]
          help: put a regular file here, or remove it

        4 warnings

        """)
    #expect(try site.outputs().count == 3)
  }

  @Test func `folders without end are refused`() throws {
    let site = try TestSite()
    let path = "Content/articles/" + String(repeating: "a/", count: 40) + "x.md"
    try site.write(path, article("T"))
    #expect(
      try site.problems().contains("folders are nested more than 32 deep here [folder-depth]"))
  }

  @Test func `names made of anything give addresses that stay inside and differ or are reported`()
    throws
  {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("ab.-_~ %&'\"()é\u{301}\u{202E}İßΣ日\u{1F600}\\:*?|".unicodeScalars)
    let site = try TestSite()
    var written = 0
    for _ in 0..<300 {
      let name = String(
        String.UnicodeScalarView(
          (0..<6).map { _ in alphabet.randomElement(using: &generator) ?? "a" }))
      guard !name.hasPrefix("."), name.utf8.first != UInt8(ascii: ".") else { continue }
      try site.write("Content/articles/\(name).md", article("T"))
      written += 1
    }
    let snapshot = try site.snapshot()
    for output in snapshot.outputs {
      let names = output.path.text.split(separator: "/")
      #expect(!names.contains(".."))
      #expect(names.allSatisfy { $0.utf8.count <= 255 && $0.utf8.first != UInt8(ascii: ".") })
      #expect(!output.path.text.unicodeScalars.contains { $0.value < 0x20 || $0 == "\\" })
    }
    let articles = snapshot.outputs.count {
      $0.path.text.hasPrefix("articles/") && $0.path.text != "articles/index.html"
        && !$0.path.text.hasPrefix("articles/page/")
    }
    let refused = snapshot.diagnostics.count { $0.rule.rawValue == "address-name" }
    let doubles = snapshot.diagnostics.count { $0.rule.rawValue == "same-address" }
    #expect(articles + refused + doubles == written)
    #expect(Set(snapshot.outputs.map(\.path)).count == snapshot.outputs.count)
  }
}

/// Leaves a socket in a folder, as a program that listens there would.
private func makeSocket(_ path: String) throws {
  #if canImport(Glibc)
    let kind = Int32(SOCK_STREAM.rawValue)
  #else
    let kind = SOCK_STREAM
  #endif
  let socket = socket(AF_UNIX, kind, 0)
  defer { close(socket) }
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let name = Array(path.utf8)
  try #require(name.count < MemoryLayout.size(ofValue: address.sun_path))
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
  let result = withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
  try #require(result == 0)
}
