/// What may stand for a text in an address: its letters and digits in lower case, joined by `-`.
///
/// Letters of all scripts stay, and so do the marks on them; apostrophes and quotation marks vanish,
/// and whatever else is between words becomes one `-`. It depends on nothing but the text: `İ` is `i`
/// on a computer in Istanbul too, `ß` stays `ß`, and no normalization is applied. Empty when nothing
/// is left.
package func slug(of text: String) -> String {
  var text = text
  if let slug = text.withUTF8(slugOfASCII) { return slug }
  var slug: [UInt8] = []
  slug.reserveCapacity(text.utf8.count)
  var isBetweenWords = false
  for scalar in text.unicodeScalars {
    switch slugPart(of: scalar) {
    case .nothing: continue
    case .between: isBetweenWords = true
    case .mark:
      // A mark without a letter under it would be a mark on the hyphen.
      if !slug.isEmpty, !isBetweenWords { slug += UTF8.encode(scalar) ?? .init() }
    case .letter:
      if isBetweenWords, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
      isBetweenWords = false
      if scalar.value < 0x80 {
        slug.append(lowercased(UInt8(scalar.value)))
      } else if scalar.value == 0x130 {
        slug.append(UInt8(ascii: "i"))
      } else {
        slug += scalar.properties.lowercaseMapping.utf8
      }
    }
  }
  return String(decoding: slug, as: UTF8.self)
}

/// The same with bytes for what most headings and names are made of; `nil` where there is another letter.
private func slugOfASCII(_ text: UnsafeBufferPointer<UInt8>) -> String? {
  var bits: UInt8 = 0
  for byte in text { bits |= byte }
  guard bits < 0x80 else { return nil }
  return String(unsafeUninitializedCapacity: text.count) { slug in
    var count = 0
    var isBetweenWords = false
    for byte in text {
      if isLetter(byte) || isDigit(byte) {
        // A hyphen stands for at least one byte, so there is room.
        if isBetweenWords, count > 0 {
          slug[count] = UInt8(ascii: "-")
          count += 1
        }
        isBetweenWords = false
        slug[count] = lowercased(byte)
        count += 1
      } else if byte != UInt8(ascii: "'"), byte != UInt8(ascii: "\"") {
        isBetweenWords = true
      }
    }
    return count
  }
}

private enum SlugPart {
  case letter, mark, between, nothing
}

private func slugPart(of scalar: Unicode.Scalar) -> SlugPart {
  if scalar.value < 0x80 {
    let byte = UInt8(scalar.value)
    if isLetter(byte) || isDigit(byte) { return .letter }
    return byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") ? .nothing : .between
  }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .decimalNumber, .letterNumber, .otherNumber:
    return .letter
  case .nonspacingMark, .spacingMark: return .mark
  case .initialPunctuation, .finalPunctuation, .format, .enclosingMark: return .nothing
  case .openPunctuation where scalar.value == 0x201A || scalar.value == 0x201E: return .nothing
  default: return .between
  }
}

/// Ids that are unique in one text, numbered the same way every time.
///
/// - Complexity: amortized O(1) for each id, however many are alike.
struct UniqueIDs {
  private var taken = TextTable()
  private var next: [String: Int] = [:]

  /// Keeps ids from being given out.
  init(reserving reserved: some Collection<String>) {
    for id in reserved { _ = taken.insert(id) }
  }

  /// The id itself if nobody has it, else with the first free number from 2 on.
  mutating func take(_ id: String) -> String {
    if taken.insert(id).isNew { return id }
    var number = next[id] ?? 2
    while !taken.insert("\(id)-\(number)").isNew { number += 1 }
    next[id] = number + 1
    return "\(id)-\(number)"
  }
}
