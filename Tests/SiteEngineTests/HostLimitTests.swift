import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What the named hosts would not take, said before a site is sent to one.
@Suite struct HostLimitTests {
  private func problems(
    _ files: [String: String], _ change: (inout HostLimits) -> Void = { _ in }
  ) throws -> String {
    let site = try TestSite()
    for (path, text) in files { try site.write(path, Array(text.utf8)) }
    var limits = HostLimits()
    change(&limits)
    let snapshot = try build(site.project, at: site.instant, limits: limits)
    return TerminalStyle(usesColor: false).text(for: snapshot.diagnostics)
  }

  private func lines(_ count: Int, _ line: (Int) -> String) -> String {
    (0..<count).map { line($0) + "\n" }.joined()
  }

  @Test func `K03: more redirects than Cloudflare Pages takes are a warning`() throws {
    let path = "Content/static/_redirects"
    let most = "# old pages\n\n" + lines(2000) { "/old/\($0) /new/ 301" }
    #expect(try problems([path: most]) == "")
    #expect(
      try problems([path: most + "  /one /more\r\n"]) == """
        Content/static/_redirects: warning: `_redirects` has 2001 rules, and Cloudflare Pages takes 2000 at most [redirect-count]
          help: if the site is to be served by Cloudflare Pages, take some out

        1 warning

        """)
    let patterns =
      lines(51) { "/\($0)/* /new/:splat" } + lines(50) { "/x\($0)/:name https://a.example/:name" }
    #expect(
      try problems([path: patterns]) == """
        Content/static/_redirects: warning: `_redirects` has 101 rules with `*` or `:name`, and Cloudflare Pages takes 100 at most [redirect-count]
          help: if the site is to be served by Cloudflare Pages, take some out

        1 warning

        """)
    // Only at the root of the site is it a file of rules.
    #expect(try problems(["Content/static/a/_redirects": lines(3000) { "/\($0) /new/" }]) == "")
  }

  @Test func `K04: a line of redirects that is too long for Cloudflare Pages is shown`() throws {
    let path = "Content/static/_redirects"
    let long = "/old " + String(repeating: "ö", count: 995)
    #expect(try problems([path: "/a /b\n\(long)\n# \(long)\n"]) == "")
    #expect(
      try problems([path: "/a /b\n\(long)x\n"]).hasPrefix(
        """
        Content/static/_redirects:2:1: warning: this line has 1001 characters, and Cloudflare Pages takes 1000 at most [redirect-length]

        """))
  }

  @Test func `K05: what Cloudflare Pages does not take of headers is a warning`() throws {
    let path = "Content/static/_headers"
    let rule = { (number: Int) in "/\(number)/*\n  X-One: 1\n\tX-Two: 2" }
    #expect(try problems([path: lines(100, rule)]) == "")
    #expect(
      try problems([path: lines(101, rule)]) == """
        Content/static/_headers: warning: `_headers` has 101 rules, and Cloudflare Pages takes 100 at most [header-count]
          help: if the site is to be served by Cloudflare Pages, take some out

        1 warning

        """)
    let value = String(repeating: "a", count: 1992)
    #expect(try problems([path: "/*\n  X-A: \(value)x\n"]) == "")
    #expect(
      try problems([path: "/*\n  X-A: \(value)xy\n"]).hasPrefix(
        """
        Content/static/_headers:2:3: warning: this line has 2001 characters, and Cloudflare Pages takes 2000 at most [header-length]

        """))
  }

  @Test func `K16: more files than Cloudflare Pages takes, or a larger one, are a warning`() throws
  {
    #expect(HostLimits().files == 20_000)
    #expect(HostLimits().fileBytes == 25 * 1024 * 1024)
    // Three pages, three feeds, the sitemap, robots.txt and headers.
    #expect(try problems([:]) { $0.files = 9 } == "")
    #expect(
      try problems([:]) { $0.files = 8 } == """
        Content: warning: the site has 9 files, and Cloudflare Pages takes 8 at most on its free plan [file-count]
          help: if the site is to be served by Cloudflare Pages, choose a paid plan

        1 warning

        """)
    let film = String(repeating: "x", count: 1 << 20)
    #expect(try problems(["Content/static/a.mp4": film]) { $0.fileBytes = 1 << 20 } == "")
    #expect(
      try problems(["Content/static/a.mp4": film + "x"]) { $0.fileBytes = 1 << 20 } == """
        Content/static/a.mp4: warning: this file takes 2 MB, and Cloudflare Pages takes 1 MB at most [file-size]
          help: if the site is to be served by Cloudflare Pages, make the file smaller, or put it elsewhere and link to it

        1 warning

        """)
  }

  @Test func `K17: a site that is larger than GitHub Pages takes is a warning`() throws {
    #expect(HostLimits().siteBytes == 1024 * 1024 * 1024)
    let film = String(repeating: "x", count: 1 << 20)
    let files = ["Content/static/a.mp4": film, "Content/static/b.mp4": film]
    #expect(try problems(files) { $0.siteBytes = 2 << 20 } == "")
    #expect(
      try problems(files) { $0.siteBytes = (2 << 20) - 1 } == """
        Content: warning: the files of the site take 2 MB together, and GitHub Pages takes 2 MB at most [site-size]
          help: if the site is to be served by GitHub Pages, put the largest files elsewhere and link to them

        1 warning

        """)
    // What no page links to is not published, and takes no room.
    let beside = ["Content/articles/a.mp4": film + film]
    #expect(try !problems(beside) { $0.siteBytes = 1 << 20 }.contains("site-size"))
  }

  @Test func `the rules of a host are counted again when their file changes, and only then`()
    async throws
  {
    let site = try TestSite()
    let path = "Content/static/_redirects"
    try site.write(path, Array(lines(2001) { "/\($0) /new/" }.utf8))
    let project = Project(root: site.root.path(percentEncoded: false), settlingTime: .zero)
    let session = try BuildSession(project, at: site.instant)
    #expect(await session.snapshot.diagnostics.map(\.rule.rawValue) == ["redirect-count"])
    try site.write("Content/static/other.txt", [])
    try await session.apply([.everything])
    #expect(await session.snapshot.diagnostics == (try site.snapshot()).diagnostics)
    #expect(await session.snapshot.diagnostics.count == 1)
    try site.write(path, Array("/a /b\n".utf8))
    try await session.apply([.file(SourcePath(path))])
    #expect(await session.snapshot.diagnostics == [])
  }
}
