import Diagnostics
import Documents

/// Two outputs at one place: one would be lost, and nobody could say which.
func collisions(_ outputs: [PlannedOutput], in site: Site) -> [Diagnostic] {
  var first: [OutputPath: PlannedOutput] = [:]
  var diagnostics: [Diagnostic] = []
  for output in outputs {
    guard let other = first.updateValue(output, forKey: output.path) else { continue }
    let (left, right) = [place(of: other, in: site), place(of: output, in: site)].inOrder
    diagnostics.append(
      Diagnostic(
        .sameAddress, .error, "two things would be published at `\(output.url)`", at: right.place,
        suggestion: "give one of them another `slug:`",
        related: [Diagnostic.Related(left.words, at: left.place)]))
  }
  return diagnostics
}

private typealias OutputPlace = (place: SourcePlace, words: String, isFile: Bool)

/// Where the author can do something about an output.
private func place(of output: PlannedOutput, in site: Site) -> OutputPlace {
  switch output.subject {
  case .page(let id):
    let page = site[id]
    let slug = page.document.frontMatter.slug
    let place =
      slug.map { page.document.frontMatter.place(of: $0.range) }
      ?? SourcePlace(wholeOf: page.path.text)
    return (place, "the other one", true)
  case .themeFile(let name):
    let path = site.theme.asset(name)?.path.text ?? Configuration.fileName
    return (SourcePlace(wholeOf: path), "the other one", true)
  case .file(let path):
    return (SourcePlace(wholeOf: path.text), "the other one", true)
  case .list, .part, .single, .redirect:
    return (
      SourcePlace(wholeOf: Configuration.fileName), "attune makes a page of its own there", false
    )
  }
}

extension [OutputPlace] {
  /// The author's own file last, since that is the one to mend.
  fileprivate var inOrder: (OutputPlace, OutputPlace) {
    self[1].isFile ? (self[0], self[1]) : (self[1], self[0])
  }
}
