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
  /// What was read so far, in order, repetitions included.
  private(set) var reads: [Fact] = []

  private let site: Site
  private let plan: Plan

  /// Creates the scope of one output.
  init(_ output: PlannedOutput, site: Site, plan: Plan) {
    self.output = output
    self.site = site
    self.plan = plan
  }

  mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
    let fields = site.theme.views.records[record.kind.index].fields
    guard fields.indices.contains(field.number) else { return nil }
    return fields[field.number].read(record.id, &self)
  }

  /// The page that this output shows; `nil` for a list and other outputs without one.
  var subject: PageID? {
    guard case .page(let id) = output.subject else { return nil }
    return id
  }

  /// Notes that the output was made with a template.
  mutating func noteTemplate(_ name: String) { reads.append(.template(name)) }

  /// What may be shown of a page.
  mutating func summary(of id: PageID) -> PageSummary {
    reads.append(.summary(id))
    return site[id].summary
  }

  /// The articles, newest first.
  mutating func articles() -> [PageID] {
    reads.append(.articles)
    return site.articles
  }

  /// The articles published just after and just before one.
  mutating func neighbours(of id: PageID) -> (newer: PageID?, older: PageID?) {
    reads.append(.neighbours(id))
    return site.neighbours(of: id)
  }

  /// The pages of the menu.
  mutating func menu() -> [PageID] {
    reads.append(.menu)
    return site.menu
  }

  /// A setting of the site.
  mutating func setting<Value>(
    _ setting: Configuration.Setting, _ value: (Configuration) -> Value
  ) -> Value {
    reads.append(.setting(setting))
    return value(site.configuration)
  }

  /// The language of this output.
  mutating func language() -> String {
    if let subject { return summary(of: subject).language }
    return setting(.language, \.language)
  }

  /// A word of the theme in this output's language.
  mutating func string(_ key: String) -> String {
    let language = language()
    reads.append(.string(key: key, language: language))
    return site.theme.strings[language]?.texts[key] ?? ""
  }

  /// The names of the months in this output's language.
  mutating func months() -> [String] {
    let language = language()
    reads.append(.string(key: ThemeStrings.monthsKey, language: language))
    return site.theme.strings[language]?.months ?? []
  }

  /// Where a file of the theme is served, as it stands in a page.
  mutating func asset(_ index: Int) -> String {
    let asset = site.theme.assets[index]
    reads.append(.asset(asset.name))
    return href(asset.url)
  }

  /// An address as it stands in a page.
  mutating func href(_ url: SiteURL) -> String {
    url.href(basePath: setting(.url, \.url.basePath))
  }

  /// An address with the site's own in front.
  mutating func absolute(_ url: SiteURL) -> String {
    setting(.url, \.url.origin) + href(url)
  }

  /// The headings of the page that this output shows.
  mutating func headings() -> [Heading] {
    guard let subject else { return [] }
    reads.append(.body(subject))
    return site[subject].document.body.headings
  }

  /// Whether the author asked for a table of contents.
  mutating func showsContents() -> Bool {
    guard let subject else { return false }
    reads.append(.body(subject))
    return site[subject].document.frontMatter.showsContents?.value ?? false
  }

  /// The text of a page as HTML, with everything filled in that only the site knows.
  mutating func content(of id: PageID) -> [UInt8] {
    reads.append(.body(id))
    let page = site[id]
    let body = page.document.body
    var html: [UInt8] = []
    html.reserveCapacity(body.html.count + body.holes.count * 32)
    body.append(to: &html) { hole, html in appendText(for: hole, on: page, to: &html) }
    return html
  }

  private mutating func appendText(for hole: Hole, on page: Page, to html: inout [UInt8]) {
    switch hole.kind {
    case .link(let index), .image(let index):
      let link = page.document.body.links[index]
      let resolution = resolve(link.destination, from: page.path, at: page.url, in: plan)
      if let fact = resolution.fact { reads.append(fact) }
      let basePath = setting(.url, \.url.basePath)
      // A link that leads nowhere is an error before anything is rendered.
      appendEscaped(resolution.href(basePath: basePath) ?? "#", to: &html)
    case .label(let label):
      appendEscaped(string(label.stringKey), to: &html)
    case .citation, .reference:
      // A citation is an error before anything is rendered, for as long as there is no list of
      // sources.
      break
    }
  }
}
