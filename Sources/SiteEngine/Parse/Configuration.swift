import Diagnostics
import Documents

/// The settings of a site: what `site.yaml` says, and what holds where it says nothing.
///
/// A class, since every page asks for one setting or another, and none should copy all of them for it.
package final class Configuration: Sendable {
  /// The settings, by the names that `site.yaml` has for them.
  package enum Setting: String, Sendable, CaseIterable {
    case name
    case url
    case timeZone = "time-zone"
    case language
    case theme
    case description
    case menu
    case next
    case articlesPerPage = "articles-per-page"
    case rawHTML = "raw-html"
    case host
    case redirects
    case gone
    case allowedHosts = "allowed-hosts"
    case httpsOnly = "https-only"
    case securityContact = "security-contact"
    case precompress
    case forms
    case settings
  }

  /// Which neighbour of an article is the next one.
  enum Direction: String, Sendable, CaseIterable {
    /// The one published before it.
    case older
    /// The one published after it.
    case newer
  }

  /// The name of the settings' file.
  static let fileName = "site.yaml"

  /// The practice's name.
  let name: String
  /// Where the site will live.
  let url: SiteAddress
  /// The zone of dates that name none.
  let timeZone: TimeZoneRules
  /// The language of pages that name none.
  let language: String
  /// The name of the theme's folder.
  let theme: String
  /// What the site is, in a sentence.
  let description: String?
  /// What the menu has, in order; `nil` when the pages say it themselves.
  let menu: [MenuEntry]?
  /// Which neighbour of an article is the next one.
  let next: Direction
  /// How many articles one page of a list shows.
  let articlesPerPage: Int
  /// Whether HTML in articles is published as it is.
  let allowsRawHTML: Bool
  /// How it is published.
  let hosting: Hosting
  /// Where forms send what somebody writes.
  let forms: FormSettings
  /// What the site chose of what its theme offers.
  let themeSettings: [WrittenSetting]

  /// Puts the settings together.
  private init(
    name: String, url: SiteAddress, timeZone: TimeZoneRules, language: String, theme: String,
    description: String?, menu: [MenuEntry]?, next: Direction, articlesPerPage: Int,
    allowsRawHTML: Bool, hosting: Hosting, forms: FormSettings, themeSettings: [WrittenSetting]
  ) {
    self.name = name
    self.url = url
    self.timeZone = timeZone
    self.language = language
    self.theme = theme
    self.description = description
    self.menu = menu
    self.next = next
    self.articlesPerPage = articlesPerPage
    self.allowsRawHTML = allowsRawHTML
    self.hosting = hosting
    self.forms = forms
    self.themeSettings = themeSettings
  }

  /// The fingerprint of a setting's value.
  func fingerprint(of setting: Setting) -> Fingerprint {
    var result = Fingerprint()
    switch setting {
    case .name: result.combine(name)
    case .url:
      result.combine(url.origin)
      result.combine(url.basePath)
    case .timeZone: result.combine(timeZone.name)
    case .language: result.combine(language)
    case .theme: result.combine(theme)
    case .description: result.combine(description ?? "")
    case .menu:
      result.combine(menu?.count ?? -1)
      for entry in menu ?? [] { entry.combine(into: &result) }
    case .next: result.combine(next.rawValue)
    case .articlesPerPage: result.combine(articlesPerPage)
    case .rawHTML: result.combine(allowsRawHTML ? 1 : 0)
    case .host, .redirects, .gone, .allowedHosts, .httpsOnly, .securityContact, .precompress:
      hosting.combine(setting, into: &result)
    case .forms: result = forms.fingerprint
    case .settings:
      for setting in themeSettings {
        result.combine(setting.name)
        result.combine(setting.text)
      }
    }
    return result
  }

  /// Whether every setting is what it is in another.
  func isSame(as other: Configuration) -> Bool {
    Setting.allCases.allSatisfy { fingerprint(of: $0) == other.fingerprint(of: $0) }
  }

  /// An instant in the site's own time, as a person reads it: `2026-12-01 09:00 (America/New_York)`.
  func words(for instant: Instant) -> String { timeZone.words(for: instant) }

  /// An instant as a clock in the site's zone shows it: `2026-12-01 09:00`.
  func clock(at instant: Instant) -> String { timeZone.clock(at: instant) }
}

