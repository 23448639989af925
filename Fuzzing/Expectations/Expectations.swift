package import Diagnostics

/// The bytes that libFuzzer passes.
package func input(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: start, count: count))
}

/// Stops unless diagnostics can be shown: nothing in a file may steer the terminal of its author.
///
/// Looks at the first few only; they all go through the same code, and showing them costs more than
/// finding them.
package func expectShowable(_ diagnostics: [Diagnostic]) {
  let shown = TerminalStyle(usesColor: false).text(for: Array(diagnostics.prefix(3)))
  precondition(!shown.utf8.contains { $0 < 0x20 && $0 != 0x0A }, "a control character came through")
}
