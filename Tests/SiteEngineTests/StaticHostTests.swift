import Documents
import Foundation
import SiteEngine
import Testing

/// The stand-in for hosts, against the examples in their documents; and a site behind it.
@Suite struct StaticHostTests {
  private func host(_ kind: StaticHost.Kind, _ redirects: String, _ headers: String = "")
    -> StaticHost
  {
    StaticHost(
      kind, files: ["index.html", "404.html", "about/index.html", "old/index.html", "a/b.css"],
      redirects: redirects, headers: headers)
  }

  @Test func `Netlify prefers a file, unless a rule is forced, and knows 404 and 410`() {
    let netlify = host(
      .netlify,
      "# No rule\n/old / 301\n/about/ /new 301!\n/gone /about/index.html 410\n/x/* /y/:splat\n/n/:a/:b /m/:b"
    )
    #expect(netlify.answer("/old/") == .init(status: 200, file: "old/index.html"))
    #expect(netlify.answer("/about") == .init(status: 301, location: "/new"))
    #expect(netlify.answer("/gone/") == .init(status: 410, file: "about/index.html"))
    #expect(netlify.answer("/x/1/2") == .init(status: 301, location: "/y/1/2"))
    #expect(netlify.answer("/n/1/2") == .init(status: 301, location: "/m/2"))
    #expect(netlify.answer("/none") == .init(status: 404, file: "404.html"))
    #expect(netlify.answer("/old") == .init(status: 301, location: "/old/"))
  }

  @Test func `Cloudflare follows every rule, and leaves out what it does not know`() {
    let cloudflare = host(
      .cloudflarePages,
      "/old/ / 301\n/about/ /new 301!\n/gone /about/ 410\n/twitch https://twitch.tv\n/p/* /about/ 200"
    )
    #expect(cloudflare.answer("/old/") == .init(status: 301, location: "/"))
    #expect(cloudflare.answer("/old") == .init(status: 308, location: "/old/"))
    #expect(cloudflare.answer("/about/") == .init(status: 200, file: "about/index.html"))
    #expect(cloudflare.answer("/gone") == .init(status: 404, file: "404.html"))
    #expect(cloudflare.answer("/twitch") == .init(status: 302, location: "https://twitch.tv"))
    #expect(cloudflare.answer("/p/q") == .init(status: 200, file: "about/index.html"))
    #expect(cloudflare.answer("/about/index.html") == .init(status: 308, location: "/about/"))
    let without = StaticHost(.cloudflarePages, files: ["index.html"], redirects: "", headers: "")
    #expect(without.answer("/none") == .init(status: 200, file: "index.html"))
    let many = (0..<2_001).map { "/\($0) /" }.joined(separator: "\n")
    #expect(host(.cloudflarePages, many).rules.count == 2_000)
    #expect(host(.netlify, many).rules.count == 2_001)
  }

  @Test(arguments: StaticHost.Kind.allCases)
  func `headers of all rules that fit are put together`(_ kind: StaticHost.Kind) {
    let headers = "/*\n  X-A: 1\n  X-B: 2\n/a/*\n  X-A: 3\n"
    #expect(host(kind, "", headers).answer("/a/b.css").headers == ["X-A": "1, 3", "X-B": "2"])
    #expect(host(kind, "", headers).answer("/none").headers == ["X-A": "1", "X-B": "2"])
  }

  @Test(arguments: [("netlify", StaticHost.Kind.netlify), ("cloudflare-pages", .cloudflarePages)])
  func
    `a site behind each host has its pages, its redirects, its headers and its own words for nothing`(
      _ name: String, _ kind: StaticHost.Kind
    ) throws
  {
    let site = try TestSite(
      """
      == site.yaml
      name: Practice
      url: https://example.org/
      time-zone: America/New_York
      theme: plain
      host: \(name)
      redirects: {"/Über uns/": /about/, /paper.pdf: /about/}
      gone: {/group/: It ended.}
      == Themes/plain/assets/style.css
      a { color: black }
      == Content/pages/about.md
      ---
      title: About
      aliases: [/who/, /us.html]
      ---

      """)
    #expect(try site.problems() == "")
    let snapshot = try site.snapshot()
    let host = StaticHost(
      kind, files: snapshot.outputs.map(\.path.text), redirects: try site.page("_redirects"),
      headers: try site.page("_headers"))
    for path in ["/", "/about/", "/articles/", "/feed.xml", "/robots.txt"] {
      let answer = host.answer(path)
      #expect(answer.status == 200 && answer.headers["X-Frame-Options"] == "DENY", "\(path)")
      #expect(answer.headers["Content-Security-Policy"]?.contains(",") == false)
      #expect(answer.headers["Cache-Control"] == nil)
    }
    for path in [
      "/who/", "/who", "/us.html", "/%C3%9Cber%20uns/", "/%C3%9Cber%20uns", "/paper.pdf",
    ] {
      #expect(host.answer(path).location == "/about/", "\(path)")
    }
    #expect(host.answer("/group/").status == (kind == .netlify ? 410 : 200))
    #expect(host.answer("/group/").file == "group/index.html")
    let style = try #require(snapshot.outputs.map(\.path.text).first { $0.hasSuffix(".css") })
    #expect(
      host.answer("/" + style).headers["Cache-Control"] == "public, max-age=31536000, immutable")
    for path in ["/none", "/no/such/page/", "/articles/none/", "/.git/config", "/_redirects"] {
      #expect(host.answer(path).status == 404 && host.answer(path).file == "404.html", "\(path)")
      #expect(host.answer(path).headers["X-Content-Type-Options"] == "nosniff")
    }
  }
}