extension RuleID {
  /// A folder without `site.yaml`.
  static let noSite = RuleID("no-site")
  /// An address that a site cannot have.
  static let siteAddress = RuleID("site-address")
  /// A time zone that nobody knows.
  static let timeZone = RuleID("time-zone")
  /// A language code that is not one.
  static let languageCode = RuleID("language-code")
  /// A number outside the range that makes sense.
  static let settingRange = RuleID("setting-range")
}

extension Configuration {
  /// What `site.yaml` may say.
  static let fields: [FieldDeclaration] =
    [
      FieldDeclaration(
        Setting.name.rawValue, .text, "The practice's name, as readers see it.", isRequired: true,
        example: "Rivers Psychotherapy", otherNames: ["title"]),
      FieldDeclaration(
        Setting.url.rawValue, .text, "Where the site will live.", isRequired: true,
        example: "https://example.org/",
        otherNames: ["baseurl", "base-url", "base_url", "site-url"]),
      FieldDeclaration(
        Setting.timeZone.rawValue, .text,
        "The zone of dates that name none: an article of today appears when the day begins there.",
        isRequired: true, example: "America/New_York", otherNames: ["timezone", "time_zone", "tz"]),
      FieldDeclaration(
        Setting.language.rawValue, .text,
        "The language of pages that name none; English if not given.",
        example: "en", otherNames: ["lang", "locale", "languagecode"]),
      FieldDeclaration(
        Setting.theme.rawValue, .text, "The folder in `Themes`; `hearth` if not given.",
        example: "hearth"),
      FieldDeclaration(
        Setting.description.rawValue, .text, "What the site is, in a sentence.",
        example: "Psychotherapy for new parents in Portland", otherNames: ["tagline", "subtitle"]),
      FieldDeclaration(
        Setting.menu.rawValue, .list(of: .titledTree),
        "What the menu has, in order: addresses or files of the site, each perhaps with a title in "
          + "front, and addresses elsewhere with one; one with a title may have `children`. If not given, it has the list of articles and the "
          + "pages with `menu-order`.",
        example: "[/articles/, about.md, \"Book a session\": \"https://example.com/\"]",
        otherNames: ["nav", "navigation", "menus", "links"]),
      FieldDeclaration(
        Setting.next.rawValue, .choice(Direction.allCases.map(\.rawValue)),
        "Where *Next* leads under an article: to the one published before it (`older`, if not given) "
          + "or after it (`newer`).", example: Direction.older.rawValue),
      FieldDeclaration(
        Setting.articlesPerPage.rawValue, .wholeNumber,
        "How many articles one page of a list shows, from 1 to 1000; 10 if not given.",
        example: "10",
        otherNames: ["paginate", "per-page", "posts-per-page"]),
      FieldDeclaration(
        Setting.rawHTML.rawValue, .flag,
        "Whether HTML in articles is published as it is. Scripts in it run on readers' machines.",
        example: "false"),
    ] + Hosting.fields + [
      FieldDeclaration(
        Setting.forms.rawValue, .fields(FormSettings.fields, of: "`forms`"),
        "Where the forms of the blocks `[!CONTACT]` and `[!NEWSLETTER]` send what somebody writes.",
        example: "{contact: \"https://forms.example.com/contact\"}", otherNames: ["form"]),
      FieldDeclaration(
        Setting.settings.rawValue, .named(.text),
        "What the site chooses of what its theme offers, by the names that `theme.yaml` has for them.",
        example: "{show-reading-time: true}",
        otherNames: ["theme-settings", "params", "options"]),
    ]

