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
  /// Whether it points into this site: neither a scheme such as `https:` nor `//` begins it.
  package let isInternal: Bool
  /// Where it stands, from its first to its last byte in its line.
  package let place: SourcePlace

  /// Creates a reference.
  package init(kind: Kind, destination: String, isInternal: Bool, place: SourcePlace) {
    self.kind = kind
    self.destination = destination
    self.isInternal = isInternal
    self.place = place
  }
}
