import Documents

/// Changes the list of old addresses in front matter, in the form that it has.
struct AliasEditing {
  private let bytes: [UInt8]
  private let front: FrontMatter

  /// Looks at a Markdown file and its front matter.
  init(_ bytes: [UInt8], _ front: FrontMatter) {
    self.bytes = bytes
    self.front = front
  }

  /// Makes the list lead from other addresses: entries get another text or go (`nil`), and one may be added.
  func change(_ entries: [String?], adding new: String?, in edits: inout ByteEdits) {
    let fields = front.aliases
    var entries = entries
    var new = new
    // What goes at the end makes room for what comes.
    if let last = entries.indices.last, entries[last] == nil, new != nil {
      entries[last] = new
      new = nil
    }
    for (field, entry) in zip(fields, entries) {
      guard let entry else {
        edits.replace(removal(of: field), with: "")
        continue
      }
      if !entry.utf8.elementsEqual(field.value.utf8) { edits.replace(field.range, with: entry) }
    }
    guard let new else { return }
    guard let last = fields.last else { return insertField(new, in: &edits) }
    let end = last.range.upperBound
    switch form(of: last) {
    case .flow: edits.replace(end..<end, with: ", \(new)")
    case .block(let start):
      let place = endOfLine(end)
      let prefix = String(decoding: bytes[start..<last.range.lowerBound], as: UTF8.self)
      edits.replace(place..<place, with: prefix + new + lineBreak)
    case .lone:
      let start = last.range.lowerBound
      edits.replace(start..<start, with: "[")
      edits.replace(end..<end, with: ", \(new)]")
    }
  }

  /// How the list is written.
  private enum Form {
    /// In square brackets.
    case flow
    /// One entry a line; where the last entry's line begins.
    case block(lineStart: Int)
    /// One text without a list.
    case lone
  }

  private func form(of field: Field<String>) -> Form {
    let between = bytes[field.keyRange.upperBound..<field.range.lowerBound]
    if between.contains(UInt8(ascii: "[")) { return .flow }
    let lineStart = startOfLine(field.range.lowerBound)
    return lineStart > field.keyRange.lowerBound ? .block(lineStart: lineStart) : .lone
  }

  /// What has to go with an entry: its line, or a comma.
  private func removal(of field: Field<String>) -> Range<Int> {
    switch form(of: field) {
    case .block(let start): return start..<endOfLine(field.range.upperBound)
    case .lone: return field.range
    case .flow:
      var end = field.range.upperBound
      while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
      if end < bytes.count, bytes[end] == UInt8(ascii: ",") {
        end += 1
        while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
        return field.range.lowerBound..<end
      }
      var start = field.range.lowerBound
      while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
      if start > 0, bytes[start - 1] == UInt8(ascii: ",") { start -= 1 }
      return start..<field.range.upperBound
    }
  }

  /// Fills in the field where it says nothing, or puts one below the title, which every text has.
  private func insertField(_ address: String, in edits: inout ByteEdits) {
    guard let title = front.title else { return }
    let indent = bytes[startOfLine(title.keyRange.lowerBound)..<title.keyRange.lowerBound]
    let name = indent + Array("aliases:".utf8)
    var line = startOfLine(title.keyRange.lowerBound)
    // From the first line of the fields to the line that closes them.
    while line > 3, bytes[startOfLine(line - 1)..<line].first != UInt8(ascii: "-") {
      line = startOfLine(line - 1)
    }
    while line < bytes.count, ![0x2D, 0x2E].contains(bytes[line]) {
      let end = nextLine(from: line)
      if bytes[line..<end].starts(with: name) {
        let rest = bytes[(line + name.count)..<end].prefix { $0 != UInt8(ascii: "#") }
        edits.replace(rest.startIndex..<valueEnd(of: rest), with: " [\(address)]")
        return
      }
      line = end
    }
    let place = endOfLine(title.range.upperBound)
    edits.replace(
      place..<place,
      with: String(decoding: indent, as: UTF8.self) + "aliases: [\(address)]" + lineBreak)
  }

  /// Where a value ends that space may follow.
  private func valueEnd(of bytes: ArraySlice<UInt8>) -> Int {
    bytes.lastIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }.map { $0 + 1 } ?? bytes.startIndex
  }

  private var lineBreak: String {
    guard let end = bytes.firstIndex(of: 0x0A) else { return "\r" }
    return end > 0 && bytes[end - 1] == 0x0D ? "\r\n" : "\n"
  }

  private func startOfLine(_ offset: Int) -> Int {
    bytes[..<offset].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
  }

  /// Behind the line break of the line that holds an offset.
  private func endOfLine(_ offset: Int) -> Int {
    // A text of several lines ends where the next one begins.
    offset > 0 && bytes[offset - 1] == 0x0A ? offset : nextLine(from: offset)
  }

  /// Behind the next line break.
  private func nextLine(from offset: Int) -> Int {
    guard let end = bytes[offset...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return bytes.count
    }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
  }
}
