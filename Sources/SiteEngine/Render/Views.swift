import Documents
import Templates

/// The numbers of the kinds of record that every theme sees.
enum ViewKind {
  /// The practice.
  static let site = RecordKind(0)
  /// An article or a page, as others show it; its number is that of its ``PageID``.
  static let entry = RecordKind(1)
  /// A day; its number counts the days since 1 January 1970.
  static let date = RecordKind(2)
  /// Where in a list this page of it stands.
  static let pagination = RecordKind(3)
  /// A heading of the page being shown; its number is its position.
  static let heading = RecordKind(4)
  /// The theme's words.
  static let strings = RecordKind(5)
  /// The theme's files.
  static let assets = RecordKind(6)
  /// An entry of the menu.
  static let menuItem = RecordKind(7)
  /// What articles with the same tag have in common.
  static let topic = RecordKind(8)
  /// A page that says the same in some language.
  static let translation = RecordKind(9)
  /// A language of the site.
  static let language = RecordKind(10)
  /// What the theme lets a site choose.
  static let settings = RecordKind(11)
  /// Somebody who writes articles; the number is that of the page.
  static let person = RecordKind(12)
  /// The series of the article being shown.
  static let series = RecordKind(13)
  /// A year in which articles appeared; its number is the year.
  static let year = RecordKind(14)
  /// A page above the one being made.
  static let way = RecordKind(15)
  /// A block of a text; its number is that of its ``BlockID``.
  static let block = RecordKind(16)
  /// A question, a step or a word in a block.
  static let blockItem = RecordKind(17)
  /// A topic, a series or a person on the page that lists all of them; its number is its position there.
  static let group = RecordKind(18)
  /// The first family of pages; the others follow in the order of ``PageFamily/ID``.
  static let firstFamily = 19
}

extension ViewTable {
  /// Every kind of record for a theme with these words, files and settings.
  init(strings keys: [String], assets: [ThemeAsset], settings: [ThemeSetting]) {
    let folders = AssetFolders(
      assets, firstKind: ViewKind.firstFamily + PageFamily.ID.allCases.count)
    records =
      [siteView, entryView, dateView, paginationView, headingView, stringsView(keys), folders.top]
      + [menuItemView, topicView, translationView, languageView, settingsView(settings)]
      + [personView, seriesView, yearView, wayView, blockView, blockItemView, groupView]
      + PageFamily.ID.allCases.map(\.family)
      .map { RecordView(name: $0.plural, fields: commonFields + $0.fields) }
      + folders.others
  }
}

/// What every page may ask for.
let commonFields: [ViewField] =
  [
    ViewField("site", .record(ViewKind.site)) { _, _ in .record(TemplateRecord(ViewKind.site, 0)) },
    ViewField("strings", .record(ViewKind.strings)) { _, _ in
      .record(TemplateRecord(ViewKind.strings, 0))
    },
    ViewField("assets", .record(ViewKind.assets)) { _, _ in
      .record(TemplateRecord(ViewKind.assets, 0))
    },
    ViewField("settings", .record(ViewKind.settings)) { _, _ in
      .record(TemplateRecord(ViewKind.settings, 0))
    },
    ViewField("menu", .list(of: .record(ViewKind.menuItem))) { _, scope in
      .list(scope.menu().indices.map { .record(TemplateRecord(ViewKind.menuItem, $0)) })
    },
    ViewField("language", .text) { _, scope in .text(scope.output.language) },
    // As Open Graph writes it, which wants a country too: `pt_BR` for `pt-BR`, nothing for `pt`.
    ViewField("locale", .text) { _, scope in optional(openGraphLocale(of: scope.output.language)) },
    // Where the host sends no headers: the policy that keeps strangers' scripts out.
    ViewField("security-policy", .text) { _, scope in optional(scope.policyInPage()) },
  ].map(\.shared) + [
    ViewField("canonical", .url) { _, scope in .url(scope.absolute(scope.output.url)) }
  ] + languageListFields + wayFields

private let siteView = RecordView(
  name: "sites",
  fields: [
    ViewField("name", .text) { _, scope in .text(scope.setting(.name, \.name)) },
    ViewField("description", .text) { _, scope in
      optional(scope.setting(.description, \.description))
    },
    ViewField("home", .url) { _, scope in .url(scope.href(scope.localized("/"))) },
    ViewField("articles", .url) { _, scope in .url(scope.href(scope.localized("/articles/"))) },
    ViewField("rss-feed", .url) { _, scope in feedURL(.rss, &scope) },
    ViewField("atom-feed", .url) { _, scope in feedURL(.atom, &scope) },
    ViewField("json-feed", .url) { _, scope in feedURL(.json, &scope) },
    ViewField("language", .text) { _, scope in .text(scope.setting(.language, \.language)) },
  ].map(\.shared))

/// Where the feed of a page's language is.
private func feedURL(_ format: Feed.Format, _ scope: inout RenderScope) -> TemplateValue {
  .url(scope.href(scope.localized(format.path)))
}

private func openGraphLocale(of language: String) -> String? {
  let parts = language.utf8.split(separator: UInt8(ascii: "-")).map { String(Substring($0)) }
  guard let country = parts.dropFirst().last, country.utf8.count == 2 else { return nil }
  return "\(parts[0])_\(country)"
}

