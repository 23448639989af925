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
  /// What search engines are told of.
  let sitemap: Sitemap
  /// Collisions and links that lead nowhere.
  var diagnostics: [Diagnostic] { ownDiagnostics + links.diagnostics }
  /// What the links of the pages say.
  fileprivate(set) var links: SiteLinks
  /// What is wrong apart from the links in texts.
  fileprivate let ownDiagnostics: [Diagnostic]
  /// The outputs before those that collide with others were left out.
  fileprivate let planned: [PlannedOutput]
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
  /// The same for tables of which one was taken over from the last build, as long as nothing is added.
  let version = TableVersion()

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

/// Works out every output of a site, and everything that is wrong between them, keeping what is still
/// true of the last site.
func makePlan(
  for site: Site, keeping last: BuildSnapshot.Whole? = nil, limits: HostLimits = HostLimits()
) -> Plan {
  if let last, site.hasOnlyNewTexts(since: last.site),
    let plan = last.plan.rewritten(for: site, since: last.site)
  {
    return plan
  }
  let listed = PageFamily.ID.allCases.flatMap { $0.family.plan(site) }
  let sitemap = Sitemap(of: listed, partSize: limits.sitemapPages)
  let outputs = listed + sitemap.outputs(in: site)
  let addresses =
    last.flatMap { $0.plan.addresses(for: site, outputs, since: $0.site) }
    ?? AddressTable(of: site, outputs)
  let links = checkLinks(of: site, addresses, keeping: last)
  var menuLinks = LinkCheck(site: site, addresses: addresses)
  let menus = makeMenus(for: site, addresses, &menuLinks)
  // A file beside an article belongs to whoever links to it: so the pictures of a draft stay out.
  let linkedFiles = links.files.union(menuLinks.files)
  let beside = site.files.filter { !ContentFile.isStatic($0.path) }
  let linked = beside.filter { linkedFiles.contains($0.path) }.map { $0.output(in: site) }
  let all = (outputs + linked).inOrder
  let unique = all.firstOfEachPath
  return Plan(
    outputs: unique, addresses: addresses, menus: menus, sitemap: sitemap, links: links,
    ownDiagnostics: collisions(all, in: site) + menuLinks.diagnostics
      + beside.filter { !linkedFiles.contains($0.path) }.map(\.unlinked)
      + hostProblems(of: unique, in: site, limits),
    planned: outputs)
}

extension Plan {
  /// The plan of a site in which nothing but texts is new; `nil` when other files are linked now.
  fileprivate func rewritten(for site: Site, since last: Site) -> Plan? {
    let new = checkLinks(
      of: site, addresses, keeping: BuildSnapshot.Whole(site: last, plan: self))
    guard new.files == links.files else { return nil }
    var plan = self
    plan.links = new
    return plan
  }

  /// Who lives where, when all that decides it is as it was.
  fileprivate func addresses(
    for site: Site, _ outputs: [PlannedOutput], since last: Site
  ) -> AddressTable? {
    site.heldBack == last.heldBack && planned == outputs
      && site.files.map(\.path) == last.files.map(\.path) ? addresses : nil
  }
}

extension Site {
  /// Whether a site is the last one with other texts, as ``rewritten(_:files:)`` makes it.
  fileprivate func hasOnlyNewTexts(since last: Site) -> Bool { origin == last.origin }
}

/// Tells a table that was taken over from one that was made anew.
final class TableVersion: Sendable, Equatable {
  static func == (lhs: TableVersion, rhs: TableVersion) -> Bool { lhs === rhs }
}

extension AddressTable {
  /// Who lives where in a site with these outputs.
  fileprivate init(of site: Site, _ outputs: [PlannedOutput]) {
    self.init()
    residents.reserveCapacity(outputs.count + site.files.count)
    sources.reserveCapacity(site.pages.count + site.files.count)
    for (index, held) in site.heldBack.enumerated() {
      add(.heldBack(index), at: held.url, from: held.path)
    }
    for file in site.files { add(.file(file.path), at: file.url, from: file.path) }
    // Of two outputs at one address the first one lives there; the error says that there are two.
    for output in outputs.reversed() {
      switch output.subject {
      case .page(let id): add(.page(id), at: output.url, from: site[id].path)
      case .list(let list, 1, _): add(.list(list), at: output.url)
      case .redirect(let id): add(.alias(id), at: output.url)
      case .file: break
      case .list, .part, .single, .themeFile: add(.output, at: output.url)
      }
    }
  }
}

extension [PlannedOutput] {
  /// In the order of their paths; those that share one keep their order.
  fileprivate var inOrder: [PlannedOutput] {
    // Positions are moved, not outputs, each of which is several words long.
    indices.sorted { left, right in
      let difference = order(self[left].path.text, self[right].path.text)
      return difference != 0 ? difference < 0 : left < right
    }.map { self[$0] }
  }

  /// The first of outputs that share a path; they stand beside each other.
  fileprivate var firstOfEachPath: [PlannedOutput] {
    var result: [PlannedOutput] = []
    for output in self where result.last?.path != output.path { result.append(output) }
    return result
  }
}
