import Diagnostics
import Documents

extension RuleID {
  /// A link inside the site that leads nowhere.
  static let brokenLink = RuleID("broken-link")
  /// A link to a part of a page that the page does not have.
  static let brokenAnchor = RuleID("broken-anchor")
  /// A link to something that is not published.
  static let linkToHeldBack = RuleID("link-to-unpublished")
  /// A citation, for which there is no list of sources yet.
  static let unknownSource = RuleID("unknown-source")
}

/// Where a link inside the site leads.
struct LinkResolution {
  /// What is at its end.
  enum Outcome: Hashable {
    /// Somebody lives there.
    case found(SiteURL, Plan.Resident)
    /// Nobody lives at an address of this site.
    case nobody(SiteURL)
    /// There is no file of this path.
    case noFile(SourcePath)
    /// What is written is no address.
    case noAddress
  }

  /// What is at its end.
  let outcome: Outcome
  /// What follows `?`, with it.
  let query: Substring
  /// What follows `#`, with it.
  let fragment: Substring

  /// What the resolution depends on; absence too.
  var fact: Fact? {
    switch outcome {
    case .found(let url, _), .nobody(let url): .address(url)
    case .noFile(let path): .source(path)
    case .noAddress: nil
    }
  }

  /// The address to write into the page; `nil` when there is none.
  func href(basePath: String) -> String? {
    guard case .found(let url, _) = outcome else { return nil }
    return url.href(basePath: basePath) + query + fragment
  }
}

/// Finds where a link that an author wrote inside the site leads.
///
/// It may be an address (`/articles/kap/`), the path of a file (`kap.md`), or either of them relative
/// to where it is written: a file's path to the file, an address to the page's own address.
func resolve(
  _ destination: String, from path: SourcePath, at url: SiteURL, in plan: Plan
) -> LinkResolution {
  let fragmentStart = destination.utf8.firstIndex(of: UInt8(ascii: "#")) ?? destination.endIndex
  let queryStart =
    destination.utf8[..<fragmentStart].firstIndex(of: UInt8(ascii: "?")) ?? fragmentStart
  func resolution(_ outcome: LinkResolution.Outcome) -> LinkResolution {
    LinkResolution(
      outcome: outcome, query: destination[queryStart..<fragmentStart],
      fragment: destination[fragmentStart...])
  }
  guard let decoded = percentDecoded(destination[..<queryStart]) else {
    return resolution(.noAddress)
  }
  let target = composed(decoded)
  if target.isEmpty { return resolution(outcome(at: url, in: plan)) }
  if target.hasSuffix(".md") {
    let folder = target.utf8.first == UInt8(ascii: "/") ? "Content" : String(path.folder)
    guard let file = join(folder, target) else { return resolution(.noAddress) }
    guard let (url, resident) = plan.files[file] else {
      return resolution(.noFile(SourcePath(file)))
    }
    return resolution(.found(url, resident))
  }
  let isAbsolute = target.utf8.first == UInt8(ascii: "/")
  guard let joined = join(isAbsolute ? "" : url.folder, target) else {
    return resolution(.noAddress)
  }
  return resolution(outcome(at: SiteURL("/" + joined), in: plan))
}

/// Who lives at an address, with or without the slash at its end and the name of its file.
private func outcome(at url: SiteURL, in plan: Plan) -> LinkResolution.Outcome {
  var candidates = [url]
  if url.path.hasSuffix("/index.html") {
    candidates.append(SiteURL(String(url.path.dropLast("index.html".count))))
  } else if !url.path.hasSuffix("/") {
    candidates.append(SiteURL(url.path + "/"))
  }
  for candidate in candidates {
    if let resident = plan.addresses[candidate] { return .found(candidate, resident) }
  }
  return .nobody(url)
}

/// A path with another appended and `.` and `..` worked out; `nil` when it leads out at the top.
private func join(_ folder: String, _ path: String) -> String? {
  var names = folder.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  let slash = UInt8(ascii: "/")
  for part in path.utf8.split(separator: slash) {
    let name = String(Substring(part))
    switch name {
    case ".": break
    case "..":
      guard names.popLast() != nil else { return nil }
    default: names.append(name)
    }
  }
  let last = path.utf8.split(separator: slash, omittingEmptySubsequences: false).last
  let isFolder = last.map {
    $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8)
  }
  return names.joined(separator: "/") + (isFolder == true && !names.isEmpty ? "/" : "")
}

