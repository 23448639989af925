import Diagnostics

extension RuleID {
  /// A file that could be taken for the settings and is not read.
  static let settingsName = RuleID("settings-name")
}

/// Says which files beside `site.yaml` somebody may take for the settings.
///
/// Whoever edits the other one would wonder why nothing changes, and a site would be published with
/// settings that nobody meant.
func checkSettingsNames(in root: borrowing Folder) throws(ProjectFailure) -> [Diagnostic] {
  let names = try root.names().map { String(decoding: $0, as: UTF8.self) }
  let hasSettings = names.contains(Configuration.fileName)
  return names.filter { name in
    name != Configuration.fileName && ["site.yaml", "site.yml"].contains(name.lowercased())
  }.map { name in
    Diagnostic(
      .settingsName, .error,
      hasSettings
        ? "`\(name)` and `site.yaml` would both be the settings of this site"
        : "the settings of a site are called `site.yaml`, and not `\(name)`",
      at: SourcePlace(wholeOf: name),
      suggestion: hasSettings
        ? "move what it says into `site.yaml`, and remove it" : "rename it to `site.yaml`")
  }
}
