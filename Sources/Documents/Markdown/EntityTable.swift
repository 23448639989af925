/// What entities such as `&nbsp;` stand for.
///
/// libcmark holds the table of names, so it is asked, and each name once for a text.
struct EntityTable {
  private var known: [String: [UInt8]] = [:]

  /// What an entity stands for; itself when it is none.
  mutating func meaning(of entity: ArraySlice<UInt8>) -> [UInt8] {
    let name = text(entity)
    if let meaning = known[name] { return meaning }
    let tree = MarkdownTree(repairsText: false) { $0.append(entity) }
    let meaning = tree.read { document in
      guard let text = document?.firstChild?.firstChild, text.kind == .text, text.next == nil else {
        return Array(entity)
      }
      return Array(text.literal)
    }
    known[name] = meaning
    return meaning
  }
}
