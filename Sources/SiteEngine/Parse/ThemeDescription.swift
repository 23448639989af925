import Diagnostics
import Documents

extension RuleID {
  /// A theme written for another attune.
  static let themeInterface = RuleID("theme-interface")
  /// A setting that a theme does not have, or a value that it cannot have.
  static let themeSetting = RuleID("theme-setting")
}

/// What `theme.yaml` says.
struct ThemeDescription {
  /// The name of the theme's file about itself.
  static let fileName = "theme.yaml"
  /// The version of what themes rely on that this attune offers.
  static let interface = 1

  /// The name of the theme from which it takes what it does not have itself, and where that stands.
  private(set) var parent: (name: String, place: SourcePlace)?
  /// The settings that it offers, with the place of each name.
  private(set) var settings: [(setting: ThemeSetting, place: SourcePlace)] = []

  private static let settingFields: [FieldDeclaration] = [
    FieldDeclaration(
      "kind", .choice(ThemeSetting.Kind.allCases.map(\.rawValue)), "What the setting holds.",
      isRequired: true, example: "flag", otherNames: ["type"]),
    FieldDeclaration(
      "default", .text, "What holds when a site says nothing.", example: "true",
      otherNames: ["value"]),
    FieldDeclaration(
      "choices", .list(of: .text), "The words to choose from, for the kind `choice`.",
      example: "[narrow, wide]", otherNames: ["options", "values"]),
    FieldDeclaration(
      "description", .text, "What the setting does, in a sentence.",
      example: "Whether articles say how long they take to read."),
  ]

  static let fields: [FieldDeclaration] = [
    FieldDeclaration(
      "name", .text, "What the theme is called.", isRequired: true, example: "Hearth"),
    FieldDeclaration(
      "interface", .wholeNumber, "The version of what themes rely on, which is 1.",
      isRequired: true,
      example: "1"),
    FieldDeclaration(
      "extends", .text, "The theme from which this one takes what it does not have itself.",
      example: "hearth", otherNames: ["parent", "inherits"]),
    FieldDeclaration(
      "settings", .named(.fields(settingFields, of: "settings")),
      "What a site may choose, by the names that `site.yaml` has for them.",
      otherNames: ["options", "params"]),
  ]

  /// Reads a theme's file about itself.
  init(_ file: SourceFile, into diagnostics: inout [Diagnostic]) {
    var findings = Findings(in: file)
    let fields = FieldReader(
      parseYAML(file, into: &findings), fields: Self.fields, of: Self.fileName, in: file,
      into: &findings)
    if let interface = fields.wholeNumber("interface"), interface.value != Self.interface {
      findings.report(
        .themeInterface, .error,
        "this theme was written for interface \(interface.value), and this attune has \(Self.interface)",
        at: interface.range,
        suggestion: interface.value > Self.interface
          ? "install a newer attune" : "look for a newer version of the theme")
    }
    if let field = fields.text("extends") {
      parent = (field.value, file.place(of: field.range))
    }
    for named in fields.fieldsByName("settings") {
      guard let setting = Self.setting(named, into: &findings) else { continue }
      settings.append((setting, file.place(of: named.field.keyRange)))
    }
    diagnostics += findings.diagnostics()
  }

  private static func setting(
    _ named: NamedField<FieldReader>, into findings: inout Findings
  ) -> ThemeSetting? {
    let fields = named.field.value
    guard isName(named.name) else {
      findings.report(
        .themeSetting, .error,
        "`\(named.name)` is not a name for a setting, which has small letters, digits and hyphens",
        at: named.field.keyRange, suggestion: "write a name such as `show-dates`")
      return nil
    }
    guard let kind = fields.choice("kind").flatMap({ ThemeSetting.Kind(rawValue: $0.value) }) else {
      return nil
    }
    let choices = fields.texts("choices")
    guard (kind == .choice) != choices.isEmpty else {
      findings.report(
        .themeSetting, .error,
        kind == .choice
          ? "`\(named.name)` is a choice and has no `choices`"
          : "`\(named.name)` has `choices`, which only the kind `choice` has",
        at: choices.first?.keyRange ?? named.field.keyRange,
        suggestion: kind == .choice
          ? "add a line such as `choices: [narrow, wide]`" : "write `kind: choice`, or remove them")
      return nil
    }
    let setting = ThemeSetting(
      name: named.name, kind: kind, choices: choices.map(\.value), defaultValue: nil)
    guard let field = fields.text("default") else { return setting }
    switch setting.reading(field.value) {
    case .failure(let problem):
      findings.report(
        .themeSetting, .error, problem.message, at: field.range, suggestion: problem.suggestion)
    case .success(.address(let address)) where !isElsewhere(address):
      findings.report(
        .themeSetting, .error,
        "`\(address)` is an address of the site, and a theme does not know what a site has",
        at: field.range, suggestion: "write an address that begins with `https://`, or remove it")
    case .success(let value):
      return ThemeSetting(
        name: setting.name, kind: kind, choices: setting.choices, defaultValue: value)
    }
    return setting
  }

