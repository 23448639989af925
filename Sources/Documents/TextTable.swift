/// Texts by number, in the order in which they came, each of them once.
///
/// Most articles have a few headings, notes and tags. To compare a text with ten others costs less than
/// to make a number of it that tells where it lies in a table, so only many are kept in one.
struct TextTable {
  /// From how many texts on the table is used.
  private static let many = 16

  /// The texts.
  private(set) var texts: [String] = []
  private var positions: [String: Int] = [:]

  /// The number of a text; `nil` for one that is not there.
  func position(of text: String) -> Int? {
    texts.count < Self.many ? texts.firstIndex(of: text) : positions[text]
  }

  /// Adds a text unless it is there; says which number it has, and whether it is new.
  mutating func insert(_ text: String) -> (position: Int, isNew: Bool) {
    if let position = position(of: text) { return (position, false) }
    texts.append(text)
    if texts.count == Self.many {
      for (position, text) in texts.enumerated() { positions[text] = position }
    } else if texts.count > Self.many {
      positions[text] = texts.count - 1
    }
    return (texts.count - 1, true)
  }
}
