import Diagnostics
import Documents

/// An entry of the menu as `site.yaml` has it.
struct MenuEntry: Sendable, Hashable {
  /// The title in front of the address; without one it is that of the page.
  let title: String?
  /// An address or a file of the site, or an address elsewhere.
  let address: String
  /// Where the address stands.
  let place: SourcePlace
  /// The entries below it, which have none below them.
  var children: [MenuEntry] = []

  /// Gives titled texts the places that the file's bytes are needed for.
  static func reading(_ texts: [TitledText], in file: SourceFile) -> [MenuEntry] {
    var places = PlaceFinder(in: file.bytes, path: file.path)
    return texts.map { Self.reading($0, &places) }
  }

  private static func reading(_ text: TitledText, _ places: inout PlaceFinder) -> MenuEntry {
    let place = places.place(of: text.text.range)
    return MenuEntry(
      title: text.title, address: text.text.value, place: place,
      children: text.children.map { reading($0, &places) })
  }

  /// Adds all that is said to a fingerprint.
  func combine(into fingerprint: inout Fingerprint) {
    fingerprint.combine(title ?? "")
    fingerprint.combine(address)
    fingerprint.combine(children.count)
    for child in children { child.combine(into: &fingerprint) }
  }
}
