import Diagnostics
import Documents

extension RuleID {
  /// A link inside the site that leads nowhere.
  static let brokenLink = RuleID("broken-link")
  /// A picture that is not there.
  static let missingPicture = RuleID("missing-picture")
  /// A link to a part of a page that the page does not have.
  static let brokenAnchor = RuleID("broken-anchor")
  /// A link to something that is not published.
  static let linkToHeldBack = RuleID("link-to-unpublished")
  /// A link to where a page lived before.
  static let linkToAlias = RuleID("link-to-alias")
  /// A citation, for which there is no list of sources yet.
  static let unknownSource = RuleID("unknown-source")
}

/// A link as it was written, and where.
struct WrittenLink {
  let destination: String
  let place: SourcePlace
  /// The file that shows it, when it is a picture.
  let picturePath: SourcePath?

  /// Creates a link.
  init(_ destination: String, _ place: SourcePlace, picturePath: SourcePath? = nil) {
    self.destination = destination
    self.place = place
    self.picturePath = picturePath
  }
}

/// Follows every link and citation on the published pages of a site.
func checkLinks(of site: Site, _ addresses: AddressTable) -> LinkCheck {
  var check = LinkCheck(site: site, addresses: addresses)
  for page in site.pages {
    for link in page.document.body.links where link.isInternal {
      let resolution = resolve(link.destination, from: page.path, at: page.url, in: addresses)
      let picturePath = link.kind == .image ? page.path : nil
      check.look(
        at: resolution, WrittenLink(link.destination, link.place, picturePath: picturePath))
    }
    for citation in page.document.body.citations { check.look(at: citation) }
  }
  return check
}

/// What the links of a site say about it.
struct LinkCheck {
  /// The files that some published page or the menu links to.
  private(set) var files: Set<SourcePath> = []
  /// Every link and citation that leads nowhere, at its place.
  private(set) var diagnostics: [Diagnostic] = []

  private let site: Site
  private let addresses: AddressTable
  private lazy var addressNames = addresses.residents.keys.map(\.path).sorted {
    $0.utf8.lexicographicallyPrecedes($1.utf8)
  }

  init(site: Site, addresses: AddressTable) {
    self.site = site
    self.addresses = addresses
  }

  fileprivate mutating func look(at citation: Citation) {
    report(
      .unknownSource,
      "this version of attune keeps no list of sources, so `@\(citation.key)` has none",
      citation.place, "write the source as a footnote: `[^1]`, and below `[^1]: …`")
  }

  /// Notes where a link leads, and says so when that is nowhere.
  mutating func look(at resolution: LinkResolution, _ link: WrittenLink) {
    switch resolution.outcome {
    case .found(_, .heldBack(let index)):
      reportHeldBack(site.heldBack[index], link)
    case .found(_, .page(let id)):
      checkAnchor(resolution.fragment, of: site[id], link)
    case .found(let url, .alias(let id)):
      noteAlias(url, of: site[id], link)
    case .found(_, .file(let path)):
      files.insert(path)
    case .found(_, .output), .found(_, .list):
      break
    case .nobody(let url) where link.picturePath != nil:
      reportPicture(url, link)
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

  private mutating func noteAlias(_ url: SiteURL, of page: Page, _ link: WrittenLink) {
    diagnostics.append(
      Diagnostic(
        .linkToAlias, .note, "`\(page.summary.title)` lives elsewhere now than at `\(url)`",
        at: link.place, suggestion: "write `\(page.url)`"))
  }

  private mutating func reportPicture(_ url: SiteURL, _ link: WrittenLink) {
    let near = nearMiss(of: url.path, among: site.files.map(\.url.path)).flatMap { path in
      site.files.first { $0.url.path == path }
    }
    report(
      .missingPicture, "there is no picture `\(link.destination)`", link.place,
      near.map { "the nearest file is `\($0.path)`" }
        ?? "put the picture beside `\(link.picturePath?.name ?? "it")` and write its name, or into `Content/static`"
    )
  }

  private mutating func reportHeldBack(_ held: HeldBack, _ link: WrittenLink) {
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
    case .expired(let instant):
      report(
        .linkToHeldBack,
        "`\(held.title)` expired on \(site.configuration.words(for: instant)), so nobody could follow this link",
        link.place, "remove the link, or change `expires` in `\(held.path)`")
    }
  }

  private mutating func checkAnchor(_ fragment: Substring, of page: Page, _ link: WrittenLink) {
    guard fragment.utf8.count > 1 else { return }
    let name = percentDecoded(fragment.dropFirst()) ?? String(fragment.dropFirst())
    let anchors = page.document.body.anchors
    guard !anchors.contains(name) else { return }
    report(
      .brokenAnchor, "`\(page.summary.title)` has no part called `#\(name)`", link.place,
      nearMiss(of: name, among: anchors).map { "did you mean `#\($0)`?" }
        ?? "its parts are named after their headings: `## Two words` is `#two-words`")
  }

  /// Adds an error.
  mutating func report(
    _ rule: RuleID, _ message: String, _ place: SourcePlace, _ suggestion: String?
  ) {
    diagnostics.append(Diagnostic(rule, .error, message, at: place, suggestion: suggestion))
  }
}
