import Templates

/// What the theme lets a site choose: `settings.NAME`, with the type that the theme declares.
func settingsView(_ settings: [ThemeSetting]) -> RecordView {
  RecordView(
    name: "settings",
    fields: settings.map { setting in
      ViewField(setting.name, setting.type) { _, scope in
        let (value, link) = scope.themeSetting(setting.name)
        return switch value {
        case nil: .null
        case .text(let text): .text(text)
        case .flag(let flag): .flag(flag)
        case .number(let number): .number(number)
        case .address: link.map { .url(scope.address(of: $0)) } ?? .null
        }
      }.shared
    })
}

extension ThemeSetting {
  /// Where a template may write it.
  fileprivate var type: FieldType {
    switch kind {
    case .text: .text
    case .flag: .flag
    case .number: .number
    case .choice: .choice(choices)
    case .url: .url
    }
  }
}
