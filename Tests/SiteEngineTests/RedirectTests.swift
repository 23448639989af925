import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// Old addresses that `site.yaml` knows: where they lead, and what is gone.
@Suite struct RedirectTests {
  /// A site with a page `/about/` (once `/who/`), an article with a topic, and more settings.
  private func site(_ settings: String, _ more: String = "") throws -> TestSite {
    try TestSite(
      """
      == site.yaml
      name: Practice
      url: https://example.org/
      time-zone: America/New_York
      theme: plain
      \(settings)
      == Content/pages/about.md
      ---
      title: About
      aliases: [/who/]
      ---
      ## Fees
      == Content/articles/kap.md
      ---
      title: KAP
      date: 2026-01-01
      tags: [calm]
      ---

      """ + more)
  }

  @Test(arguments: [
    ("/about/", "/about/"), ("/about", "/about/"), ("/about/#fees", "/about/#fees"),
    ("/who/", "/about/"), ("/topics/calm/", "/topics/calm/"), ("/feed.xml", "/feed.xml"),
    ("/old-2/", "/about/"), ("https://example.com/a?b=1#c", "https://example.com/a?b=1#c"),
    ("/%61bout/#caf\u{E9} 1", "/about/#caf%C3%A9%201"),
  ])
  func `an old address leads there in one step, whatever it led to before`(
    _ target: String, _ end: String
  ) throws {
    let site = try site("redirects: {/old/: \"\(target)\", /old-2/: /old-3, /old-3/: /who/}")
    #expect(try site.problems() == "")
    let page = try site.page("old/index.html")
    #expect(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=\(end)\">"), "\(page)")
    let lines = try site.page("_redirects").components(separatedBy: "\n")
    #expect(lines.contains("/old/ \(end) 301"))
    #expect(lines.contains("/old \(end) 301"))
    // Nothing leads to something that leads on.
    let from = Set(lines.compactMap { $0.components(separatedBy: " ").first })
    for line in lines.filter({ !$0.isEmpty }) {
      let to = line.components(separatedBy: " ")[1]
      #expect(!from.contains(to), "\(line)")
    }
  }

