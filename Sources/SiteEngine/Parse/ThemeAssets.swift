import Diagnostics

/// A file below a theme's `assets`, as it was read.
struct ThemeFileSource {
  /// The file.
  let path: SourcePath
  /// The path in the `assets` folder.
  let name: String
  /// What it holds.
  let bytes: [UInt8]
}

/// Makes the files that pages point to.
func themeAssets(
  _ files: [ThemeFileSource], into diagnostics: inout [Diagnostic]
) -> [ThemeAsset] {
  files.map { ThemeAsset(path: $0.path, name: $0.name, bytes: $0.bytes) }
    .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
}
