import Diagnostics
import Documents

/// Where an output comes from, for whoever has to do something about it.
struct OutputOrigin {
  /// Where the author can do something.
  let place: SourcePlace
  /// What it is, beside the place of another one.
  let words: String
  /// What to do.
  let cure: String?
  /// How easily it is changed: what attune makes by itself not at all, an old address at once.
  let ease: Int
}

extension PlannedOutput {
  /// Where it comes from.
  func origin(in site: Site) -> OutputOrigin {
    switch subject {
    case .page(let id), .list(_, _, _, let id?):
      let page = site[id]
      let slug = page.document.frontMatter.slug
      return OutputOrigin(
        place: slug.map { page.document.frontMatter.place(of: $0.range) }
          ?? SourcePlace(wholeOf: page.path.text),
        words: "the other one", cure: "give one of them another `slug:`", ease: 1)
    case .themeFile(let name):
      let path = site.theme.asset(name)?.path.text ?? Configuration.fileName
      return OutputOrigin(
        place: SourcePlace(wholeOf: path), words: "the other one", cure: "rename it", ease: 1)
    case .file(let path):
      return OutputOrigin(
        place: SourcePlace(wholeOf: path.text), words: "the other one", cure: "rename it", ease: 2)
    case .redirect(let destination):
      if case .page(let id) = destination,
        let alias = site[id].aliases.first(where: { $0.url == url })
      {
        return OutputOrigin(
          place: site[id].document.frontMatter.place(of: alias.field.range),
          words: "the other one", cure: "remove it from `aliases`", ease: 3)
      }
      return OutputOrigin(
        place: place(in: site.configuration.hosting.redirects), words: "the other one",
        cure: "remove it from `redirects`", ease: 3)
    case .gone:
      return OutputOrigin(
        place: place(in: site.configuration.hosting.gone), words: "the other one",
        cure: "remove it from `gone`", ease: 3)
    case .list(.series(let part, let language), _, _, nil):
      let article = site.articles(of: .series(part, language: language)).first.map { site[$0] }
      let field = article?.belonging?.series
      return OutputOrigin(
        place: field.flatMap { article?.document.frontMatter.place(of: $0.range) }
          ?? SourcePlace(wholeOf: Configuration.fileName),
        words: "attune makes the list of this series there", cure: "write another word", ease: 0)
    case .list(.year(let year, let language), _, _, nil):
      let article = site.articles(of: .year(year, language: language)).first.map { site[$0] }
      let date = article?.document.frontMatter.date
      return OutputOrigin(
        place: date.flatMap { article?.document.frontMatter.place(of: $0.range) }
          ?? SourcePlace(wholeOf: Configuration.fileName),
        words: "attune makes the list of the year \(year) there", cure: nil, ease: 0)
    case .list(.topic(let part, let language), _, _, nil):
      let article = site.articles(of: .topic(part, language: language)).first.map { site[$0] }
      let front = article?.document.frontMatter
      let tag = zip(front?.tags ?? [], article?.summary.topics ?? []).first { $0.1 == part }?.0
      return OutputOrigin(
        place: tag.flatMap { tag in front?.place(of: tag.range) }
          ?? SourcePlace(wholeOf: Configuration.fileName),
        words: "attune makes the list of this topic there", cure: "write another word", ease: 0)
    case .list, .part, .single, .hostFile, .compressed:
      return OutputOrigin(
        place: SourcePlace(wholeOf: Configuration.fileName),
        words: family.family.isMadeByTemplate
          ? "attune makes a page of its own there" : "attune makes this file itself",
        cure: nil, ease: 0)
    }
  }

  /// Where `site.yaml` has the address among old ones.
  private func place(in addresses: [Hosting.OldAddress]) -> SourcePlace {
    // Where one is written twice, the second one is to go.
    addresses.last { $0.url == url }?.place ?? SourcePlace(wholeOf: Configuration.fileName)
  }
}
