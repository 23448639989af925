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

  /// Gives titled texts the places that the file's bytes are needed for.
  static func reading(_ texts: [TitledText], in file: SourceFile) -> [MenuEntry] {
    var places = PlaceFinder(in: file.bytes, path: file.path)
    return texts.map {
      MenuEntry(
        title: $0.title, address: $0.text.value, place: places.place(of: $0.text.range))
    }
  }
}
