import Documents

/// What search engines are told of a site: every page for readers, in parts where there are many.
///
/// Each page has its address, the day on which it last said something new where it has a date, and its
/// translations. It is known with the plan, since it lists what other families planned.
struct Sitemap: Sendable {
  /// Where it is.
  static let url = SiteURL("/sitemap.xml")

  /// The pages, each address once.
  private let pages: [PlannedOutput]
  private let partSize: Int

  /// Lists the pages for readers among some outputs, in parts of at most `partSize` pages.
  ///
  /// `isUnique` says that no two of them have one path.
  init(of outputs: [PlannedOutput], isUnique: Bool, partSize: Int) {
    let families = Set(PageFamily.ID.allCases.filter(\.family.isForReaders))
    var pages = outputs.filter { families.contains($0.family) }
    if !isUnique {
      // Of two outputs at one address only the first is made, and the other is an error.
      var seen: Set<OutputPath> = []
      pages = pages.filter { seen.insert($0.path).inserted }
    }
    self.pages = pages
    self.partSize = max(1, partSize)
  }

  /// The files it consists of: one, or a list of the others and those.
  func outputs(in site: Site) -> [PlannedOutput] {
    let count = max(1, (pages.count + partSize - 1) / partSize)
    func output(_ url: SiteURL, _ number: Int) -> PlannedOutput {
      PlannedOutput(
        url: url, family: .sitemap, language: site.configuration.language,
        subject: .part(number: number, count: count))
    }
    guard count > 1 else { return [output(Self.url, 1)] }
    return [output(Self.url, 0)] + (1...count).map { output(Self.url(ofPart: $0), $0) }
  }

  /// Where a part is when there are several.
  static func url(ofPart number: Int) -> SiteURL { SiteURL("/sitemap-\(number).xml") }

  /// The pages of a part, counted from 1.
  func entries(ofPart number: Int, in site: Site) -> [Entry] {
    pages.dropFirst((number - 1) * partSize).prefix(partSize).map { Entry($0, in: site) }
  }

  /// A page as a sitemap shows it.
  struct Entry: Sendable {
    /// A page that says the same in some language.
    struct Translation: Sendable {
      let language: String
      let url: SiteURL
    }

    let url: SiteURL
    /// The day on which it last said something new.
    let date: CivilDate?
    /// The same in every language it exists in, its own among them; empty when there is only one.
    let translations: [Translation]

    /// What is to be said of an output.
    fileprivate init(_ output: PlannedOutput, in site: Site) {
      url = output.url
      switch output.subject {
      case .page(let id):
        let summary = site[id].summary
        date = summary.updated ?? summary.date
        translations = site.translations(of: id).map {
          Translation(language: site[$0].language, url: site[$0].url)
        }
      case .list(let list, 1, _, let text):
        date = text.flatMap { site[$0].summary.updated }
        translations = site.translations(of: list).map {
          Translation(
            language: $0.language, url: PageFamily.url(of: $0, page: 1, in: site.configuration))
        }
      default: (date, translations) = (nil, [])
      }
    }

    /// The fingerprint of all of it.
    var fingerprint: Fingerprint {
      var result = Fingerprint()
      result.combine(url.path)
      result.combine(date?.daysSinceEpoch ?? Int.min)
      result.combine(translations.count)
      for translation in translations {
        result.combine(translation.language)
        result.combine(translation.url.path)
      }
      return result
    }
  }
}

extension PageFamily {
  /// The sitemap.
  ///
  /// It is planned when all else is: it lists what is planned.
  static let sitemap = PageFamily(
    plural: "sitemaps",
    making: .code { scope, bytes in bytes = sitemap(in: &scope).bytes },
    plan: { _ in [] })

  private static let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

  private static func sitemap(in scope: inout RenderScope) -> XMLText {
    let address = scope.setting(.url, \.url)
    guard case .part(let number, let count) = scope.output.subject else { return XMLText() }
    return number == 0
      ? list(ofParts: count, at: address)
      : pages(scope.sitemapEntries(ofPart: number), at: address)
  }

  private static func list(ofParts count: Int, at address: SiteAddress) -> XMLText {
    var xml = XMLText()
    xml.element("sitemapindex", [("xmlns", namespace)]) { xml in
      for number in 1...max(1, count) {
        let part = Sitemap.url(ofPart: number)
        xml.element("sitemap") { $0.element("loc", text: part.absolute(at: address)) }
      }
    }
    return xml
  }

  private static func pages(_ entries: [Sitemap.Entry], at address: SiteAddress) -> XMLText {
    var xml = XMLText()
    let namespaces = [
      (name: "xmlns", value: namespace),
      (name: "xmlns:xhtml", value: "http://www.w3.org/1999/xhtml"),
    ]
    xml.element("urlset", namespaces) { xml in
      for entry in entries { xml.element("url") { write(entry, at: address, to: &$0) } }
    }
    return xml
  }

  private static func write(
    _ entry: Sitemap.Entry, at address: SiteAddress, to xml: inout XMLText
  ) {
    xml.element("loc", text: entry.url.absolute(at: address))
    if let date = entry.date { xml.element("lastmod", text: date.text) }
    for translation in entry.translations {
      xml.emptyElement(
        "xhtml:link",
        [
          ("rel", "alternate"), ("hreflang", translation.language),
          ("href", translation.url.absolute(at: address)),
        ])
    }
  }
}
