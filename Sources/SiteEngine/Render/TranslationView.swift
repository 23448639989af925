import Templates

/// A page that says the same as the page being made in some language; its number is its position.
let translationView = RecordView(
  name: "translations", fields: languageFields { scope in scope.alternates() })

/// A language of the site, and the way into it from the page being made; its number is its position.
let languageView = RecordView(
  name: "languages", fields: languageFields { scope in scope.languageWays() })

/// What every page may ask for about the languages of the site.
let languageListFields: [ViewField] = [
  ViewField("translations", .list(of: .record(ViewKind.translation))) { _, scope in
    .list(scope.alternates().indices.map { .record(TemplateRecord(ViewKind.translation, $0)) })
  },
  ViewField("has-languages", .flag) { _, scope in .flag(scope.languages().count > 1) }.shared,
  ViewField("languages", .list(of: .record(ViewKind.language))) { _, scope in
    .list(scope.languages().indices.map { .record(TemplateRecord(ViewKind.language, $0)) })
  },
]

private func languageFields(
  _ ways: @escaping @Sendable (_ scope: inout RenderScope) -> [RenderScope.LanguageWay]
) -> [ViewField] {
  [
    ViewField("language", .text) { id, scope in .text(ways(&scope)[id].language) },
    ViewField("language-name", .text) { id, scope in
      let language = ways(&scope)[id].language
      return .text(scope.string(ThemeStrings.languageNameKey, in: language))
    },
    ViewField("url", .url) { id, scope in
      let url = ways(&scope)[id].url
      return .url(scope.href(url))
    },
    ViewField("canonical", .url) { id, scope in
      let url = ways(&scope)[id].url
      return .url(scope.absolute(url))
    },
    ViewField("is-current", .flag) { id, scope in
      .flag(ways(&scope)[id].language == scope.output.language)
    },
    ViewField("is-default", .flag) { id, scope in
      let language = ways(&scope)[id].language
      return .flag(language == scope.setting(.language, \.language))
    },
  ]
}

extension RenderScope {
  /// A language, and an address in it.
  typealias LanguageWay = (language: String, url: SiteURL)

  /// Where the same can be read in each language that has it, this output's among them; empty when no
  /// other language has it.
  ///
  /// The home pages are translations of each other, and so are the lists of articles, and topics, series
  /// and years that two languages have. The second page of a list is none: other articles stand on it.
  fileprivate mutating func alternates() -> [LanguageWay] {
    if output.family == .home {
      let languages = languages()
      return languages.count > 1 ? languages.map { ($0, localized("/", in: $0)) } : []
    }
    guard let list else {
      if let subject { return translations(of: subject) }
      return []
    }
    guard listPage.number == 1 else { return [] }
    var ways: [LanguageWay] = []
    if case .articles = list {
      let languages = languages()
      guard languages.count > 1 else { return [] }
      for language in languages {
        ways.append((language, firstPage(of: .articles(language: language))))
      }
    } else {
      for other in translations(of: list) { ways.append((other.language, firstPage(of: other))) }
    }
    return ways
  }

  /// Every language of the site, and what in it is nearest to this output: its translation, the list of
  /// articles for a list, or the home page.
  fileprivate mutating func languageWays() -> [LanguageWay] {
    let alternates = alternates()
    var ways: [LanguageWay] = []
    for language in languages() {
      if let same = alternates.first(where: { $0.language == language }) {
        ways.append(same)
      } else if language == output.language {
        ways.append((language, output.url))
      } else if list != nil {
        ways.append((language, firstPage(of: .articles(language: language))))
      } else {
        ways.append((language, localized("/", in: language)))
      }
    }
    return ways
  }
}
