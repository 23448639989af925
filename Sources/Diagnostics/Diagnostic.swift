/// Something in the project that its author should know about, and what to do about it.
///
/// A diagnostic is plain data. Phases return diagnostics beside their results; nothing but
/// ``TerminalStyle`` and ``JSONStyle`` turns one into text, so the terminal and the browser can
/// never disagree.
package struct Diagnostic: Sendable, Hashable {
  /// How much the problem matters to the published site.
  package enum Severity: Int, Sendable, Comparable, CaseIterable {
    /// Worth knowing; the site is right as it is.
    case note
    /// The site will build, but a reader may notice something wrong.
    case warning
    /// The site cannot be published as written.
    case error

    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  /// A second place, and why it matters.
  package struct Related: Sendable, Hashable {
    /// Why this place matters, such as "first used here".
    package let message: String
    /// The place.
    package let place: SourcePlace

    /// Creates a pointer to another place.
    package init(_ message: String, at place: SourcePlace) {
      self.message = message
      self.place = place
    }
  }

  /// The kind of problem, which is also the name of its page in the manual.
  package let rule: RuleID
  /// How much the problem matters.
  package let severity: Severity
  /// One sentence in the author's words, naming the thing that is wrong; no final period.
  package let message: String
  /// Where the author should look first.
  package let place: SourcePlace
  /// What to do about it, as an instruction; `nil` when the message already says it.
  package let suggestion: String?
  /// Other places that explain the problem, such as where an address was first claimed.
  package let related: [Related]

  /// Creates a diagnostic.
  package init(
    _ rule: RuleID,
    _ severity: Severity,
    _ message: String,
    at place: SourcePlace,
    suggestion: String? = nil,
    related: [Related] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.place = place
    self.suggestion = suggestion
    self.related = related
  }
}

extension Diagnostic: Comparable {
  /// Orders by path, then position, then severity (errors first), then words.
  ///
  /// Paths are compared by bytes: two paths that only look alike are two files.
  package static func < (lhs: Self, rhs: Self) -> Bool {
    if !lhs.place.path.utf8.elementsEqual(rhs.place.path.utf8) {
      return lhs.place.path.utf8.lexicographicallyPrecedes(rhs.place.path.utf8)
    }
    let (left, right) = (lhs.place.span, rhs.place.span)
    if left?.line != right?.line { return (left?.line ?? 0) < (right?.line ?? 0) }
    if left?.column != right?.column { return (left?.column ?? 0) < (right?.column ?? 0) }
    if lhs.severity != rhs.severity { return lhs.severity > rhs.severity }
    return (lhs.rule.rawValue, lhs.message) < (rhs.rule.rawValue, rhs.message)
  }
}

extension [Diagnostic] {
  /// Sorted by path and position, each once: what a person is shown.
  package func inReadingOrder() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }.sorted()
  }

  /// Whether one of them keeps the site from being published.
  package var hasErrors: Bool { contains { $0.severity == .error } }
}

/// The name of a kind of problem, in kebab case: `broken-link`, `unknown-field`.
///
/// Declare each rule once, as a static member, in the file that reports it.
package struct RuleID: RawRepresentable, Hashable, Sendable {
  /// The name as the author sees it.
  package let rawValue: String

  /// Creates a rule name; it must be kebab case.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Creates a rule name; it must be kebab case.
  package init(_ rawValue: String) { self.rawValue = rawValue }

  /// A name of a field that does not exist.
  ///
  /// Declared here because two modules report it, for a file's fields and for a template's.
  package static let unknownField = RuleID("unknown-field")
}
