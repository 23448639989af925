import Diagnostics
import Documents

/// Every file that the output folder will have, known before any of it is rendered.
package struct Plan: Sendable {
  /// The outputs, in the order of their paths, which are all different.
  package let outputs: [PlannedOutput]
  /// What is at each address.
  let addresses: AddressTable
  /// The menu of each language.
  let menus: [String: [MenuItem]]
  /// Where those settings of the theme lead that are addresses, by language and name.
  let settingLinks: [String: [String: MenuItem]]
  /// What search engines are told of.
  let sitemap: Sitemap
  /// Collisions and links that lead nowhere.
  let diagnostics: [Diagnostic]
}

extension RuleID {
  /// A file beside the articles that no published page links to.
  static let unlinkedFile = RuleID("unlinked-file")
}

extension ContentFile {
  /// Says that the file stays out of the site.
  fileprivate var unlinked: Diagnostic {
    Diagnostic(
      .unlinkedFile, .note, "no published page links to this file, so it is not published",
      at: SourcePlace(wholeOf: path.text),
      suggestion: "link to it, or move it to `Content/static` to publish it without a link")
  }
}

/// What is at each address of a site, and where each of its source files is published.
struct AddressTable: Sendable {
  /// Who lives at an address.
  enum Resident: Hashable, Sendable {
    /// A published page.
    case page(PageID)
    /// A list, on its first page.
    case list(ListID)
    /// The 404 page, a file of the theme, a feed.
    case output
    /// Nobody any more: a page that lives elsewhere now, to which readers are led.
    case alias(PageID)
    /// A file that is published as it is when something links to it.
    case file(SourcePath)
    /// Nobody yet: an entry of ``Site/heldBack``.
    case heldBack(Int)
  }

  /// Who lives at each address.
  private(set) var residents: [SiteURL: Resident] = [:]
  /// Where each source file is published, by its composed path: what looks alike finds it.
  private(set) var sources: [SourcePath: SiteURL] = [:]

  /// Whether somebody lives at an address whom readers may visit.
  func isPublished(_ url: SiteURL) -> Bool {
    switch residents[url] {
    case .page, .list, .output, .alias, .file: true
    case .heldBack, nil: false
    }
  }

  /// Notes who lives at an address, and which file that is.
  mutating func add(_ resident: Resident, at url: SiteURL, from source: SourcePath? = nil) {
    residents[url] = resident
    if let source { sources[SourcePath(composed(source.text))] = url }
  }
}

/// Works out every output of a site, and everything that is wrong between them.
func makePlan(for site: Site, limits: HostLimits = HostLimits()) -> Plan {
  let listed = PageFamily.ID.allCases.flatMap { $0.family.plan(site) }
  let sitemap = Sitemap(of: listed, partSize: limits.sitemapPages)
  let outputs = listed + sitemap.outputs(in: site)
  var addresses = AddressTable()
  for (index, held) in site.heldBack.enumerated() {
    addresses.add(.heldBack(index), at: held.url, from: held.path)
  }
  for file in site.files { addresses.add(.file(file.path), at: file.url, from: file.path) }
  // Of two outputs at one address the first one lives there; the error says that there are two.
  for output in outputs.reversed() {
    switch output.subject {
    case .page(let id): addresses.add(.page(id), at: output.url, from: site[id].path)
    case .list(let list, 1, _): addresses.add(.list(list), at: output.url)
    case .redirect(let id): addresses.add(.alias(id), at: output.url)
    case .file: break
    case .list, .part, .single, .themeFile: addresses.add(.output, at: output.url)
    }
  }
  var links = checkLinks(of: site, addresses)
  let menus = makeMenus(for: site, addresses, &links)
  let settingLinks = makeSettingLinks(for: site, addresses, &links)
  // A file beside an article belongs to whoever links to it: so the pictures of a draft stay out.
  let beside = site.files.filter { !ContentFile.isStatic($0.path) }
  let linked = beside.filter { links.files.contains($0.path) }.map { $0.output(in: site) }
  let all = (outputs + linked).enumerated().sorted { left, right in
    (left.element.path, left.offset) < (right.element.path, right.offset)
  }.map(\.element)
  let unique = all.firstOfEachPath
  return Plan(
    outputs: unique, addresses: addresses, menus: menus, settingLinks: settingLinks,
    sitemap: sitemap,
    diagnostics: collisions(all, in: site) + links.diagnostics
      + beside.filter { !links.files.contains($0.path) }.map(\.unlinked)
      + hostProblems(of: unique, in: site, limits) + pictureProblems(of: unique, in: site))
}

/// What is wrong with the pictures that are published; one that nobody shows may be as it likes.
private func pictureProblems(of outputs: [PlannedOutput], in site: Site) -> [Diagnostic] {
  outputs.compactMap { output in
    guard case .file(let path) = output.subject else { return nil }
    return site.file(path)?.problem?.diagnostic(for: path.text)
  }
}

extension [PlannedOutput] {
  /// The first of outputs that share a path; they stand beside each other.
  fileprivate var firstOfEachPath: [PlannedOutput] {
    var result: [PlannedOutput] = []
    for output in self where result.last?.path != output.path { result.append(output) }
    return result
  }
}
