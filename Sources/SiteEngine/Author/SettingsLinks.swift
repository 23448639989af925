import Diagnostics
import Documents

/// The addresses in `site.yaml` that lead into the site: those of the menu, and of the theme's settings.
struct SettingsLinks {
  /// Each with its place in the file.
  let links: [Field<String>]

  /// Reads them from the file.
  init(_ bytes: [UInt8], for site: Site) {
    let file = SourceFile(path: Configuration.fileName, bytes: bytes)
    var findings = Findings(in: file)
    let fields = FieldReader(
      parseYAML(file, into: &findings), fields: Configuration.fields, of: Configuration.fileName,
      in: file, into: &findings)
    let menu = fields.titledTexts(Configuration.Setting.menu.rawValue)?.flatMap(\.all) ?? []
    let names = site.theme.settings.offered.filter { $0.kind == .url }.map(\.name)
    let settings = fields.textsByName(Configuration.Setting.settings.rawValue)
      .filter { names.contains($0.name) }.map(\.field)
    links = (menu + settings).filter { field in
      if case .internalAddress = addressKind(field.value.utf8, isImage: false) {
        true
      } else {
        false
      }
    }
  }

  /// A text as a value of YAML: as it is where nothing in it has a meaning there.
  static func value(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || "/._-".utf8.contains(byte)
    }
    let first = text.utf8.first
    return isPlain && first != UInt8(ascii: "-") && first != UInt8(ascii: ".")
      ? text : quotedYAML(text)
  }
}

extension LinkMending {
  /// What an address in `site.yaml` must say; `nil` when it may stay as it is.
  func mended(setting written: String) -> String? {
    let old = resolve(menuAddress: written, in: addressesBefore)
    let end = LinkEnd(old, in: before).moved(by: changes)
    guard end != .nothing else { return nil }
    let now = resolve(menuAddress: written, in: addressesAfter)
    guard !end.allows(LinkEnd(now, in: after)) else { return nil }
    let ending = old.query + old.fragment
    let target = String(decoding: written.utf8.dropLast(ending.utf8.count), as: UTF8.self)
    return settingText(to: end, like: target).map { $0 + ending }
  }

  private func settingText(to end: LinkEnd, like written: String) -> String? {
    if case .file(let path) = end, written.hasSuffix(".md"), written.utf8.first != UInt8(ascii: "/")
    {
      if written.utf8.starts(with: "Content/".utf8) { return path.text }
      // From where the home page lies, as the menu is read, or below `Content`.
      let isBelowContent = DocumentKind.allCases.contains { kind in
        written.utf8.starts(with: "\(kind.folder.dropFirst("Content/".count))/".utf8)
      }
      if isBelowContent, let below = path.relative(to: "Content") { return String(below) }
      return relativePath(from: "Content/pages", to: path)
    }
    return linkText(to: end, like: written, from: SourcePath("Content/pages/index.md"))
  }
}
