import Documents

/// Everything that a rendered page can depend on.
///
/// A page's facts are written down as they are read, so an edit makes exactly those pages stale that
/// saw what it changed. Absence counts: whoever looked for an address and found nothing depends on
/// there being nothing.
package enum Fact: Hashable, Sendable {
  /// Whether somebody lives at an address.
  case address(SiteURL)
  /// Where a source file is published, by its composed path, or that it is not.
  case source(SourcePath)
  /// What other pages may show of a page.
  case summary(PageID)
  /// How long the text of a page is.
  case length(PageID)
  /// The text of a page.
  case body(PageID)
  /// A stretch of a list of articles: which they are, and their order.
  case articles(ListID, start: Int, count: Int)
  /// Which articles stand before and after one.
  case neighbours(PageID)
  /// Which pages say the same as one in other languages.
  case translations(PageID)
  /// Which pages the menu of a language has, and their order.
  case menu(language: String)
  /// Which languages something is published in.
  case languages
  /// A setting of the site.
  case setting(Configuration.Setting)
  /// A word of the theme in a language.
  case string(key: String, language: String)
  /// Where a file of the theme is served.
  case asset(String)
  /// The bytes of a file that is published as it is.
  case file(SourcePath)
  /// A template with everything it includes.
  case template(String)
}

extension BuildSnapshot.Whole {
  /// What is true now of a fact, as a number that differs when the answer does.
  ///
  /// Asked only for facts that somebody read: what nobody read is never worked out.
  func fingerprint(of fact: Fact) -> Fingerprint {
    var result = Fingerprint()
    switch fact {
    case .address(let url): result.combine(plan.addresses.isPublished(url) ? 1 : 0)
    case .source(let path): result.combine(plan.addresses.sources[path]?.path ?? "")
    case .summary(let id):
      if let page = site.page(id) { result = page.summary.fingerprint }
    case .length(let id):
      if let page = site.page(id) {
        result.combine(page.length.words)
        result.combine(page.length.readingMinutes)
      }
    case .body(let id):
      if let page = site.page(id) {
        result = page.document.bodyFingerprint
        result.combine(page.document.frontMatter.showsContents?.value == true ? 1 : 0)
      }
    case .articles(let list, let start, let count):
      combine(site.articles(of: list).dropFirst(start).prefix(count), into: &result)
    case .neighbours(let id):
      let (newer, older) = site.neighbours(of: id)
      result.combine(newer?.number ?? -1)
      result.combine(older?.number ?? -1)
    case .translations(let id): combine(site.translations(of: id)[...], into: &result)
    case .menu(let language): combine((site.menus[language] ?? [])[...], into: &result)
    case .languages: for language in site.languages { result.combine(language) }
    case .setting(let setting): result = site.configuration.fingerprint(of: setting)
    case .string(let key, let language):
      for text in site.theme.strings.texts(of: key, in: language) { result.combine(text) }
    case .asset(let name): result.combine(site.theme.asset(name)?.url.path ?? "")
    case .file(let path): result = site.file(path)?.published ?? result
    case .template(let name): result.combine(site.theme.fingerprint(ofTemplate: name))
    }
    return result
  }

  private func combine(_ ids: ArraySlice<PageID>, into fingerprint: inout Fingerprint) {
    fingerprint.combine(ids.count)
    for id in ids { fingerprint.combine(id.number) }
  }
}
