import Documents

/// Where the pages of a site first use the words of its glossaries.
struct SiteTerms: Sendable {
  /// What a text was found to use, as long as it and the glossary are the same.
  final class PageTerms: Sendable {
    let page: Page
    let glossary: Glossary
    let uses: [TermUse]

    init(_ page: Page, _ glossary: Glossary, _ uses: [TermUse]) {
      self.page = page
      self.glossary = glossary
      self.uses = uses
    }
  }

  private let glossaries: [String: Glossary]
  /// Where the words of each language lead.
  private let links: [String: [MenuItem?]]
  /// What each page uses, by its number; empty for a site without a glossary.
  private var pages: [PageTerms?] = []

  /// Looks for the words of a site's glossaries in its texts, keeping what is known of texts that are the
  /// same; links that lead nowhere are noted.
  init(
    of site: Site, _ addresses: AddressTable, _ check: inout LinkCheck, keeping last: SiteTerms?
  ) {
    glossaries = site.glossaries
    var links: [String: [MenuItem?]] = [:]
    for language in site.glossaries.keys.sorted() {
      links[language] = site.glossaries[language]?.terms.map { term in
        term.link.flatMap { item(for: $0, in: site, addresses, &check) }
      }
    }
    self.links = links
    look(through: site, keeping: last)
  }

  /// The same for a site in which nothing but texts is new.
  func rewritten(for site: Site) -> SiteTerms {
    guard !glossaries.isEmpty else { return self }
    var terms = self
    terms.look(through: site, keeping: self)
    return terms
  }

  private mutating func look(through site: Site, keeping last: SiteTerms?) {
    guard !glossaries.isEmpty else { return }
    let known = last?.pages ?? []
    let found = concurrentMap(site.pages) { [glossaries] page -> PageTerms? in
      guard let glossary = glossaries[page.language] else { return nil }
      if page.id.number < known.count, let last = known[page.id.number], last.page === page,
        last.glossary === glossary
      {
        return last
      }
      return PageTerms(page, glossary, glossary.finder.uses(in: page.document.body))
    }
    pages = [PageTerms?](repeating: nil, count: site.numbers.count)
    for terms in found { if let terms { pages[terms.page.id.number] = terms } }
  }

  /// The words that a page uses, in the order of its text.
  func uses(on page: Page) -> [TermUse] {
    page.id.number < pages.count ? pages[page.id.number]?.uses ?? [] : []
  }

  /// What a word of a language says, and where it leads.
  func term(_ index: Int, in language: String) -> (meaning: String?, link: MenuItem?) {
    guard let terms = glossaries[language]?.terms, terms.indices.contains(index) else {
      return (nil, nil)
    }
    return (terms[index].meaning, links[language]?[index])
  }

  /// Adds what a page says of the words that it uses; a page that uses none says nothing.
  func combine(_ page: Page, into fingerprint: inout Fingerprint) {
    for use in uses(on: page) {
      let (meaning, link) = term(use.term, in: page.language)
      fingerprint.combine(use.html.lowerBound)
      fingerprint.combine(use.html.count)
      fingerprint.combine(meaning ?? "")
      fingerprint.combine(link == nil ? 0 : 1)
      link?.combine(into: &fingerprint)
    }
  }
}
