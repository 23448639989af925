package import Documents

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
  /// What a list is called, and that there is one.
  case listName(ListID)
  /// Which lists are the same as one in other languages.
  case listTranslations(ListID)
  /// Where in its series an article stands.
  case series(PageID)
  /// Who wrote an article.
  case authors(PageID)
  /// What is said of a person beside what every page has.
  case profile(PageID)
  /// Which articles are related to one.
  case related(PageID)
  /// Which pages lie in the folder of a page.
  case section(PageID)
  /// Which pages stand above a page: those of the folders that it lies in.
  case ancestors(PageID)
  /// In which years the articles of a language appeared, and how many in each.
  case years(language: String)
  /// How many articles a topic has.
  case topicCount(ListID)
  /// Which topics a language has, and their order.
  case topics(language: String)
  /// What an overview lists.
  case overview(Overview, language: String)
  /// Who lives at the address of an overview.
  case overviewResident(ListID)
  /// Which articles stand before and after one.
  case neighbours(PageID)
  /// Which pages say the same as one in other languages, and where they live.
  case translations(PageID)
  /// What the menu of a language has, and its order.
  case menu(language: String)
  /// Which languages something is published in.
  case languages
  /// A setting of the site.
  case setting(Configuration.Setting)
  /// A setting of the theme, for the pages in a language.
  case themeSetting(String, language: String)
  /// A word of the theme in a language.
  case string(key: String, language: String)
  /// Where a file of the theme is served.
  case asset(String)
  /// The bytes of a file that is published as it is.
  case file(SourcePath)
  /// A template with everything it includes.
  case template(String)
  /// Who shows films of the site.
  case filmHosts
  /// The template for a kind of block, or that there is none.
  case blockTemplate(BlockKind)
  /// What a part of the sitemap says, counted from 1.
  case sitemap(part: Int)
  /// Which old addresses lead where, as far as no other fact says it.
  case oldAddresses
  /// The files whose names change with what is in them.
  case fingerprintedFiles
  /// How long the file for those who find a hole in the site is to be believed.
  case securityTextExpiry
}

extension BuildSnapshot.Whole {
  /// What is true now of a fact, as a number that differs when the answer does.
  ///
  /// Asked only for facts that somebody read: what nobody read is never worked out.
  func fingerprint(of fact: Fact) -> Fingerprint {
    var result = Fingerprint()
    switch fact {
    case .address(let url): result.combine(plan.addresses.isPublished(url) ? 1 : 0)
    case .source(let path):
      if let url = plan.addresses.sources[path] {
        result.combine(url.path)
        result.combine(plan.addresses.isPublished(url) ? 1 : 0)
      }
    case .summary(let id):
      if let page = site.page(id) { result = page.summary.fingerprint }
    case .length(let id):
      if let page = site.page(id) {
        result.combine(page.length.words)
        result.combine(page.length.readingMinutes)
      }
    case .body(let id):
      if let page = site.page(id) {
        result = page.document.body.fingerprint
        result.combine(page.document.frontMatter.showsContents?.value == true ? 1 : 0)
        plan.terms.combine(page, into: &result)
      }
    case .articles(let list, let start, let count):
      combine(site.articles(of: list).dropFirst(start).prefix(count), into: &result)
    case .listName(let list):
      result.combine(site.name(of: list) ?? "")
      // The name of a text may outlive the articles.
      result.combine(site.topicPosition(of: list) == nil ? 0 : 1)
    case .listTranslations(let list):
      for other in site.translations(of: list) {
        result.combine(other.language)
        result.combine(other.part)
      }
    case .series(let id):
      guard let place = site.series(of: id) else { break }
      result.combine(place.list.part)
      result.combine(place.position)
      result.combine(place.count)
      result.combine(place.previous?.number ?? -1)
      result.combine(place.next?.number ?? -1)
    case .authors(let id):
      for author in site.organisation.authors[id] ?? [] { result.combine(author.number) }
    case .profile(let id): site.page(id)?.document.frontMatter.profile?.combine(into: &result)
    case .related(let id):
      for other in relatedArticles(to: id, in: site, plan) { result.combine(other.number) }
    case .section(let id):
      guard let page = site.page(id) else { break }
      for other in site.organisation.section(of: page) { result.combine(other.number) }
    case .ancestors(let id):
      guard let page = site.page(id) else { break }
      for other in site.organisation.ancestors(of: page) { result.combine(other.number) }
    case .years(let language):
      for year in site.organisation.years[language] ?? [] {
        result.combine(year.list.part)
        result.combine(year.count)
      }
    case .topicCount(let list): result.combine(site.topic(list)?.count ?? 0)
    case .topics(let language):
      for position in site.topicPositions(in: language) {
        result.combine(site.topics[position].list.part)
      }
    case .overview(let overview, let language):
      for entry in site.entries(of: overview, language: language) {
        result.combine(entry.list.part)
        result.combine(entry.name)
        result.combine(entry.count)
        result.combine(entry.text?.number ?? -1)
      }
    case .overviewResident(let list):
      switch plan.overviewResident(list, in: site) {
      case .page(let id): result.combine(id.number)
      case .list: result.combine(-1)
      default: result.combine(-2)
      }
    case .neighbours(let id):
      let (newer, older) = site.neighbours(of: id)
      result.combine(newer?.number ?? -1)
      result.combine(older?.number ?? -1)
    case .translations(let id):
      for id in site.translations(of: id) {
        result.combine(site[id].language)
        result.combine(site[id].url.path)
      }
    case .menu(let language):
      for item in plan.menus[language] ?? [] { item.combine(into: &result) }
    case .languages: for language in site.languages { result.combine(language) }
    case .setting(let setting): result = site.configuration.fingerprint(of: setting)
    case .themeSetting(let name, let language):
      combine(site.theme.settings.value(of: name), into: &result)
      plan.settingLinks[language]?[name]?.combine(into: &result)
    case .string(let key, let language):
      for text in site.theme.strings.texts(of: key, in: language) { result.combine(text) }
    case .asset(let name): result.combine(site.theme.asset(name)?.url.path ?? "")
    case .file(let path): result = site.file(path)?.published ?? result
    case .template(let name): result.combine(site.theme.fingerprint(ofTemplate: name))
    case .filmHosts: for host in plan.filmHosts { result.combine(host) }
    case .blockTemplate(let kind): result.combine(site.theme.fingerprint(of: kind))
    case .sitemap(let part):
      for entry in plan.sitemap.entries(ofPart: part, in: site) {
        result.combine(entry.fingerprint)
      }
    case .fingerprintedFiles:
      let (folder, files) = plan.fingerprintedFiles
      result.combine(folder ?? "")
      // Below a folder nobody asks which files there are.
      for file in files where folder == nil { result.combine(file.path) }
    case .securityTextExpiry: result.combine(Int(site.securityTextExpiry.secondsSinceEpoch))
    case .oldAddresses:
      for output in plan.oldAddresses { output.combine(into: &result) }
    }
    return result
  }

