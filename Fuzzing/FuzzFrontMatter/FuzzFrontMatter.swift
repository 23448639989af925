import Diagnostics
import Documents
import FuzzExpectations

/// Reads the input as a file of each kind.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = SourceFile(path: "Content/articles/fuzzed.md", bytes: input(start, count))
  let isUTF8 = String(validating: file.bytes, as: UTF8.self) != nil
  precondition(
    (firstInvalidUTF8(in: file.bytes, from: 0) == nil) == isUTF8,
    "the standard library disagrees on what is UTF-8")
  for kind in [DocumentKind.article, .page] {
    var findings = Findings(in: file)
    let (frontMatter, body) = parseFrontMatter(of: file, as: kind, into: &findings)
    precondition(body.upperBound == count, "the body does not end where the file ends")
    precondition(isUTF8 || body.isEmpty, "a file that is not UTF-8 has a body")
    if let title = frontMatter.title {
      precondition(!title.value.isEmpty, "a title is empty")
      _ = frontMatter.place(of: title.range)
    }
    if let date = frontMatter.date { _ = TimeZoneRules.utc.instant(of: date.value) }
    _ = frontMatter.fingerprint
    expectShowable(findings.diagnostics())
  }
  return 0
}
