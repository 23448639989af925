import Documents

/// Finds the words of a glossary in texts.
///
/// It looks at the text that a reader sees and never at code, headings or links, nor at what is an
/// abbreviation or a defined word already.
struct TermFinder: Sendable {
  private struct Form {
    /// As it stands in HTML, with one space for each stretch of white space.
    let bytes: [UInt8]
    let term: Int
  }

  /// The forms that begin with each byte, the longest first.
  private var forms = [[Form]](repeating: [], count: 256)
  private var termCount = 0

  /// Prepares to find words by what they may look like.
  init(_ forms: [(form: String, term: Int)]) {
    for (form, term) in forms {
      termCount = max(termCount, term + 1)
      add(form, term)
      // At the beginning of a sentence.
      if let first = form.unicodeScalars.first, first.properties.isLowercase {
        add(first.properties.uppercaseMapping + String(form.unicodeScalars.dropFirst()), term)
      }
    }
    for index in self.forms.indices where self.forms[index].count > 1 {
      self.forms[index].sort {
        $0.bytes.count != $1.bytes.count ? $0.bytes.count > $1.bytes.count : $0.term < $1.term
      }
    }
  }

  private mutating func add(_ form: String, _ term: Int) {
    var escaped: [UInt8] = []
    for part in form.utf8.split(whereSeparator: isSpace) {
      if !escaped.isEmpty { escaped.append(0x20) }
      for byte in part {
        // As the text has it.
        if byte == UInt8(ascii: "'") {
          escaped += "’".utf8
        } else {
          appendEscaped(String(decoding: [byte], as: UTF8.self), byte, to: &escaped)
        }
      }
    }
    guard let first = escaped.first else { return }
    forms[Int(first)].append(Form(bytes: escaped, term: term))
  }

  private func appendEscaped(_ text: String, _ byte: UInt8, to bytes: inout [UInt8]) {
    if byte < 0x80 { Documents.appendEscaped(text, to: &bytes) } else { bytes.append(byte) }
  }

  /// Whether a word begins and ends in a way by which it can be told from the text around it.
  static func canBeFound(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, let last = word.unicodeScalars.last else {
      return false
    }
    return [first, last].allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || $0.properties.isGraphemeExtend
    }
  }

  /// The first use of each word in a text, in the order of the text.
  ///
  /// - Complexity: O(*n*) in the length of the text, times the number of forms that begin alike.
  func uses(in body: Body) -> [TermUse] {
    guard termCount > 0 else { return [] }
    var search = TermSearch(html: body.html, termCount: termCount)
    let runs = body.runs
    var index = 0
    while index < runs.count {
      var stretch = runs[index].html
      search.pass(upTo: stretch.lowerBound)
      let isCode = runs[index].kind == .code
      index += 1
      while index < runs.count, !isCode, runs[index].kind != .code,
        runs[index].html.lowerBound == stretch.upperBound
      {
        stretch = stretch.lowerBound..<runs[index].html.upperBound
        index += 1
      }
      if !isCode { look(in: stretch, &search) }
      search.at = stretch.upperBound
    }
    return search.uses
  }

  private func look(in stretch: Range<Int>, _ search: inout TermSearch) {
    guard search.excluded == 0 else { return }
    let html = search.html
    var at = stretch.lowerBound
    var isInWord = false
    while at < stretch.upperBound {
      let byte = html[at]
      let isWord = isWordByte(html, at, isInWord)
      if isWord, !isInWord, let form = longestForm(at: at, in: stretch, html) {
        let range = at..<at + form.bytes.count
        search.note(form.term, range)
        at = range.upperBound
        isInWord = true
        continue
      }
      isInWord = isWord
      at += 1
      // The letters of an entity are none of the text.
      if byte == UInt8(ascii: "&") {
        while at < stretch.upperBound, html[at] != UInt8(ascii: ";") { at += 1 }
      }
    }
  }

  private func longestForm(at start: Int, in stretch: Range<Int>, _ html: [UInt8]) -> Form? {
    forms[Int(html[start])].first { form in
      let end = start + form.bytes.count
      guard end <= stretch.upperBound else { return false }
      for offset in 0..<form.bytes.count {
        let byte = html[start + offset]
        guard byte == form.bytes[offset] || (form.bytes[offset] == 0x20 && byte == 0x0A) else {
          return false
        }
      }
      return end == stretch.upperBound || !isWordByte(html, end, true)
    }
  }
}

/// The first use of a word of the glossary in a text.
struct TermUse: Sendable, Hashable {
  /// The position of the word in ``Glossary/terms``.
  let term: Int
  /// The word in the HTML of the text.
  let html: Range<Int>
}

/// The working state of ``TermFinder/uses(in:)``.
private struct TermSearch {
  let html: [UInt8]
  /// How many elements are open in which no word is explained.
  private(set) var excluded = 0
  private(set) var uses: [TermUse] = []
  private var isUsed: [Bool]
  /// What was looked through.
  var at = 0

  private static let excludedElements: Set<String> = [
    "a", "abbr", "button", "code", "dfn", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "label", "pre",
    "script", "style", "summary", "svg", "textarea",
  ]

  init(html: [UInt8], termCount: Int) {
    self.html = html
    isUsed = [Bool](repeating: false, count: termCount)
  }

  mutating func note(_ term: Int, _ range: Range<Int>) {
    guard !isUsed[term] else { return }
    isUsed[term] = true
    uses.append(TermUse(term: term, html: range))
  }

  /// Looks through the tags up to a position.
  mutating func pass(upTo end: Int) {
    while at < end {
      guard html[at] == UInt8(ascii: "<") else {
        at += 1
        continue
      }
      at += 1
      let isEnd = at < end && html[at] == UInt8(ascii: "/")
      if isEnd { at += 1 }
      let start = at
      while at < end, isLetterOrDigit(html[at]) { at += 1 }
      guard at - start <= 8 else { continue }
      let name = String(decoding: html[start..<at].map { $0 | 0x20 }, as: UTF8.self)
      guard Self.excludedElements.contains(name) else { continue }
      // HTML of the author's own may close what it never opened.
      excluded = max(0, excluded + (isEnd ? -1 : 1))
    }
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

/// Whether a byte belongs to a word; what follows the first byte of a letter belongs to what that does.
private func isWordByte(_ html: [UInt8], _ at: Int, _ isInWord: Bool) -> Bool {
  let byte = html[at]
  if byte < 0x80 { return isLetterOrDigit(byte) }
  // The signs below U+00C0 and from U+2000 to U+2FFF are no letters: dashes, quotation marks.
  return byte < 0xC0 ? isInWord : byte >= 0xC3 && byte != 0xE2
}
