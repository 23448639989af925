import Documents
import Templates

/// Somebody who writes articles; the number is that of the page.
let personView = RecordView(
  name: "people",
  fields: [
    ViewField("url", .url) { id, scope in
      .url(scope.href(scope.summary(of: PageID(number: id)).url))
    },
    ViewField("description", .text) { id, scope in
      optional(scope.summary(of: PageID(number: id)).description)
    },
  ] + personFields)

/// What a person has beyond what every list with a name has.
let personFields: [ViewField] = [
  ViewField("name", .text) { id, scope in .text(scope.summary(of: PageID(number: id)).title) },
  ViewField("credentials", .text) { id, scope in
    optional(scope.profile(of: PageID(number: id))?.credentials?.value)
  },
  ViewField("licence", .text) { id, scope in
    optional(scope.profile(of: PageID(number: id))?.licence?.value)
  },
  ViewField("photo", .url) { id, scope in
    scope.photo(of: PageID(number: id)).map { .url($0) } ?? .null
  },
  // What a page needs to keep the room for the photo, as far as it is known.
  ViewField("has-photo-size", .flag) { id, scope in
    .flag(scope.photoExtent(of: PageID(number: id)) != nil)
  },
  ViewField("photo-width", .number) { id, scope in
    .number(scope.photoExtent(of: PageID(number: id))?.width ?? 0)
  },
  ViewField("photo-height", .number) { id, scope in
    .number(scope.photoExtent(of: PageID(number: id))?.height ?? 0)
  },
]

/// What an article says of those who wrote it.
let authorFields: [ViewField] = [
  ViewField("has-authors", .flag) { _, scope in .flag(!scope.ownAuthors.isEmpty) },
  ViewField("authors", .list(of: .record(ViewKind.person))) { _, scope in
    .list(scope.ownAuthors.map { .record(TemplateRecord(ViewKind.person, $0.number)) })
  },
]

extension RenderScope {
  /// Those who wrote the article that this output shows.
  fileprivate var ownAuthors: [PageID] {
    mutating get {
      guard let subject else { return [] }
      return authors(of: subject)
    }
  }
}
