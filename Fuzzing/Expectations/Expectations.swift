package import Diagnostics

/// The bytes that libFuzzer passes.
package func input(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: start, count: count))
}

/// Stops unless diagnostics can be shown: nothing in a file may steer the terminal of its author.
package func expectShowable(_ diagnostics: [Diagnostic]) {
  let shown = TerminalStyle(usesColor: false).text(for: diagnostics)
  precondition(!shown.utf8.contains { $0 < 0x20 && $0 != 0x0A }, "a control character came through")
  _ = JSONStyle().text(for: diagnostics)
}
