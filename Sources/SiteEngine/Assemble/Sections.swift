import Documents

/// The pages that stand by themselves, by the folders that they lie in.
struct Sections: Sendable {
  /// The pages of each folder in each language: the folder's own first, then those with `menu-order`,
  /// then the others in the order of their files.
  private let members: [String: [PageID]]
  /// The page of each folder itself: its `index.md`.
  private let heads: [String: PageID]

  /// Sorts pages, which come in the order of their files.
  init(_ pages: [Page]) {
    var found: [String: [(order: Int, position: Int, id: PageID)]] = [:]
    var heads: [String: PageID] = [:]
    for (position, page) in pages.enumerated() {
      guard let folders = page.folders, let own = folders.last else { continue }
      let order = page.document.frontMatter.menuOrder?.value ?? .max
      if page.isHead {
        if heads[own] == nil { heads[own] = page.id }
        found[own, default: []].append((.min, position, page.id))
        // The page of a folder is one of those in the folder around it.
        guard let parent = folders.dropLast().last else { continue }
        found[parent, default: []].append((order, position, page.id))
      } else {
        found[own, default: []].append((order, position, page.id))
      }
    }
    self.heads = heads
    members = found.mapValues { pages in
      pages.sorted { ($0.order, $0.position) < ($1.order, $1.position) }.map(\.id)
    }
  }

  /// The pages in the folder of a page, itself among them; empty for one that lies in no folder or is
  /// alone there.
  func section(of page: Page) -> [PageID] {
    guard let folder = page.folders?.last, let members = members[folder], members.count > 1 else {
      return []
    }
    return members
  }

  /// The pages of the folders that a page lies in, the outermost first, itself left out.
  func ancestors(of page: Page) -> [PageID] {
    guard !heads.isEmpty, let folders = page.folders else { return [] }
    return folders.compactMap { heads[$0] }.filter { $0 != page.id }
  }
}

extension Page {
  /// The folders below `Content/pages` that the page lies in, the outermost first, each with the language
  /// in front; `nil` for what lies in none.
  fileprivate var folders: [String]? {
    guard kind == .page else { return nil }
    let names = original.utf8.split(separator: UInt8(ascii: "/")).dropFirst().dropLast()
    guard !names.isEmpty else { return nil }
    var path = language
    return names.map { name in
      path += "/" + String(Substring(name))
      return path
    }
  }

  /// Whether it is the page of its folder.
  fileprivate var isHead: Bool { original.hasSuffix("/index.md") }
}
