/// The name the author most likely meant, when one is near enough to be worth asking.
///
/// Near is an edit distance below 4 (swift-argument-parser's number) that leaves at least half of the
/// longer name standing; a swap of two neighbours counts as one edit, and case does not count.
/// The first of several equally near names wins, so the answer does not depend on chance.
///
/// - Complexity: O(*n* × *m*) for each candidate of nearly the same length.
package func nearMiss(of name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().utf8)
  // Nobody mistypes a name of this length by three letters and wants to hear about it.
  guard wanted.count <= 200 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in candidates where !candidate.utf8.elementsEqual(name.utf8) {
    let bytes = Array(candidate.lowercased().utf8)
    guard abs(bytes.count - wanted.count) < 4 else { continue }
    let distance = editDistance(wanted, bytes)
    guard distance < 4, distance * 2 <= max(bytes.count, wanted.count) else { continue }
    if let found = best, found.distance <= distance { continue }
    best = (candidate, distance)
  }
  return best?.name
}

/// The number of single-byte edits between two names; swapping two neighbours is one.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
