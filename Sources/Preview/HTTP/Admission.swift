/// Who may ask: nobody but the author's own browser, at an address that the preview has.
///
/// A page of a stranger can make her browser send requests here, and a name of a stranger can lead to
/// this machine (DNS rebinding). So the host must be one of ours with our port, a page that asks must
/// be our own, and what a browser says about where a request comes from is believed.
struct Admission: Sendable {
  /// The port that the server listens on.
  let port: Int
  /// The name or address given with `--host`; `nil` for this machine alone.
  let host: String?

  /// Why a request is not answered; `nil` when it is.
  func refusal(of request: Request) -> Refusal? {
    guard isOurs(request.host), request.authority.map(isOurs) ?? true else { return .forbidden }
    if let origin = request["origin"] {
      // An origin has no path; `null`, and any address that is not the one asked for, is a stranger.
      guard lowercased(origin) == Array("http://".utf8) + lowercased(request.host) else {
        return .forbidden
      }
    }
    switch request["sec-fetch-site"].map({ String(decoding: $0, as: UTF8.self) }) {
    case nil, "same-origin", "none": return nil
    default: return isNavigation(request) ? nil : .forbidden
    }
  }

  /// Whether a person follows a link to here, to see the page in a tab of its own.
  ///
  /// The page that has the link cannot read what comes, and no request of that kind changes anything.
  private func isNavigation(_ request: Request) -> Bool {
    request["sec-fetch-mode"].map { $0.elementsEqual("navigate".utf8) } == true
      && request["sec-fetch-dest"].map { $0.elementsEqual("document".utf8) } == true
      && !request.target.starts(with: "/_attune/".utf8)
  }

  /// Whether a host and its port are ours.
  private func isOurs(_ authority: [UInt8]) -> Bool {
    guard let colon = authority.lastIndex(of: UInt8(ascii: ":")) else {
      return port == 80 && isOurName(lowercased(authority))
    }
    let digits = authority[(colon + 1)...]
    // A literal of IPv6 ends with `]`, so what follows its last colon is no number.
    guard digits.elementsEqual("\(port)".utf8) else {
      return port == 80 && authority.last == UInt8(ascii: "]") && isOurName(lowercased(authority))
    }
    return isOurName(lowercased(authority[..<colon]))
  }

  private func isOurName(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    if ["localhost", "127.0.0.1", "[::1]"].contains(text) { return true }
    guard let host else { return false }
    // A number cannot be made to lead elsewhere, so on every address any number will do.
    if host == "0.0.0.0" || host == "::" { return Self.isNumber(name) }
    let own = lowercased(host.utf8)
    return name == own || name == [UInt8(ascii: "[")] + own + [UInt8(ascii: "]")]
  }

  /// Whether a host is the number of one.
  private static func isNumber(_ name: [UInt8]) -> Bool {
    if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]") {
      return name.dropFirst().dropLast().allSatisfy { byte in
        (0x30...0x3A).contains(byte) || (0x61...0x66).contains(byte)
      }
    }
    let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
      }
  }
}