  @Test func `the redirects of one host are written as that host reads them`() throws {
    let settings = """
      redirects: {"/Über $1/": /about/, /a.pdf: "https://example.com/b%20c"}
      gone: {/group/: "It ended <in> June."}
      """
    func file(_ host: String, _ path: String) throws -> String {
      try site("\(settings)\nhost: \(host)").page(path)
    }
    #expect(
      try site(settings).page("_redirects") == """
        /a.pdf/ https://example.com/b%20c 301
        /a.pdf https://example.com/b%20c 301
        /who/ /about/ 301
        /who /about/ 301
        /%C3%9Cber%20$1/ /about/ 301
        /%C3%9Cber%20$1 /about/ 301

        """)
    #expect(
      try file("netlify", "_redirects") == """
        /a.pdf/ https://example.com/b%20c 301!
        /group/ /group/index.html 410!
        /who/ /about/ 301!
        /%C3%9Cber%20$1/ /about/ 301!

        """)
    #expect(try file("cloudflare-pages", "_redirects") == site(settings).page("_redirects"))
    #expect(
      try file("nginx", "_nginx/redirects.map") == """
        "/a.pdf/" "https://example.com/b%20c";
        "/a.pdf" "https://example.com/b%20c";
        "/who/" "/about/";
        "/who" "/about/";
        "/Über $1/" "/about/";
        "/Über $1" "/about/";

        """)
    #expect(
      try file("nginx", "_nginx/gone.map") == """
        "/group/" "/group/index.html";
        "/group" "/group/index.html";

        """)
    #expect(
      try file("caddy", "_caddy/site.conf").components(separatedBy: "\n").dropFirst(9).joined(
        separator: "\n") == """
          redir "/a.pdf/" "https://example.com/b%20c" 301
          redir "/a.pdf" "https://example.com/b%20c" 301
          error "/group/" 410
          error "/group" 410
          redir "/who/" "/about/" 301
          redir "/who" "/about/" 301
          redir "/Über $1/" "/about/" 301
          redir "/Über $1" "/about/" 301

          """)
    #expect(
      try file("apache", "_apache/site.conf").components(separatedBy: "\n").dropFirst(7).joined(
        separator: "\n") == #"""
          RewriteEngine On
          RewriteRule "^/a[.]pdf/?$" "https://example.com/b\%20c" [R=301,NE,L]
          RewriteRule "^/group/?$" - [G]
          <LocationMatch "^/group/?$">
            ErrorDocument 410 /group/index.html
          </LocationMatch>
          RewriteRule "^/who/?$" "/about/" [R=301,NE,L]
          RewriteRule "^/Über [$]1/?$" "/about/" [R=301,NE,L]

          """#)
    for host in ["github-pages", "s3-cloudfront"] {
      let outputs = try site("\(settings)\nhost: \(host)").snapshot().outputs.map(\.path.text)
      #expect(!outputs.contains { $0.hasPrefix("_") })
    }
  }

  @Test func `under a folder of a host every rule has the folder`() throws {
    let site = try site("redirects: {/old/: /about/}\nhost: nginx")
    try site.edit("site.yaml", replacing: "https://example.org/", with: "https://a.example/repo/")
    #expect(
      try site.page("_nginx/redirects.map").hasPrefix(
        "\"/repo/old/\" \"/repo/about/\";\n\"/repo/old\" \"/repo/about/\";\n"))
  }

  @Test func `a site without old addresses has no file for them`() throws {
    let outputs = try TestSite().snapshot().outputs.map(\.path.text)
    #expect(!outputs.contains("_redirects"))
    #expect(outputs.contains("_headers"))
  }

  @Test func `an author's own file is the only one`() throws {
    let site = try site("", "== Content/static/_redirects\n/a /b\n== Content/static/_headers\n/*\n")
    #expect(try site.problems() == "")
    for name in ["_redirects", "_headers"] {
      let output = try site.snapshot().outputs.filter { $0.path.text == name }
      #expect(output.count == 1)
      let rendered = try site.snapshot().render(output[0])
      guard case .file = rendered.content else {
        Issue.record("\(name) is not the author's")
        continue
      }
    }
  }

  @Test func `what is gone says so and why, in the theme's words and escaped`() throws {
    let site = try site("gone: {/group/: \"It ended <in> June.\", /es/x: No}")
    try site.write(
      "== Themes/plain/gone.mustache\n{{title}}: {{#reason}}{{reason}}{{/reason}} {{strings.gone}}\n"
    )
    try site.edit(
      "Themes/plain/strings/en.yaml", replacing: "not-found: Not here",
      with: "not-found: Not here\ngone: Gone")
    #expect(try site.problems() == "")
    #expect(try site.page("group/index.html") == "Gone: It ended &lt;in&gt; June. Gone\n")
    #expect(try !site.page("sitemap.xml").contains("group"))
  }

  @Test func `a theme without a page for it shows the one for unknown addresses`() throws {
    let site = try site("gone: {/group/: It ended.}")
    #expect(try site.problems() == "")
    #expect(try site.page("group/index.html") == "Not here\n")
  }

  @Test(
    arguments: [
      (
        "/nowhere/", "error: no page lives at `/nowhere/`, so `/old/` would lead nowhere", nil
      ),
      (
        "/abuot/", "error: no page lives at `/abuot/`, so `/old/` would lead nowhere",
        "the nearest page is `/about/`"
      ),
      (
        "about.md",
        "error: `about.md` is neither an address of this site nor one that begins with `https://`",
        "write it from the site's root, such as `/services/`"
      ),
      (
        "javascript:alert(1)",
        "error: `javascript:alert(1)` is neither an address of this site nor one that begins with `https://`",
        "write it from the site's root, such as `/services/`"
      ),
      (
        "/draft/",
        "error: `Content/pages/draft.md` is not published, so `/old/` would lead nowhere",
        "publish it, or remove the line until then"
      ),
      (
        "/group/", "error: `/group/` is gone, so `/old/` would lead nowhere",
        "write `/old/` below `gone` too"
      ),
    ] as [(String, String, String?)])
  func `a redirect to nowhere is an error`(
    _ target: String, _ message: String, _ cure: String?
  ) throws {
    let site = try site(
      "gone: {/group/: Ended.}\nredirects:\n  /old/: \(target)",
      "== Content/pages/draft.md\n---\ntitle: Draft\ndraft: true\n---\n")
    let line = " 7 |   /old/: \(target)"
    #expect(
      try site.problems() == """
        site.yaml:7:10: \(message) [redirect-target]
        \(line)
           |          \(String(repeating: "^", count: target.count))
        \(cure.map { "  help: \($0)\n" } ?? "")
        1 error

        """)
  }

  @Test func `addresses that lead in a circle are an error, told once`() throws {
    let site = try site("redirects:\n  /a/: /b/\n  /b/: /c/\n  /c/: /b/\n  /d/: /d/\n")
    #expect(
      try site.problems() == """
        site.yaml:6:8: error: `/a/` leads in a circle: `/a/`, `/b/`, `/c/`, `/b/` [redirect-circle]
         6 |   /a/: /b/
           |        ^^^
          help: let one of them lead to a page

        site.yaml:9:8: error: `/d/` leads in a circle: `/d/`, `/d/` [redirect-circle]
         9 |   /d/: /d/
           |        ^^^
          help: let one of them lead to a page

        2 errors

        """)
  }

  @Test func `an old address at which somebody lives is an error`() throws {
    let site = try site("redirects:\n  /about/: /\n  /who: /\ngone:\n  /articles/kap: No.\n")
    #expect(
      try site.problems() == """
        site.yaml:6:3: error: two things would be published at `/about/` [same-address]
         6 |   /about/: /
           |   ^^^^^^^
          the other one: Content/pages/about.md
          help: remove it from `redirects`

        site.yaml:7:3: error: two things would be published at `/who/` [same-address]
         7 |   /who: /
           |   ^^^^
          the other one: Content/pages/about.md:3:11
          help: remove it from `redirects`

        site.yaml:9:3: error: two things would be published at `/articles/kap/` [same-address]
         9 |   /articles/kap: No.
           |   ^^^^^^^^^^^^^
          the other one: Content/articles/kap.md
          help: remove it from `gone`

        3 errors

        """)
  }

  @Test func `what can't be an old address says why`() throws {
    let site = try site("redirects:\n  \"/?p=1\": /\n")
    #expect(
      try site.problems() == """
        site.yaml:6:3: error: `/?p=1` has a `?`, and no file can answer for what stands behind it [alias]
         6 |   "/?p=1": /
           |   ^^^^^^^
          help: such an address can't be kept; remove it, or all from `?` on

        1 error

        """)
  }

  @Test func `more redirects than Cloudflare takes are told`() throws {
    let site = try site("redirects: {/a/: /, /b/: /}")
    var limits = HostLimits()
    limits.redirects = 2
    let snapshot = try build(site.project, at: site.instant, limits: limits)
    #expect(
      TerminalStyle(usesColor: false).text(for: snapshot.diagnostics) == """
        site.yaml: warning: the site has 3 redirects, and Cloudflare Pages takes 2 at most [redirect-count]
          help: if the site is to be served by Cloudflare Pages, take some out

        1 warning

        """)
  }
}
