import Documents

/// Everything that a rendered page can depend on.
///
/// A page's facts are written down as they are read, so an edit makes exactly those pages stale that
/// saw what it changed. Absence counts: whoever looked for an address and found nothing depends on
/// there being nothing.
package enum Fact: Hashable, Sendable {
  /// Who lives at an address, or that nobody does.
  case address(SiteURL)
  /// The page that a source file became, or that there is none.
  case source(SourcePath)
  /// What other pages may show of a page.
  case summary(PageID)
  /// The text of a page.
  case body(PageID)
  /// Which articles there are, and their order.
  case articles
  /// Which articles stand before and after one.
  case neighbours(PageID)
  /// Which pages the menu has, and their order.
  case menu
  /// A setting of the site.
  case setting(Configuration.Setting)
  /// A word of the theme in a language.
  case string(key: String, language: String)
  /// Where a file of the theme is served.
  case asset(String)
  /// A template with everything it includes.
  case template(String)
}
