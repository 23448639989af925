import Diagnostics
import Documents

extension RuleID {
  /// An address to which no form may send what somebody writes.
  static let formAddress = RuleID("form-address")
  /// A name of a field under which no form can send anything, or two with one name.
  static let formField = RuleID("form-field")
}

/// Where the forms of a site send what somebody writes, and what the services there call it.
struct FormSettings: Sendable, Hashable {
  /// The address of each kind of form, as it was written.
  private(set) var addresses: [BlockKind: String] = [:]
  /// The name of the field that only programs fill in.
  private(set) var trap = "website"
  /// What the service behind a kind of form calls its inputs, where it has names of its own for them.
  private var names: [BlockKind: [Input: String]] = [:]

  /// What people fill in; the raw value is its name where the settings give no other.
  enum Input: String, CaseIterable, Sendable {
    case name, email, message
  }

  /// What a form asks for.
  static func inputs(of kind: BlockKind) -> [Input] {
    kind == .newsletter ? [.email] : Input.allCases
  }

  /// The name under which a form sends what somebody fills in.
  func name(of input: Input, in kind: BlockKind) -> String {
    names[kind]?[input] ?? input.rawValue
  }

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
      "contact-fields",
      .fields(
        inputFields(of: .contact, ["entry.1", "entry.2", "entry.3"]), of: "`contact-fields`"),
      "What the service that gets a contact form calls its fields, where it has names of its own.",
      example: "{email: \"fields[email]\"}"),
    FieldDeclaration(
      "newsletter-fields",
      .fields(inputFields(of: .newsletter, ["EMAIL"]), of: "`newsletter-fields`"),
      "What the service that gets a newsletter form calls its field, where it has a name of its own.",
      example: "{email: EMAIL}"),
    FieldDeclaration(
      "trap", .text,
      "The name of the field that people do not see and spam programs fill in, as the service that "
        + "gets the forms calls it; `website` if not given.", example: "_gotcha",
      otherNames: ["honeypot"]),
  ]

  private static func inputFields(of kind: BlockKind, _ examples: [String]) -> [FieldDeclaration] {
    zip(inputs(of: kind), examples).map { input, example in
      let thing = ["name": "name", "email": "e-mail address"][input.rawValue] ?? input.rawValue
      return FieldDeclaration(
        input.rawValue, .text,
        "The name of the field for the \(thing); `\(input.rawValue)` if not given.",
        example: example)
    }
  }

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
    let trap = fields?.text("trap")
    if let trap, isFieldName(trap, into: &findings) { settings.trap = trap.value }
    for kind in kinds {
      let written = fields?.fields("\(kind.rawValue)-fields")?.value
      let named = inputs(of: kind).compactMap { input in
        written?.text(input.rawValue).map { (input: input, field: $0) }
      }
      for (input, field) in named where isFieldName(field, into: &findings) {
        settings.names[kind, default: [:]][input] = field.value
      }
      settings.checkNames(of: kind, named.map(\.field), trap, into: &findings)
    }
    return settings
  }

  /// Whether a form can send something under a name; says so where it can't.
  private static func isFieldName(_ field: Field<String>, into findings: inout Findings) -> Bool {
    let isName = field.value.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || "_-.:[]".utf8.contains(byte)
    }
    if isName, !field.value.isEmpty { return true }
    findings.report(
      .formField, .error,
      "`\(field.value)` is not the name of a field, which has letters, digits, and of signs `_-.:[]`",
      at: field.range)
    return false
  }

  /// Of two fields of one form with the same name one would be lost.
  private func checkNames(
    of kind: BlockKind, _ written: [Field<String>], _ trap: Field<String>?,
    into findings: inout Findings
  ) {
    // The trap is in every form, and nobody wrote one for a form whose fields have no names of their own.
    let names = Self.inputs(of: kind).map { name(of: $0, in: kind) } + [self.trap]
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      let field = (written + [trap].compactMap(\.self)).last { $0.value == name }
      guard let field else { continue }
      findings.report(
        .formField, .error,
        "two fields of the form `\(kind.rawValue)` would have the name `\(name)`",
        at: field.range, suggestion: "give each a name of its own, as the service calls it")
    }
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
    for kind in Self.kinds {
      for input in Self.inputs(of: kind) { result.combine(name(of: input, in: kind)) }
    }
    result.combine(trap)
    return result
  }
}
