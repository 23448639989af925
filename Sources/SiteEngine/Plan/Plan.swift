import Diagnostics
import Documents

/// Every file that the output folder will have, known before any of it is rendered.
package struct Plan: Sendable {
  /// The outputs, in the order of their paths.
  package let outputs: [PlannedOutput]
  /// Who lives at each address.
  let addresses: [SiteURL: Resident]
  /// What each source file became.
  let files: [String: (url: SiteURL, resident: Resident)]
  /// Collisions and links that lead nowhere.
  let diagnostics: [Diagnostic]

  /// Who lives at an address.
  enum Resident: Hashable, Sendable {
    /// A published page.
    case page(PageID)
    /// A list, the 404 page, a file of the theme.
    case output
    /// Nobody yet: an entry of ``Site/heldBack``.
    case heldBack(Int)
  }
}

/// One file that the output folder will have.
package struct PlannedOutput: Sendable, Hashable {
  /// What the output shows.
  enum Subject: Sendable, Hashable {
    /// An article or a page.
    case page(PageID)
    /// One page of a list, counted from 1.
    case list(number: Int, count: Int)
    /// A page that exists once and shows nothing in particular.
    case single
    /// A file of the theme, by its position there.
    case asset(Int)
  }

  /// The address.
  package let url: SiteURL
  /// The family; `nil` for a file that is copied.
  let family: PageFamily.ID?
  /// What the output shows.
  let subject: Subject
  /// The name of the template that makes it; empty for a file that is copied.
  let template: String

  /// Creates an output of a family, made with the template that it names or with the family's own.
  init(url: SiteURL, family: PageFamily.ID?, subject: Subject, template: String? = nil) {
    self.url = url
    self.family = family
    self.subject = subject
    self.template = template ?? family?.rawValue ?? ""
  }

  /// Where the file lies.
  package var path: OutputPath { url.outputPath }
}

/// Works out every output of a site, and everything that is wrong between them.
func makePlan(for site: Site) -> Plan {
  var outputs = PageFamily.ID.allCases.flatMap { $0.family.plan(site) }
  outputs += site.theme.assets.indices.map {
    PlannedOutput(url: site.theme.assets[$0].url, family: nil, subject: .asset($0))
  }
  outputs.sort { $0.path < $1.path }
  var residents: [SiteURL: Plan.Resident] = [:]
  for (index, held) in site.heldBack.enumerated() { residents[held.url] = .heldBack(index) }
  for output in outputs {
    if case .page(let id) = output.subject {
      residents[output.url] = .page(id)
    } else {
      residents[output.url] = .output
    }
  }
  var files: [String: (url: SiteURL, resident: Plan.Resident)] = [:]
  for (index, held) in site.heldBack.enumerated() {
    files[held.path.text] = (held.url, .heldBack(index))
  }
  for (index, page) in site.pages.enumerated() {
    files[page.path.text] = (page.url, .page(PageID(index: index)))
  }
  let plan = Plan(outputs: outputs, addresses: residents, files: files, diagnostics: [])
  return Plan(
    outputs: outputs, addresses: residents, files: files,
    diagnostics: collisions(outputs, in: site) + brokenLinks(in: site, plan: plan))
}

/// Two outputs at one place: one would be lost, and nobody could say which.
private func collisions(_ outputs: [PlannedOutput], in site: Site) -> [Diagnostic] {
  var first: [OutputPath: PlannedOutput] = [:]
  var diagnostics: [Diagnostic] = []
  for output in outputs {
    guard let other = first.updateValue(output, forKey: output.path) else { continue }
    let (left, right) = [place(of: other, in: site), place(of: output, in: site)].inOrder
    diagnostics.append(
      Diagnostic(
        .sameAddress, .error, "two things would be published at `\(output.url)`", at: right.place,
        suggestion: "give one of them another `slug:`",
        related: [Diagnostic.Related(left.words, at: left.place)]))
  }
  return diagnostics
}

private typealias OutputPlace = (place: SourcePlace, words: String, isFile: Bool)

/// Where the author can do something about an output.
private func place(of output: PlannedOutput, in site: Site) -> OutputPlace {
  switch output.subject {
  case .page(let id):
    let page = site[id]
    let slug = page.document.frontMatter.slug
    let place =
      slug.map { page.document.frontMatter.place(of: $0.range) }
      ?? SourcePlace(wholeOf: page.path.text)
    return (place, "the other one", true)
  case .asset(let index):
    return (SourcePlace(wholeOf: site.theme.assets[index].path.text), "the other one", true)
  case .list, .single:
    return (SourcePlace(wholeOf: "site.yaml"), "attune makes a page of its own there", false)
  }
}

extension [OutputPlace] {
  /// The author's own file last, since that is the one to mend.
  fileprivate var inOrder: (OutputPlace, OutputPlace) {
    self[1].isFile ? (self[0], self[1]) : (self[1], self[0])
  }
}
