package import Diagnostics

/// A link or an image of a text, and where it points.
package struct LinkReference: Sendable, Hashable {
  /// What it is.
  package enum Kind: Sendable, BitwiseCopyable {
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
}

/// The links and images of a text, in order.
///
/// Bodies stay in memory for as long as the site does, and most links are never asked for: as values with
/// texts of their own they took 2 KB of an article's 17.
package struct LinkList: Sendable, RandomAccessCollection {
  private struct Entry: Sendable {
    let kind: LinkReference.Kind
    let source: ByteRange
    /// Its address in ``LinkList/addresses``.
    let address: ByteRange
    /// Which of ``LinkList/places`` is its own; negative when it points elsewhere.
    let place: Int32
  }

  /// Where a link stands, but for the file, which is the same for all.
  private struct Place: Sendable {
    let text: String
    let line: UInt32
    let column: UInt32
    let length: UInt32
    let textColumn: UInt32

    init(_ span: SourcePlace.Span) {
      text = span.text
      line = UInt32(clamping: span.line)
      column = UInt32(clamping: span.column)
      length = UInt32(clamping: span.length)
      textColumn = UInt32(clamping: span.textColumn)
    }

    func place(in path: String) -> SourcePlace {
      SourcePlace(
        path: path,
        span: SourcePlace.Span(
          line: Int(line), column: Int(column), length: Int(length), text: text,
          textColumn: Int(textColumn)))
    }
  }

  private let path: String
  private let entries: [Entry]
  private let addresses: [UInt8]
  private let places: [Place]

  /// Creates the list of a text without links.
  package init() {
    path = ""
    entries = []
    addresses = []
    places = []
  }

  /// Keeps the links of a text that was written.
  init(_ links: UnsafeBufferPointer<WrittenLink>, addresses: [UInt8], _ finder: inout PlaceFinder) {
    var entries: [Entry] = []
    var places: [Place] = []
    entries.reserveCapacity(links.count)
    places.reserveCapacity(links.count(where: \.isInternal))
    for link in links {
      let span = link.isInternal ? finder.place(of: link.range.range).span : nil
      entries.append(
        Entry(
          kind: link.kind, source: link.range, address: link.address,
          place: span == nil ? -1 : Int32(truncatingIfNeeded: places.count)))
      if let span { places.append(Place(span)) }
    }
    path = finder.path
    self.entries = entries
    self.addresses = addresses
    self.places = places
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { entries.count }

  package subscript(index: Int) -> LinkReference {
    let entry = entries[index]
    return LinkReference(
      kind: entry.kind, destination: text(addresses[entry.address.range]),
      source: entry.source.range,
      place: entry.place < 0 ? nil : places[Int(entry.place)].place(in: path))
  }

  /// Those that point into this site.
  package var internalLinks: [LinkReference] {
    var links: [LinkReference] = []
    links.reserveCapacity(places.count)
    for index in entries.indices where entries[index].place >= 0 { links.append(self[index]) }
    return links
  }

  /// Adds where the links point.
  func combine(into fingerprint: inout Fingerprint) {
    fingerprint.combine(addresses)
    for entry in entries { fingerprint.combine(entry.address.range.upperBound) }
  }
}
