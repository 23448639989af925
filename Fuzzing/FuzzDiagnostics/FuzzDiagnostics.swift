import Diagnostics
import FuzzExpectations

/// Reports problems at places that the input chooses, in a file that is the input.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(start, count)
  let text = String(decoding: bytes, as: UTF8.self)
  var findings = Findings(in: SourceFile(path: text, bytes: bytes))
  for (offset, byte) in bytes.prefix(8).enumerated() {
    let from = Int(byte) % (count + 1)
    let to = min(count, from + offset * 7)
    let suggestion = nearMiss(of: String(text.prefix(20)), among: ["title", "date", "slug"])
    findings.report(RuleID("fuzzed"), .error, text, at: from..<to, suggestion: suggestion)
  }
  let diagnostics = findings.diagnostics()
  expectShowable(diagnostics)
  _ = JSONStyle().text(for: diagnostics)
  return 0
}
