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
  /// Whether readers see it; nobody but its author sees the links of a draft.
  let isForReaders: Bool

  /// Creates a link.
  init(
    _ destination: String, _ place: SourcePlace, picturePath: SourcePath? = nil,
    isForReaders: Bool = true
  ) {
    self.destination = destination
    self.place = place
    self.picturePath = picturePath
    self.isForReaders = isForReaders
  }
}

/// What the links of a site say about it.
struct LinkCheck {
  /// The files that are linked to.
  private(set) var files: Set<SourcePath> = []
  /// Every link and citation that leads nowhere, at its place.
  private(set) var diagnostics: [Diagnostic] = []
  /// The pages of which a certain part is linked to.
  private(set) var anchored: [PageID] = []
  /// The pages that are linked to.
  private(set) var targets: [PageID] = []

  private let site: Site
  private let addresses: AddressTable
  private let names: AddressNames

  /// Begins a check that has looked at nothing yet.
  init(site: Site, addresses: AddressTable, names: AddressNames? = nil) {
    self.site = site
    self.addresses = addresses
    self.names = names ?? AddressNames(addresses)
  }

  /// Follows every link and citation of a page.
  mutating func follow(_ page: Page) -> PageLinks {
    var facts: [Fingerprint] = []
    let isForReaders = !site.heldBackPages.contains(page.id)
    for link in page.document.body.links.internalLinks {
      guard let place = link.place else { continue }
      let resolution = resolve(link.destination, from: page.path, at: page.url, in: addresses)
      for fact in resolution.facts { facts.append(Fingerprint(ofLookup: fact)) }
      let picturePath = link.kind == .image ? page.path : nil
      look(
        at: resolution,
        WrittenLink(
          link.destination, place, picturePath: picturePath, isForReaders: isForReaders))
    }
    if let photo = page.document.frontMatter.profile?.photo {
      facts += look(at: photo, of: page, isForReaders: isForReaders)
    }
    for citation in page.document.body.citations { look(at: citation) }
    return PageLinks(
      page: page, facts: facts, anchored: anchored, files: Array(files),
      targets: targets, diagnostics: diagnostics)
  }

  /// Looks for the photo of a person; gives what was asked on the way.
  private mutating func look(
    at photo: Field<String>, of page: Page, isForReaders: Bool
  ) -> [Fingerprint] {
    let place = page.document.frontMatter.place(of: photo.range)
    let cure = "put the picture beside `\(page.path.name)` and write its name"
    guard case .internalAddress = addressKind(photo.value.utf8, isImage: true) else {
      report(
        .missingPicture, "`\(photo.value)` is no file of this site, and a photo must be one", place,
        cure)
      return []
    }
    let resolution = resolve(photo.value, from: page.path, at: page.url, in: addresses)
    switch resolution.outcome {
    case .found(_, .file), .nobody, .noFile, .noAddress:
      look(
        at: resolution,
        WrittenLink(photo.value, place, picturePath: page.path, isForReaders: isForReaders))
    case .found(let url, _): report(.missingPicture, "at `\(url)` there is no picture", place, cure)
    }
    return resolution.facts.map { Fingerprint(ofLookup: $0) }
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
      targets.append(id)
      if site.heldBackPages.contains(id), link.isForReaders { warnOfHeldBack(site[id], link) }
      checkAnchor(resolution.fragment, of: site[id], link)
    case .found(let url, .alias(let id)):
      targets.append(id)
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
        addressElsewhere(link.destination).map { "a link to another site begins so: `\($0)`" }
          ?? (nearMiss(of: url.path, among: names.inOrder) ?? nameIn(names, of: url.path)).map {
            "the nearest page is `\($0)`"
          })
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

  /// The address elsewhere that somebody wrote as one says it, such as `www.example.org`.
  private func addressElsewhere(_ destination: String) -> String? {
    let host = destination.lowercased().prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let endings = [".com", ".edu", ".gov", ".net", ".org"]
    guard host.hasPrefix("www.") || endings.contains(where: { host.hasSuffix($0) }) else {
      return nil
    }
    return "https://" + destination
  }

  /// The page that has the last name of an address, in another folder or without the `.html` of older
  /// sites.
  private func nameIn(_ names: AddressNames, of path: String) -> String? {
    func last(_ path: String) -> Substring? {
      path.utf8.split(separator: UInt8(ascii: "/")).last.map { Substring($0) }
    }
    guard var wanted = last(path) else { return nil }
    for ending in [".html", ".htm", ".md", ".php"] where wanted.hasSuffix(ending) {
      wanted = wanted.dropLast(ending.count)
    }
    return names.inOrder.first { last($0) == wanted }
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

  /// In a site that shows what is held back, a link to it can be followed; a build stops at it.
  private mutating func warnOfHeldBack(_ page: Page, _ link: WrittenLink) {
    guard let held = site.heldBack.first(where: { $0.path == page.path }) else { return }
    let reason =
      switch held.reason {
      case .draft, .unreadable: "is a draft"
      case .until(let instant): "is held back until \(site.configuration.words(for: instant))"
      case .expired(let instant): "expired on \(site.configuration.words(for: instant))"
      }
    diagnostics.append(
      Diagnostic(
        .linkToHeldBack, .warning,
        "`\(held.title)` \(reason), so the site can't be published with this link",
        at: link.place, suggestion: "publish `\(held.path)` first, or remove the link"))
  }

  private mutating func checkAnchor(_ fragment: Substring, of page: Page, _ link: WrittenLink) {
    guard fragment.utf8.count > 1 else { return }
    anchored.append(page.id)
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
