import Diagnostics

extension RuleID {
  /// A stylesheet that names a file which the theme does not have.
  static let themeAsset = RuleID("theme-asset")
  /// Stylesheets that name each other in a circle.
  static let stylesheetLoop = RuleID("stylesheet-loop")
}

/// A file below a theme's `assets`, as it was read.
struct ThemeFileSource {
  /// The file.
  let path: SourcePath
  /// The path in the `assets` folder.
  let name: String
  /// What it holds.
  let bytes: [UInt8]
}

/// Makes the files that pages point to: pictures are cut, and where a stylesheet names another file, the
/// name becomes the one with that file's fingerprint.
///
/// So the fingerprint of a stylesheet covers all that it names: a new font changes the address of the
/// font, hence the stylesheet, hence its address.
func themeAssets(
  _ files: [ThemeFileSource], into diagnostics: inout [Diagnostic]
) -> [ThemeAsset] {
  var maker = ThemeAssetMaker(files)
  for file in files { _ = maker.asset(file.name) }
  diagnostics += maker.diagnostics
  return maker.assets.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
}

/// The working state of ``themeAssets(_:into:)``.
private struct ThemeAssetMaker {
  /// More stylesheets that name each other in a row than this are nobody's.
  static let depthLimit = 100

  private let files: [String: ThemeFileSource]
  private(set) var assets: [String: ThemeAsset] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// The stylesheets that are being made, each named by the one before it.
  private var open: [String] = []

  init(_ files: [ThemeFileSource]) {
    self.files = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The file of a name, made when it is first asked for; `nil` when the theme has none, or when it is
  /// just being made.
  mutating func asset(_ name: String) -> ThemeAsset? {
    if let made = assets[name] { return made }
    guard let file = files[name], !open.contains(name) else { return nil }
    var bytes = file.bytes
    if file.path.fileExtension == "css" {
      open.append(name)
      bytes = stylesheet(file)
      open.removeLast()
    } else if let format = PictureFormat(bytes, fileExtension: file.path.fileExtension) {
      let cut = cutPicture(bytes, as: format)
      if let problem = cut.problem { diagnostics.append(problem.diagnostic(for: file.path.text)) }
      bytes = cut.bytes ?? []
    }
    let asset = ThemeAsset(path: file.path, name: file.name, bytes: bytes)
    assets[name] = asset
    return asset
  }

  /// The bytes of a stylesheet with the addresses that files of the theme are served at.
  private mutating func stylesheet(_ file: ThemeFileSource) -> [UInt8] {
    let source = SourceFile(path: file.path.text, bytes: file.bytes)
    var findings = Findings(in: source)
    var result: [UInt8] = []
    var end = 0
    for link in stylesheetLinks(file.bytes) {
      guard let address = address(for: link, in: file, &findings) else { continue }
      result += file.bytes[end..<link.range.lowerBound]
      result += address.utf8
      end = link.range.upperBound
    }
    diagnostics += findings.diagnostics()
    return result + file.bytes[end...]
  }

  /// What is written in the place of an address; `nil` for one that stays, since it leads elsewhere or
  /// was reported.
  private mutating func address(
    for link: StylesheetLink, in file: ThemeFileSource, _ findings: inout Findings
  ) -> String? {
    let address = link.address
    let ending = address.utf8.firstIndex { "?#".utf8.contains($0) } ?? address.endIndex
    guard !isElsewhere(address), ending > address.startIndex else { return nil }
    guard address.utf8.first != UInt8(ascii: "/") else {
      findings.report(
        .themeAsset, .error,
        "`\(address)` is an address of the site, and a theme does not know what a site has",
        at: link.range,
        suggestion: "put the file into `assets`, and write its path from this file")
      return nil
    }
    let path = percentDecoded(address[..<ending]).map(composed)
    guard let path, let name = joined(SourcePath(file.name).folder, path), files[name] != nil else {
      let wanted = path.flatMap { joined(SourcePath(file.name).folder, $0) } ?? address
      let near = nearMiss(of: wanted, among: files.keys.sorted())
      findings.report(
        .themeAsset, .error, "the theme has no file `assets/\(wanted)`", at: link.range,
        suggestion: near.map { "the nearest file is `assets/\($0)`" }
          ?? "put it there, or write its path from this file")
      return nil
    }
    guard open.count < Self.depthLimit, let asset = asset(name) else {
      reportLoop(name, link, &findings)
      return nil
    }
    let folder = SourcePath(path).folder
    let written = (folder.isEmpty ? "" : folder + "/") + SourcePath(asset.url.path).name
    return (percentEncoded(written) + address[ending...]).writableInStylesheet
  }

  private func reportLoop(_ name: String, _ link: StylesheetLink, _ findings: inout Findings) {
    let start = open.firstIndex(of: name) ?? 0
    let chain = open[start...].dropFirst().map { "`\($0)`" } + ["`\(name)`"]
    let words =
      open.contains(name)
      ? "`\(name)` names " + chain.joined(separator: ", which names ")
      : "more than \(Self.depthLimit) stylesheets name each other in a row"
    findings.report(
      .stylesheetLoop, .error, "\(words): so none of them has a fingerprint", at: link.range,
      suggestion: "take one of the names out")
  }
}

/// Whether an address has a scheme, or leads to another host.
private func isElsewhere(_ address: String) -> Bool {
  if address.utf8.starts(with: "//".utf8) { return true }
  let scheme = address.utf8.prefix { !"/?#:".utf8.contains($0) }
  return scheme.endIndex < address.endIndex && address.utf8[scheme.endIndex] == UInt8(ascii: ":")
}

/// A path from a folder, with `.` and `..` worked out; `nil` when it leads out at the top.
private func joined(_ folder: Substring, _ path: String) -> String? {
  var names = folder.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  for part in path.utf8.split(separator: UInt8(ascii: "/")) {
    switch String(Substring(part)) {
    case ".": break
    case "..":
      guard names.popLast() != nil else { return nil }
    case let name: names.append(name)
    }
  }
  return names.joined(separator: "/")
}

extension String {
  /// An address with what could end a text or a bracket in a stylesheet percent-encoded.
  fileprivate var writableInStylesheet: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "%22"
      case "'": result += "%27"
      case "(": result += "%28"
      case ")": result += "%29"
      case "\\": result += "%5C"
      case " ": result += "%20"
      case _ where scalar.value < 0x20: result += percentEncoded(String(scalar))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
