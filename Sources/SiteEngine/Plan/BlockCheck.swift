import Diagnostics
import Documents

extension RuleID {
  /// A block that needs a setting which the site does not have.
  static let blockSetting = RuleID("block-setting")
}

/// What the blocks of all pages lack in the settings and in the words of the theme.
///
/// - Complexity: O(*n*) in the number of pages, with one look at each page without blocks.
func blockProblems(
  of site: Site, _ settingLinks: [String: [String: MenuItem]]
) -> [Diagnostic] {
  var diagnostics: [Diagnostic] = []
  for page in site.pages where !page.document.body.blocks.isEmpty {
    for block in page.document.body.blocks {
      guard let place = block.place else { continue }
      if block.kind.needsSite { diagnostics += settingProblem(of: block, place, in: site) }
      let words = site.theme.strings[page.language]
      let missing = BlockWords.keys(for: block).filter { words?.texts[$0] == nil }
      // A language without any words is an error of its own.
      guard words != nil, !missing.isEmpty else { continue }
      let list = missing.map { "`\($0)`" }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .themeString, .error,
          "the theme `\(site.theme.name)` has no words in `\(page.language)` for this block: \(list)",
          at: place,
          suggestion:
            "add them to `Themes/\(site.theme.name)/strings/\(page.language).yaml`"))
    }
  }
  return diagnostics
}

/// Who shows the films of a site, as a policy names them, in order.
func filmHosts(of site: Site) -> [String] {
  var hosts: Set<String> = []
  for page in site.pages where !page.document.body.blocks.isEmpty {
    for block in page.document.body.blocks {
      guard let player = block.player else { continue }
      let host = player.utf8.dropFirst("https://".utf8.count).prefix { $0 != UInt8(ascii: "/") }
      hosts.insert("https://" + String(decoding: host, as: UTF8.self))
    }
  }
  return hosts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

private func settingProblem(of block: Block, _ place: SourcePlace, in site: Site) -> [Diagnostic] {
  let name = block.kind.rawValue
  let mark = "`[!\(name.uppercased())]`"
  guard block.kind == .booking else {
    guard site.configuration.forms.addresses[block.kind] == nil else { return [] }
    return [
      Diagnostic(
        .blockSetting, .error, "\(mark) has no address to send to, so every message would be lost",
        at: place, suggestion: "add to `site.yaml`:\nforms:\n  \(name): https://…")
    ]
  }
  // An address that leads nowhere is an error of its own.
  guard site.theme.settings.value(of: Theme.bookingSetting) == nil else { return [] }
  let isOffered = site.theme.settings.offered.contains {
    $0.name == Theme.bookingSetting && $0.kind == .url
  }
  return [
    Diagnostic(
      .blockSetting, .error, "\(mark) has no address to lead to", at: place,
      suggestion: isOffered
        ? "add to `site.yaml`:\nsettings:\n  \(Theme.bookingSetting): contact.md"
        : "the theme `\(site.theme.name)` needs the setting `\(Theme.bookingSetting)` of the kind `url`"
    )
  ]
}