  private func combine(_ value: ThemeSetting.Value?, into fingerprint: inout Fingerprint) {
    switch value {
    case nil: fingerprint.combine(0)
    case .text(let text):
      fingerprint.combine(1)
      fingerprint.combine(text)
    case .flag(let flag): fingerprint.combine(flag ? 3 : 2)
    case .number(let number):
      fingerprint.combine(4)
      fingerprint.combine(number)
    case .address(let address):
      fingerprint.combine(5)
      fingerprint.combine(address)
    }
  }

  private func combine(_ ids: ArraySlice<PageID>, into fingerprint: inout Fingerprint) {
    fingerprint.combine(ids.count)
    for id in ids { fingerprint.combine(id.number) }
  }
}

extension PlannedOutput {
  /// Adds an old address and where it leads; where a page lives is a fact of its own.
  fileprivate func combine(into fingerprint: inout Fingerprint) {
    fingerprint.combine(url.path)
    guard case .redirect(let destination) = subject else { return fingerprint.combine(0) }
    switch destination {
    case .page(let id):
      fingerprint.combine(1)
      fingerprint.combine(id.number)
    case .address(let url, let ending):
      fingerprint.combine(2)
      fingerprint.combine(url.path)
      fingerprint.combine(ending)
    case .elsewhere(let address):
      fingerprint.combine(3)
      fingerprint.combine(address)
    }
  }
}

extension MenuItem {
  /// Adds everything about the entry that no other fact says.
  func combine(into fingerprint: inout Fingerprint) {
    fingerprint.combine(children.count)
    for child in children { child.combine(into: &fingerprint) }
    fingerprint.combine(title == nil ? 0 : 1)
    fingerprint.combine(title ?? "")
    fingerprint.combine(ending)
    switch target {
    case .page(let id):
      fingerprint.combine(0)
      fingerprint.combine(id.number)
    case .list(let list):
      fingerprint.combine(1)
      fingerprint.combine(list.folder)
      fingerprint.combine(list.part)
      fingerprint.combine(list.language)
    case .home(let language):
      fingerprint.combine(2)
      fingerprint.combine(language)
    case .address(let url):
      fingerprint.combine(3)
      fingerprint.combine(url.path)
    case .elsewhere(let address):
      fingerprint.combine(4)
      fingerprint.combine(address)
    }
  }
}
