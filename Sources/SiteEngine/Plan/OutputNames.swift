import Diagnostics
import Documents

extension RuleID {
  /// A name that not every computer and host can hold.
  static let portableName = RuleID("portable-name")
}

/// What is wrong with the name of a file or a folder that an output needs.
///
/// A link percent-encodes every character, so a reader's browser finds any name; it is the author's next
/// computer, and hosts that unpack the site, that cannot hold them all.
///
/// - Complexity: O(*n*) in the length of the name.
func nameProblems(
  _ name: Substring, of output: PlannedOutput, in site: Site
) -> [Diagnostic] {
  // Most names have nothing but letters, digits and hyphens, and are longer than a reserved one.
  guard !isPlain(name) || isReserved(name) else { return [] }
  guard let problem = NameProblem(of: name) else { return [] }
  let origin = output.origin(in: site)
  return [
    Diagnostic(
      problem.rule, problem.severity, problem.message, at: origin.place,
      suggestion: output.renaming)
  ]
}

extension PlannedOutput {
  /// How to give its file another name.
  fileprivate var renaming: String {
    switch subject {
    case .page: "rename it, or give it another `slug:` in its front matter"
    case .redirect, .gone: "such an address can't be kept; remove it"
    case .list(_, _, _, .some): "rename it, or give it another `slug:` in its front matter"
    case .list(.topic, _, _, nil), .list(.series, _, _, nil): "write another word"
    case .list, .part, .single, .themeFile, .file, .hostFile, .compressed: "rename it"
    }
  }
}

/// What is wrong with a name.
private struct NameProblem {
  let rule: RuleID
  let severity: Diagnostic.Severity
  let message: String

  init?(of name: Substring) {
    let bytes = name.utf8
    if bytes.count > SiteURL.nameLimit {
      self.init(
        .addressName, .error,
        "a name here is too long for an address: \(SiteURL.nameLimit) bytes at most")
    } else if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      self.init(
        .portableName, .error,
        "a name here has a character that nobody can see, such as a line break")
    } else if bytes.contains(UInt8(ascii: "\\")) {
      self.init(
        .portableName, .error, "the name `\(name)` has `\\`, which browsers and hosts read as `/`")
    } else if let byte = bytes.first(where: { "\"*:<>?|".utf8.contains($0) }) {
      let character = String(decoding: [byte], as: UTF8.self)
      self.init(
        .portableName, .warning,
        "the name `\(name)` has `\(character)`, which no name has on Windows")
    } else if bytes.last == UInt8(ascii: ".") || bytes.last == UInt8(ascii: " ") {
      let thing = bytes.last == UInt8(ascii: ".") ? "dot" : "space"
      self.init(
        .portableName, .warning, "the name `\(name)` ends with a \(thing), which Windows leaves out"
      )
    } else if isReserved(name) {
      self.init(.portableName, .warning, "`\(name)` is a name that Windows keeps for itself")
    } else {
      return nil
    }
  }

  private init(_ rule: RuleID, _ severity: Diagnostic.Severity, _ message: String) {
    self.rule = rule
    self.severity = severity
    self.message = message
  }
}

/// Whether a name has only characters that are a name everywhere, and not too many.
private func isPlain(_ name: Substring) -> Bool {
  guard name.utf8.count <= SiteURL.nameLimit, name.utf8.last != UInt8(ascii: ".") else {
    return false
  }
  return isSlugs(name)
    || name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
      default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      }
    }
}

/// Whether a name, up to its first dot, is that of a device in Windows.
private func isReserved(_ name: Substring) -> Bool {
  // Nearly every name is longer.
  let stem = name.utf8.prefix(5).prefix { $0 != UInt8(ascii: ".") }
  guard (3...4).contains(stem.count) else { return false }
  let word = String(decoding: stem.map { $0 | 0x20 }, as: UTF8.self)
  if stem.count == 3 { return ["con", "prn", "aux", "nul"].contains(word) }
  guard let digit = stem.last, (0x31...0x39).contains(digit) else { return false }
  return word.hasPrefix("com") || word.hasPrefix("lpt")
}
