/// Where in a page a template is, as far as it decides what may be written there.
///
/// Follows the tokenizer of the HTML standard, without what no theme needs to tell apart. A value: two
/// ways through a template that end in the same state may go on as one.
struct HTMLState: Hashable, Sendable {
  /// What the next byte is part of.
  enum Mode: Hashable, Sendable {
    case text
    /// Behind `<`.
    case tagStart
    /// Behind `</`.
    case endTagStart
    /// Behind `<!`, with how many dashes.
    case declarationStart(dashes: Int)
    /// In `<!…>` or `<?…>` that is no comment.
    case declaration
    /// In a comment, behind how many dashes; 3 stands for `--!`.
    case comment(dashes: Int)
    case tagName
    /// Between attributes. Tight: white space must come before the next one.
    case tag(isTight: Bool)
    case attributeName
    case afterAttributeName
    /// Behind `=`.
    case valueStart
    case quotedValue(quote: UInt8)
    case unquotedValue
    /// In an element that holds no markup, with how much of its closing tag stands before.
    case rawText(matched: Int)
  }

  /// What an attribute for addresses holds so far.
  enum Address: Hashable, Sendable {
    /// It is another attribute.
    case none
    /// Nothing yet.
    case start
    /// Letters that may become a scheme.
    case word
    /// Enough that what follows cannot be a scheme any more.
    case fixed
    /// Nothing yet or enough, depending on the data.
    case startOrFixed
    /// A scheme that can run something, or letters that hide one.
    case unsafe
  }

  /// What the next byte is part of.
  private(set) var mode = Mode.text
  /// The name of the element whose tag or text this is, in small letters.
  private(set) var element: [UInt8] = []
  /// The name of the attribute, in small letters.
  private(set) var attribute: [UInt8] = []
  /// What an attribute for addresses holds so far.
  private(set) var address = Address.none
  private var isEndTag = false
  /// The start of a value that is compared with words: a scheme, a target, a relation.
  private var word: [UInt8] = []
  /// Which combinations of a new window (2) and a cut tie to it (1) are possible, one bit for each.
  private var links: UInt8 = 1

