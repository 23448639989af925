import Buffers
import Diagnostics

extension RuleID {
  /// A note that is pointed to and not defined.
  static let undefinedNote = RuleID("undefined-note")
  /// A note that is defined and not pointed to.
  static let unusedNote = RuleID("unused-note")
  /// A note that is defined twice.
  static let duplicateNote = RuleID("duplicate-note")
  /// A note without words.
  static let emptyNote = RuleID("empty-note")
  /// A note's mark where it cannot work.
  static let notePlace = RuleID("note-place")
  /// A label that has a meaning of its own and cannot name a link.
  static let reservedLabel = RuleID("reserved-label")
  /// Something that begins like a citation and is none.
  static let citationForm = RuleID("citation-form")
}

/// The notes and references of a text, numbered by first use.
struct NoteBook {
  /// One entry of the list at the end.
  struct Entry {
    /// The index of the note's definition; `nil` for a reference.
    let definition: Int?
    /// The index of the first citation; `nil` for a note.
    let citation: Int?
    /// What its id and those of its marks end with.
    let name: String
    var uses = 0
  }

  /// The entries in order of their numbers.
  private(set) var entries: [Entry] = []
  private var keys = TextTable()
  /// The first definition of each key.
  private var definitions: [Int] = []
  /// For a definition whose label was defined before, the first one of that label.
  private(set) var firsts: [Int: Int] = [:]
  /// The number of each definition; zero for one that nothing points to.
  private var numbers: [Int] = []
  private var citationKeys = TextTable()
  /// The number of each citation's key.
  private var citationNumbers: [Int] = []
  private var names = UniqueIDs(reserving: ["heading"])

  /// Learns what is defined; of two notes with one label the first counts.
  init(_ notes: [NoteDefinition]) {
    guard !notes.isEmpty else { return }
    numbers = [Int](repeating: 0, count: notes.count)
    for (index, note) in notes.enumerated() {
      let (position, isNew) = keys.insert(note.key)
      if isNew { definitions.append(index) } else { firsts[index] = definitions[position] }
    }
  }

  /// The labels that are defined.
  var labels: [String] { keys.texts }

  /// Whether the text points to a note.
  func isUsed(_ definition: Int) -> Bool { numbers[definition] > 0 }

  /// Counts one more mark of a note; returns its number, or `nil` if it is not defined.
  mutating func useNote(_ key: String) -> Int? {
    guard let position = keys.position(of: key) else { return nil }
    let definition = definitions[position]
    if numbers[definition] == 0 {
      numbers[definition] = add(Entry(definition: definition, citation: nil, name: name(key)))
    }
    entries[numbers[definition] - 1].uses += 1
    return numbers[definition]
  }

  /// Counts one more mark of a reference; returns its number.
  mutating func useCitation(_ key: String, at citation: Int) -> Int {
    let (position, isNew) = citationKeys.insert(key)
    if isNew {
      let name = name("cite-" + key)
      citationNumbers.append(add(Entry(definition: nil, citation: citation, name: name)))
    }
    let number = citationNumbers[position]
    entries[number - 1].uses += 1
    return number
  }

  private mutating func add(_ entry: Entry) -> Int {
    entries.append(entry)
    return entries.count
  }

  /// A name that may stand in an id: letters and digits stay, all else becomes a hyphen.
  private mutating func name(_ key: String) -> String {
    if key.utf8.allSatisfy({ isDigit($0) || isLetter($0) || $0 == UInt8(ascii: "-") }) {
      return names.take(key)
    }
    var name = String.UnicodeScalarView()
    for scalar in key.unicodeScalars {
      let isKept = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      name.append(isKept || scalar == "_" ? scalar : "-")
    }
    return names.take(String(name))
  }

}