extension SiteURL {
  /// The address up to its last slash.
  fileprivate var folder: String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "/"
  }
}

/// Every link and citation on the site that leads nowhere, at its place.
func brokenLinks(in site: Site, plan: Plan) -> [Diagnostic] {
  var check = LinkCheck(site: site, plan: plan)
  for page in site.pages {
    for link in page.document.body.links where link.isInternal { check.look(at: link, on: page) }
    for citation in page.document.body.citations { check.look(at: citation) }
  }
  return check.diagnostics
}

/// The working state of ``brokenLinks(in:plan:)``.
private struct LinkCheck {
  let site: Site
  let plan: Plan
  var diagnostics: [Diagnostic] = []
  private lazy var addressNames = plan.addresses.keys.map(\.path).sorted()

  init(site: Site, plan: Plan) {
    self.site = site
    self.plan = plan
  }

  mutating func look(at citation: Citation) {
    report(
      .unknownSource,
      "this version of attune keeps no list of sources, so `@\(citation.key)` has none",
      citation.place, "write the source as a footnote: `[^1]`, and below `[^1]: …`")
  }

  mutating func look(at link: LinkReference, on page: Page) {
    let resolution = resolve(link.destination, from: page.path, at: page.url, in: plan)
    switch resolution.outcome {
    case .found(_, .heldBack(let index)):
      reportHeldBack(site.heldBack[index], link)
    case .found(_, .page(let id)):
      checkAnchor(resolution.fragment, of: site[id], link)
    case .found(_, .output):
      break
    case .nobody(let url) where link.kind == .image:
      reportImage(url.path, link)
    case .nobody(let url):
      report(
        .brokenLink, "no page lives at `\(url)`", link.place,
        nearMiss(of: url.path, among: addressNames).map { "the nearest page is `\($0)`" })
    case .noFile(let path):
      let files = site.pages.map(\.path.text)
      report(
        .brokenLink, "there is no file `\(path)`", link.place,
        nearMiss(of: path.text, among: files).map { "the nearest file is `\($0)`" })
    case .noAddress:
      report(
        .brokenLink, "`\(link.destination)` leads out of the site", link.place,
        "write the address from the site's root, such as `/articles/`")
    }
  }

  private mutating func reportImage(_ path: String, _ link: LinkReference) {
    report(
      .notYet,
      "this version of attune does not publish pictures, so `\(link.destination)` would be missing",
      link.place, "remove it, or link to the picture where it is on the web")
  }

  private mutating func reportHeldBack(_ held: HeldBack, _ link: LinkReference) {
    switch held.reason {
    case .unreadable:
      break
    case .draft:
      report(
        .linkToHeldBack, "`\(held.title)` is a draft, so nobody could follow this link", link.place,
        "publish `\(held.path)`, or remove the link")
    case .until(let instant):
      report(
        .linkToHeldBack,
        "`\(held.title)` is held back until \(site.configuration.words(for: instant)), so nobody could follow this link",
        link.place, "remove the link until then")
    }
  }

  private mutating func checkAnchor(_ fragment: Substring, of page: Page, _ link: LinkReference) {
    guard fragment.utf8.count > 1 else { return }
    let name = percentDecoded(fragment.dropFirst()) ?? String(fragment.dropFirst())
    let anchors = page.document.body.anchors
    guard !anchors.contains(name) else { return }
    report(
      .brokenAnchor, "`\(page.summary.title)` has no part called `#\(name)`", link.place,
      nearMiss(of: name, among: anchors).map { "did you mean `#\($0)`?" }
        ?? "its parts are named after their headings: `## Two words` is `#two-words`")
  }

  private mutating func report(
    _ rule: RuleID, _ message: String, _ place: SourcePlace, _ suggestion: String?
  ) {
    diagnostics.append(Diagnostic(rule, .error, message, at: place, suggestion: suggestion))
  }
}
