import Documents

/// What browsers are told to allow, and to keep to themselves.
///
/// A practice's site has no reason to be shown inside another site, to run what others wrote, or to tell
/// other sites which of its pages somebody read. Nothing that attune or its themes write stands in a
/// page as a script or a style, so none is allowed there.
struct SecurityHeaders {
  /// Names and values, in order.
  let headers: [(name: String, value: String)]

  /// The headers of a site.
  init(in scope: inout RenderScope) {
    var headers = [
      ("Content-Security-Policy", Self.policy(in: &scope, asHeader: true)),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("X-Frame-Options", "DENY"),
    ]
    if scope.setting(.httpsOnly, \.hosting.isHTTPSOnly) {
      headers.append(("Strict-Transport-Security", "max-age=31536000"))
    }
    self.headers = headers
  }

  /// The policy, as a header or as it may stand in a page.
  ///
  /// In a page browsers do not look at who may show it in a frame. Nor is there a word about HTTPS then:
  /// a preview on the author's own computer has none.
  static func policy(in scope: inout RenderScope, asHeader: Bool) -> String {
    let hosts = scope.setting(.allowedHosts, \.hosting.allowedHosts).map { " \($0)" }.joined()
    // What the site's own blocks need is allowed without being asked for.
    let forms = scope.setting(.forms, \.forms).origins.map { " \($0)" }.joined()
    let frames = hosts + scope.filmHosts().map { " \($0)" }.joined()
    var parts = [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:\(hosts)",
      "font-src 'self'", "connect-src 'self'", "manifest-src 'self'", "media-src 'self'\(hosts)",
      "form-action 'self'\(hosts)\(forms)", "base-uri 'none'",
    ]
    if !frames.utf8.isEmpty { parts.insert("frame-src\(frames)", at: 8) }
    if asHeader { parts += ["frame-ancestors 'none'", "upgrade-insecure-requests"] }
    return parts.joined(separator: "; ")
  }
}

/// How long a browser may keep a file whose name changes with what is in it.
let longCacheControl = "public, max-age=31536000, immutable"

extension RenderScope {
  /// The policy that stands in each page; `nil` where the host sends it as a header.
  mutating func policyInPage() -> String? {
    let host = setting(.host, \.hosting.host)
    guard host == .githubPages || host == .s3 else { return nil }
    return SecurityHeaders.policy(in: &self, asHeader: false)
  }

  /// The addresses, percent-encoded, below which all names change with what is in them: the folder of the
  /// theme's files, or each of those where an author put other files into it.
  mutating func addressesToKeep() -> [String] {
    let (folder, files) = fingerprintedFiles()
    return folder.map { [href(SiteURL($0)) + "*"] } ?? files.map { href($0) }
  }
}

/// Headers as Netlify and Cloudflare Pages read them.
///
/// Both put two rules for one header together with a comma, so none says anything about keeping pages:
/// both hosts let browsers ask again each time, by themselves.
func headersFile(in scope: inout RenderScope) -> String {
  var text = scope.href(SiteURL("/")) + "*\n"
  for (name, value) in SecurityHeaders(in: &scope).headers { text += "  \(name): \(value)\n" }
  for address in scope.addressesToKeep() {
    text += "\n\(address)\n  Cache-Control: \(longCacheControl)\n"
  }
  return text
}
