/// A small generator of numbers, the same on every machine (SplitMix64).
struct Numbers {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ word >> 31) % UInt64(limit))
  }
}

private let vocabulary = """
  the of and to in that is with for as on many people therapy session breath body sleep memory care \
  family child parent gentle steady research study participants weeks treatment depression anxiety \
  trauma relationship conversation evening morning practice question answer slowly often sometimes \
  safety trust nervous system attention feeling support evidence clinician naïve façade Übung café
  """.split(separator: " ").map(String.init)

/// An article of about 860 words as a practice would publish it: headings, lists, a quotation, a
/// callout, a table, links, notes and some letters beyond ASCII.
func generatedArticle(seed: UInt64) -> String {
  var numbers = Numbers(state: seed)
  func words(_ count: Int) -> String {
    (0..<count).map { _ in vocabulary[numbers.next(below: vocabulary.count)] }
      .joined(separator: " ")
  }
  func sentence() -> String {
    var text = words(6 + numbers.next(below: 14))
    switch numbers.next(below: 12) {
    case 0: text += ", *\(words(2))*"
    case 1: text += " and **\(words(2))**"
    case 2: text += ": \"\(words(4))\""
    case 3: text += ", as [\(words(3))](/articles/\(numbers.next(below: 90))/) says"
    case 4: text += " – it doesn't \(words(3))"
    default: break
    }
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }
  func paragraph(_ sentences: Int) -> String {
    (0..<sentences).map { _ in sentence() }.joined(separator: " ")
  }
  var text = paragraph(3) + "[^\(1)]\n\n"
  for section in 2...6 {
    text += "## \(words(4))\n\n" + paragraph(4) + "[^\(section)]\n\n" + paragraph(3) + "\n\n"
    switch section {
    case 2: text += (0..<5).map { _ in "- \(words(8))\n" }.joined() + "\n"
    case 3: text += "> \(sentence())\n> \(sentence())\n\n"
    case 4:
      text += "| \(words(2)) | \(words(1)) | \(words(1)) |\n|---|---:|:-:|\n"
      for _ in 0..<4 { text += "| \(words(2)) | \(numbers.next(below: 99)) % | \(words(1)) |\n" }
      text += "\n"
    case 5: text += "> [!NOTE]\n> \(sentence())\n\n"
    default: text += (1...3).map { "\($0). \(words(9))\n" }.joined() + "\n"
    }
  }
  for note in 1...6 {
    text += "[^\(note)]: \(words(6)), *\(words(3))*, <https://example.org/\(note)>.\n"
  }
  return text
}
