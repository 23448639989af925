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
  package var place: SourcePlace? { kept?.place }
  private let kept: Place?

  /// Whether it points into this site: neither a scheme such as `https:` nor `//` begins it.
  package var isInternal: Bool { kept != nil }

  /// Creates a reference.
  package init(kind: Kind, destination: String, source: Range<Int>, place: SourcePlace?) {
    self.kind = kind
    self.destination = destination
    self.source = source
    kept = place.map { Place($0) }
  }

  /// A place by itself: most links lead elsewhere and have none, and a place takes nine words.
  private final class Place: Sendable, Hashable {
    let place: SourcePlace

    init(_ place: SourcePlace) { self.place = place }

    static func == (left: Place, right: Place) -> Bool { left.place == right.place }

    func hash(into hasher: inout Hasher) { hasher.combine(place) }
  }
}
