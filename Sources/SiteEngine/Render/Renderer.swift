package import Diagnostics
package import Templates

/// The bytes of one output, and what they were made from.
package struct RenderedOutput: Sendable {
  /// Where the bytes belong.
  package let path: OutputPath
  /// The bytes.
  package let bytes: [UInt8]
  /// What was read to make them, each once, in the order of the first read.
  package let reads: [Fact]
  /// What is wrong with them: nothing, unless the theme never came to an end.
  package let diagnostics: [Diagnostic]
}

extension RuleID {
  /// A page that the theme makes without an end.
  static let endlessPage = RuleID("endless-page")
}

extension BuildSnapshot {
  /// The bytes of one planned output and what it read to make them.
  ///
  /// A pure function of the snapshot: a build asks for every output, a preview for the page that
  /// somebody looks at, and both get the same bytes. What is wrong with content is known before; here
  /// only a theme without an end can still go wrong.
  package func render(
    _ output: PlannedOutput, limits: RenderLimits = RenderLimits()
  ) -> RenderedOutput {
    guard let whole else {
      return RenderedOutput(path: output.path, bytes: [], reads: [], diagnostics: [])
    }
    if case .asset(let index) = output.subject {
      let asset = whole.site.theme.assets[index]
      return RenderedOutput(
        path: output.path, bytes: asset.bytes, reads: [.asset(asset.name)], diagnostics: [])
    }
    var scope = RenderScope(output, site: whole.site, plan: whole.plan)
    var bytes: [UInt8] = []
    var diagnostics: [Diagnostic] = []
    if let family = output.family,
      let template = whole.site.theme.templates.template(
        named: output.template, for: family.recordKind)
    {
      scope.noteTemplate(output.template)
      let record = TemplateRecord(family.recordKind, 0)
      if template.render(record, in: &scope, into: &bytes, limits: limits) != .complete {
        // Half a page must never be published as if it were whole.
        diagnostics.append(
          Diagnostic(
            .endlessPage, .error, "the template of this page does not come to an end",
            at: SourcePlace(wholeOf: output.path.text),
            suggestion: "look at `\(output.template).mustache` for a list that includes itself"))
      }
    }
    var seen: Set<Fact> = []
    return RenderedOutput(
      path: output.path, bytes: bytes, reads: scope.reads.filter { seen.insert($0).inserted },
      diagnostics: diagnostics)
  }

  /// Every planned output, rendered on all cores.
  package func renderAll() -> [RenderedOutput] {
    concurrentMap(whole?.plan.outputs ?? []) { render($0) }
  }
}
