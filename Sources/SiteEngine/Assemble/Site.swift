import Diagnostics
package import Documents

/// Everything a site consists of at one instant, before any of it is rendered.
package struct Site: Sendable {
  /// The settings.
  let configuration: Configuration
  /// The look.
  let theme: Theme
  /// What is published, by ``PageID``, in the order of the files' paths.
  let pages: [Page]
  /// The articles, newest first; equal dates in the order of the files' paths.
  let articles: [PageID]
  /// The pages of the menu, in order.
  let menu: [PageID]
  /// What is written and not published, in the order of the files' paths.
  package let heldBack: [HeldBack]
  /// What is wrong with the site as a whole.
  let diagnostics: [Diagnostic]

  /// The position of each article in ``articles``.
  private let positions: [PageID: Int]

  /// Puts a site together from its parts.
  init(
    configuration: Configuration, theme: Theme, pages: [Page], articles: [PageID], menu: [PageID],
    heldBack: [HeldBack], diagnostics: [Diagnostic]
  ) {
    self.configuration = configuration
    self.theme = theme
    self.pages = pages
    self.articles = articles
    self.menu = menu
    self.heldBack = heldBack
    self.diagnostics = diagnostics
    positions = Dictionary(
      articles.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// A published page.
  subscript(id: PageID) -> Page { pages[id.index] }

  /// The articles published just after and just before one, drafts and posts held back left out.
  func neighbours(of id: PageID) -> (newer: PageID?, older: PageID?) {
    guard let position = positions[id] else { return (nil, nil) }
    let newer = position > 0 ? articles[position - 1] : nil
    let older = position + 1 < articles.count ? articles[position + 1] : nil
    return (newer, older)
  }

  /// The next moment at which the site would change by itself; `nil` when there is none.
  package var nextChange: Instant? {
    heldBack.compactMap { held in
      guard case .until(let instant) = held.reason else { return nil }
      return instant
    }.min()
  }
}
