/// What fills the blocks of the templates that are included at a place.
///
/// Each set has a number, so that two places with the same fillings share what is compiled for them.
struct BlockFillings {
  /// A filling: the body of a block in a template, and the set that counts inside it.
  struct Filling: Hashable {
    let name: TextKey
    let source: Int
    let body: Int
    let set: Int
  }

  private var sets: [[TextKey: Filling]] = [[:]]
  private var numbers: [[Filling]: Int] = [[]: 0]

  /// What fills a block; `nil` where its default stands.
  func filling(of name: String, in set: Int) -> Filling? {
    sets[set][TextKey(name)]
  }

  /// The set of an include: what is filled outside stays, and what no block asks for is left out.
  mutating func number(
    adding arguments: [BlockArgument], of source: Int, to set: Int, asked: Set<TextKey>
  ) -> Int {
    var fillings = sets[set].filter { asked.contains($0.key) }
    // Of two arguments of one name the later one counts.
    for argument in arguments.reversed() {
      let name = TextKey(argument.name)
      guard asked.contains(name), fillings[name] == nil else { continue }
      fillings[name] = Filling(name: name, source: source, body: argument.body, set: set)
    }
    let inOrder = fillings.values.sorted {
      $0.name.text.utf8.lexicographicallyPrecedes($1.name.text.utf8)
    }
    if let number = numbers[inOrder] { return number }
    sets.append(fillings)
    numbers[inOrder] = sets.count - 1
    return sets.count - 1
  }
}
