import Templates

/// An entry of the menu; its number is its position, and for one below another also that of the other.
let menuItemView = RecordView(
  name: "menu entries",
  fields: [
    ViewField("title", .text) { id, scope in .text(scope.menuTitle(id)) }.shared,
    ViewField("url", .url) { id, scope in .url(scope.menuAddress(id)) }.shared,
    ViewField("is-current", .flag) { id, scope in .flag(scope.isMenuItemCurrent(id)) }.shared,
    ViewField("is-ancestor", .flag) { id, scope in .flag(scope.isMenuItemAncestor(id)) }.shared,
    ViewField("is-external", .flag) { id, scope in
      if case .elsewhere = scope.menuItem(id).target { return .flag(true) }
      return .flag(false)
    }.shared,
    ViewField("has-children", .flag) { id, scope in .flag(!scope.menuItem(id).children.isEmpty) }
      .shared,
    ViewField("children", .list(of: .record(ViewKind.menuItem))) { id, scope in
      .list(
        scope.menuItem(id).children.indices.map {
          .record(TemplateRecord(ViewKind.menuItem, id | ($0 + 1) << childShift))
        })
    }.shared,
  ])

/// How far the position of an entry below another is shifted in its number.
private let childShift = 20

extension RenderScope {
  /// An entry by its number.
  fileprivate mutating func menuItem(_ number: Int) -> MenuItem {
    let item = menu()[number & (1 << childShift - 1)]
    let child = number >> childShift
    return child > 0 ? item.children[child - 1] : item
  }

  /// What an entry is called: as the author says in the menu, or as what it leads to is called.
  fileprivate mutating func menuTitle(_ index: Int) -> String {
    let item = menuItem(index)
    if let title = item.title { return title }
    switch item.target {
    case .page(let id): return summary(of: id).title
    case .list(let list): return title(of: list)
    case .home: return setting(.name, \.name)
    // These have a title, or they would not be in the menu.
    case .address(let url): return url.path
    case .elsewhere(let address): return address
    }
  }

  /// Where an entry leads, as it stands in a page.
  fileprivate mutating func menuAddress(_ index: Int) -> String { address(of: menuItem(index)) }

  /// Where an entry of the menu, or a setting that is an address, leads, as it stands in a page.
  mutating func address(of item: MenuItem) -> String {
    if case .elsewhere(let address) = item.target { return address }
    return menuURL(item).map { href($0) + item.ending } ?? ""
  }

  /// Where an entry leads on this site; `nil` when it leads elsewhere.
  private mutating func menuURL(_ item: MenuItem) -> SiteURL? {
    switch item.target {
    case .page(let id): summary(of: id).url
    case .list(let list): firstPage(of: list)
    case .home(let language): localized("/", in: language)
    case .address(let url): url
    case .elsewhere: nil
    }
  }

  /// Whether an entry leads to the very page that is being made.
  fileprivate mutating func isMenuItemCurrent(_ index: Int) -> Bool { isCurrent(menuItem(index)) }

  /// Whether the page being made lives below the address of an entry, as an article lives below the
  /// list of articles, or is that of an entry below it.
  ///
  /// Everything lives below a home page, which says nothing.
  fileprivate mutating func isMenuItemAncestor(_ index: Int) -> Bool {
    let item = menuItem(index)
    guard !isCurrent(item) else { return false }
    if isAbove(item) { return true }
    for child in item.children where isCurrent(child) || isAbove(child) { return true }
    return false
  }

  /// Where the entries of the menu lead, each followed by those below it; `nil` for what no page can be or
  /// be below of.
  mutating func menuURLs() -> [SiteURL?] {
    var urls: [SiteURL?] = []
    for item in menu() {
      for item in [item] + item.children {
        urls.append(item.ending.isEmpty ? menuURL(item) : nil)
      }
    }
    return urls
  }

  private mutating func isCurrent(_ item: MenuItem) -> Bool {
    item.ending.isEmpty && menuURL(item) == output.url
  }

  private mutating func isAbove(_ item: MenuItem) -> Bool {
    guard item.ending.isEmpty, let url = menuURL(item), url != output.url,
      url.path.utf8.last == UInt8(ascii: "/"),
      output.url.path.utf8.starts(with: url.path.utf8)
    else { return false }
    return url.path.utf8.count > 1 && url != localized("/")
  }
}