  /// Reads `site.yaml`; `nil` when it is too broken to build anything.
  static func parse(
    _ file: SourceFile, for project: Project, into findings: inout Findings
  ) -> Configuration? {
    let fields = FieldReader(
      parseYAML(file, into: &findings), fields: Self.fields, of: fileName, in: file, into: &findings
    )
    let url = address(fields.text(Setting.url.rawValue), into: &findings)
    let zone = zone(fields.text(Setting.timeZone.rawValue), in: project.timeZones, into: &findings)
    let language = languageCode(fields.text(Setting.language.rawValue), into: &findings)
    let perPage = perPage(fields.wholeNumber(Setting.articlesPerPage.rawValue), &findings)
    guard let name = fields.text(Setting.name.rawValue), let url, let zone, let language else {
      return nil
    }
    return Configuration(
      name: name.value, url: project.address ?? url, timeZone: zone, language: language,
      theme: fields.text(Setting.theme.rawValue)?.value ?? "hearth",
      description: fields.text(Setting.description.rawValue)?.value,
      menu: fields.titledTexts(Setting.menu.rawValue).map { MenuEntry.reading($0, in: file) },
      next: fields.choice(Setting.next.rawValue).flatMap { Direction(rawValue: $0.value) }
        ?? .older,
      articlesPerPage: perPage,
      allowsRawHTML: fields.flag(Setting.rawHTML.rawValue)?.value ?? false,
      hosting: Hosting(fields, in: file, into: &findings),
      forms: FormSettings.reading(
        fields.fields(Setting.forms.rawValue)?.value, into: &findings),
      themeSettings: WrittenSetting.reading(
        fields.textsByName(Setting.settings.rawValue), in: file))
  }

  private static func address(
    _ field: Field<String>?, into findings: inout Findings
  ) -> SiteAddress? {
    guard let field else { return nil }
    if let address = SiteAddress(field.value) { return address }
    findings.report(
      .siteAddress, .error, "`\(field.value)` is not an address that a site can have",
      at: field.range,
      suggestion:
        "write it from `https://` to the site's first page, such as `https://example.org/`")
    return nil
  }

  private static func zone(
    _ field: Field<String>?, in folder: String, into findings: inout Findings
  ) -> TimeZoneRules? {
    guard let field else { return nil }
    if let zone = zone(named: field.value, in: folder) { return zone }
    let isInstalled = (try? readZone(["America", "New_York"], in: folder)) != nil
    findings.report(
      .timeZone, .error,
      isInstalled
        ? "`\(field.value)` is not the name of a time zone"
        : "this machine has no list of time zones, so `\(field.value)` can't be looked up",
      at: field.range,
      suggestion: isInstalled
        ? "write continent and city, such as `America/New_York`"
        : "install the package `tzdata`, or write `time-zone: UTC`")
    return nil
  }

  /// The time zone of a name, where the machine's folder of zones has it.
  static func zone(named text: String, in folder: String) -> TimeZoneRules? {
    if ["UTC", "Etc/UTC"].contains(text) { return .utc }
    let names = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isName = names.allSatisfy { name in
      !name.isEmpty
        && name.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || "_+-".utf8.contains(byte)
        }
    }
    guard isName, let bytes = try? readZone(names.map { String(Substring($0)) }, in: folder) else {
      return nil
    }
    return TimeZoneRules(name: text, parsing: bytes)
  }

  private static func readZone(
    _ names: [String], in folder: String
  ) throws(ProjectFailure) -> [UInt8] {
    // Zones may be links to each other; the name has been checked, so the path may be opened whole.
    let path = names.dropLast().reduce(folder) { "\($0)/\($1)" }
    return try Folder(at: path).read(names.last ?? "", limit: 1 << 20, followingLinks: true)
  }

  private static func languageCode(
    _ field: Field<String>?, into findings: inout Findings
  ) -> String? {
    guard let field else { return "en" }
    if isLanguageCode(field.value) { return canonicalLanguage(field.value) }
    findings.report(
      .languageCode, .error, "`\(field.value)` is not the code of a language", at: field.range,
      suggestion: "write two letters, such as `en` or `es`")
    return nil
  }

  private static func perPage(_ field: Field<Int>?, _ findings: inout Findings) -> Int {
    guard let field else { return 10 }
    if (1...1000).contains(field.value) { return field.value }
    findings.report(
      .settingRange, .error, "`articles-per-page` is a number from 1 to 1000", at: field.range)
    return 10
  }
}
