/// What the author wrote a file as, which decides the fields it must have.
package enum DocumentKind: Sendable, Hashable {
  /// An article of the blog: needs a title and a date.
  case article
  /// A page that stands by itself: needs a title.
  case page
}
