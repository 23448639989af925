import Templates

/// A theme, loaded and checked: its templates, its words and its files.
package struct Theme: Sendable {
  /// The name of its folder.
  let name: String
  /// The template of each family of pages, and those that single pages ask for.
  let templates: TemplateSet
  /// Its words, by language.
  let strings: ThemeStrings
  /// The files that pages point to, in the order of their names.
  let assets: [ThemeAsset]
  /// What its templates may ask for.
  let views: ViewTable
}
