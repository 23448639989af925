package import Diagnostics

/// Why a command that writes into a site's own files wrote nothing.
package struct Refusal: Error, Sendable {
  /// What is in the way, each at its place.
  package let problems: [Diagnostic]

  /// Refuses for one reason.
  init(_ problem: Diagnostic) { problems = [problem] }

  /// Refuses for several reasons.
  init(_ problems: [Diagnostic]) { self.problems = problems }
}
