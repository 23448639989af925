/// `text` with letters and their marks as one character where Unicode has one: `e` + ´ becomes `é`.
///
/// A Mac writes file names taken apart, a keyboard writes them whole; on Linux the two are different
/// files with one address. This gives both the same bytes. It is Normalization Form C (UAX #15) for
/// what has a single composed character; the few characters that the form itself leaves apart
/// (composition exclusions) come out whole, which is as good for telling names apart.
///
/// Swift compares text by canonical equivalence, so a table from text to character needs no data of
/// its own: looking up the pair finds the one.
func composed(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.value >= 0x300 }) else { return text }
  var result = String.UnicodeScalarView()
  for character in text {
    append(character, to: &result)
  }
  return String(result)
}

private func append(_ character: Character, to result: inout String.UnicodeScalarView) {
  let scalars = character.unicodeScalars
  guard scalars.dropFirst().first != nil else {
    // A single scalar may still be another's double, as the Ångström sign is of Å.
    result.append(scalars.first.flatMap { compositions[String($0)] ?? $0 } ?? " ")
    return
  }
  if let whole = compositions[String(character)] ?? hangul(scalars) {
    result.append(whole)
    return
  }
  // No single character: put the marks in canonical order and compose what comes first.
  var rest = canonicallyOrdered(scalars)[...]
  var base = rest.removeFirst()
  var left: [Unicode.Scalar] = []
  var blockedClass: Unicode.CanonicalCombiningClass?
  for mark in rest {
    let markClass = mark.properties.canonicalCombiningClass
    if blockedClass != markClass,
      let whole = compositions[String(String.UnicodeScalarView([base, mark]))]
    {
      base = whole
    } else {
      left.append(mark)
      blockedClass = markClass
    }
  }
  result.append(base)
  result.append(contentsOf: left)
}

private func canonicallyOrdered(_ scalars: Character.UnicodeScalarView) -> [Unicode.Scalar] {
  // Sorted by class within each run of marks; equal classes keep their order.
  var ordered: [Unicode.Scalar] = []
  for scalar in scalars {
    var index = ordered.endIndex
    let own = scalar.properties.canonicalCombiningClass
    while own != .notReordered, index > 0,
      ordered[index - 1].properties.canonicalCombiningClass > own
    {
      index -= 1
    }
    ordered.insert(scalar, at: index)
  }
  return ordered
}

/// Korean syllables compose by arithmetic (The Unicode Standard, section 3.12).
private func hangul(_ scalars: Character.UnicodeScalarView) -> Unicode.Scalar? {
  var parts = Array(scalars.map(\.value))[...]
  guard let lead = parts.popFirst(), (0x1100...0x1112).contains(lead),
    let vowel = parts.popFirst(), (0x1161...0x1175).contains(vowel)
  else { return nil }
  var syllable = 0xAC00 + ((lead - 0x1100) * 21 + (vowel - 0x1161)) * 28
  if let tail = parts.popFirst() {
    guard (0x11A8...0x11C2).contains(tail), parts.isEmpty else { return nil }
    syllable += tail - 0x11A7
  }
  return Unicode.Scalar(syllable)
}

/// Every composed character outside Korean, by the text it is equal to.
private let compositions: [String: Unicode.Scalar] = {
  var table: [String: Unicode.Scalar] = [:]
  let blocks: [ClosedRange<UInt32>] = [
    0xC0...0x233, 0x340...0x341, 0x374...0x4FF, 0x620...0x6D5, 0x900...0xDFF, 0xF40...0xFBF,
    0x1026...0x1026, 0x1B00...0x1B4B, 0x1E00...0x1FFF, 0x2000...0x2001, 0x2126...0x212B,
    0x2190...0x22FF, 0x3040...0x30FF,
  ]
  for value in blocks.joined() {
    guard let scalar = Unicode.Scalar(value) else { continue }
    let text = String(scalar)
    // The first of several doubles is the usual letter.
    if table[text] == nil { table[text] = scalar }
  }
  return table
}()
