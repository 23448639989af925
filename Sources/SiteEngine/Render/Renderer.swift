package import Diagnostics
package import Documents
package import Templates

/// The bytes of one output, and what they were made from.
package struct RenderedOutput: Sendable {
  /// What an output consists of.
  package enum Content: Sendable, Hashable {
    /// These bytes.
    case bytes([UInt8])
    /// What a file of the project holds, with this size and fingerprint when it is published.
    ///
    /// Read again when it is written, so that films are never all in memory.
    case file(SourcePath, size: Int, Fingerprint)
  }

  /// Where the content belongs.
  package let path: OutputPath
  /// What it consists of.
  package let content: Content
  /// What was read to make it, in order, repetitions included; nothing when that was not asked for.
  package let reads: [Fact]
  /// What is wrong with it: nothing, unless the theme never came to an end.
  package let diagnostics: [Diagnostic]

  /// The bytes; empty for the copy of a file.
  package var bytes: [UInt8] { if case .bytes(let bytes) = content { bytes } else { [] } }
}

extension RuleID {
  /// A page that the theme makes without an end.
  static let endlessPage = RuleID("endless-page")
}

extension BuildSnapshot {
  /// One planned output and what it read to be made.
  ///
  /// A pure function of the snapshot: a build asks for every output, a preview for the page that
  /// somebody looks at, and both get the same bytes. What is wrong with content is known before; here
  /// only a theme without an end can still go wrong. What was read is written down unless
  /// `notingReads` says that nobody keeps the output.
  package func render(
    _ output: PlannedOutput, limits: RenderLimits = RenderLimits(), notingReads: Bool = true
  ) -> RenderedOutput {
    guard let whole else {
      return RenderedOutput(path: output.path, content: .bytes([]), reads: [], diagnostics: [])
    }
    if case .compressed(let original, let compression) = output.subject {
      return render(original, limits: limits, notingReads: notingReads)
        .compressed(by: compression, at: output.path)
    }
    var scope = RenderScope(output, of: whole, notingReads: notingReads)
    scope.limits = limits
    var diagnostics: [Diagnostic] = []
    let content =
      switch output.family.family.making {
      case .template: RenderedOutput.Content.bytes(page(output, in: &scope, limits, &diagnostics))
      case .code(let write): RenderedOutput.Content.bytes(written(by: write, in: &scope))
      case .copy: copy(output, in: &scope)
      }
    return RenderedOutput(
      path: output.path, content: content, reads: scope.reads, diagnostics: diagnostics)
  }

  private func page(
    _ output: PlannedOutput, in scope: inout RenderScope, _ limits: RenderLimits,
    _ diagnostics: inout [Diagnostic]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    let record = TemplateRecord(output.family.recordKind, 0)
    let outcome = scope.template()?.render(record, in: &scope, into: &bytes, limits: limits)
    if outcome.map({ $0 != .complete }) ?? false || !scope.isComplete {
      // Half a page must never be published as if it were whole.
      diagnostics.append(
        Diagnostic(
          .endlessPage, .error, "the template of this page does not come to an end",
          at: SourcePlace(wholeOf: output.path.text),
          suggestion: "look at `\(output.template).mustache` for a list that includes itself"))
    }
    return bytes
  }

  private func written(
    by write: (inout RenderScope, inout [UInt8]) -> Void, in scope: inout RenderScope
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    write(&scope, &bytes)
    return bytes
  }

  private func copy(
    _ output: PlannedOutput, in scope: inout RenderScope
  ) -> RenderedOutput.Content {
    switch output.subject {
    case .themeFile(let name): return .bytes(scope.themeFile(name))
    case .file(let path):
      guard let file = scope.file(path) else { return .bytes([]) }
      return .file(path, size: file.size, file.published)
    default: return .bytes([])
    }
  }

  /// Every planned output, rendered on all cores.
  package func renderAll() -> [RenderedOutput] { concurrentMap(outputs) { render($0) } }
}
