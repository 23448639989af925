import Diagnostics
import Documents
import Synchronization

/// What the links and citations of one page say, and all that this depends on.
///
/// A class, so that the next build can share it.
final class PageLinks: Sendable {
  /// The page that was looked at.
  let page: Page
  /// The fingerprints of everything that was looked for, absence included.
  let facts: [Fingerprint]
  /// The pages of which a certain part was looked for.
  let anchored: [PageID]
  /// The files that are linked to.
  let files: [SourcePath]
  /// The pages that the text leads to, in its order, some perhaps twice.
  let targets: [PageID]
  /// Every link and citation that leads nowhere, at its place.
  let diagnostics: [Diagnostic]

  /// Notes what was found.
  init(
    page: Page, facts: [Fingerprint], anchored: [PageID], files: [SourcePath],
    targets: [PageID], diagnostics: [Diagnostic]
  ) {
    self.page = page
    self.facts = facts
    self.anchored = anchored
    self.files = files
    self.targets = targets
    self.diagnostics = diagnostics
  }
}

/// What the links and citations of all pages say.
struct SiteLinks: Sendable {
  /// What each page's say, in the order of the pages.
  let pages: [PageLinks]
  /// The files that some page links to.
  let files: Set<SourcePath>
  /// Every link and citation that leads nowhere.
  let diagnostics: [Diagnostic]

  /// Puts together what the pages say.
  init(_ pages: [PageLinks]) {
    self.pages = pages
    var files: Set<SourcePath> = []
    var diagnostics: [Diagnostic] = []
    for page in pages {
      if !page.files.isEmpty { files.formUnion(page.files) }
      if !page.diagnostics.isEmpty { diagnostics += page.diagnostics }
    }
    self.files = files
    self.diagnostics = diagnostics
  }

  /// The pages that the text of a page leads to.
  func targets(of page: Page, in site: Site) -> [PageID] {
    guard let position = site.position(of: page.id), position < pages.count else { return [] }
    return pages[position].targets
  }
}

/// The addresses of a site in order, worked out when the first link to nothing asks for a near one.
final class AddressNames: Sendable {
  private let addresses: AddressTable
  private let names = Mutex<[String]?>(nil)

  /// The names of a table.
  init(_ addresses: AddressTable) { self.addresses = addresses }

  /// The addresses, in the order of their bytes.
  var inOrder: [String] {
    names.withLock { names in
      if let names { return names }
      let sorted = addresses.residents.keys.map(\.path).sorted { order($0, $1) < 0 }
      names = sorted
      return sorted
    }
  }
}

/// Follows every link and citation on the pages of a site, but for those of which nothing has changed
/// that they depend on.
///
/// A page is looked at again when it is another one, when somebody has come to or gone from an address
/// that it asks for, when it links to a part of a page that has changed, and when something was wrong
/// with its links: what is said then speaks of other pages too. `news` are the look-ups that have
/// another answer than in the last table, where they are known.
func checkLinks(
  of site: Site, _ addresses: AddressTable, news: Set<Fingerprint>?,
  keeping last: BuildSnapshot.Whole?
) -> SiteLinks {
  let names = AddressNames(addresses)
  let known = last.map { KnownLinks($0, site, addresses, news) }
  let pages = concurrentMap(site.pages) { page in
    if let kept = known?.links(of: page) { return kept }
    var check = LinkCheck(site: site, addresses: addresses, names: names)
    return check.follow(page)
  }
  return SiteLinks(pages)
}

/// What is known of the links of a last site, and what is different now.
private struct KnownLinks {
  /// What each page's links said, by the page's number.
  private var links: [PageLinks?]
  /// What was looked for and is another answer now.
  private var changedFacts: Set<Fingerprint> = []
  /// The pages whose parts or titles may be others.
  private var changedPages: Set<PageID> = []

  init(
    _ last: BuildSnapshot.Whole, _ site: Site, _ addresses: AddressTable,
    _ news: Set<Fingerprint>?
  ) {
    links = [PageLinks?](repeating: nil, count: site.numbers.count)
    for page in last.plan.links.pages { links[page.page.id.number] = page }
    for page in site.pages {
      guard let known = links[page.id.number], known.page !== page else { continue }
      let isSame =
        known.page.document.body.anchors == page.document.body.anchors
        && known.page.summary.title == page.summary.title
      if !isSame { changedPages.insert(page.id) }
    }
    changedFacts = news ?? last.plan.addresses.differences(from: addresses)
    for held in Set(site.heldBack).symmetricDifference(last.site.heldBack) {
      changedFacts.insert(Fingerprint(ofLookup: .address(held.url)))
      changedFacts.insert(Fingerprint(ofLookup: .source(SourcePath(composed(held.path.text)))))
    }
    // Whether a page is for readers decides what is said of its own links.
    for id in site.heldBackPages.symmetricDifference(last.site.heldBackPages) {
      if links.indices.contains(id.number) { links[id.number] = nil }
    }
  }

  /// What the links of a page say, when that cannot be anything else than before.
  func links(of page: Page) -> PageLinks? {
    guard let known = links[page.id.number], known.page === page, known.diagnostics.isEmpty else {
      return nil
    }
    if !changedPages.isEmpty, known.anchored.contains(where: changedPages.contains) { return nil }
    if !changedFacts.isEmpty, known.facts.contains(where: changedFacts.contains) { return nil }
    return known
  }
}

extension AddressTable {
  /// The fingerprints of the look-ups that have another answer in another table.
  fileprivate func differences(from other: AddressTable) -> Set<Fingerprint> {
    var result: Set<Fingerprint> = []
    func compare(_ table: AddressTable, with other: AddressTable) {
      for (url, resident) in table.residents where other.residents[url] != resident {
        result.insert(Fingerprint(ofLookup: .address(url)))
      }
      // A file may be written for an address at which somebody else lives.
      for (path, url) in table.sources
      where other.sources[path] != url || other.residents[url] != table.residents[url] {
        result.insert(Fingerprint(ofLookup: .source(path)))
      }
    }
    compare(self, with: other)
    compare(other, with: self)
    return result
  }
}

extension Fingerprint {
  /// The fingerprint of a question about an address or a file.
  init(ofLookup fact: Fact) {
    self.init()
    switch fact {
    case .address(let url): combine(url.path)
    case .source(let path):
      combine(1)
      combine(path.text)
    default: break
    }
  }
}
