extension PageFamily {
  /// The files of the theme that pages point to.
  static let themeFile = PageFamily(
    plural: "theme files", making: .copy,
    plan: { site in
      site.theme.assets.map {
        PlannedOutput(
          url: $0.url, family: .themeFile, language: site.configuration.language,
          subject: .themeFile($0.name))
      }
    })
}
