/// Where an old address leads.
enum Destination: Sendable, Hashable {
  /// A page, wherever it lives.
  case page(PageID)
  /// An address of the site, with what stands behind it: `#` and what follows.
  case address(SiteURL, ending: String)
  /// An address of another website.
  case elsewhere(String)
}
