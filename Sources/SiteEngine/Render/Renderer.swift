import Templates

/// The bytes of one output, and what they were made from.
package struct RenderedOutput: Sendable {
  /// Where the bytes belong.
  package let path: OutputPath
  /// The bytes.
  package let bytes: [UInt8]
  /// What was read to make them, each once, in the order of the first read.
  package let reads: [Fact]
}

extension BuildSnapshot {
  /// The bytes of one planned output and what it read to make them.
  ///
  /// A pure function of the snapshot: a build asks for every output, a preview for the page that
  /// somebody looks at, and both get the same bytes. Rendering cannot fail; whatever could be wrong
  /// with a page is known before.
  package func render(_ output: PlannedOutput) -> RenderedOutput {
    guard let whole else { return RenderedOutput(path: output.path, bytes: [], reads: []) }
    if case .asset(let index) = output.subject {
      let asset = whole.site.theme.assets[index]
      return RenderedOutput(path: output.path, bytes: asset.bytes, reads: [.asset(asset.name)])
    }
    var scope = RenderScope(output, site: whole.site, plan: whole.plan)
    var bytes: [UInt8] = []
    if let family = output.family, let template = whole.site.theme.templates[family] {
      scope.noteTemplate(family.rawValue)
      template.render(TemplateRecord(family.recordKind, 0), in: &scope, into: &bytes)
    }
    var seen: Set<Fact> = []
    return RenderedOutput(
      path: output.path, bytes: bytes, reads: scope.reads.filter { seen.insert($0).inserted })
  }

  /// Every planned output, rendered on all cores.
  package func renderAll() -> [RenderedOutput] {
    concurrentMap(whole?.plan.outputs ?? []) { render($0) }
  }
}
