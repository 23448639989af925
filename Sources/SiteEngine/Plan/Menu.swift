import Diagnostics
import Documents

/// An entry of the menu, and where it leads.
struct MenuItem: Sendable, Hashable {
  /// What it leads to.
  enum Target: Sendable, Hashable {
    /// A page, which also gives the title where the author gave none.
    case page(PageID)
    /// The first page of a list.
    case list(ListID)
    /// The home page of a language in which nobody wrote one.
    case home(language: String)
    /// A file, or another output that has no title of its own.
    case address(SiteURL)
    /// Another website, a telephone number, a mail.
    case elsewhere(String)
  }

  /// The title that the author gave it in the menu.
  let title: String?
  /// What it leads to.
  let target: Target
  /// What stands behind the address: `?` or `#` and what follows.
  let ending: String
  /// The entries below it, which have none below them.
  var children: [MenuItem] = []

  /// Creates an entry.
  init(_ target: Target, title: String? = nil, ending: String = "") {
    self.title = title
    self.target = target
    self.ending = ending
  }
}

extension RuleID {
  /// An entry of the menu that nobody gave a title.
  static let menuTitle = RuleID("menu-title")
}

/// The menu of each language.
///
/// Without `menu` in `site.yaml` it has the list of articles and the language's pages with
/// `menu-order`; one that lies in a folder whose own page is in the menu stands below that. With it, the
/// site's own language has just what is written there; another language has the same entries where they
/// exist in it, and behind them its own pages with `menu-order`: so a translated page takes its place by
/// itself, and a page that only this language has can ask for one.
func makeMenus(for site: Site, _ addresses: AddressTable, _ links: inout LinkCheck)
  -> [String: [MenuItem]]
{
  let written = site.configuration.menu.map { entries in
    entries.compactMap { entry -> MenuItem? in
      let children = entry.children.compactMap { item(for: $0, in: site, addresses, &links) }
      var found = item(for: entry, in: site, addresses, &links)
      found?.children = children
      return found
    }
  }
  var menus: [String: [MenuItem]] = [:]
  for language in site.languages {
    let own = site.menuTree(in: language)
    if let written {
      let isOwn = language == site.configuration.language
      let items = isOwn ? written : written.compactMap { $0.translated(to: language, in: site) }
      let targets = Set(items.flatMap { [$0.target] + $0.children.map(\.target) })
      menus[language] = items + (isOwn ? [] : own.filter { !targets.contains($0.target) })
    } else {
      menus[language] = [MenuItem(.list(.articles(language: language)))] + own
    }
  }
  return menus
}

/// Where those settings of the theme lead that are addresses, in each language.
///
/// An address of the site leads to the page's translation, where it has one.
func makeSettingLinks(
  for site: Site, _ addresses: AddressTable, _ links: inout LinkCheck
) -> [String: [String: MenuItem]] {
  var written: [(name: String, item: MenuItem)] = []
  for setting in site.theme.settings.offered {
    guard case .address(let address) = site.theme.settings.value(of: setting.name) else { continue }
    let place = site.theme.settings.chosen[setting.name]?.place
    let entry = MenuEntry(
      title: setting.name, address: address,
      place: place ?? SourcePlace(wholeOf: Configuration.fileName))
    guard let item = item(for: entry, in: site, addresses, &links) else { continue }
    written.append((setting.name, item))
  }
  guard !written.isEmpty else { return [:] }
  return Dictionary(
    site.languages.map { language in
      let isOwn = language == site.configuration.language
      let items = written.map { name, item in
        (name, isOwn ? item : item.translated(to: language, in: site) ?? item)
      }
      return (language, Dictionary(items, uniquingKeysWith: { first, _ in first }))
    }, uniquingKeysWith: { first, _ in first })
}

