import Diagnostics
import Documents

extension RuleID {
  /// Addresses that lead to each other and to nothing else.
  static let redirectCircle = RuleID("redirect-circle")
}

/// What `site.yaml` says of old addresses: the outputs that it asks for among those that the families
/// planned, in the order of their paths, and what is wrong with it.
///
/// A redirect to a redirect leads to where that one leads, so a reader is sent on once.
func writtenRedirects(
  of site: Site, among outputs: [PlannedOutput]
) -> (outputs: [PlannedOutput], diagnostics: [Diagnostic]) {
  let hosting = site.configuration.hosting
  guard !hosting.redirects.isEmpty || !hosting.gone.isEmpty else { return ([], []) }
  var chains = RedirectChains(site: site, planned: outputs)
  let gone = hosting.gone.map { site.gone($0.url, reason: $0.text) }
  let redirects = hosting.redirects.compactMap { entry in
    chains.destination(of: entry).map { site.redirect($0, from: entry.url) }
  }
  return (gone + redirects, chains.diagnostics)
}

extension Site {
  /// The output at an old address that leads to another one.
  func redirect(_ destination: Destination, from url: SiteURL) -> PlannedOutput {
    let language =
      if case .page(let id) = destination { self[id].language } else {
        configuration.language
      }
    return PlannedOutput(
      url: url, family: .redirect, language: language, subject: .redirect(to: destination))
  }

  /// The output at an address whose content was taken away, with the reason when there is one.
  func gone(_ url: SiteURL, reason: String?) -> PlannedOutput {
    let names = url.path.utf8.split(separator: UInt8(ascii: "/"))
    let prefix = names.first.map { "/\(Substring($0))/" }
    let language = languages.first { self.prefix(of: $0) == prefix }
    return PlannedOutput(
      url: url, family: .gone, language: language ?? configuration.language,
      subject: .gone(reason: reason))
  }
}

/// The working state of ``writtenRedirects(of:among:)``.
private struct RedirectChains {
  let site: Site
  /// The outputs of the families, in the order of their paths.
  let planned: [PlannedOutput]
  private(set) var diagnostics: [Diagnostic] = []
  private let redirects: [SiteURL: Hosting.OldAddress]
  private let gone: Set<SiteURL>
  /// Those that were found to lead in a circle.
  private var circling: Set<SiteURL> = []

  init(site: Site, planned: [PlannedOutput]) {
    self.site = site
    self.planned = planned
    let hosting = site.configuration.hosting
    redirects = Dictionary(
      hosting.redirects.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
    gone = Set(hosting.gone.map(\.url))
  }

  /// Where an old address leads at last; `nil` when that is nowhere, which is reported.
  mutating func destination(of first: Hosting.OldAddress) -> Destination? {
    var entry = first
    var way = [first.url]
    var passed: Set = [first.url]
    while true {
      guard let target = target(of: entry) else { return nil }
      guard case .address(let url, let ending) = target else { return target }
      if let output = planned.output(at: url.outputPath) {
        return destination(output, ending: ending)
      }
      guard let next = redirects[url] else {
        if site.files.contains(where: { $0.url == url }) { return target }
        reportNowhere(url, entry)
        return nil
      }
      way.append(url)
      guard passed.insert(url).inserted else {
        reportCircle(way, first)
        return nil
      }
      entry = next
    }
  }

  /// What a redirect to an output leads to.
  private func destination(_ output: PlannedOutput, ending: String) -> Destination {
    switch output.subject {
    case .page(let id) where ending.utf8.isEmpty: .page(id)
    case .redirect(let next): next
    default: .address(output.url, ending: ending)
    }
  }

  /// What an author wrote as the target of a redirect.
  private mutating func target(of entry: Hosting.OldAddress) -> Destination? {
    let text = entry.text
    if ["https://", "http://"].contains(where: { text.utf8.starts(with: $0.utf8) }),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) })
    {
      return .elsewhere(text)
    }
    let end = text.utf8.firstIndex(of: UInt8(ascii: "#")) ?? text.endIndex
    let isAddress = text.utf8.first == UInt8(ascii: "/") && !text.utf8.starts(with: "//".utf8)
    guard isAddress, let path = percentDecoded(text[..<end]).map(composed) else {
      report(
        .redirectTarget,
        "`\(text)` is neither an address of this site nor one that begins with `https://`",
        entry, "write it from the site's root, such as `/services/`")
      return nil
    }
    // `/services` means the page at `/services/`, unless a file is called so.
    let url = SiteURL(path)
    let isFile = planned.output(at: url.outputPath) != nil || site.files.contains { $0.url == url }
    let isWhole = path.utf8.last == UInt8(ascii: "/") || isFile
    let part = percentDecoded(text[end...].dropFirst()) ?? ""
    return .address(
      isWhole ? url : SiteURL(path + "/"),
      ending: part.utf8.isEmpty ? "" : "#" + percentEncoded(part))
  }

  private mutating func reportNowhere(_ url: SiteURL, _ entry: Hosting.OldAddress) {
    if gone.contains(url) {
      report(
        .redirectTarget, "`\(url)` is gone, so `\(entry.url)` would lead nowhere", entry,
        "write `\(entry.url)` below `gone` too")
    } else if let held = site.heldBack.first(where: { $0.url == url }) {
      report(
        .redirectTarget,
        "`\(held.path)` is not published, so `\(entry.url)` would lead nowhere", entry,
        "publish it, or remove the line until then")
    } else {
      let near = nearMiss(of: url.path, among: planned.lazy.map(\.url.path))
      report(
        .redirectTarget, "no page lives at `\(url)`, so `\(entry.url)` would lead nowhere", entry,
        near.map { "the nearest page is `\($0)`" })
    }
  }

  private mutating func reportCircle(_ way: [SiteURL], _ first: Hosting.OldAddress) {
    // One word for each circle is enough, whoever leads into it.
    guard circling.isDisjoint(with: way) else { return }
    circling.formUnion(way)
    let names = way.prefix(6).map { "`\($0)`" } + (way.count > 6 ? ["…"] : [])
    report(
      .redirectCircle, "`\(first.url)` leads in a circle: \(names.joined(separator: ", "))", first,
      "let one of them lead to a page")
  }

  private mutating func report(
    _ rule: RuleID, _ message: String, _ entry: Hosting.OldAddress, _ suggestion: String?
  ) {
    diagnostics.append(
      Diagnostic(rule, .error, message, at: entry.textPlace, suggestion: suggestion))
  }
}

extension [PlannedOutput] {
  /// The output at a path among outputs in the order of their paths; `nil` when there is none.
  ///
  /// - Complexity: O(log *n*) in the number of outputs.
  func output(at path: OutputPath) -> PlannedOutput? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].path == path ? self[low] : nil
  }
}
