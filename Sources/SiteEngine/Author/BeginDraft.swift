import Diagnostics
package import Documents

extension RuleID {
  /// A file or an address that somebody else has.
  static let alreadyThere = RuleID("already-there")
}

extension BuildSnapshot {
  /// Writes the file of a draft, which must not exist, and gives its path, or what is in its way.
  ///
  /// An address that something else has is in its way too: whoever finished the text would then learn
  /// that it cannot be published there.
  package func begin(
    _ draft: Draft, in project: Project, at instant: Instant
  ) throws(ProjectFailure) -> Result<SourcePath, Refusal> {
    guard let configuration = sources.configuration else {
      preconditionFailure("a draft is begun where the settings can be read")
    }
    let path = draft.path(in: configuration.language)
    let url = draft.url(in: configuration)
    if let owner = owner(of: url), owner != path {
      return .failure(
        Self.taken(
          "something else lives at `\(url)`, so nothing was written", by: owner))
    }
    let text = draft.text(on: configuration.timeZone.civil(at: instant).date)
    guard try project.writeNew(Array(text.utf8), at: path) else {
      return .failure(Self.taken("this file is there already, so nothing was written", by: path))
    }
    return .success(path)
  }

  private static func taken(_ message: String, by path: SourcePath) -> Refusal {
    Refusal(
      Diagnostic(
        .alreadyThere, .error, message, at: SourcePlace(wholeOf: path.text),
        suggestion: "choose another title, or name the new file with `--slug`"))
  }

  /// The file that has an address now or will have it; the settings' where attune makes a page of its own.
  private func owner(of url: SiteURL) -> SourcePath? {
    guard let whole else { return nil }
    switch whole.plan.addresses.residents[url] {
    case .page(let id), .alias(let id): return whole.site[id].path
    case .heldBack(let index): return whole.site.heldBack[index].path
    case .file(let path): return path
    case .list, .output: return SourcePath(Configuration.fileName)
    case nil: return nil
    }
  }
}
