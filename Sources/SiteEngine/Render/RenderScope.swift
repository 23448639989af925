import Documents
import Templates

/// The only way a template can see a site: every accessor writes down what was asked before it
/// answers, so a page's dependencies are known exactly and cannot be forgotten.
///
/// A view has nothing but the scope; the site behind it is private to this file.
struct RenderScope: TemplateScope {
  /// The output being rendered.
  ///
  /// Its own entry in the plan is not a fact: when that changes, the
  /// output is another one.
  let output: PlannedOutput
  /// The page that this output shows, or that stands above the list that it shows; `nil` for outputs
  /// without one.
  ///
  /// Worked out once: the optimizer of Swift 6.3.1 does not survive a closure that looks at
  /// `output.subject` and then passes the scope on.
  let subject: PageID?
  /// The list whose articles this output shows; `nil` for what is no list.
  let list: ListID?
  /// Which page of a list this output is, and of how many.
  let listPage: (number: Int, count: Int)
  /// Where this output leads; `nil` for what is no redirect.
  let destination: Destination?
  /// Why there is nothing here any more; `nil` when nobody said why, and for all other outputs.
  let reasonGone: String?
  /// What was read so far, in order, repetitions included; nothing where nobody wants to know.
  private(set) var reads: [Fact] = []
  /// Whether what is read is written down.
  private let notesReads: Bool
  /// How far the template of a block may go.
  var limits = RenderLimits()
  /// How many blocks are being shown by templates, one inside of the other.
  var blockDepth = 0
  /// Whether the template of every block came to its end.
  private(set) var isComplete = true

  private let site: Site
  private let plan: Plan
  private let stretches: SharedStretches
  /// What the scope is asked for again and again: the theme's words and the menu in this output's
  /// language.
  private let words: ThemeStrings.Language?
  /// What other pages like this output have made already, and which pages those are.
  private var parts: SharedStretches.Parts = []
  private var kind: SharedStretches.Kind
  /// Where in ``reads`` the part begins that is being made for other pages too.
  private var sharedStart = 0
  private let menuItems: [MenuItem]
  /// What was found when the related articles were first asked for.
  private var knownRelated: [PageID]?
  /// What was found when the way to this output was first asked for.
  var knownWay: [Stop]?
  /// What was found when the entries of this overview were first asked for.
  private var knownEntries: [OverviewEntry]?

  /// Creates the scope of one output.
  init(_ output: PlannedOutput, of whole: BuildSnapshot.Whole, notingReads: Bool = true) {
    notesReads = notingReads
    site = whole.site
    plan = whole.plan
    stretches = whole.stretches
    kind = SharedStretches.Kind(language: output.language, menuPlace: [])
    self.output = output
    subject =
      switch output.subject {
      case .page(let id): id
      case .list(_, _, _, let text): text
      default: nil
      }
    destination = if case .redirect(let destination) = output.subject { destination } else { nil }
    reasonGone = if case .gone(let reason) = output.subject { reason } else { nil }
    if case .list(let list, let number, let count, _) = output.subject {
      self.list = list
      listPage = (number, count)
    } else {
      list = nil
      listPage = (1, 1)
    }
    // A page asks some hundred questions.
    if notesReads { reads.reserveCapacity(256) }
    words = site.theme.strings[output.language]
    menuItems = plan.menus[output.language] ?? []
    // What was asked to learn where the menu leads is not what this page asked.
    if stretches.menu(in: output.language) == nil {
      var scope = self
      stretches.keepMenu(scope.menuURLs(), in: output.language)
    }
    kind = stretches.kind(of: output.url, in: output.language)
    parts = stretches.parts(for: kind)
  }

  mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
    let fields = site.theme.views.records[record.kind.index].fields
    guard fields.indices.contains(field.number) else { return nil }
    return fields[field.number].read(record.id, &self)
  }

  mutating func shared(_ number: Int) -> SharedPart? {
    guard number < parts.count, let stretch = parts[number] else { return nil }
    if notesReads {
      // What was made for somebody who did not want to know is made once more.
      guard let read = stretch.reads else { return nil }
      reads += read
    }
    return stretch.part
  }

  mutating func beginShared(_ number: Int) { sharedStart = reads.count }

  mutating func endShared(_ number: Int, _ part: SharedPart) {
    let stretch = SharedStretches.Stretch(
      part: part, reads: notesReads ? Array(reads[sharedStart...]) : nil)
    stretches.keep(stretch, as: number, for: kind)
  }

  /// Writes down what is asked, before it is answered.
  @inline(__always)
  private mutating func note(_ fact: Fact) {
    if notesReads { reads.append(fact) }
  }

  /// Writes down what a link was followed by.
  private mutating func note(all facts: [Fact]) {
    if notesReads { reads += facts }
  }

  /// The template that makes the output.
  mutating func template() -> Template? {
    note(.template(output.template))
    return site.theme.template(named: output.template, for: output.family)
  }

  /// What may be shown of a page.
  mutating func summary(of id: PageID) -> PageSummary {
    note(.summary(id))
    return site[id].summary
  }

  /// How long the text of a page is.
  mutating func length(of id: PageID) -> PageLength {
    note(.length(id))
    return site[id].length
  }

  /// A stretch of a list of articles, newest first; what lies beyond its end is left out.
  mutating func articles(of list: ListID, _ range: Range<Int>) -> [PageID] {
    note(.articles(list, start: range.lowerBound, count: range.count))
    return Array(site.articles(of: list).dropFirst(range.lowerBound).prefix(range.count))
  }

  /// The articles published just after and just before one.
  mutating func neighbours(of id: PageID) -> (newer: PageID?, older: PageID?) {
    note(.neighbours(id))
    return site.neighbours(of: id)
  }

  /// Where the pages live that say the same as one in different languages, itself among them.
  mutating func translations(of id: PageID) -> [(language: String, url: SiteURL)] {
    note(.translations(id))
    return site.translations(of: id).map { (site[$0].language, site[$0].url) }
  }

  /// What the menu in this output's language has.
  mutating func menu() -> [MenuItem] {
    note(.menu(language: output.language))
    return menuItems
  }

  /// The positions of the topics in this output's language, for ``topic(at:)``.
  mutating func topics() -> Range<Int> {
    note(.topics(language: output.language))
    return site.topicPositions(in: output.language)
  }

  /// The position of the topic with a list; `nil` when no article has it.
  mutating func topicPosition(of list: ListID) -> Int? {
    note(.listName(list))
    return site.topicPosition(of: list)
  }

  /// The topic at a position: its list, and what it is called.
  mutating func topic(at position: Int) -> (list: ListID, name: String) {
    let topic = site.topics[position]
    note(.listName(topic.list))
    return (topic.list, topic.name)
  }

  /// What a list is called that has a name; `nil` when there is no such list.
  mutating func name(of list: ListID) -> String? {
    note(.listName(list))
    return site.name(of: list)
  }

  /// What a list is called: its own name, or the theme's word for it.
  mutating func title(of list: ListID) -> String {
    name(of: list) ?? string(list.stringKey, in: list.language)
  }

  /// The lists that are the same as one in different languages, itself among them.
  mutating func translations(of list: ListID) -> [ListID] {
    note(.listTranslations(list))
    return site.translations(of: list)
  }

  /// What is listed by the overview that this output is.
  mutating func overview() -> [OverviewEntry] {
    if let known = knownEntries { return known }
    guard case .overview(let overview, let language) = list else { return [] }
    note(.overview(overview, language: language))
    let entries = site.entries(of: overview, language: language)
    knownEntries = entries
    return entries
  }

  /// Who lives where the overview is that a list belongs to: attune's own, a page of an author's, or nobody.
  mutating func overviewResident(of list: ListID) -> AddressTable.Resident? {
    guard let overview = list.overview else { return nil }
    note(.overviewResident(overview))
    return plan.overviewResident(overview, in: site)
  }

  /// Where in its series an article stands; `nil` when it is part of none.
  mutating func series(of id: PageID) -> SeriesPlace? {
    note(.series(id))
    return site.series(of: id)
  }

  /// The people who wrote an article, as far as it says so.
  mutating func authors(of id: PageID) -> [PageID] {
    note(.authors(id))
    return site.organisation.authors[id] ?? []
  }

  /// What is said of a person beside what every page has.
  mutating func profile(of id: PageID) -> Profile? {
    note(.profile(id))
    return site[id].document.frontMatter.profile
  }

  /// Where a photo of a person is, as it stands in a page.
  mutating func photo(of id: PageID) -> String? {
    photoResolution(of: id)?.href(basePath: setting(.url, \.url.basePath))
  }

  /// How wide and high a photo of a person is; `nil` when nobody knows.
  mutating func photoExtent(of id: PageID) -> PictureExtent? {
    guard case .found(_, .file(let path)) = photoResolution(of: id)?.outcome else { return nil }
    return file(path)?.extent
  }

  private mutating func photoResolution(of id: PageID) -> LinkResolution? {
    guard let photo = profile(of: id)?.photo?.value else { return nil }
    // Where a file is found also depends on where the page lives.
    note(.summary(id))
    let page = site[id]
    let resolution = resolve(photo, from: page.path, at: page.url, in: plan.addresses)
    note(all: resolution.facts)
    return resolution
  }

  /// The articles that have most to do with the one that this output shows.
  mutating func related() -> [PageID] {
    if let known = knownRelated { return known }
    guard let subject else { return [] }
    note(.related(subject))
    let related = relatedArticles(to: subject, in: site, plan)
    knownRelated = related
    return related
  }

  /// The pages in the folder of the page that this output shows, itself among them.
  mutating func section() -> [PageID] {
    guard let subject else { return [] }
    note(.section(subject))
    return site.organisation.section(of: site[subject])
  }

  /// The pages of the folders that a page lies in, the outermost first.
  mutating func ancestors(of id: PageID) -> [PageID] {
    note(.ancestors(id))
    return site.organisation.ancestors(of: site[id])
  }

  /// The years in which articles of this output's language appeared, the newest first.
  mutating func years() -> [ArticleGroup] {
    note(.years(language: output.language))
    return site.organisation.years[output.language] ?? []
  }

  /// How many articles the topic at a position has.
  mutating func topicCount(at position: Int) -> Int {
    let topic = site.topics[position]
    note(.topicCount(topic.list))
    return topic.count
  }

  /// The languages that something is published in, the site's own first.
  mutating func languages() -> [String] {
    note(.languages)
    return site.languages
  }

  /// A setting of the site.
  mutating func setting<Value>(
    _ setting: Configuration.Setting, _ value: (Configuration) -> Value
  ) -> Value {
    note(.setting(setting))
    return value(site.configuration)
  }

  /// What holds for a setting of the theme on this output; for an address, where it leads.
  mutating func themeSetting(_ name: String) -> (value: ThemeSetting.Value?, link: MenuItem?) {
    note(.themeSetting(name, language: output.language))
    return (site.theme.settings.value(of: name), plan.settingLinks[output.language]?[name])
  }

  /// A word of the theme in this output's language.
  mutating func string(_ key: String) -> String { string(key, in: output.language) }

  /// A word of the theme in a language.
  mutating func string(_ key: String, in language: String) -> String {
    note(.string(key: key, language: language))
    let words = language == output.language ? words : site.theme.strings[language]
    return words?.texts[key] ?? ""
  }

  /// The word of the theme at a position of ``ThemeStrings/keys``, in this output's language.
  mutating func string(at position: Int) -> String {
    note(.string(key: site.theme.strings.keys[position], language: output.language))
    return words?.list[position] ?? ""
  }

  /// A day as this output's language writes it.
  mutating func longText(of date: CivilDate) -> String {
    for key in [ThemeStrings.longDateKey, ThemeStrings.monthsKey] {
      note(.string(key: key, language: output.language))
    }
    return words?.longDate.text(of: date, months: words?.months ?? []) ?? ""
  }

  /// Where a file of the theme is served, as it stands in a page.
  mutating func asset(_ name: String) -> String {
    note(.asset(name))
    return site.theme.asset(name).map { href($0.url) } ?? ""
  }

  /// The bytes of a file of the theme.
  mutating func themeFile(_ name: String) -> [UInt8] {
    note(.asset(name))
    return site.theme.asset(name)?.bytes ?? []
  }

  /// A file that is published as it is.
  mutating func file(_ path: SourcePath) -> ContentFile? {
    note(.file(path))
    return site.file(path)
  }

  /// An address of the site in this output's language: `/es/articles/` for `/articles/`.
  mutating func localized(_ path: String) -> SiteURL { localized(path, in: output.language) }

  /// An address of the site in a language.
  mutating func localized(_ path: String, in language: String) -> SiteURL {
    SiteURL(setting(.language) { $0.prefix(of: language) } + path.dropFirst())
  }

  /// An address as it stands in a page.
  mutating func href(_ url: SiteURL) -> String {
    url.href(basePath: setting(.url, \.url.basePath))
  }

  /// An address with the site's own in front.
  mutating func absolute(_ url: SiteURL) -> String {
    setting(.url, \.url.origin) + href(url)
  }

  /// The pages of a part of the sitemap, counted from 1.
  mutating func sitemapEntries(ofPart part: Int) -> [Sitemap.Entry] {
    note(.sitemap(part: part))
    return plan.sitemap.entries(ofPart: part, in: site)
  }

  /// The outputs at old addresses, in the order of their paths.
  mutating func oldAddresses() -> [PlannedOutput] {
    note(.oldAddresses)
    return plan.oldAddresses
  }

  /// The folder in which the names of all files change with what is in them, or each of those files.
  mutating func fingerprintedFiles() -> (folder: String?, files: [SiteURL]) {
    note(.fingerprintedFiles)
    return plan.fingerprintedFiles
  }

  /// The moment up to which the file for those who find a hole in the site is to be believed.
  mutating func securityTextExpiry() -> Instant {
    note(.securityTextExpiry)
    return site.securityTextExpiry
  }

  /// The headings of the page that this output shows.
  mutating func headings() -> [Heading] {
    guard let subject else { return [] }
    note(.body(subject))
    return site[subject].document.body.headings
  }

  /// The positions of the headings one level below one, as far as the next of its own level.
  mutating func headings(below position: Int) -> [Int] {
    let headings = headings()
    let level = headings[position].level
    // The questions in a block belong to no section.
    return headings.indices[(position + 1)...].filter { headings[$0].isTopLevel }
      .prefix { headings[$0].level > level }.filter { headings[$0].level == level + 1 }
  }

  /// Whether the author asked for a table of contents.
  mutating func showsContents() -> Bool {
    guard let subject else { return false }
    note(.body(subject))
    return site[subject].document.frontMatter.showsContents?.value ?? false
  }

  /// The text of a page.
  mutating func body(of id: PageID) -> Body {
    note(.body(id))
    // Where a link leads also depends on where the page lives.
    note(.summary(id))
    return site[id].document.body
  }

  /// The words of the glossary on a page, which are a part of what its text is.
  mutating func termUses(on id: PageID) -> [TermUse] {
    note(.body(id))
    return plan.terms.uses(on: site[id])
  }

  /// What a word of the glossary in this page's language says, and where it leads.
  mutating func term(_ use: TermUse, on id: PageID) -> (meaning: String?, link: MenuItem?) {
    note(.body(id))
    return plan.terms.term(use.term, in: site[id].language)
  }

  /// The hosts whose players the site's pages may show in a frame.
  mutating func filmHosts() -> [String] {
    note(.filmHosts)
    return plan.filmHosts
  }

  /// The theme's template for a kind of block; `nil` when it has none.
  mutating func template(of kind: BlockKind) -> Template? {
    note(.blockTemplate(kind))
    return site.theme.template(of: kind)
  }

  /// Notes how the template of a block ended.
  mutating func note(_ outcome: RenderOutcome) { isComplete = isComplete && outcome == .complete }

  /// Where a link of a text leads, as it stands in a page; it is an index into the text's links.
  mutating func linkAddress(_ index: Int, on id: PageID) -> String {
    let page = site[id]
    let link = page.document.body.links[index]
    let resolution = resolve(link.destination, from: page.path, at: page.url, in: plan.addresses)
    note(all: resolution.facts)
    let basePath = setting(.url, \.url.basePath)
    // A link that leads nowhere is an error before anything is rendered.
    return resolution.href(basePath: basePath) ?? "#"
  }

  /// Appends where a link of a text leads.
  mutating func appendLink(_ index: Int, on id: PageID, to html: inout [UInt8]) {
    appendEscaped(linkAddress(index, on: id), to: &html)
  }
}
