import Documents
import Templates

extension PageFamily {
  /// An article, with the articles before and after it.
  static let article = PageFamily(
    plural: "articles",
    fields: documentFields + neighbourFields + authorFields + seriesFields + relatedFields,
    plan: { site in
      site.pages.filter { $0.kind == .article }.map(\.output)
    })

  /// What an article and a page have from the file they were written in.
  static let documentFields: [ViewField] =
    entryFields.map { field in
      // On its own page a document's number is the page's subject.
      ViewField(field.name, field.type) { _, scope in
        scope.subject.map { field.read($0.number, &scope) } ?? .null
      }
    } + [
      ViewField("content", .html) { _, scope in
        scope.subject.map { .html(scope.content(of: $0)) } ?? .null
      },
      videoField,
      ViewField("has-contents", .flag) { _, scope in
        .flag(scope.showsContents() && !topHeadings(&scope).isEmpty)
      },
      ViewField("contents", .list(of: .record(ViewKind.heading))) { _, scope in
        scope.showsContents() ? .list(topHeadings(&scope)) : .list([])
      },
    ]

  /// The headings that a table of contents lists: those of the article's own sections, and not the
  /// questions in a block.
  private static func topHeadings(_ scope: inout RenderScope) -> [TemplateValue] {
    scope.headings().enumerated().filter { $0.element.level == 2 && $0.element.isTopLevel }
      .map { .record(TemplateRecord(ViewKind.heading, $0.offset)) }
  }

  /// The articles beside an article.
  ///
  /// `newer` and `older` say which they are; `next` and `previous`
  /// follow the site's setting `next`, by default to the older one.
  private static let neighbourFields: [ViewField] = [
    ViewField("has-neighbours", .flag) { _, scope in
      let (newer, older) = neighbours(&scope)
      return .flag(newer != nil || older != nil)
    },
    ViewField("newer", .record(ViewKind.entry)) { _, scope in entry(neighbours(&scope).newer) },
    ViewField("older", .record(ViewKind.entry)) { _, scope in entry(neighbours(&scope).older) },
    ViewField("next", .record(ViewKind.entry)) { _, scope in
      let direction = scope.setting(.next, \.next)
      let (newer, older) = neighbours(&scope)
      return entry(direction == .older ? older : newer)
    },
    ViewField("previous", .record(ViewKind.entry)) { _, scope in
      let direction = scope.setting(.next, \.next)
      let (newer, older) = neighbours(&scope)
      return entry(direction == .older ? newer : older)
    },
  ]

  private static func neighbours(_ scope: inout RenderScope) -> (newer: PageID?, older: PageID?) {
    scope.subject.map { scope.neighbours(of: $0) } ?? (nil, nil)
  }
}
