import Diagnostics

extension RuleID {
  /// A file that could be taken for the settings and is not read.
  static let settingsName = RuleID("settings-name")
}

/// Says what lies beside `site.yaml` and does nothing there, though somebody may think so.
func checkNames(beside root: borrowing Folder) throws(ProjectFailure) -> [Diagnostic] {
  let names = try root.names().compactMap { String(validating: $0, as: UTF8.self) }
  return checkSettingsNames(names) + (try checkTexts(names, in: root))
}

/// Says which texts lie beside `site.yaml`, where attune never looks: a post must not be lost in silence.
private func checkTexts(
  _ names: [String], in root: borrowing Folder
) throws(ProjectFailure) -> [Diagnostic] {
  let content = try root.stamp("Content")?.inode
  var problems: [Diagnostic] = []
  for name in names {
    let isFolder = folderNames.contains(name.lowercased()) && name != "Content"
    guard isFolder || name.hasSuffix(".md"), let stamp = try root.stamp(name) else { continue }
    if isFolder {
      // Where a file system knows no capitals, `content` is `Content`.
      guard stamp.kind == .folder, stamp.inode != content else { continue }
      let folder = try root.folder(name)
      guard try folder.names().contains(where: { $0.suffix(3).elementsEqual(".md".utf8) }) else {
        continue
      }
    } else {
      guard stamp.kind == .file, stamp.size < sizeLimit else { continue }
      let bytes = try root.read(name, limit: sizeLimit)
      guard bytes.starts(with: "---\n".utf8) || bytes.starts(with: "---\r".utf8) else { continue }
    }
    problems.append(
      Diagnostic(
        .misplacedFile, .warning,
        isFolder
          ? "attune never looks into this folder, so nobody would see what is in it"
          : "attune never looks at texts beside `site.yaml`, so nobody would see this one",
        at: SourcePlace(wholeOf: name),
        suggestion: "move \(isFolder ? "its texts" : "it") to `Content/articles` or `Content/pages`"
      ))
  }
  return problems
}

/// What people call the folder of their texts.
private let folderNames = ["articles", "blog", "content", "pages", "posts"]
/// A larger file is no text of an author's.
private let sizeLimit = 1 << 20

/// Says which files beside `site.yaml` somebody may take for the settings.
///
/// Whoever edits the other one would wonder why nothing changes, and a site would be published with
/// settings that nobody meant.
private func checkSettingsNames(_ names: [String]) -> [Diagnostic] {
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
