import Diagnostics
import FuzzExpectations
import Templates

/// Compiles the input as three templates, with a schema and without, and runs what comes of it.
///
/// A line with nothing but `----` divides them; they are called page, part and layout.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(start, count)
  let sources = zip(["page", "part", "layout"], pieces(of: bytes)).map { name, bytes in
    TemplateSource(name: name, file: SourceFile(path: "\(name).mustache", bytes: bytes))
  }
  var limits = RenderLimits()
  limits.depth = 200
  limits.outputSize = 1 << 20
  limits.steps = 200_000
  let page = TemplateRecord(FuzzScope.page, 0)
  var scope = FuzzScope()

  let (lenient, problems) = TemplateSet.compile(sources)
  expectShowable(problems)
  var output: [UInt8] = []
  lenient.template(named: "page")?.render(page, in: &scope, into: &output, limits: limits)

  let entry = TemplateEntry(template: "page", root: FuzzScope.page)
  let (checked, mistakes) = TemplateSet.compile(
    sources, entries: [entry], schema: FuzzScope.schema)
  expectShowable(mistakes)
  output.removeAll()
  let outcome = checked.template(named: "page", for: FuzzScope.page)?.render(
    page, in: &scope, into: &output, limits: limits)
  if let outcome, !mistakes.hasErrors {
    precondition(outcome != .tooDeep, "a checked theme recurses without end")
    expectHarmless(output, sources)
  }
  return 0
}

/// Stops if a value became markup or a script, other than what a template says itself.
private func expectHarmless(_ output: [UInt8], _ sources: [TemplateSource]) {
  for harmful in FuzzScope.harmful {
    let wanted = Array(harmful.utf8)
    guard !sources.contains(where: { contains($0.file.bytes, wanted) }) else { continue }
    precondition(!contains(output, wanted), "a value came through as it is: \(harmful)")
  }
}

private func pieces(of bytes: [UInt8]) -> [[UInt8]] {
  let divider = Array("\n----\n".utf8)
  var pieces: [[UInt8]] = []
  var rest = bytes[...]
  while pieces.count < 2, let at = index(of: divider, in: rest) {
    pieces.append(Array(rest[..<at]))
    rest = rest[(at + divider.count)...]
  }
  return pieces + [Array(rest)]
}

private func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
  index(of: wanted, in: bytes[...]) != nil
}

private func index(of wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
  guard let first = wanted.first else { return nil }
  return bytes.indices.first { bytes[$0] == first && bytes[$0...].starts(with: wanted) }
}
