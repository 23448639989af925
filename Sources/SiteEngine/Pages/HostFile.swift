import Documents

extension PageFamily {
  /// What hosts are told of a site in files of their own: redirects and headers.
  ///
  /// Which of them there are depends on the host that the site names (``hostFiles(of:leading:)``).
  static let hostFile = PageFamily(
    plural: "files for hosts",
    making: .code { scope, bytes in
      guard case .hostFile(let file) = scope.output.subject else { return }
      bytes = Array(file.text(in: &scope).utf8)
    },
    // They are planned when all else is: redirects are known then.
    plan: { _ in [] })
}

/// A file that tells a host about a site.
enum HostFile: String, Sendable, CaseIterable {
  /// The redirects of Netlify and Cloudflare Pages.
  case redirects = "/_redirects"
  /// The headers of Netlify and Cloudflare Pages.
  case headers = "/_headers"
  /// The headers of nginx, to be included wherever it adds one.
  case nginxHeaders = "/_nginx/headers.conf"
  /// Headers and redirects for a site's block of Caddy's settings.
  case caddy = "/_caddy/site.conf"
  /// Headers and redirects for a site's part of Apache's settings.
  case apache = "/_apache/site.conf"
  /// Where somebody who finds a hole in the site can say so (RFC 9116).
  case securityText = "/.well-known/security.txt"
  /// The redirects of nginx: the inside of a `map`.
  case nginxRedirects = "/_nginx/redirects.map"
  /// What is gone, for nginx: the inside of a `map` from addresses to the pages that say so.
  case nginxGone = "/_nginx/gone.map"

  /// Whether a site has it, with or without old addresses.
  func isFor(_ hosting: Hosting, hasOldAddresses: Bool) -> Bool {
    let host = hosting.host
    return switch self {
    case .headers: [nil, .netlify, .cloudflarePages].contains(host)
    case .caddy: host == .caddy
    case .apache: host == .apache
    case .securityText: hosting.securityContact != nil
    case .redirects:
      hasOldAddresses && [nil, .netlify, .cloudflarePages].contains(host)
    // The settings of the server include them, so they are there even if they are empty.
    case .nginxHeaders, .nginxRedirects, .nginxGone: host == .nginx
    }
  }

  /// Whether it is among outputs in the order of their paths.
  func isIn(_ outputs: [PlannedOutput]) -> Bool {
    outputs.output(at: SiteURL(rawValue).outputPath)?.family == .hostFile
  }

  /// What it says.
  fileprivate func text(in scope: inout RenderScope) -> String {
    switch self {
    case .redirects:
      let host = scope.setting(.host, \.hosting.host)
      return redirectsFile(scope.redirectRules(), for: host)
    case .headers: return headersFile(in: &scope)
    case .nginxHeaders: return nginxHeadersFile(in: &scope)
    case .nginxRedirects: return nginxMap(scope.redirectRules().filter { !$0.isGone })
    case .nginxGone: return nginxMap(scope.redirectRules().filter(\.isGone))
    case .caddy: return caddySettings(in: &scope)
    case .apache: return apacheSettings(in: &scope)
    case .securityText: return securityTextFile(in: &scope)
    }
  }
}

/// The files for hosts that a site has; one that its author wrote in `Content/static` is the only one of
/// its name.
func hostFiles(of site: Site, hasOldAddresses: Bool) -> [PlannedOutput] {
  HostFile.allCases.compactMap { file in
    guard file.isFor(site.configuration.hosting, hasOldAddresses: hasOldAddresses),
      site.file(SourcePath(SourceTree.staticFolder + file.rawValue)) == nil
    else { return nil }
    return PlannedOutput(
      url: SiteURL(file.rawValue), family: .hostFile, language: site.configuration.language,
      subject: .hostFile(file))
  }
}

/// What hosts are told of an old address.
struct RedirectRule: Sendable {
  /// The addresses as a browser asks for them, percent-encoded: with the slash, and without it, since a
  /// host that has a folder there would send the reader on to it first.
  let addresses: [String]
  /// The same as a server knows them, without percent-encoding.
  let decodedAddresses: [String]
  /// Where the reader is sent, or the page that says that this is gone.
  let target: String
  /// Whether there is nothing any more.
  let isGone: Bool
}

extension RenderScope {
  /// What is to be said of all old addresses, in their order.
  mutating func redirectRules() -> [RedirectRule] {
    let outputs = oldAddresses()
    let basePath = setting(.url, \.url.basePath)
    var rules: [RedirectRule] = []
    rules.reserveCapacity(outputs.count)
    for output in outputs {
      let url = output.url
      let plain = basePath + url.path.utf8.dropFirst().text
      let encoded = url.href(basePath: basePath)
      let isFolder = encoded.utf8.last == UInt8(ascii: "/")
      let target: String
      let isGone: Bool
      if case .redirect(let destination) = output.subject {
        target = href(destination)
        isGone = false
      } else {
        target = basePath + percentEncoded(output.path.text)
        isGone = true
      }
      rules.append(
        RedirectRule(
          addresses: isFolder ? [encoded, String(encoded.dropLast())] : [encoded],
          decodedAddresses: isFolder ? [plain, String(plain.dropLast())] : [plain],
          target: target, isGone: isGone))
    }
    return rules
  }
}

/// The redirects as Netlify and Cloudflare Pages read them.
///
/// Where a site names no host, the lines are of the kind that both understand: Cloudflare follows them
/// always, and Netlify shows the page that lies there, which leads on by itself. Netlify's own form has
/// a sign for "even if there is a page", and it alone can answer 410.
private func redirectsFile(_ rules: [RedirectRule], for host: Hosting.Host?) -> String {
  var text = ""
  for rule in rules {
    guard !rule.isGone || host == .netlify else { continue }
    let status = (rule.isGone ? "410" : "301") + (host == .netlify ? "!" : "")
    // Netlify takes an address with the slash and without it for one; and where there are too many for
    // Cloudflare, it goes from the folder to the page by itself.
    let isOnce = host == .netlify || rules.count * 2 > HostLimits().redirects
    for address in isOnce ? [rule.addresses[0]] : rule.addresses {
      text += "\(address) \(rule.target) \(status)\n"
    }
  }
  return text
}

/// Addresses and where they lead, as the inside of nginx's `map $uri …`.
private func nginxMap(_ rules: [RedirectRule]) -> String {
  var text = ""
  for rule in rules {
    // A dollar would be a variable; the other signs that mean something in quotation marks can't be in
    // an address.
    let target = rule.target.replacingDollars()
    for address in rule.decodedAddresses { text += "\"\(address)\" \"\(target)\";\n" }
  }
  return text
}

extension String {
  /// With each dollar percent-encoded: servers would take it for the beginning of a variable.
  func replacingDollars() -> String {
    utf8.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }.joined(separator: "%24")
  }
}

extension Substring.UTF8View {
  fileprivate var text: String { String(Substring(self)) }
}
