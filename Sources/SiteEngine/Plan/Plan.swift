import Diagnostics
import Documents

/// Every file that the output folder will have, known before any of it is rendered.
package final class Plan: Sendable {
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
  /// The outputs at addresses that lead elsewhere or whose content is gone, in the order of their paths.
  let oldAddresses: [PlannedOutput]
  /// What follows from the texts of the pages.
  fileprivate let ofTexts: OfTexts
  /// What is wrong between outputs, and with their names.
  fileprivate let collisions: [Diagnostic]
  /// What is wrong apart from that and from the links in texts.
  fileprivate let ownDiagnostics: [Diagnostic]
  /// The outputs before those that collide with others were left out.
  fileprivate let planned: [PlannedOutput]

  /// The part of a plan that an edit of a text can change.
  fileprivate struct OfTexts {
    let terms: SiteTerms
    let links: SiteLinks
    let filmHosts: [String]
    let blockDiagnostics: [Diagnostic]
  }

  fileprivate init(
    outputs: [PlannedOutput], addresses: AddressTable, menus: [String: [MenuItem]],
    settingLinks: [String: [String: MenuItem]], sitemap: Sitemap, oldAddresses: [PlannedOutput],
    ofTexts: OfTexts, collisions: [Diagnostic], ownDiagnostics: [Diagnostic],
    planned: [PlannedOutput]
  ) {
    self.outputs = outputs
    self.addresses = addresses
    self.menus = menus
    self.settingLinks = settingLinks
    self.sitemap = sitemap
    self.oldAddresses = oldAddresses
    self.ofTexts = ofTexts
    self.collisions = collisions
    self.ownDiagnostics = ownDiagnostics
    self.planned = planned
  }

  /// Where texts use the words of glossaries.
  var terms: SiteTerms { ofTexts.terms }
  /// What the links of the pages say.
  var links: SiteLinks { ofTexts.links }
  /// Who shows the films of the pages: the beginnings of the players' addresses.
  var filmHosts: [String] { ofTexts.filmHosts }
  /// Collisions and links that lead nowhere, and what the blocks of the pages lack.
  var diagnostics: [Diagnostic] {
    collisions + ownDiagnostics + links.diagnostics + ofTexts.blockDiagnostics
  }
}

extension RuleID {
  /// A file beside the articles that no published page links to.
  static let unlinkedFile = RuleID("unlinked-file")
}

extension ContentFile {
  /// Says that the file stays out of the site.
  ///
  /// A post that was saved as something else than Markdown must not be lost with a shrug.
  fileprivate var unlinked: Diagnostic {
    if let (name, cure) = textToBe {
      return Diagnostic(
        .unlinkedFile, .warning,
        "the name of a text ends in `.md`, so nobody would ever see this one",
        at: SourcePlace(wholeOf: path.text), suggestion: "\(cure) `\(name)`")
    }
    return Diagnostic(
      .unlinkedFile, .note, "no published page links to this file, so it is not published",
      at: SourcePlace(wholeOf: path.text),
      suggestion: "link to it, or move it to `Content/static` to publish it without a link")
  }

  /// For what a program for texts saved, the name that it should have, and how it gets there.
  private var textToBe: (name: String, cure: String)? {
    let name = path.name.utf8
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let cure: String
    switch String(Substring(name[name.index(after: dot)...])).lowercased() {
    case "txt", "text": cure = "rename it to"
    case "doc", "docx", "htm", "html", "odt", "pages", "rtf":
      cure = "copy its words into a plain text called"
    default: return nil
    }
    let stem = String(Substring(name[..<dot]))
    return (stem.hasSuffix(".md") ? stem : stem + ".md", cure)
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
  let inOrder = listed.inOrder
  let sitemap = Sitemap(
    of: listed, isUnique: inOrder.hasUniquePaths,
    partSize: limits.sitemapPages)
  let ofSitemap = sitemap.outputs(in: site)
  let (written, redirectProblems) = writtenRedirects(of: site, among: inOrder)
  let outputs = listed + ofSitemap + written
  let (addresses, news) =
    last.flatMap { $0.plan.addresses(for: site, outputs, since: $0.site) }
    ?? (AddressTable(of: site, outputs), nil)
  let links = checkLinks(of: site, addresses, news: news, keeping: last)
  var menuLinks = LinkCheck(site: site, addresses: addresses)
  let menus = makeMenus(for: site, addresses, &menuLinks)
  let settingLinks = makeSettingLinks(for: site, addresses, &menuLinks)
  let terms = SiteTerms(of: site, addresses, &menuLinks, keeping: last?.plan.terms)
  // A file beside an article belongs to whoever links to it: so the pictures of a draft stay out.
  let linkedFiles = links.files.union(menuLinks.files)
  let beside = site.files.filter { !ContentFile.isStatic($0.path) }
  let linked = beside.filter { linkedFiles.contains($0.path) }.map { $0.output(in: site) }
  let live = inOrder.merged(with: (ofSitemap + written + linked).inOrder)
  let (recorded, losses) = recordedAddresses(of: site, among: live)
  let oldAddresses = live.filter(\.isOldAddress).merged(with: recorded).firstOfEachPath
  let forHosts = hostFiles(of: site, hasOldAddresses: !oldAddresses.isEmpty)
  let uncompressed = live.merged(with: (recorded + forHosts).inOrder)
  let all = uncompressed.merged(with: compressed(uncompressed, of: site).inOrder)
  let unique = all.firstOfEachPath
  let areHarmless = last.map { $0.plan.hasNoNewCollisions(among: all, in: site) } ?? false
  let collisions = areHarmless ? [] : collisions(all, in: site)
  return Plan(
    outputs: unique, addresses: addresses, menus: menus, settingLinks: settingLinks,
    sitemap: sitemap, oldAddresses: oldAddresses,
    ofTexts: Plan.OfTexts(
      terms: terms, links: links, filmHosts: filmHosts(of: site),
      blockDiagnostics: blockProblems(of: site, settingLinks)),
    collisions: collisions,
    ownDiagnostics: menuLinks.diagnostics + redirectProblems + losses
      + beside.filter { !linkedFiles.contains($0.path) }.map(\.unlinked)
      + hostProblems(of: unique, in: site, limits) + pictureProblems(of: unique, in: site),
    planned: outputs)
}

extension Plan {
  /// Who lives at the address of an overview: attune's own page, or one of an author's.
  func overviewResident(_ list: ListID, in site: Site) -> AddressTable.Resident? {
    addresses.residents[PageFamily.url(of: list, page: 1, in: site.configuration)]
  }