  private static func isElsewhere(_ address: String) -> Bool {
    if case .external = addressKind(address.utf8, isImage: false) { true } else { false }
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}

/// Why a text cannot be the value of a setting.
struct ThemeSettingProblem: Error {
  /// What is wrong with it.
  let message: String
  /// What to do.
  let suggestion: String?
}

extension ThemeSetting {
  /// Reads a value that somebody wrote for the setting.
  func reading(_ text: String) -> Result<Value, ThemeSettingProblem> {
    switch kind {
    case .text:
      return .success(.text(text))
    case .flag:
      if text == "true" || text == "false" { return .success(.flag(text == "true")) }
      return .failure(
        ThemeSettingProblem(
          message: "`\(name)` is `true` or `false`, not `\(text)`",
          suggestion: "write `\(name): true` or `\(name): false`"))
    case .number:
      if let number = Int(text) { return .success(.number(number)) }
      return .failure(
        ThemeSettingProblem(
          message: "`\(name)` is a whole number, not `\(text)`", suggestion: nil))
    case .choice:
      if choices.contains(text) { return .success(.text(text)) }
      let list = choices.map { "`\($0)`" }.joined(separator: ", ")
      return .failure(
        ThemeSettingProblem(
          message: "`\(name)` is one of \(list), not `\(text)`",
          suggestion: nearMiss(of: text, among: choices).map { "did you mean `\($0)`?" }))
    case .url:
      guard case .forbidden(let scheme) = addressKind(text.utf8, isImage: false) else {
        return .success(.address(text))
      }
      return .failure(
        ThemeSettingProblem(
          message: "`\(text)` must not begin with `\(scheme):`",
          suggestion: "use `https:`, `http:`, `mailto:`, `sms:` or `tel:`"))
    }
  }
}

/// A value that `site.yaml` gives to a setting of the theme, before the theme is known.
struct WrittenSetting: Sendable, Hashable {
  /// The name of the setting.
  let name: String
  /// The value as it was written.
  let text: String
  /// Where the name stands.
  let namePlace: SourcePlace
  /// Where the value stands.
  let place: SourcePlace

  /// Gives values the places that the file's bytes are needed for.
  static func reading(_ fields: [NamedField<String>], in file: SourceFile) -> [WrittenSetting] {
    var places = PlaceFinder(in: file.bytes, path: file.path)
    return fields.map {
      WrittenSetting(
        name: $0.name, text: $0.field.value, namePlace: places.place(of: $0.field.keyRange),
        place: places.place(of: $0.field.range))
    }
  }
}

extension ThemeSettings {
  /// Holds what a site wrote against what its theme offers.
  init(
    offered: [ThemeSetting], written: [WrittenSetting], theme: String,
    into diagnostics: inout [Diagnostic]
  ) {
    var chosen: [String: ThemeSettingChoice] = [:]
    for written in written {
      guard let setting = offered.first(where: { $0.name == written.name }) else {
        let names = offered.map(\.name)
        let list = names.map { "`\($0)`" }.joined(separator: ", ")
        diagnostics.append(
          Diagnostic(
            .themeSetting, .error, "`\(written.name)` is not a setting of the theme `\(theme)`",
            at: written.namePlace,
            suggestion: nearMiss(of: written.name, among: names).map { "did you mean `\($0)`?" }
              ?? (names.isEmpty ? "remove it; the theme has no settings" : "it has \(list)")))
        continue
      }
      switch setting.reading(written.text) {
      case .success(let value):
        chosen[setting.name] = ThemeSettingChoice(value: value, place: written.place)
      case .failure(let problem):
        diagnostics.append(
          Diagnostic(
            .themeSetting, .error, problem.message, at: written.place,
            suggestion: problem.suggestion))
      }
    }
    self.init(offered: offered, chosen: chosen)
  }
}