/// What a list or a neighbour shows of a page.
let entryFields: [ViewField] =
  [
    ViewField("title", .text) { id, scope in .text(scope.summary(of: PageID(number: id)).title) },
    ViewField("url", .url) { id, scope in
      .url(scope.href(scope.summary(of: PageID(number: id)).url))
    },
    ViewField("description", .text) { id, scope in
      optional(scope.summary(of: PageID(number: id)).description)
    },
    // What stands below a title: how the text begins would be said twice there.
    ViewField("lead", .text) { id, scope in
      let summary = scope.summary(of: PageID(number: id))
      return summary.isDescribed ? optional(summary.description) : .null
    },
    ViewField("date", .record(ViewKind.date)) { id, scope in
      date(scope.summary(of: PageID(number: id)).date)
    },
    ViewField("updated", .record(ViewKind.date)) { id, scope in
      date(scope.summary(of: PageID(number: id)).updated)
    },
    // The moments as programs read them, where `date` and `updated` are for people.
    ViewField("published-time", .text) { id, scope in
      internetDate(scope.summary(of: PageID(number: id)).published, &scope)
    },
    ViewField("updated-time", .text) { id, scope in
      internetDate(scope.summary(of: PageID(number: id)).revised, &scope)
    },
    ViewField("tags", .list(of: .text)) { id, scope in
      .list(scope.summary(of: PageID(number: id)).tags.map { .text($0) })
    },
  ] + topicEntryFields + [
    ViewField("reading-minutes", .number) { id, scope in
      .number(scope.length(of: PageID(number: id)).readingMinutes)
    },
    ViewField("word-count", .number) { id, scope in
      .number(scope.length(of: PageID(number: id)).words)
    },
  ]

private let entryView = RecordView(
  name: "list entries",
  fields: entryFields + [
    ViewField("is-current", .flag) { id, scope in .flag(scope.subject == PageID(number: id)) }
  ])

private let dateView = RecordView(
  name: "dates",
  fields: [
    ViewField("long", .text) { id, scope in
      .text(scope.longText(of: CivilDate(daysSinceEpoch: id)))
    },
    ViewField("iso", .text) { id, _ in .text(CivilDate(daysSinceEpoch: id).text) },
    ViewField("year", .text) { id, _ in .text("\(CivilDate(daysSinceEpoch: id).year)") },
  ].map(\.shared))

private let paginationView = RecordView(
  name: "paginations",
  fields: [
    ViewField("number", .number) { _, scope in .number(scope.listPage.number) },
    ViewField("count", .number) { _, scope in .number(scope.listPage.count) },
    ViewField("newer", .url) { _, scope in
      let number = scope.listPage.number
      return number > 1 ? .url(scope.href(scope.listURL(number - 1))) : .null
    },
    ViewField("older", .url) { _, scope in
      let (number, count) = scope.listPage
      return number < count ? .url(scope.href(scope.listURL(number + 1))) : .null
    },
  ])

private let headingView = RecordView(
  name: "headings",
  fields: [
    ViewField("id", .text) { id, scope in .text(scope.headings()[id].id) },
    ViewField("text", .text) { id, scope in .text(scope.headings()[id].text) },
    ViewField("level", .number) { id, scope in .number(scope.headings()[id].level) },
    ViewField("has-children", .flag) { id, scope in .flag(!scope.headings(below: id).isEmpty) },
    ViewField("children", .list(of: .record(ViewKind.heading))) { id, scope in
      .list(scope.headings(below: id).map { .record(TemplateRecord(ViewKind.heading, $0)) })
    },
  ])

private func stringsView(_ keys: [String]) -> RecordView {
  RecordView(
    name: "strings",
    fields: keys.enumerated().map { position, key in
      ViewField(key, .text) { _, scope in .text(scope.string(at: position)) }.shared
    })
}

/// The theme's files as records: `assets/style.css` is `assets.style.css`, one record for each part of
/// a name before a dot.
private struct AssetFolders {
  /// The record that names start from.
  private(set) var top = RecordView(name: "theme files", fields: [])
  /// The records below it, in the order of their kinds.
  private(set) var others: [RecordView] = []
  private let firstKind: Int

  init(_ assets: [ThemeAsset], firstKind: Int) {
    self.firstKind = firstKind
    top = view(assets.map { ($0.nameParts[...], $0.name) })
  }

  private mutating func view(_ assets: [(parts: ArraySlice<String>, file: String)]) -> RecordView {
    var fields: [ViewField] = []
    var seen: Set<String> = []
    for (parts, file) in assets {
      guard let name = parts.first, seen.insert(name).inserted else { continue }
      if parts.count == 1 {
        fields.append(ViewField(name, .url) { _, scope in .url(scope.asset(file)) }.shared)
      } else {
        let below = assets.filter { $0.parts.first == name && $0.parts.count > 1 }
          .map { (parts: $0.parts.dropFirst(), file: $0.file) }
        // The place is kept before the records below it are made, since those come behind it.
        let kind = RecordKind(firstKind + others.count)
        others.append(RecordView(name: "theme files", fields: []))
        others[kind.index - firstKind] = view(below)
        fields.append(
          ViewField(name, .record(kind)) { _, _ in .record(TemplateRecord(kind, 0)) }.shared)
      }
    }
    return RecordView(name: "theme files", fields: fields)
  }
}

/// An entry for a page.
func entry(_ id: PageID) -> TemplateValue { .record(TemplateRecord(ViewKind.entry, id.number)) }

/// An entry for a page, or nothing.
func entry(_ id: PageID?) -> TemplateValue { id.map { entry($0) } ?? .null }

/// A text, or nothing when it is absent or empty.
func optional(_ text: String?) -> TemplateValue {
  text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .null
}

/// A day, or nothing.
func date(_ date: CivilDate?) -> TemplateValue {
  date.map { .record(TemplateRecord(ViewKind.date, $0.daysSinceEpoch)) } ?? .null
}

/// A moment in the site's own zone (RFC 3339), or nothing.
private func internetDate(_ instant: Instant?, _ scope: inout RenderScope) -> TemplateValue {
  instant.map { .text(scope.setting(.timeZone, \.timeZone).internetDate(of: $0)) } ?? .null
}
