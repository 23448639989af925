/// The number of a page, given to its file when that is first seen.
///
/// It stays for as long as builds follow each other, so that what one build remembers of a page still
/// means that page in the next. It says nothing about any order: that would differ from a first build.
package struct PageID: Hashable, Sendable {
  /// The number.
  let number: Int
}

/// The numbers given to files so far; each build hands them to the next.
struct PageNumbers: Sendable {
  private var numbers: [SourcePath: PageID] = [:]

  /// How many numbers were given.
  var count: Int { numbers.count }

  /// The number of a file.
  mutating func id(of path: SourcePath) -> PageID {
    if let id = numbers[path] { return id }
    let id = PageID(number: numbers.count)
    numbers[path] = id
    return id
  }
}
