import ArgumentParser
import Diagnostics
import Foundation
import SiteEngine

/// The streams a command speaks to: what was asked for goes to standard output, what the author should
/// know to standard error.
enum Terminal {
  /// Writes text to standard output.
  static func print(_ text: String) throws(ExitCode) { try print(Array(text.utf8)) }

  /// Writes bytes to standard output.
  ///
  /// A reader that has gone, such as `head`, is no failure of ours, and nothing more is said to it.
  static func print(_ bytes: [UInt8]) throws(ExitCode) {
    guard let reason = write(bytes, to: STDOUT_FILENO) else { return }
    if reason == EPIPE { return }
    throw refuse("standard output", "cannot write this", errno: reason)
  }

  /// How many columns the terminal has that standard output goes to; `nil` when it goes elsewhere.
  static var width: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  /// Shows diagnostics on standard error.
  ///
  /// In colour where that is a terminal and `NO_COLOR` is not set; no-color.org counts any value but
  /// an empty one.
  static func show(_ diagnostics: [Diagnostic]) {
    let forbidden = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let style = TerminalStyle(usesColor: isatty(STDERR_FILENO) == 1 && !forbidden)
    // Where nobody can be told, nobody can be told that either.
    _ = write(Array(style.text(for: diagnostics).utf8), to: STDERR_FILENO)
  }

  /// Makes sure that the three streams exist: where one was closed, the first file that is opened would
  /// take its place, and messages would be written into it.
  ///
  /// What is written to a closed stream is lost; reading from one fails, as it would have.
  static func openStreams() {
    // The lowest number that is free is taken, so each of them is its own.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDWR)
    }
  }

  /// Says something on standard error.
  static func say(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// Everything that standard input has to give.
  static func readInput() throws(ExitCode) -> SourceFile {
    try SourceFile(path: "standard input", bytes: read(STDIN_FILENO, "standard input"))
  }

  /// A file that a person named.
  static func readFile(_ path: String) throws(ExitCode) -> SourceFile {
    // A zero byte would end the name early for the system, and another file would be read.
    let descriptor = path.utf8.contains(0) ? -1 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw refuse(path, "cannot read this file", errno: path.utf8.contains(0) ? ENOENT : errno)
    }
    defer { close(descriptor) }
    return try SourceFile(path: path, bytes: read(descriptor, path))
  }

  /// Says on standard error what the world refused, and gives the code to exit with.
  static func refuse(_ name: String, _ action: String, reason: String) -> ExitCode {
    show([ProjectFailure(path: name, action: action, reason: reason).diagnostic])
    return ExitCode(Outcome.refused)
  }

  private static func refuse(_ name: String, _ action: String, errno: Int32) -> ExitCode {
    let words = String(cString: strerror(errno))
    return refuse(name, action, reason: words.prefix(1).lowercased() + words.dropFirst())
  }

  private static func read(_ descriptor: Int32, _ name: String) throws(ExitCode) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw refuse(name, "cannot read this", errno: errno)
      }
    }
  }

  /// Writes everything, however many calls it takes; gives the errno where that fails.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// What the exit code of a command says; 0 is fine, and 64 is the argument parser's for a mistyped
/// command.
enum Outcome {
  /// There are problems in the site.
  static let problems: Int32 = 1
  /// The world said no: a folder cannot be read, the disk is full.
  static let refused: Int32 = 2

  /// A signal asked for the end, as a shell says it: 130 for Ctrl-C.
  static func ended(by signal: Int32) -> Int32 { 128 + signal }
}
