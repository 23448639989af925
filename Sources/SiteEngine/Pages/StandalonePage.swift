import Documents
import Templates

extension PageFamily {
  /// A page that stands by itself; the home page is a family of its own.
  static let page = PageFamily(
    plural: "pages", fields: documentFields,
    plan: { site in
      site.pages.indices.map { PageID(index: $0) }
        .filter { site[$0].kind == .page && site[$0].family != .home }
        .map {
          PlannedOutput(
            url: site[$0].url, family: .page, subject: .page($0), template: site[$0].template)
        }
    })
}
