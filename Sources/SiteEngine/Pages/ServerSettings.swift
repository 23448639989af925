import Documents

/// Headers as nginx reads them; `always`, so that the page for wrong addresses has them too.
func nginxHeadersFile(in scope: inout RenderScope) -> String {
  SecurityHeaders(in: &scope).headers.map { "add_header \($0.name) \"\($0.value)\" always;\n" }
    .joined()
}

/// Headers and redirects as Caddy reads them, for the block of a site.
func caddySettings(in scope: inout RenderScope) -> String {
  var text = "header {\n"
  for (name, value) in SecurityHeaders(in: &scope).headers { text += "\t\(name) \"\(value)\"\n" }
  text += "}\n"
  // One of the two holds for each file: Caddy decides by itself in which order it reads two lines.
  let kept = scope.addressesToKeep()
  if kept.isEmpty {
    text += "header Cache-Control no-cache\n"
  } else {
    let addresses = kept.joined(separator: " ")
    text += "@kept path \(addresses)\nheader @kept Cache-Control \"\(longCacheControl)\"\n"
    text += "@asked not path \(addresses)\nheader @asked Cache-Control no-cache\n"
  }
  for rule in scope.redirectRules() {
    for address in rule.decodedAddresses {
      text +=
        rule.isGone
        ? "error \"\(address)\" 410\n" : "redir \"\(address)\" \"\(rule.target)\" 301\n"
    }
  }
  return text
}

/// Headers and redirects as Apache reads them, for the part of a site.
func apacheSettings(in scope: inout RenderScope) -> String {
  var text = ""
  for (name, value) in SecurityHeaders(in: &scope).headers {
    text += "Header always set \(name) \"\(value)\"\n"
  }
  text += "Header set Cache-Control no-cache\n"
  for address in scope.addressesToKeep() {
    // Of a file that is not there nobody may keep that it is not.
    let pattern = address.utf8.last == UInt8(ascii: "*") ? String(address.dropLast()) : address
    text += """
      <LocationMatch "^\(apachePattern(pattern))">
        Header set Cache-Control "\(longCacheControl)" "expr=%{REQUEST_STATUS} < 400"
      </LocationMatch>

      """
  }
  text += "RewriteEngine On\n"
  for rule in scope.redirectRules() {
    // With the slash and without it.
    let pattern = apachePattern(rule.decodedAddresses[0]) + (rule.addresses.count > 1 ? "?" : "")
    if rule.isGone {
      text += "RewriteRule \"^\(pattern)$\" - [G]\n"
      text +=
        "<LocationMatch \"^\(pattern)$\">\n  ErrorDocument 410 \(rule.target)\n</LocationMatch>\n"
    } else {
      let target = rule.target.utf8.split(
        separator: UInt8(ascii: "%"), omittingEmptySubsequences: false
      ).map { String(Substring($0)) }.joined(separator: "\\%")
      text += "RewriteRule \"^\(pattern)$\" \"\(target.replacingDollars())\" [R=301,NE,L]\n"
    }
  }
  return text
}

/// An address as a regular expression that means nothing but it.
private func apachePattern(_ address: String) -> String {
  var result: [UInt8] = []
  for byte in address.utf8 {
    if ".^$*+?()[]{}|".utf8.contains(byte) {
      // A class of one sign: `${` would be a variable, even behind a backslash.
      result += byte == UInt8(ascii: "^") ? [UInt8(ascii: "\\"), byte] : [0x5B, byte, 0x5D]
    } else {
      result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
