import Compression

extension PageFamily {
  /// Copies of pages and other text for browsers that take them compressed, where the settings ask for them.
  static let compressed = PageFamily(
    plural: "compressed files", making: .copy,
    // They are planned when all else is.
    plan: { _ in [] })
}

/// The compressed copies of outputs, where the settings ask for them.
///
/// Files of an author's are copied piece by piece and never held as a whole, so they have none.
func compressed(_ outputs: [PlannedOutput], of site: Site) -> [PlannedOutput] {
  guard site.configuration.hosting.precompresses else { return [] }
  return outputs.filter(\.isCompressible).flatMap { output in
    Compression.allCases.map { compression in
      PlannedOutput(
        url: SiteURL("/\(output.path.text).\(compression.rawValue)"), family: .compressed,
        language: output.language, subject: .compressed(output, compression))
    }
  }
}

extension PlannedOutput {
  /// Whether a compressed copy is worth its place: what readers ask for, and is text.
  fileprivate var isCompressible: Bool {
    switch subject {
    case .page, .list, .part, .single: true
    case .themeFile(let name):
      [".css", ".js", ".mjs", ".svg", ".json", ".xml", ".txt"].contains {
        name.utf8.reversed().starts(with: $0.utf8.reversed())
      }
    case .file, .redirect, .gone, .hostFile, .compressed: false
    }
  }
}

extension RenderedOutput {
  /// The output as a compressed copy at a path, which depends on what the output depends on.
  func compressed(by compression: Compression, at path: OutputPath) -> RenderedOutput {
    // What is wrong with the output is told with itself.
    RenderedOutput(
      path: path, content: .bytes(compression.compress(bytes)), reads: reads, diagnostics: [])
  }
}
