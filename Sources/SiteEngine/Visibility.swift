/// Which of what is written a site shows.
package enum Visibility: Sendable, Hashable {
  /// What readers may see: neither drafts nor what has a date to come.
  case published
  /// Drafts and what has a date to come as well, for the eyes of their author.
  ///
  /// A site that shows them is for looking at: none of it can be had as files to write
  /// (``BuildSnapshot/files(_:in:)``).
  case written
}
