import Documents
import Templates

/// A template that a theme must have for a family of pages.
struct ThemeEntry: Hashable, Sendable {
  /// What is asked for: the family's own template, or the one that a page names.
  let asked: TemplateEntry
  /// What makes it: another one where the theme has none of that name.
  let made: TemplateEntry

  /// Creates the entry of a family of pages.
  init(_ family: PageFamily.ID, asked: String, made: String) {
    self.asked = TemplateEntry(template: asked, root: family.recordKind)
    self.made = TemplateEntry(template: made, root: family.recordKind)
  }
}

extension TemplateEntry {
  /// The folder of the templates for blocks.
  static let blockFolder = "blocks/"

  /// The template for a kind of block.
  init(block kind: BlockKind) {
    self.init(template: Self.blockFolder + kind.rawValue, root: ViewKind.block)
  }
}

/// A theme, loaded and checked: its templates, its words and its files.
package final class Theme: Sendable {
  /// The name of its folder.
  let name: String
  /// Its words, by language.
  let strings: ThemeStrings
  /// What it lets a site choose, and what the site chose.
  let settings: ThemeSettings
  /// The files that pages point to, in the order of their names.
  let assets: [ThemeAsset]
  /// What its templates may ask for.
  let views: ViewTable

  /// The template of each family of pages, and those that single pages ask for.
  private let templates: [TemplateEntry: Template]
  private let fingerprints: [String: Fingerprint]
  private let blockTemplates: [BlockKind: Template]
  private let blockFingerprint: Fingerprint
  private let assetPositions: [String: Int]

  /// Puts a theme together from its parts.
  init(
    name: String, templates: TemplateSet, entries: [ThemeEntry], strings: ThemeStrings,
    settings: ThemeSettings, assets: [ThemeAsset], views: ViewTable
  ) {
    self.name = name
    self.strings = strings
    self.settings = settings
    self.assets = assets
    self.views = views
    self.templates = Dictionary(
      entries.compactMap { entry in
        templates.template(named: entry.made.template, for: entry.made.root)
          .map { (entry.asked, $0) }
      }, uniquingKeysWith: { first, _ in first })
    // Which field a name means depends on the names of all fields.
    var names = Fingerprint()
    for record in views.records {
      names.combine(record.fields.count)
      for field in record.fields { names.combine(field.name) }
    }
    var fingerprints: [String: Fingerprint] = [:]
    for entry in entries.map(\.asked).sorted(by: { $0.root.index < $1.root.index }) {
      guard let template = self.templates[entry] else { continue }
      fingerprints[entry.template, default: names].combine(
        Int(bitPattern: UInt(template.fingerprint)))
    }
    self.fingerprints = fingerprints
    blockFingerprint = names
    var blockTemplates: [BlockKind: Template] = [:]
    for kind in BlockKind.allCases {
      let entry = TemplateEntry(block: kind)
      blockTemplates[kind] = templates.template(named: entry.template, for: entry.root)
    }
    self.blockTemplates = blockTemplates
    assetPositions = Dictionary(
      assets.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The template of this name for a family of pages.
  func template(named name: String, for family: PageFamily.ID) -> Template? {
    templates[TemplateEntry(template: name, root: family.recordKind)]
  }

  /// What a template says, with all that it includes and all that its names mean.
  func fingerprint(ofTemplate name: String) -> Fingerprint { fingerprints[name] ?? Fingerprint() }

  /// The setting that says where a conversation can be arranged.
  static let bookingSetting = "booking-url"

  /// The template for a kind of block; `nil` when the theme leaves the block as it is.
  func template(of kind: BlockKind) -> Template? { blockTemplates[kind] }

  /// What the template for a kind of block says, with all that it includes.
  func fingerprint(of kind: BlockKind) -> Fingerprint {
    guard let template = blockTemplates[kind] else { return Fingerprint() }
    var result = blockFingerprint
    result.combine(Int(bitPattern: UInt(template.fingerprint)))
    return result
  }

  /// The file of this name below `assets`.
  func asset(_ name: String) -> ThemeAsset? { assetPositions[name].map { assets[$0] } }
}
