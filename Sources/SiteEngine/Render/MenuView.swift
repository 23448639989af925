import Templates

/// An entry of the menu; its number is its position.
let menuItemView = RecordView(
  name: "menu entries",
  fields: [
    ViewField("title", .text) { id, scope in .text(scope.menuTitle(id)) }.shared,
    ViewField("url", .url) { id, scope in .url(scope.menuAddress(id)) }.shared,
    ViewField("is-current", .flag) { id, scope in .flag(scope.isMenuItemCurrent(id)) },
    ViewField("is-ancestor", .flag) { id, scope in .flag(scope.isMenuItemAncestor(id)) },
    ViewField("is-external", .flag) { id, scope in
      if case .elsewhere = scope.menu()[id].target { return .flag(true) }
      return .flag(false)
    }.shared,
  ])

extension RenderScope {
  /// What an entry is called: as the author says in the menu, or as what it leads to is called.
  fileprivate mutating func menuTitle(_ index: Int) -> String {
    let item = menu()[index]
    if let title = item.title { return title }
    switch item.target {
    case .page(let id): return summary(of: id).title
    case .list(let list):
      return name(of: list) ?? string("articles", in: list.language)
    case .home: return setting(.name, \.name)
    // These have a title, or they would not be in the menu.
    case .address(let url): return url.path
    case .elsewhere(let address): return address
    }
  }

  /// Where an entry leads, as it stands in a page.
  fileprivate mutating func menuAddress(_ index: Int) -> String { address(of: menu()[index]) }

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
  fileprivate mutating func isMenuItemCurrent(_ index: Int) -> Bool {
    let item = menu()[index]
    return item.ending.isEmpty && menuURL(item) == output.url
  }

  /// Whether the page being made lives below the address of an entry, as an article lives below the
  /// list of articles.
  ///
  /// Everything lives below a home page, which says nothing.
  fileprivate mutating func isMenuItemAncestor(_ index: Int) -> Bool {
    let item = menu()[index]
    guard item.ending.isEmpty, let url = menuURL(item), url != output.url,
      url.path.utf8.last == UInt8(ascii: "/"),
      output.url.path.utf8.starts(with: url.path.utf8)
    else { return false }
    return url.path.utf8.count > 1 && url != localized("/")
  }
}
