import Diagnostics

/// The list of notes and references at the end of a text.
extension BodyWriter {
  /// Writes the list, in the order of the numbers; `items` are the parsed definitions.
  ///
  /// A note may point to other notes, also to those before it and to itself, so that the list grows
  /// while it is written and the links back to the text are put in at the end.
  mutating func writeNotes(_ items: [MarkdownNode]) {
    reportDefinitions()
    guard !notes.entries.isEmpty else { return }
    let wordsOfText = words
    startLine()
    append(
      "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"fn-heading\">\n", to: &html)
    append("<h2 id=\"fn-heading\">", to: &html)
    anchors.append("fn-heading")
    holes.append(Hole(position: html.count, kind: .label(.notes)))
    append("</h2>\n<ol>\n", to: &html)
    var backLinks: [(position: Int, entry: Int)] = []
    var index = 0
    while index < notes.entries.count, !isRefused {
      let entry = notes.entries[index]
      let id = "fn-" + entry.name
      anchors.append(id)
      append("<li id=\"", to: &html)
      html += id.utf8
      append("\">\n", to: &html)
      if let citation = entry.citation {
        append("<p>", to: &html)
        holes.append(Hole(position: html.count, kind: .reference(citation)))
        append("</p>\n", to: &html)
      } else if let definition = entry.definition, definition < items.count {
        writeChildren(of: items[definition])
      }
      backLinks.append((backLinkPosition(), index))
      append("</li>\n", to: &html)
      index += 1
    }
    insertBackLinks(backLinks)
    append("</ol>\n</section>\n", to: &html)
    words = wordsOfText
  }

  /// Inside of the paragraph that the note ends with; else a paragraph is made.
  private mutating func backLinkPosition() -> Int {
    let length = 5
    if !html.suffix(length).elementsEqual("</p>\n".utf8) {
      startLine()
      append("<p></p>\n", to: &html)
    }
    return html.count - length
  }

  private mutating func insertBackLinks(_ places: [(position: Int, entry: Int)]) {
    guard let first = places.first?.position else { return }
    var tail: [UInt8] = []
    var tailHoles: [Hole] = []
    var at = first
    var nextHole = holes.firstIndex { $0.position > first } ?? holes.count
    var nextRun = runs.firstIndex { $0.html.lowerBound >= first } ?? runs.count
    var nextBlock = blocks.firstIndex { $0.start >= first } ?? blocks.count
    let kept = nextHole
    for place in places {
      let shift = first + tail.count - at
      moveHoles(&nextHole, &tailHoles, upTo: place.position, by: shift)
      moveRuns(&nextRun, upTo: place.position, by: shift)
      moveBlocks(&nextBlock, upTo: place.position, by: shift)
      tail += html[at..<place.position]
      at = place.position
      appendBackLinks(notes.entries[place.entry], to: &tail, &tailHoles, base: first)
    }
    let shift = first + tail.count - at
    moveHoles(&nextHole, &tailHoles, upTo: html.count, by: shift)
    moveRuns(&nextRun, upTo: html.count, by: shift)
    moveBlocks(&nextBlock, upTo: html.count, by: shift)
    tail += html[at...]
    html.replaceSubrange(first..., with: tail)
    holes.replaceSubrange(kept..., with: tailHoles)
  }

  private func moveHoles(_ next: inout Int, _ moved: inout [Hole], upTo end: Int, by shift: Int) {
    while next < holes.count, holes[next].position <= end {
      moved.append(Hole(position: holes[next].position + shift, kind: holes[next].kind))
      next += 1
    }
  }

  private mutating func moveRuns(_ next: inout Int, upTo end: Int, by shift: Int) {
    while next < runs.count, runs[next].html.lowerBound < end {
      let range = runs[next].html
      runs[next].move(to: range.lowerBound + shift..<range.upperBound + shift)
      next += 1
    }
  }

  private mutating func moveBlocks(_ next: inout Int, upTo end: Int, by shift: Int) {
    while next < blocks.count, blocks[next].start < end {
      blocks[next].move(by: shift)
      next += 1
    }
  }

  /// Links from an entry to each of its marks; letters tell several apart.
  private func appendBackLinks(
    _ entry: NoteBook.Entry, to bytes: inout [UInt8], _ holes: inout [Hole], base: Int
  ) {
    for use in 1...max(1, entry.uses) {
      // The arrow is followed by U+FE0E, or some telephones would make a picture of it.
      append(" <a href=\"#", to: &bytes)
      bytes += NoteBook.markID(entry.name, use).utf8
      append("\" class=\"note-back\" role=\"doc-backlink\" aria-label=\"", to: &bytes)
      holes.append(Hole(position: base + bytes.count, kind: .label(.backToText)))
      if entry.uses > 1 {
        append(" ", to: &bytes)
        bytes += letters(use)
      }
      append("\">↩\u{FE0E}", to: &bytes)
      if entry.uses > 1 {
        append("<sup>", to: &bytes)
        bytes += letters(use)
        append("</sup>", to: &bytes)
      }
      append("</a>", to: &bytes)
    }
  }

  private mutating func reportDefinitions() {
    for (index, note) in input.scan.notes.enumerated() {
      if let first = notes.firsts[index] {
        let written = text(input.source[note.label])
        findings.report(
          .duplicateNote, .error, "`\(written)` is defined a second time, and this one is left out",
          at: note.label, suggestion: "give it a label of its own",
          related: [("first defined here", input.scan.notes[first].label)])
      } else if note.textStart == nil {
        let written = text(input.source[note.label])
        findings.report(
          .emptyNote, .error, "`\(written)` has no words", at: note.label,
          suggestion: "write them behind the colon")
      }
    }
  }

  /// Reports notes that nothing points to; call it when everything is written.
  mutating func reportUnusedNotes() {
    for (index, note) in input.scan.notes.enumerated()
    where !notes.isUsed(index) && notes.firsts[index] == nil {
      let written = text(input.source[note.label])
      findings.report(
        .unusedNote, .warning, "nothing points to the note `\(written)`, so it is left out",
        at: note.label, suggestion: "write `\(written)` where it belongs, or take the note out")
    }
  }
}

/// The letters that number something: a, b, …, z, aa, ab, ….
private func letters(_ number: Int) -> [UInt8] {
  var rest = number
  var letters: [UInt8] = []
  while rest > 0 {
    rest -= 1
    letters.append(UInt8(ascii: "a") + UInt8(rest % 26))
    rest /= 26
  }
  letters.reverse()
  return letters
}