  /// The folder in which the names of all files change with what is in them; where an author put other
  /// files into it, each of those whose names do.
  var fingerprintedFiles: (folder: String?, files: [SiteURL]) {
    let folder = "/assets/"
    var low = 0
    var high = outputs.count
    while low < high {
      let middle = (low + high) / 2
      if order(outputs[middle].path.text, "assets/") < 0 { low = middle + 1 } else { high = middle }
    }
    let inside = outputs[low...].prefix { $0.url.path.utf8.starts(with: folder.utf8) }
    let files = inside.filter { $0.family == .themeFile }.map(\.url)
    return (files.count == inside.count && !files.isEmpty ? folder : nil, files)
  }

  /// Whether it is certain, without looking at all outputs again, that none of them collide.
  ///
  /// Where there was no problem before, only what is new can be one.
  fileprivate func hasNoNewCollisions(among all: [PlannedOutput], in site: Site) -> Bool {
    guard collisions.isEmpty, let (_, new) = differences(outputs, all) else { return false }
    return new.allSatisfy { $0.isAlone(among: all, in: site) }
      && (new.isEmpty || all.allSatisfy { isLowercase($0.path.text[...]) })
  }

  /// The plan of a site in which nothing but texts is new; `nil` when other files are linked now.
  fileprivate func rewritten(for site: Site, since last: Site) -> Plan? {
    let new = checkLinks(
      of: site, addresses, news: [], keeping: BuildSnapshot.Whole(site: last, plan: self))
    guard new.files == links.files else { return nil }
    let hasSameBlocks = zip(site.pages, last.pages).allSatisfy { page, old in
      page === old
        || [page, old].allSatisfy { $0.document.body.blocks.allSatisfy(\.kind.isCallout) }
    }
    return Plan(
      outputs: outputs, addresses: addresses, menus: menus, settingLinks: settingLinks,
      sitemap: sitemap, oldAddresses: oldAddresses,
      ofTexts: OfTexts(
        terms: terms.rewritten(for: site), links: new,
        filmHosts: hasSameBlocks ? filmHosts : SiteEngine.filmHosts(of: site),
        blockDiagnostics: hasSameBlocks
          ? ofTexts.blockDiagnostics : blockProblems(of: site, settingLinks)),
      collisions: collisions, ownDiagnostics: ownDiagnostics, planned: planned)
  }

