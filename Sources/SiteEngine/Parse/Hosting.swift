import Diagnostics
import Documents

/// How a site is published: what `site.yaml` says of its host, and of addresses that it no longer has.
struct Hosting: Sendable {
  /// The hosts that attune knows how to set up, by the names that `site.yaml` has for them.
  package enum Host: String, Sendable, CaseIterable {
    case githubPages = "github-pages"
    case netlify
    case cloudflarePages = "cloudflare-pages"
    case s3 = "s3-cloudfront"
    case nginx
    case caddy
    case apache
  }

  /// An address that a site had, with what is to be said there now.
  struct OldAddress: Sendable {
    /// The address.
    let url: SiteURL
    /// What stands behind it: where it leads, or why it is gone.
    let text: String
    /// Where the address stands.
    let place: SourcePlace
    /// Where the text stands.
    let textPlace: SourcePlace
  }

  /// Where the site is published; `nil` when it is to work anywhere.
  let host: Host?
  /// The addresses that lead to another one.
  let redirects: [OldAddress]
  /// The addresses at which something was and is no more.
  let gone: [OldAddress]
  /// The other hosts from which pages may show pictures, films and frames, and to which forms may be sent.
  let allowedHosts: [String]
  /// Whether browsers are told never to ask for the domain otherwise than by HTTPS.
  let isHTTPSOnly: Bool
  /// Where somebody who finds a hole in the site can say so.
  let securityContact: String?
  /// Whether compressed copies lie beside pages and other text.
  let precompresses: Bool
}

extension RuleID {
  /// An address that leads nowhere, or out of what an address can be.
  static let redirectTarget = RuleID("redirect-target")
  /// What is to be the address of a host and is none.
  static let allowedHost = RuleID("allowed-host")
  /// What nobody could write to.
  static let securityContact = RuleID("security-contact")
}

extension Hosting {
  /// What `site.yaml` may say of it.
  static let fields: [FieldDeclaration] = [
    FieldDeclaration(
      Configuration.Setting.host.rawValue, .choice(Host.allCases.map(\.rawValue)),
      "Where the site is published. attune then writes redirects and headers as that host reads them; "
        + "if not given, the site works anywhere.", example: Host.netlify.rawValue,
      otherNames: ["hosting", "provider", "deploy"]),
    FieldDeclaration(
      Configuration.Setting.redirects.rawValue, .named(.text),
      "Old addresses that lead to others, for what has no front matter for `aliases`: lists, topics, "
        + "files. Each leads to an address of this site, or to one that begins with `https://`.",
      example: "{/topics/ptsd/: /articles/}", otherNames: ["redirect", "forwards"]),
    FieldDeclaration(
      Configuration.Setting.gone.rawValue, .named(.text),
      "Addresses whose content was taken away for good, each with the reason that readers are told.",
      example: "{/articles/spring-group/: The group ended in June.}",
      otherNames: ["removed", "deleted"]),
    FieldDeclaration(
      Configuration.Setting.allowedHosts.rawValue, .list(of: .text),
      "Other hosts from which pages may show pictures, films and frames, such as a map, and to which "
        + "forms may be sent. Browsers stop everything else.",
      example: "[\"https://booking.example\"]", otherNames: ["csp", "content-security-policy"]),
    FieldDeclaration(
      Configuration.Setting.httpsOnly.rawValue, .flag,
      "Whether browsers are told never to ask for the domain otherwise than by HTTPS, for a year. Only "
        + "when all of the domain is served so, and is to stay so.",
      example: "false", otherNames: ["hsts", "force-https"]),
    FieldDeclaration(
      Configuration.Setting.securityContact.rawValue, .text,
      "Where somebody who finds a hole in the site can say so: `mailto:` or `https://`. attune then "
        + "writes `.well-known/security.txt`.",
      example: "\"mailto:webmaster@example.org\""),
    FieldDeclaration(
      Configuration.Setting.precompress.rawValue, .flag,
      "Whether copies for gzip and Brotli are written beside pages, feeds and stylesheets, for nginx, Caddy "
        + "and Apache. Building takes longer; other hosts do it by themselves.",
      example: "false", otherNames: ["compress", "gzip", "brotli"]),
  ]