/// What an entry of `site.yaml` or of a glossary leads to; `nil` when it leads nowhere, which is reported.
func item(
  for entry: MenuEntry, in site: Site, _ addresses: AddressTable, _ links: inout LinkCheck
) -> MenuItem? {
  switch addressKind(entry.address.utf8, isImage: false) {
  case .forbidden(let scheme):
    links.report(
      .forbiddenAddress, "`\(entry.address)` must not begin with `\(scheme):`", entry.place,
      "use `https:`, `http:`, `mailto:`, `sms:` or `tel:`")
    return nil
  case .external:
    guard let title = entry.title else {
      links.reportUntitled(entry)
      return nil
    }
    return MenuItem(.elsewhere(entry.address), title: title)
  case .internalAddress:
    let resolution = resolve(menuAddress: entry.address, in: addresses)
    links.look(at: resolution, WrittenLink(entry.address, entry.place))
    guard let target = target(of: resolution.outcome, in: site) else { return nil }
    if case .address = target, entry.title == nil {
      links.reportUntitled(entry)
      return nil
    }
    return MenuItem(
      target, title: entry.title, ending: String(resolution.query + resolution.fragment))
  }
}

/// Finds what an entry of the menu means: what a link on the home page would, or a file by its path from
/// `Content` or from the project's folder.
func resolve(menuAddress: String, in addresses: AddressTable) -> LinkResolution {
  let home = SiteURL("/")
  let first = resolve(
    menuAddress, from: SourcePath("Content/pages/index.md"), at: home, in: addresses)
  guard case .noFile = first.outcome else { return first }
  for folder in ["Content/index.md", "index.md"] {
    let next = resolve(menuAddress, from: SourcePath(folder), at: home, in: addresses)
    if next.url != nil { return next }
    if case .found = next.outcome { return next }
  }
  return first
}

extension Site {
  /// What a link to a page leads to: a page that stands above a list is the first page of that.
  fileprivate func target(for id: PageID) -> MenuItem.Target {
    self[id].list.map { .list($0) } ?? .page(id)
  }
}

/// What is at the end of a resolution, when readers may go there.
private func target(of outcome: LinkResolution.Outcome, in site: Site) -> MenuItem.Target? {
  guard case .found(let url, let resident) = outcome else { return nil }
  switch resident {
  case .page(let id), .alias(let id): return site.target(for: id)
  case .list(let list): return .list(list)
  case .file: return .address(url)
  case .output:
    let language = site.languages.first { site.prefix(of: $0) == url.path }
    return language.map { .home(language: $0) } ?? .address(url)
  case .heldBack: return nil
  }
}

extension Site {
  /// The pages of a language that ask for a place in the menu, each below the first page above it that
  /// does so too.
  fileprivate func menuTree(in language: String) -> [MenuItem] {
    let own = menuPages.filter { self[$0].language == language }
    var items: [MenuItem] = []
    var children: [PageID: [MenuItem]] = [:]
    for id in own {
      if let parent = organisation.ancestors(of: self[id]).first(where: own.contains) {
        children[parent, default: []].append(MenuItem(.page(id)))
      } else {
        items.append(MenuItem(.page(id)))
      }
    }
    guard !children.isEmpty else { return items }
    return items.map { item in
      guard case .page(let id) = item.target, let below = children[id] else { return item }
      var item = item
      item.children = below
      return item
    }
  }
}

extension MenuItem {
  /// The same entry in another language, with those below it; `nil` when there is nothing like it.
  ///
  /// What is not of one language, such as a booking portal, is kept with its title.
  fileprivate func translated(to language: String, in site: Site) -> MenuItem? {
    var item = translatedAlone(to: language, in: site)
    item?.children = children.compactMap { $0.translatedAlone(to: language, in: site) }
    return item
  }

  private func translatedAlone(to language: String, in site: Site) -> MenuItem? {
    switch target {
    case .page(let id):
      if site[id].family == .home { return .home(of: language, in: site) }
      return site.translations(of: id).first { site[$0].language == language }.map {
        MenuItem(.page($0))
      }
    case .list(let list):
      if case .articles = list { return MenuItem(.list(.articles(language: language))) }
      return site.translations(of: list).first { $0.language == language }.map {
        MenuItem(.list($0))
      }
    case .home: return .home(of: language, in: site)
    case .address, .elsewhere: return self
    }
  }

  private static func home(of language: String, in site: Site) -> MenuItem {
    let written = site.pages.first { $0.family == .home && $0.language == language }
    return MenuItem(written.map { .page($0.id) } ?? .home(language: language))
  }
}

extension LinkCheck {
  /// Says that an entry of the menu needs a title.
  fileprivate mutating func reportUntitled(_ entry: MenuEntry) {
    report(
      .menuTitle, "`\(entry.address)` has no title that the menu could show", entry.place,
      "write one in front: `Title: \(entry.address)`")
  }
}
