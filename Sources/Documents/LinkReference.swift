package import Diagnostics

/// A link or an image of a text, and where it points.
package struct LinkReference: Sendable, Hashable {
  /// What it is.
  package enum Kind: Sendable {
    case link, image
  }

  /// What it is.
  package let kind: Kind
  /// The address as the author wrote it, with escapes and entities read.
  package let destination: String
  /// Its bytes in the file, or those of its line where nobody knows better.
  package let source: Range<Int>
  /// Where it stands, from its first to its last byte in its line, when it points into this site; what
  /// points elsewhere cannot be wrong here, and most links do.
  package let place: SourcePlace?

  /// Whether it points into this site: neither a scheme such as `https:` nor `//` begins it.
  package var isInternal: Bool { place != nil }

  /// Creates a reference.
  package init(kind: Kind, destination: String, source: Range<Int>, place: SourcePlace?) {
    self.kind = kind
    self.destination = destination
    self.source = source
    self.place = place
  }
}