  /// Names longer than this are no names that matter.
  private static let longestName = 24
  private static let longestWord = 96
  /// Elements that hold no markup up to their closing tag.
  private static let rawElements = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext",
  ].map { Array($0.utf8) }

  /// Something in the text of a theme that is wrong by itself.
  enum Slip: Hashable, Sendable {
    /// A link opens a new window and leaves it a tie to this one.
    case openerLeft
    /// An attribute follows a value or a section without white space.
    case noSpace
  }

  /// Reads one byte of the text of a template.
  mutating func read(_ byte: UInt8) -> Slip? {
    switch mode {
    case .text: if byte == UInt8(ascii: "<") { mode = .tagStart }
    case .tagStart: startTag(byte)
    case .endTagStart:
      if isLetter(byte) { beginTagName(byte, isEndTag: true) } else { mode = .declaration }
      if byte == UInt8(ascii: ">") { self = HTMLState() }
    case .declarationStart(let dashes):
      if byte == UInt8(ascii: "-") {
        mode = dashes == 1 ? .comment(dashes: 2) : .declarationStart(dashes: 1)
      } else {
        mode = .declaration
        if byte == UInt8(ascii: ">") { self = HTMLState() }
      }
    case .declaration: if byte == UInt8(ascii: ">") { self = HTMLState() }
    case .comment(let dashes): readComment(byte, dashes)
    case .rawText(let matched): readRawText(byte, matched)
    case .quotedValue(let quote):
      if byte == quote {
        endAttribute()
        mode = .tag(isTight: true)
      } else {
        readValue(byte)
      }
    default: return readTag(byte)
    }
    return nil
  }

  /// Ends what cannot go on behind a tag of the template: names, and the search for closing tags.
  mutating func settle() {
    switch mode {
    case .tagName: mode = .tag(isTight: true)
    case .attributeName: leaveAttributeName(isTight: true)
    case .afterAttributeName: leaveAttributeName(isTight: false)
    case .comment: mode = .comment(dashes: 0)
    case .rawText: mode = .rawText(matched: 0)
    default: break
    }
  }

  /// Goes on behind a value that was written.
  mutating func passValue() {
    settle()
    switch mode {
    case .valueStart: mode = .unquotedValue
    // A value between attributes was reported; what follows it is not wrong as well.
    case .tag: mode = .tag(isTight: false)
    case .quotedValue where address != .none: address = .fixed
    default: break
    }
  }

  /// The one state that stands for two ways which meet; `nil` when they cannot go on as one.
  func joined(with other: HTMLState) -> HTMLState? {
    if self == other { return self }
    var result = self
    switch (mode, other.mode) {
    case (.tag(let isTight), .tag(let otherIsTight)):
      result.mode = .tag(isTight: isTight || otherIsTight)
    case (let mine, let theirs) where mine == theirs: break
    default: return nil
    }
    guard element == other.element, attribute == other.attribute, isEndTag == other.isEndTag else {
      return nil
    }
    result.links |= other.links
    if word != other.word {
      // What was only perhaps written: the new window counts, what cuts the tie does not.
      result.word = word.count > other.word.count ? word : other.word
      if attribute.elementsEqual("rel".utf8) { result.word = [] }
    }
    if address != other.address { result.address = Self.join(address, other.address) }
    return result
  }

  /// Whether a page that ends here is complete.
  var isAtRest: Bool { mode == .text }

  private static func join(_ one: Address, _ other: Address) -> Address {
    if one == .unsafe || other == .unsafe { return .unsafe }
    if one == .word || other == .word { return .word }
    return .startOrFixed
  }

  private mutating func startTag(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "/"): mode = .endTagStart
    case UInt8(ascii: "!"): mode = .declarationStart(dashes: 0)
    case UInt8(ascii: "?"): mode = .declaration
    case UInt8(ascii: "<"): break
    default: if isLetter(byte) { beginTagName(byte, isEndTag: false) } else { mode = .text }
    }
  }

  private mutating func beginTagName(_ byte: UInt8, isEndTag: Bool) {
    mode = .tagName
    element = [byte | 0x20]
    self.isEndTag = isEndTag
    links = 1
  }

  private mutating func readTag(_ byte: UInt8) -> Slip? {
    if byte == UInt8(ascii: ">") {
      if mode == .unquotedValue { endAttribute() }
      return endTag()
    }
    let isSpace = isHTMLSpace(byte)
    switch mode {
    case .tagName:
      if isSpace || byte == UInt8(ascii: "/") {
        mode = .tag(isTight: false)
      } else if element.count < Self.longestName {
        element.append(lower(byte))
      }
    case .tag(let isTight):
      if isSpace || byte == UInt8(ascii: "/") {
        mode = .tag(isTight: false)
      } else {
        beginAttribute(byte)
        if isTight { return .noSpace }
      }
    case .attributeName:
      if isSpace {
        mode = .afterAttributeName
      } else if byte == UInt8(ascii: "/") {
        leaveAttributeName(isTight: false)
      } else if byte == UInt8(ascii: "=") {
        mode = .valueStart
      } else if attribute.count < Self.longestName {
        attribute.append(lower(byte))
      }
    case .afterAttributeName:
      if byte == UInt8(ascii: "=") {
        mode = .valueStart
      } else if byte == UInt8(ascii: "/") {
        leaveAttributeName(isTight: false)
      } else if !isSpace {
        beginAttribute(byte)
      }
    case .valueStart: startValue(byte)
    default:
      if isSpace {
        endAttribute()
        mode = .tag(isTight: false)
      } else {
        readValue(byte)
      }
    }
    return nil
  }

  private mutating func beginAttribute(_ byte: UInt8) {
    mode = .attributeName
    attribute = [lower(byte)]
  }

  /// Ends an attribute that has no value.
  private mutating func leaveAttributeName(isTight: Bool) {
    mode = .tag(isTight: isTight)
    attribute = []
  }

  private mutating func startValue(_ byte: UInt8) {
    if isHTMLSpace(byte) { return }
    address = isAddressAttribute(attribute, of: element) ? .start : .none
    word = []
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      mode = .quotedValue(quote: byte)
    } else {
      mode = .unquotedValue
      readValue(byte)
    }
  }

  private mutating func readValue(_ byte: UInt8) {
    if address == .none {
      if word.count < Self.longestWord, isLinkAttribute { word.append(lower(byte)) }
      return
    }
    if address == .fixed {
      // A list of addresses begins anew behind each comma.
      if byte == UInt8(ascii: ","), attribute.suffix(3).elementsEqual("set".utf8) {
        address = .start
        word = []
      }
      return
    }
    guard address != .unsafe else { return }
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): address = .fixed
    // A character reference can spell any letter.
    case UInt8(ascii: "&"): address = .unsafe
    case UInt8(ascii: ":"): address = isSafeScheme(word) ? .fixed : .unsafe
    default:
      if isHTMLSpace(byte), address != .word { return }
      address = .word
      if word.count < Self.longestWord { word.append(lower(byte)) }
    }
  }

  private var isLinkAttribute: Bool {
    attribute.elementsEqual("target".utf8) || attribute.elementsEqual("rel".utf8)
  }

  private mutating func endAttribute() {
    if attribute.elementsEqual("target".utf8) {
      if word.elementsEqual("_blank".utf8) { links = (links & 0b0011) << 2 | links & 0b1100 }
    } else if attribute.elementsEqual("rel".utf8) {
      let cuts = word.split(whereSeparator: isHTMLSpace).contains {
        $0.elementsEqual("noopener".utf8) || $0.elementsEqual("noreferrer".utf8)
      }
      if cuts { links = (links & 0b0101) << 1 | links & 0b1010 }
    }
    attribute = []
    address = .none
    word = []
  }

  private mutating func endTag() -> Slip? {
    let isLink = ["a", "area", "form"].contains { element.elementsEqual($0.utf8) }
    let slip: Slip? = !isEndTag && isLink && links & 0b0100 != 0 ? .openerLeft : nil
    let raw = isEndTag ? nil : Self.rawElements.first { $0 == element }
    self = HTMLState()
    if let raw {
      mode = .rawText(matched: 0)
      element = raw
    }
    return slip
  }

  private mutating func readComment(_ byte: UInt8, _ dashes: Int) {
    switch byte {
    case UInt8(ascii: "-"): mode = .comment(dashes: dashes == 3 ? 1 : min(dashes + 1, 2))
    case UInt8(ascii: ">") where dashes >= 2: self = HTMLState()
    case UInt8(ascii: "!") where dashes == 2: mode = .comment(dashes: 3)
    default: mode = .comment(dashes: 0)
    }
  }

  /// Looks for `</name` in raw text: nothing else ends it.
  private mutating func readRawText(_ byte: UInt8, _ matched: Int) {
    let isWhole = matched == element.count + 2
    if isWhole, isHTMLSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") {
      isEndTag = true
      links = 1
      if byte == UInt8(ascii: ">") { self = HTMLState() } else { mode = .tag(isTight: false) }
      return
    }
    let fits =
      switch matched {
      case 0: byte == UInt8(ascii: "<")
      case 1: byte == UInt8(ascii: "/")
      default: !isWhole && lower(byte) == element[matched - 2]
      }
    mode = .rawText(matched: fits ? matched + 1 : byte == UInt8(ascii: "<") ? 1 : 0)
  }
}

/// Whether an attribute holds an address that a browser loads or goes to.
private func isAddressAttribute(_ name: [UInt8], of element: [UInt8]) -> Bool {
  if name.elementsEqual("data".utf8) { return element.elementsEqual("object".utf8) }
  return [
    "href", "src", "action", "formaction", "poster", "cite", "srcset", "imagesrcset", "background",
    "longdesc", "ping", "manifest", "xlink:href", "codebase", "usemap",
  ].contains { name.elementsEqual($0.utf8) }
}

private func isHTMLSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func lower(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}
