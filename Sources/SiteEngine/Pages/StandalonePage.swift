import Documents
import Templates

extension PageFamily {
  /// A page that stands by itself; the home page is a family of its own.
  static let page = PageFamily(
    plural: "pages", fields: documentFields + sectionFields,
    plan: { site in
      site.pages.filter { $0.family == .page }.map(\.output)
    })
}