  /// Who lives where, made from who lived where, and the addresses and files for which that is
  /// different; `nil` when too much is.
  ///
  /// Where two want one address, or something waits behind another, the table is made anew.
  fileprivate func addresses(
    for site: Site, _ outputs: [PlannedOutput], since last: Site
  ) -> (AddressTable, news: Set<Fingerprint>)? {
    guard collisions.isEmpty, site.heldBack == last.heldBack,
      site.files.map(\.path) == last.files.map(\.path),
      let (gone, new) = differences(planned, outputs)
    else { return nil }
    let taken = Set(site.heldBack.map(\.url) + site.files.map(\.url))
    guard !(gone + new).contains(where: { taken.contains($0.url) }) else { return nil }
    var table = addresses
    var news: Set<Fingerprint> = []
    for output in gone { news.formUnion(table.remove(output, of: last)) }
    for output in new {
      guard let changes = table.add(output, of: site) else { return nil }
      news.formUnion(changes)
    }
    return (table, news)
  }
}

extension Site {
  /// Whether a site is the last one with other texts, as ``rewritten(_:files:)`` makes it.
  fileprivate func hasOnlyNewTexts(since last: Site) -> Bool { origin == last.origin }
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
      guard let (resident, source) = Self.resident(output, of: site) else { continue }
      add(resident, at: output.url, from: source)
    }
  }

  /// Who lives at the address of an output, and the file that is; `nil` for a copy, which lives there
  /// without being planned.
  private static func resident(
    _ output: PlannedOutput, of site: Site
  ) -> (Resident, SourcePath?)? {
    switch output.subject {
    case .page(let id): (.page(id), site.page(id)?.path)
    case .list(_, 1, _, let text?): (.page(text), site.page(text)?.path)
    case .list(let list, 1, _, nil): (.list(list), nil)
    case .redirect(to: .page(let id)): (.alias(id), nil)
    case .redirect: (.output, nil)
    // Nobody should link to what is gone.
    case .file, .gone, .hostFile, .compressed: nil
    case .list, .part, .single, .themeFile: (.output, nil)
    }
  }

  /// Takes an output away; gives the look-ups that have another answer now.
  fileprivate mutating func remove(_ output: PlannedOutput, of site: Site) -> Set<Fingerprint> {
    guard let (_, source) = Self.resident(output, of: site) else { return [] }
    residents[output.url] = nil
    if let source { sources[SourcePath(composed(source.text))] = nil }
    return Self.lookups(output.url, source)
  }

  /// Adds an output; gives the look-ups that have another answer now, `nil` when somebody lives there.
  fileprivate mutating func add(_ output: PlannedOutput, of site: Site) -> Set<Fingerprint>? {
    guard let (resident, source) = Self.resident(output, of: site) else { return [] }
    guard residents[output.url] == nil else { return nil }
    add(resident, at: output.url, from: source)
    return Self.lookups(output.url, source)
  }

  private static func lookups(_ url: SiteURL, _ source: SourcePath?) -> Set<Fingerprint> {
    var result: Set = [Fingerprint(ofLookup: .address(url))]
    if let source {
      result.insert(Fingerprint(ofLookup: .source(SourcePath(composed(source.text)))))
    }
    return result
  }
}

/// The outputs that only the first and only the second of two rows has; `nil` when there are too many.
///
/// Both rows come from the same families in the same order, so what is the same is found by walking
/// beside it; what has moved counts as gone and new.
private func differences(
  _ old: [PlannedOutput], _ new: [PlannedOutput]
) -> (gone: [PlannedOutput], new: [PlannedOutput])? {
  var (gone, added): ([PlannedOutput], [PlannedOutput]) = ([], [])
  var (left, right) = (0, 0)
  while left < old.count || right < new.count {
    guard left < old.count, right < new.count else {
      gone += old[left...]
      added += new[right...]
      break
    }
    if old[left] == new[right] {
      (left, right) = (left + 1, right + 1)
    } else if right + 1 < new.count, old[left] == new[right + 1] {
      added.append(new[right])
      right += 1
    } else if left + 1 < old.count, old[left + 1] == new[right] {
      gone.append(old[left])
      left += 1
    } else {
      gone.append(old[left])
      added.append(new[right])
      (left, right) = (left + 1, right + 1)
    }
    if gone.count + added.count > 500 { return nil }
  }
  return (gone, added)
}

/// What is wrong with the pictures that are published; one that nobody shows may be as it likes.
private func pictureProblems(of outputs: [PlannedOutput], in site: Site) -> [Diagnostic] {
  outputs.compactMap { output in
    guard case .file(let path) = output.subject else { return nil }
    return site.file(path)?.problem?.diagnostic(for: path.text)
  }
}

extension [PlannedOutput] {
  /// In the order of their paths; those that share one keep their order.
  fileprivate var inOrder: [PlannedOutput] {
    inByteOrder { $0.path.text }
  }

  /// Two rows in the order of their paths as one; of those that share a path the first row's come first.
  fileprivate func merged(with others: [PlannedOutput]) -> [PlannedOutput] {
    guard !others.isEmpty else { return self }
    var result: [PlannedOutput] = []
    result.reserveCapacity(count + others.count)
    var next = 0
    for output in self {
      while next < others.count, others[next].path < output.path {
        result.append(others[next])
        next += 1
      }
      result.append(output)
    }
    return result + others[next...]
  }

  /// Whether no two share a path; those that do stand beside each other.
  fileprivate var hasUniquePaths: Bool {
    zip(self, dropFirst()).allSatisfy { $0.path != $1.path }
  }

  /// The first of outputs that share a path; they stand beside each other.
  fileprivate var firstOfEachPath: [PlannedOutput] {
    if hasUniquePaths { return self }
    var result: [PlannedOutput] = []
    for output in self where result.last?.path != output.path { result.append(output) }
    return result
  }
}
