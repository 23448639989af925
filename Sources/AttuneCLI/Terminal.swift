import Diagnostics
import Foundation

/// The two streams a command speaks to: what was asked for goes to standard output, what the author
/// should know to standard error.
enum Terminal {
  /// Writes to standard output; `false` when nobody listens any more.
  @discardableResult
  static func print(_ text: String) -> Bool { write(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes bytes to standard output; `false` when nobody listens any more.
  @discardableResult
  static func print(_ bytes: [UInt8]) -> Bool { write(bytes, to: STDOUT_FILENO) }

  /// Shows diagnostics on standard error, in colour where that is a terminal and `NO_COLOR` is not set
  /// (no-color.org: any value but an empty one counts).
  static func show(_ diagnostics: [Diagnostic]) {
    let forbidden = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let style = TerminalStyle(usesColor: isatty(STDERR_FILENO) == 1 && !forbidden)
    write(Array(style.text(for: diagnostics).utf8), to: STDERR_FILENO)
  }

  /// Writes everything, however many calls it takes.
  ///
  /// A reader that has gone is not our failure.
  @discardableResult
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }
}

/// What the exit code of a command says.
enum Outcome {
  /// There are problems in the site.
  static let problems: Int32 = 1
  /// The world said no: a folder cannot be read, the disk is full.
  static let refused: Int32 = 2
}
