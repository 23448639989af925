import Diagnostics
import Documents

extension RuleID {
  /// A theme that is not there.
  static let noTheme = RuleID("no-theme")
  /// A theme that extends itself in the end.
  static let themeLoop = RuleID("theme-loop")
}

/// One folder of a theme.
struct ThemeLayer {
  /// The theme's name.
  let name: String
  /// Whether it came with attune.
  let isInstalled: Bool
  /// What `theme.yaml` says, where there is one.
  let description: ThemeDescription?
  /// The files, by their path in the folder.
  let files: [(relative: String, path: SourcePath)]

  /// Where the folder of a theme lies.
  static func folder(of name: String, isInstalled: Bool) -> String {
    (isInstalled ? Project.sharedPrefix : "") + "Themes/\(name)"
  }

  /// The folder.
  var folder: String { Self.folder(of: name, isInstalled: isInstalled) }
}

/// The folders that make a theme, in the order in which a file is looked for: the site's own, then the
/// one of the same name that came with attune, then those of the theme that it extends.
///
/// A folder in a site without a `theme.yaml` lies over the theme of the same name that came with attune:
/// whoever wants another footer writes that one file. With a `theme.yaml` it is a theme of its own, which
/// may still say `extends` with its own name.
struct ThemeLayers {
  private(set) var layers: [ThemeLayer] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether all of them were found.
  private(set) var isComplete = true

  private let tree: SourceTree
  private let project: Project

  /// Finds the folders of a theme.
  init(_ name: String, in tree: SourceTree, of project: Project) {
    self.tree = tree
    self.project = project
    guard isFolderName(name), var next = place(of: name) else {
      reportMissing(
        "there is no theme `\(name)` in `Themes`", name, at: SourcePlace(wholeOf: "site.yaml")
      ) { "did you mean `theme: \($0)`?" }
      return
    }
    while true {
      let layer = layer(name: next.name, isInstalled: next.isInstalled)
      layers.append(layer)
      guard let found = follow(layer) else { return }
      next = found
    }
  }

  /// Where to look for what a folder does not have; `nil` at the end.
  private mutating func follow(_ layer: ThemeLayer) -> (name: String, isInstalled: Bool)? {
    guard let description = layer.description else {
      if !layer.isInstalled, exists(layer.name, isInstalled: true) { return (layer.name, true) }
      report(
        .themeInterface, "the theme `\(layer.name)` has no `theme.yaml`",
        at: SourcePlace(wholeOf: layer.folder),
        "add one with a line `name:` and a line `interface: \(ThemeDescription.interface)`")
      isComplete = true
      return nil
    }
    guard let parent = description.parent else { return nil }
    // A site's theme may extend the one of its own name that came with attune.
    let isOwnName = parent.name == layer.name && !layer.isInstalled
    let place =
      isOwnName
      ? exists(parent.name, isInstalled: true) ? (parent.name, true) : nil
      : isFolderName(parent.name) ? self.place(of: parent.name) : nil
    guard let place else {
      reportMissing(
        isOwnName
          ? "this theme extends its own name, and no theme `\(parent.name)` came with attune"
          : "this theme extends `\(parent.name)`, and there is no such theme", parent.name,
        at: parent.place
      ) { "did you mean `extends: \($0)`?" }
      return nil
    }
    if let start = layers.firstIndex(where: { $0.name == place.0 && $0.isInstalled == place.1 }) {
      let chain = layers[start...].filter { $0.description != nil }.map(\.name) + [parent.name]
      let words = chain.dropFirst().map { "`\($0)`" }.joined(separator: ", which extends ")
      report(
        .themeLoop, "`\(chain[0])` extends \(words): so none of them has an end", at: parent.place,
        "take one of the lines `extends:` out")
      return nil
    }
    return place
  }

  private func place(of name: String) -> (name: String, isInstalled: Bool)? {
    if exists(name, isInstalled: false) { return (name, false) }
    return exists(name, isInstalled: true) ? (name, true) : nil
  }

  private func exists(_ name: String, isInstalled: Bool) -> Bool {
    !tree.files(in: ThemeLayer.folder(of: name, isInstalled: isInstalled)).isEmpty
  }

  private mutating func layer(name: String, isInstalled: Bool) -> ThemeLayer {
    let folder = ThemeLayer.folder(of: name, isInstalled: isInstalled)
    let files = tree.files(in: folder).map(\.path).compactMap { path in
      path.relative(to: folder).map { (relative: String($0), path: path) }
    }
    var description: ThemeDescription?
    let file = SourcePath("\(folder)/\(ThemeDescription.fileName)")
    if tree[file] != nil {
      do {
        let bytes = try project.read(file, limit: 1 << 20)
        description = ThemeDescription(
          SourceFile(path: file.text, bytes: bytes), into: &diagnostics)
      } catch {
        diagnostics.append(error.diagnostic)
        isComplete = false
      }
    }
    return ThemeLayer(
      name: name, isInstalled: isInstalled, description: description, files: files)
  }

  /// Says that there is no such theme, and which there are.
  private mutating func reportMissing(
    _ message: String, _ name: String, at place: SourcePlace, _ didYouMean: (String) -> String
  ) {
    let folders = ["Themes", Project.sharedPrefix + "Themes"]
    let names = Set(
      folders.flatMap { folder in
        tree.files(in: folder).compactMap { file in
          file.path.relative(to: folder).flatMap { $0.split(separator: "/").first.map(String.init) }
        }
      })
    let known = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    report(
      .noTheme, message, at: place,
      nearMiss(of: name, among: known).map(didYouMean)
        ?? (known.isEmpty ? "put a theme's folder into `Themes`" : "there is \(list)"))
  }

  private mutating func report(
    _ rule: RuleID, _ message: String, at place: SourcePlace, _ suggestion: String
  ) {
    isComplete = false
    diagnostics.append(Diagnostic(rule, .error, message, at: place, suggestion: suggestion))
  }
}

private func isFolderName(_ name: String) -> Bool {
  !name.isEmpty && !name.utf8.contains(UInt8(ascii: "/"))
}
