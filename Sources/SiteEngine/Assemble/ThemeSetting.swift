import Diagnostics

/// Something about a theme that a site may choose: whether articles say how long they take to read.
struct ThemeSetting: Sendable, Hashable {
  /// What a setting holds.
  enum Kind: String, Sendable, CaseIterable {
    /// A line that readers see.
    case text
    /// Yes or no.
    case flag
    /// A whole number.
    case number
    /// One of some words.
    case choice
    /// A page or a file of the site, or an address elsewhere.
    case url
  }

  /// A value of one of the kinds.
  enum Value: Sendable, Hashable {
    case text(String)
    case flag(Bool)
    case number(Int)
    /// As it was written; what it leads to is known when the site is planned.
    case address(String)
  }

  /// The name, by which `site.yaml` gives a value and templates ask for it.
  let name: String
  /// What it holds.
  let kind: Kind
  /// The words to choose from; empty for other kinds.
  let choices: [String]
  /// What holds when the site says nothing.
  let defaultValue: Value?
}

/// A value that a site gives to a setting of its theme.
struct ThemeSettingChoice: Sendable, Hashable {
  /// The value.
  let value: ThemeSetting.Value
  /// Where it stands in `site.yaml`.
  let place: SourcePlace
}

/// The settings of a theme, and what a site chose.
struct ThemeSettings: Sendable {
  /// The settings that the theme offers, in the order of their names.
  let offered: [ThemeSetting]
  /// What the site chose, by name.
  let chosen: [String: ThemeSettingChoice]

  /// What holds for a setting: the site's choice, or what the theme says, or nothing.
  func value(of name: String) -> ThemeSetting.Value? {
    chosen[name]?.value ?? offered.first { $0.name == name }?.defaultValue
  }
}
