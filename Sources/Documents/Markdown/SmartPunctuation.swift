import Buffers

/// The quotation marks of a language.
struct QuotationMarks {
  let openDouble: [UInt8]
  let closeDouble: [UInt8]
  let openSingle: [UInt8]
  let closeSingle: [UInt8]

  private init(_ double: (String, String), _ single: (String, String)) {
    openDouble = Array(double.0.utf8)
    closeDouble = Array(double.1.utf8)
    openSingle = Array(single.0.utf8)
    closeSingle = Array(single.1.utf8)
  }

  /// The marks for a language as BCP 47 has it; those of English where none are known.
  ///
  /// After the exemplars of the Unicode CLDR, with these choices where it leaves one: Spanish has
  /// `«»` in Spain and `“”` elsewhere, Portuguese `«»` in Portugal, German `«»` in Switzerland, and
  /// French sets a narrow no-break space inside of its marks, as its printers do.
  init(language: String) {
    let parts = language.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
    let region = parts.dropFirst().map(String.init)
    let thin = "\u{202F}"
    switch parts.first.map(String.init) {
    case "fr": self.init(("«\(thin)", "\(thin)»"), ("“", "”"))
    case "de" where region.contains("ch") || region.contains("li"):
      self.init(("«", "»"), ("‹", "›"))
    case "de", "cs", "sk", "sl", "bg", "is", "lt", "et", "ka", "sr", "mk":
      self.init(("„", "“"), ("‚", "‘"))
    case "pl", "hr", "ro", "hu": self.init(("„", "”"), ("‚", "’"))
    case "es" where region.isEmpty || region.contains("es"), "ca", "gl", "eu", "it", "el":
      self.init(("«", "»"), ("“", "”"))
    case "pt" where region.contains("pt"): self.init(("«", "»"), ("“", "”"))
    case "ru", "uk", "be": self.init(("«", "»"), ("„", "“"))
    case "no", "nb", "nn": self.init(("«", "»"), ("‘", "’"))
    case "sv", "fi": self.init(("”", "”"), ("’", "’"))
    default: self.init(("“", "”"), ("‘", "’"))
    }
  }
}

/// What a character is to a quotation mark beside it.
enum Neighbour {
  case space, punctuation, openingBracket, closingBracket, letter
}

/// Which way a quotation mark may face between two characters, by the rules of emphasis.
func quotation(before: Neighbour, after: Neighbour) -> (canOpen: Bool, canClose: Bool) {
  let isLeft =
    after != .space
    && (after == .letter || before != .letter)
  let isRight =
    before != .space
    && (before == .letter || after != .letter)
  let canOpen = isLeft && (!isRight || before == .openingBracket) && before != .closingBracket
  return (canOpen, isRight)
}

/// What an ASCII character is to a quotation mark beside it.
func neighbour(_ byte: UInt8) -> Neighbour {
  if isSpace(byte) { return .space }
  switch byte {
  case UInt8(ascii: "("), UInt8(ascii: "["): return .openingBracket
  case UInt8(ascii: ")"), UInt8(ascii: "]"): return .closingBracket
  default: return isPunctuation(byte) ? .punctuation : .letter
  }
}

/// What the character that ends before `end` is to a quotation mark beside it.
func neighbour(before end: Int, in text: UnsafeBufferPointer<UInt8>) -> Neighbour {
  guard end > 0, end <= text.count else { return .space }
  let last = text[end - 1]
  if last < 0x80 { return isLetter(last) ? .letter : neighbour(last) }
  var start = end - 1
  while start > 0, end - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
  return neighbour(scalar: text[start..<end])
}

/// What the character that begins at `start` is to a quotation mark beside it.
func neighbour(at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Neighbour {
  guard start < text.count else { return .space }
  if text[start] < 0x80 { return neighbour(text[start]) }
  var end = start + 1
  while end < text.count, end - start < 4, text[end] & 0xC0 == 0x80 { end += 1 }
  return neighbour(scalar: text[start..<end])
}

private func neighbour(scalar bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Neighbour {
  guard let scalar = text(bytes).unicodeScalars.first else { return .letter }
  switch scalar.properties.generalCategory {
  case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
  case .openPunctuation, .initialPunctuation: return .openingBracket
  case .closePunctuation, .finalPunctuation: return .closingBracket
  case .connectorPunctuation, .dashPunctuation, .otherPunctuation: return .punctuation
  default: return .letter
  }
}

/// The dashes that a run of two or more hyphens stands for: em dashes by threes, en dashes by twos.
func appendDashes(_ hyphens: Int, to html: inout GrowingBuffer<UInt8>) {
  var em = 0
  var en = 0
  if hyphens % 3 == 0 {
    em = hyphens / 3
  } else if hyphens % 2 == 0 {
    en = hyphens / 2
  } else if hyphens % 3 == 2 {
    (em, en) = ((hyphens - 2) / 3, 1)
  } else {
    (em, en) = ((hyphens - 4) / 3, 2)
  }
  for _ in 0..<em { html.append("—") }
  for _ in 0..<en { html.append("–") }
}
