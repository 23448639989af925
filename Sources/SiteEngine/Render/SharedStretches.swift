import Synchronization
import Templates

/// What parts of templates wrote that write the same on many pages: the frame of a page, made once.
///
/// It belongs to one snapshot, in which nothing changes any more.
final class SharedStretches: Sendable {
  /// What one part wrote, and what it read to write it; `nil` when that was not written down.
  struct Stretch: Sendable {
    let part: SharedPart
    let reads: [Fact]?
  }

  /// The parts of a program by number, `nil` where none was made yet.
  typealias Parts = [Stretch?]

  /// What pages have in common that share: their language, and how they stand to the menu.
  struct Kind: Hashable, Sendable {
    /// The language.
    let language: String
    /// For each entry of the menu whether the page is the one it leads to, or may live below it.
    let menuPlace: [UInt8]
  }

  private let parts = Mutex<[Kind: Parts]>([:])
  private let menus = Mutex<[String: [SiteURL?]]>([:])

  /// Where the menu of a language leads; `nil` when nobody has told yet.
  func menu(in language: String) -> [SiteURL?]? { menus.withLock { $0[language] } }

  /// Keeps where the menu of a language leads.
  func keepMenu(_ urls: [SiteURL?], in language: String) {
    menus.withLock { $0[language] = urls }
  }

  /// How a page in a language stands to the menu.
  func kind(of url: SiteURL, in language: String) -> Kind {
    let place = (menu(in: language) ?? []).map { entry -> UInt8 in
      guard let entry else { return 0 }
      if entry == url { return 1 }
      return order(url.path, entry.path, upTo: entry.path.utf8.count) == 0 ? 2 : 0
    }
    return Kind(language: language, menuPlace: place)
  }

  /// All that was made so far for pages of a kind.
  func parts(for kind: Kind) -> Parts { parts.withLock { $0[kind] ?? [] } }

  /// Keeps what a part wrote.
  func keep(_ stretch: Stretch, as number: Int, for kind: Kind) {
    parts.withLock { parts in
      var all = parts[kind] ?? []
      while all.count <= number { all.append(nil) }
      all[number] = stretch
      parts[kind] = all
    }
  }
}
