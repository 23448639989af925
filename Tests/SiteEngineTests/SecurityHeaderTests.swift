import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What browsers are told to allow, and whether what attune writes needs more than that.
@Suite struct SecurityHeaderTests {
  private func site(_ settings: String) throws -> TestSite {
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
      == Themes/plain/assets/style.css
      a { color: black }
      == Themes/plain/page.mustache
      <html><head>{{#security-policy}}<meta content="{{security-policy}}">{{/security-policy}}</head></html>

      """)
  }

  private static let pagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'"

  private static let headers = """
      Content-Security-Policy: \(pagePolicy); frame-ancestors 'none'; upgrade-insecure-requests
      X-Content-Type-Options: nosniff
      Referrer-Policy: no-referrer
      Permissions-Policy: camera=(), microphone=(), geolocation=(), browsing-topics=()
      Cross-Origin-Opener-Policy: same-origin
      X-Frame-Options: DENY

    """

  @Test func `strict headers go with every page, and what has its fingerprint may be kept`() throws
  {
    let expected = """
      /*
      \(Self.headers)
      /assets/*
        Cache-Control: public, max-age=31536000, immutable

      """
    for host in ["", "host: netlify", "host: cloudflare-pages"] {
      let site = try site(host)
      #expect(try site.problems() == "")
      #expect(try site.page("_headers") == expected)
      #expect(try site.page("about/index.html") == "<html><head></head></html>\n")
    }
  }

  @Test func `other hosts and lasting HTTPS are allowed by name`() throws {
    let site = try site(
      "allowed-hosts: [\"https://Booking.example\", \"https://maps.example:8443/\"]\nhttps-only: true"
    )
    #expect(try site.problems() == "")
    let headers = try site.page("_headers")
    let hosts = "https://booking.example https://maps.example:8443"
    for part in [
      "img-src 'self' data: \(hosts);", "media-src 'self' \(hosts);", "frame-src \(hosts);",
      "form-action 'self' \(hosts);", "script-src 'self';", "connect-src 'self';",
      "\n  Strict-Transport-Security: max-age=31536000\n",
    ] {
      #expect(headers.contains(part), "\(headers)")
    }
  }

  @Test func `a file of the author's beside the theme's may not be kept for ever`() throws {
    let site = try site("")
    try site.write("== Content/static/assets/plan.txt\nA plan.\n")
    let headers = try site.page("_headers")
    #expect(!headers.contains("/assets/*"))
    #expect(headers.contains("\n/assets/style."))
    #expect(headers.contains(".css\n  Cache-Control: public"))
    #expect(!headers.contains("plan.txt"))
  }

  @Test(arguments: ["github-pages", "s3-cloudfront"])
  func `where a host sends no headers the policy stands in each page`(_ host: String) throws {
    let site = try site("host: \(host)")
    #expect(try site.problems() == "")
    let policy = Self.pagePolicy.replacingOccurrences(of: "'", with: "&#39;")
    #expect(
      try site.page("about/index.html")
        == "<html><head><meta content=\"\(policy)\"></head></html>\n")
    #expect(
      try site.page("who/index.html").contains(
        "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"\(Self.pagePolicy)\">\n"
      ))
    #expect(try !site.snapshot().outputs.contains { $0.path.text == "_headers" })
  }

  @Test func `servers get the same headers`() throws {
    let lines = Self.headers.components(separatedBy: "\n").filter { !$0.isEmpty }
      .map { $0.trimmingCharacters(in: .whitespaces).components(separatedBy: ": ") }
    for (host, file, form) in [
      ("nginx", "_nginx/headers.conf", "add_header %1 \"%2\" always;"),
      ("caddy", "_caddy/site.conf", "\t%1 \"%2\""),
      ("apache", "_apache/site.conf", "Header always set %1 \"%2\""),
    ] {
      let text = try site("host: \(host)").page(file)
      for line in lines {
        let expected = form.replacingOccurrences(of: "%1", with: line[0])
          .replacingOccurrences(of: "%2", with: line.dropFirst().joined(separator: ": "))
        #expect(text.contains(expected + "\n"), "\(host): \(expected)")
      }
    }
  }

  @Test func `what is no host or nowhere to write to is an error`() throws {
    let site = try site(
      "allowed-hosts: [calendly, https://a.example/b]\nsecurity-contact: me@example.org")
    #expect(
      try site.problems() == """
        site.yaml:5:17: error: `calendly` is not the address of a host [allowed-host]
         5 | allowed-hosts: [calendly, https://a.example/b]
           |                 ^^^^^^^^
          help: write scheme and host, such as `https://booking.example`

        site.yaml:5:27: error: `https://a.example/b` is not the address of a host [allowed-host]
         5 | allowed-hosts: [calendly, https://a.example/b]
           |                           ^^^^^^^^^^^^^^^^^^^
          help: write scheme and host, such as `https://booking.example`

        site.yaml:6:19: error: `me@example.org` is not where somebody could write to [security-contact]
         6 | security-contact: me@example.org
           |                   ^^^^^^^^^^^^^^
          help: write `mailto:` and an address, or a page that begins with `https://`

        3 errors

        """)
  }

  @Test(
    arguments: [
      (1_795_366_800, "2027-07-01T00:00:00Z", "2027-01-01T00:00:00Z"),
      (1_798_761_600, "2028-01-01T00:00:00Z", "2027-07-01T00:00:00Z"),
      (1_798_761_599, "2027-07-01T00:00:00Z", "2027-01-01T00:00:00Z"),
      (1_814_400_000, "2028-07-01T00:00:00Z", "2028-01-01T00:00:00Z"),
    ] as [(Int64, String, String)])
  func `who finds a hole is told where to say so, and for how long that holds`(
    _ moment: Int64, _ expiry: String, _ change: String
  ) throws {
    let site = try site("security-contact: \"mailto:webmaster@example.org\"")
    site.instant = Instant(secondsSinceEpoch: moment)
    #expect(
      try site.page(".well-known/security.txt") == """
        Contact: mailto:webmaster@example.org
        Expires: \(expiry)
        Preferred-Languages: en
        Canonical: https://example.org/.well-known/security.txt

        """)
    #expect(try site.snapshot().nextChange?.text == change)
    // Her own file is the only one.
    try site.write("== Content/static/.well-known/security.txt\nContact: me\n")
    #expect(
      try site.snapshot().outputs.count { $0.path.text == ".well-known/security.txt" } == 1)
  }

  /// Whatever stands in a page as a script or a style would be stopped by the policy.
  @Test func `no page of the example needs more than the policy allows`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let project = Project(root: folder.path(percentEncoded: false))
    let snapshot = try build(project, at: Instant(secondsSinceEpoch: 1_795_366_800))
    #expect(!snapshot.diagnostics.hasErrors)
    var count = 0
    for output in snapshot.renderAll() where output.path.text.hasSuffix(".html") {
      count += 1
      let html = String(decoding: output.bytes, as: UTF8.self).lowercased()
      for tag in html.components(separatedBy: "<").dropFirst().map({
        $0.components(separatedBy: ">")[0]
      }) {
        #expect(!tag.hasPrefix("style"), "\(output.path): <\(tag)>")
        #expect(
          !tag.hasPrefix("script") || tag.contains(" src=") || tag.contains("application/ld+json"),
          "\(output.path): <\(tag)>")
        #expect(!tag.contains(" style="), "\(output.path): <\(tag)>")
        for event in ["click", "load", "error", "submit", "change", "toggle"] {
          #expect(!tag.contains(" on\(event)="), "\(output.path): <\(tag)>")
        }
        #expect(!tag.contains("javascript:"), "\(output.path): <\(tag)>")
      }
    }
    #expect(count >= 20)
  }
}
