import Diagnostics
import Documents

extension RuleID {
  /// An address to which no form may send what somebody writes.
  static let formAddress = RuleID("form-address")
}

/// Where the forms of a site send what somebody writes.
struct FormSettings: Sendable, Hashable {
  /// The address of each kind of form, as it was written.
  private(set) var addresses: [BlockKind: String] = [:]
  /// The name of the field that only programs fill in.
  private(set) var trap = "website"

  /// The kinds of forms that there are.
  static let kinds: [BlockKind] = [.contact, .newsletter]

  static let fields: [FieldDeclaration] = [
    FieldDeclaration(
      "contact", .text, "The address that gets what is written in a contact form.",
      example: "https://forms.example.com/contact"),
    FieldDeclaration(
      "newsletter", .text, "The address that gets who wants the newsletter.",
      example: "https://forms.example.com/newsletter"),
    FieldDeclaration(
      "trap", .text,
      "The name of the field that people do not see and spam programs fill in, as the service that "
        + "gets the forms calls it; `website` if not given.", example: "_gotcha",
      otherNames: ["honeypot"]),
  ]

  /// Reads them; no form has an address where there are none.
  static func reading(_ fields: FieldReader?, into findings: inout Findings) -> FormSettings {
    var settings = FormSettings()
    for kind in kinds {
      guard let field = fields?.text(kind.rawValue) else { continue }
      if isAllowed(field.value) {
        settings.addresses[kind] = field.value
      } else {
        findings.report(
          .formAddress, .error, "`\(field.value)` is not an address that a form may send to",
          at: field.range,
          suggestion:
            "write one that begins with `https://`, or with `/` for a program of your own host")
      }
    }
    guard let trap = fields?.text("trap") else { return settings }
    let isName = trap.value.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || "_-".utf8.contains(byte)
    }
    if isName, !trap.value.isEmpty {
      settings.trap = trap.value
    } else {
      findings.report(
        .formAddress, .error,
        "`\(trap.value)` is not the name of a field, which has letters, digits, `_` and `-`",
        at: trap.range)
    }
    return settings
  }

  /// What is sent without encryption, by mail or to a script can be read by others or is lost.
  private static func isAllowed(_ address: String) -> Bool {
    let bytes = address.utf8
    guard !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else {
      return false
    }
    if bytes.first == UInt8(ascii: "/") { return bytes.dropFirst().first != UInt8(ascii: "/") }
    let isSafe = bytes.prefix(8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      .elementsEqual("https://".utf8)
    return isSafe && bytes.count > 8
  }

  /// The hosts elsewhere to which forms send, each once, as a policy names them.
  var origins: [String] {
    Set(
      addresses.values.compactMap { address in
        guard address.utf8.first != UInt8(ascii: "/") else { return nil }
        let host = address.utf8.dropFirst("https://".utf8.count)
          .prefix { !"/?#;,'".utf8.contains($0) }
        return "https://" + String(decoding: host, as: UTF8.self)
      }
    ).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The fingerprint of all of it.
  var fingerprint: Fingerprint {
    var result = Fingerprint()
    for kind in Self.kinds { result.combine(addresses[kind] ?? "") }
    result.combine(trap)
    return result
  }
}
