import Synchronization
import Templates

/// What parts of templates wrote that write the same on every page of a language: the frame of a page,
/// made once.
///
/// It belongs to one snapshot, in which nothing changes any more.
final class SharedStretches: Sendable {
  /// What one part wrote, and what it read to write it.
  struct Stretch: Sendable {
    let part: SharedPart
    let reads: [Fact]
  }

  /// The parts of a program by number, `nil` where none was made yet.
  typealias Parts = [Stretch?]

  private let parts = Mutex<[String: Parts]>([:])

  /// All that was made so far for the pages of a language.
  func parts(in language: String) -> Parts { parts.withLock { $0[language] ?? [] } }

  /// Keeps what a part wrote.
  func keep(_ stretch: Stretch, as number: Int, in language: String) {
    parts.withLock { parts in
      var all = parts[language] ?? []
      while all.count <= number { all.append(nil) }
      all[number] = stretch
      parts[language] = all
    }
  }
}
