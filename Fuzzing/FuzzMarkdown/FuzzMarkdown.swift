import Diagnostics
import Documents
import FuzzExpectations

/// Turns the input into HTML in every way there is.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = SourceFile(path: "Content/articles/fuzzed.md", bytes: input(start, count))
  convert(file, MarkdownOptions())
  convert(file, MarkdownOptions(language: "de-CH", allowsRawHTML: true))
  convert(file, MarkdownOptions(extensions: false))
  return 0
}

private func convert(_ file: SourceFile, _ options: MarkdownOptions) {
  var findings = Findings(in: file)
  let body = parseMarkdown(
    file, in: 0..<file.bytes.count, options: options, into: &findings)
  expectShowable(findings.diagnostics())
  precondition(String(validating: body.html, as: UTF8.self) != nil, "the HTML is not UTF-8")
  var position = 0
  for hole in body.holes {
    precondition(hole.position >= position, "holes are out of order")
    position = hole.position
  }
  precondition(position <= body.html.count, "a hole is outside of the HTML")
  position = 0
  for run in body.runs {
    precondition(run.html.lowerBound >= position, "runs are out of order")
    position = run.html.upperBound
    precondition(position <= body.html.count, "a run is outside of the HTML")
    guard let source = run.source else { continue }
    precondition(source.upperBound <= file.bytes.count, "a run is outside of the file")
    // What readers see as written is written so; returns are line breaks.
    precondition(
      run.kind != .text
        || body.plainText(of: [run]).utf8.elementsEqual(
          file.bytes[source].map { $0 == 0x0D ? 0x0A : $0 }),
      "a run is of something else")
  }
  precondition(Set(body.anchors).count == body.anchors.count, "an id is given twice")
  for link in body.links {
    precondition(
      !link.destination.lowercased().hasPrefix("javascript:"), "an active link came through")
  }
  for block in body.blocks {
    precondition(block.html.upperBound <= body.html.count, "a block is outside of the HTML")
    var parts = [block.content]
    if let title = block.title { parts.append(title) }
    if let caption = block.caption { parts.append(caption) }
    for item in block.items {
      if let title = item.title { parts.append(title) }
      parts.append(item.content)
    }
    for part in parts {
      precondition(
        part.lowerBound >= block.html.lowerBound && part.upperBound <= block.html.upperBound,
        "a part of a block is outside of it")
      if !options.allowsRawHTML { expectBalanced(Array(body.html[part])) }
    }
  }
  let html = body.htmlWithoutSite()
  if !options.allowsRawHTML { expectBalanced(html) }
}