  /// Reads the fields.
  init(_ fields: FieldReader, in file: SourceFile, into findings: inout Findings) {
    host = fields.choice(Configuration.Setting.host.rawValue).flatMap { Host(rawValue: $0.value) }
    redirects = Self.addresses(
      fields.textsByName(Configuration.Setting.redirects.rawValue), in: file, into: &findings)
    gone = Self.addresses(
      fields.textsByName(Configuration.Setting.gone.rawValue), in: file, into: &findings)
    allowedHosts = Self.hosts(
      fields.texts(Configuration.Setting.allowedHosts.rawValue), into: &findings)
    precompresses = fields.flag(Configuration.Setting.precompress.rawValue)?.value ?? false
    isHTTPSOnly = fields.flag(Configuration.Setting.httpsOnly.rawValue)?.value ?? false
    securityContact = Self.contact(
      fields.text(Configuration.Setting.securityContact.rawValue), into: &findings)
  }

  /// The hosts among texts; each is written as the policy for browsers has it.
  private static func hosts(
    _ fields: [Field<String>], into findings: inout Findings
  ) -> [String] {
    fields.compactMap { field in
      guard let address = SiteAddress(field.value), address.basePath == "/" else {
        findings.report(
          .allowedHost, .error, "`\(field.value)` is not the address of a host", at: field.range,
          suggestion: "write scheme and host, such as `https://booking.example`")
        return nil
      }
      return address.origin
    }
  }

  private static func contact(_ field: Field<String>?, into findings: inout Findings) -> String? {
    guard let field else { return nil }
    let isAddress = ["mailto:", "https://", "tel:"].contains {
      field.value.utf8.starts(with: $0.utf8) && field.value.utf8.count > $0.utf8.count
    }
    // It becomes a line of a file, where no other sign has a meaning.
    if isAddress, field.value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return field.value }
    findings.report(
      .securityContact, .error, "`\(field.value)` is not where somebody could write to",
      at: field.range,
      suggestion: "write `mailto:` and an address, or a page that begins with `https://`")
    return nil
  }

  /// The addresses among names with texts; what can't be one is reported as an alias would be.
  private static func addresses(
    _ entries: [NamedField<String>], in file: SourceFile, into findings: inout Findings
  ) -> [OldAddress] {
    var places = PlaceFinder(in: file.bytes, path: file.path)
    return entries.compactMap { entry in
      let key = entry.field.keyRange
      let written = Field(entry.name, range: key, keyRange: key)
      switch Alias.reading(written, of: SiteURL("/")) {
      case .success(let alias):
        return OldAddress(
          url: alias.url, text: entry.field.value, place: places.place(of: key),
          textPlace: places.place(of: entry.field.range))
      case .failure(let problem):
        findings.report(
          .alias, .error, problem.message, at: key, suggestion: problem.suggestion)
        return nil
      }
    }
  }

  /// The fingerprint of the value of one of its settings.
  func combine(_ setting: Configuration.Setting, into result: inout Fingerprint) {
    switch setting {
    case .host: result.combine(host?.rawValue ?? "")
    case .redirects: for entry in redirects { entry.combine(into: &result) }
    case .gone: for entry in gone { entry.combine(into: &result) }
    case .allowedHosts: for host in allowedHosts { result.combine(host) }
    case .httpsOnly: result.combine(isHTTPSOnly ? 1 : 0)
    case .securityContact: result.combine(securityContact ?? "")
    case .precompress: result.combine(precompresses ? 1 : 0)
    default: break
    }
  }
}

extension Hosting.OldAddress {
  fileprivate func combine(into result: inout Fingerprint) {
    result.combine(url.path)
    result.combine(text)
  }
}