extension BodyWriter {
  /// Writes `[^label]` or `[@key]` that begins at `at`; returns where to go on, or `nil` if it is
  /// neither.
  mutating func writeReference(_ at: Int, _ end: Int) -> Int? {
    let bytes = pending.bytes.elements
    guard pending.isSame(at: at + 1) else { return nil }
    guard bytes[at + 1] == UInt8(ascii: "^") else { return writeCitation(at, end) }
    var close = at + 2
    while close < end, isLabelByte(bytes[close]) { close += 1 }
    guard close < end, close > at + 2, bytes[close] == UInt8(ascii: "]") else { return nil }
    // A definition that stands where none may: the colon reports it.
    if let standIn = input.standIn, close + 1 < end, bytes[close + 1] == standIn { return nil }
    let range = pending.extent(of: at..<close + 1) ?? blockLine
    let key = noteKey(bytes[at + 2..<close])
    guard block.openLinks.isEmpty else {
      findings.report(
        .notePlace, .error,
        "`\(Documents.text(bytes[at...close]))` stands inside of a link and cannot be one itself",
        at: range, suggestion: "move it behind the link")
      return nil
    }
    guard let number = notes.useNote(key) else {
      reportUndefinedNote(Array(bytes[at...close])[...], key, range)
      return nil
    }
    beginMarks()
    appendMark(number)
    html.append(decimal: number)
    html.append("</a></sup>")
    endMarks()
    return close + 1
  }

  private mutating func reportUndefinedNote(
    _ written: ArraySlice<UInt8>, _ key: String, _ range: Range<Int>
  ) {
    let label = quotable(written)
    var suggestion = "write `\(label): …` on a line of its own"
    // Looking for a near miss takes its time; nobody sees what is beyond the limit of findings, and
    // among thousands of notes one is no help.
    undefinedMarks += 1
    if undefinedMarks <= Findings.limitPerRule, notes.labels.count <= 500,
      let near = nearMiss(of: key, among: notes.labels.sorted())
    {
      suggestion = "did you mean `[^\(near)]`?"
    }
    findings.report(
      .undefinedNote, .error, "`\(label)` points to a note that is not there", at: range,
      suggestion: suggestion)
  }

  /// Begins a mark; marks side by side are kept apart by a comma.
  mutating func beginMarks() {
    let isBesideAnother = block.lastMark == html.count && !html.isEmpty
    html.append(
      isBesideAnother ? "<sup>, </sup><sup class=\"note-mark\">" : "<sup class=\"note-mark\">")
  }

  /// Ends a mark.
  mutating func endMarks() {
    block.lastMark = html.count
    block.previous = .letter
  }

  /// Begins the link of a mark.
  mutating func appendMark(_ number: Int) {
    let entry = notes.entries[number - 1]
    // Names hold nothing that would need an escape.
    html.append("<a href=\"#fn-")
    html.append(text: entry.name)
    html.append("\" id=\"")
    let start = html.count
    appendMarkID(entry.name, entry.uses)
    anchors.append(text(html[start..<html.count]))
    html.append("\" role=\"doc-noteref\">")
  }

  /// Appends the id of one mark of an entry: `fnref-x`, then `fnref2-x`.
  mutating func appendMarkID(_ name: String, _ use: Int) {
    html.append("fnref")
    if use > 1 { html.append(decimal: use) }
    html.append("-")
    html.append(text: name)
  }

  /// Reports a definition that would make a link of a label with a meaning of its own.
  mutating func reportReservedLabel(_ at: Int) {
    let bytes = Array(pending.bytes.elements)
    let open = bytes[..<at].lastIndex(of: UInt8(ascii: "[")) ?? at
    let label = quotable(bytes[open..<at])
    let range = pending.extent(of: open..<at + 1) ?? blockLine
    switch open + 1 < at ? bytes[open + 1] : 0 {
    case UInt8(ascii: "^"):
      findings.report(
        .notePlace, .error, "`\(label):` stands where a note cannot be defined", at: range,
        suggestion: "write it on a line of its own that begins at the left margin")
    case UInt8(ascii: "@"):
      findings.report(
        .reservedLabel, .error, "`\(label)` is a citation and cannot be the name of a link",
        at: range, suggestion: "give the link another name")
    case UInt8(ascii: "!"):
      findings.report(
        .reservedLabel, .error, "`\(label)` is a callout and cannot be the name of a link",
        at: range, suggestion: "give the link another name")
    default:
      findings.report(
        .reservedLabel, .error,
        "`\(label)` is a task that is done and cannot be the name of a link",
        at: range, suggestion: "give the link another name")
    }
  }
}
