package import Diagnostics

/// The world said no: a folder cannot be read, the disk is full.
///
/// Problems in the author's files are never thrown; they travel as diagnostics.
package struct ProjectFailure: Error, Hashable {
  /// The path that was worked on, as the person named it or from the project's root.
  package let path: String
  /// What was being done, as in "cannot read this folder".
  package let action: String
  /// The system's reason, or ours.
  package let reason: String

  /// Creates a failure with a reason in words.
  package init(path: String, action: String, reason: String) {
    self.path = path
    self.action = action
    self.reason = reason
  }

  /// The failure as a person is shown it.
  package var diagnostic: Diagnostic {
    Diagnostic(.systemRefused, .error, "\(action): \(reason)", at: SourcePlace(wholeOf: path))
  }
}

extension RuleID {
  /// The system refused to read or write something.
  static let systemRefused = RuleID("system-refused")
}
