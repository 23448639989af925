import Buffers
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
    html.append(
      "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"fn-heading\">\n")
    html.append("<h2 id=\"fn-heading\">")
    anchors.append("fn-heading")
    holes.append(Hole(position: html.count, kind: .label(.notes)))
    html.append("</h2>\n<ol>\n")
    var backLinks: [(position: Int, entry: Int)] = []
    var index = 0
    while index < notes.entries.count, !isRefused {
      let entry = notes.entries[index]
      let id = "fn-" + entry.name
      anchors.append(id)
      html.append("<li id=\"")
      html.append(text: id)
      html.append("\">\n")
      if let citation = entry.citation {
        html.append("<p>")
        holes.append(Hole(position: html.count, kind: .reference(citation)))
        html.append("</p>\n")
      } else if let definition = entry.definition, definition < items.count {
        writeChildren(of: items[definition])
      }
      backLinks.append((backLinkPosition(), index))
      html.append("</li>\n")
      index += 1
    }
    insertBackLinks(backLinks)
    html.append("</ol>\n</section>\n")
    words = wordsOfText
  }

  /// Inside of the paragraph that the note ends with; else a paragraph is made.
  private mutating func backLinkPosition() -> Int {
    let length = 5
    if html.count < length
      || !html[html.count - length..<html.count].elementsEqual("</p>\n".utf8)
    {
      startLine()
      html.append("<p></p>\n")
    }
    return html.count - length
  }

  private mutating func insertBackLinks(_ places: [(position: Int, entry: Int)]) {
    guard let first = places.first?.position else { return }
    // What stands behind the first place is written once more.
    let written = Array(html[first..<html.count])
    html.removeAll(from: first)
    let kept = holes.elements.firstIndex { $0.position > first } ?? holes.count
    var moved = Array(holes[kept..<holes.count])[...]
    holes.removeAll(from: kept)
    var nextRun = runs.elements.firstIndex { $0.html.lowerBound >= first } ?? runs.count
    var nextBlock = blocks.firstIndex { $0.start >= first } ?? blocks.count
    var at = first
    for place in places {
      let shift = html.count - at
      moveHoles(&moved, upTo: place.position, by: shift)
      moveRuns(&nextRun, upTo: place.position, by: shift)
      moveBlocks(&nextBlock, upTo: place.position, by: shift)
      html.append(written[at - first..<place.position - first])
      at = place.position
      appendBackLinks(notes.entries[place.entry])
    }
    let shift = html.count - at
    moveHoles(&moved, upTo: .max, by: shift)
    moveRuns(&nextRun, upTo: .max, by: shift)
    moveBlocks(&nextBlock, upTo: .max, by: shift)
    html.append(written[(at - first)...])
  }

  private mutating func moveHoles(_ rest: inout ArraySlice<Hole>, upTo end: Int, by shift: Int) {
    while let hole = rest.first, hole.position <= end {
      holes.append(Hole(position: hole.position + shift, kind: hole.kind))
      rest = rest.dropFirst()
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
  private mutating func appendBackLinks(_ entry: NoteBook.Entry) {
    for use in 1...max(1, entry.uses) {
      // The arrow is followed by U+FE0E, or some telephones would make a picture of it.
      html.append(" <a href=\"#")
      appendMarkID(entry.name, use)
      html.append("\" class=\"note-back\" role=\"doc-backlink\" aria-label=\"")
      holes.append(Hole(position: html.count, kind: .label(.backToText)))
      if entry.uses > 1 {
        html.append(" ")
        html.append(letters(use))
      }
      html.append("\">↩\u{FE0E}")
      if entry.uses > 1 {
        html.append("<sup>")
        html.append(letters(use))
        html.append("</sup>")
      }
      html.append("</a>")
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
