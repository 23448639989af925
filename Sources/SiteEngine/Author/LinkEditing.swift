import Diagnostics
import Documents

/// Finds where in a file the address of a link is written, and gives it other bytes.
struct LinkEditing {
  private let bytes: [UInt8]

  /// Looks at a Markdown file.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Gives a link another address; `false` when the address is not written in the file as it is read, as
  /// with signs of Markdown in it.
  func replace(_ link: LinkReference, with address: String, in edits: inout ByteEdits) -> Bool {
    let place = range(of: link.place)
    let written = Array(link.destination.utf8)
    guard !written.isEmpty else { return false }
    // `[text](address)` has its address itself; `[text][name]` where the name is defined. A link over
    // several lines is known only to the end of the first.
    if bytes[..<place.upperBound].last != UInt8(ascii: "]") {
      let isWhole = bytes[..<place.upperBound].last == UInt8(ascii: ")")
      let limit = isWhole ? place.upperBound : bytes.count
      return edit(written, in: place.lowerBound..<limit, with: address, &edits, isInline)
    }
    // A second link by the same name finds its definition with the new address.
    return edit(written, in: bytes.indices, with: address, &edits, isDefined)
      || hasEditedDefinition(of: written, in: edits)
  }

  /// Gives the first place in a stretch that is the address of a link other bytes.
  private func edit(
    _ written: [UInt8], in stretch: Range<Int>, with address: String, _ edits: inout ByteEdits,
    _ isAddress: (Int) -> Bool
  ) -> Bool {
    var from = stretch.lowerBound
    while from < stretch.upperBound,
      let range = bytes[from..<stretch.upperBound].firstRange(of: written)
    {
      from = range.lowerBound + 1
      guard !edits.covers(range), ends(at: range.upperBound), isAddress(range.lowerBound) else {
        continue
      }
      edits.replace(range, with: address)
      return true
    }
    return false
  }

  private func hasEditedDefinition(of written: [UInt8], in edits: ByteEdits) -> Bool {
    var from = 0
    while let range = bytes[from...].firstRange(of: written) {
      from = range.lowerBound + 1
      if edits.covers(range), isDefined(before: range.lowerBound) { return true }
    }
    return false
  }

  /// The bytes of a place.
  private func range(of place: SourcePlace) -> Range<Int> {
    guard let span = place.span else { return bytes.indices }
    var start = 0
    for _ in 1..<max(span.line, 1) {
      guard let end = bytes[start...].firstIndex(where: isLineEnd) else { break }
      let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
    }
    let end = bytes[start...].firstIndex(where: isLineEnd) ?? bytes.count
    let line = String(decoding: bytes[start..<end], as: UTF8.self)
    let first = start + line.prefix(span.column - 1).utf8.count
    return first..<(first + line.dropFirst(span.column - 1).prefix(span.length).utf8.count)
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Whether `](` stands before an offset, perhaps with space or `<` between.
  private func isInline(before offset: Int) -> Bool {
    let index = skipBack(from: offset)
    return index >= 2 && bytes[index - 1] == UInt8(ascii: "(")
      && bytes[index - 2] == UInt8(ascii: "]")
  }

  /// Whether `]:` stands before an offset, perhaps with space or `<` between.
  private func isDefined(before offset: Int) -> Bool {
    let index = skipBack(from: offset)
    return index >= 2 && bytes[index - 1] == UInt8(ascii: ":")
      && bytes[index - 2] == UInt8(ascii: "]")
  }

  private func skipBack(from offset: Int) -> Int {
    var index = offset
    if index > 0, bytes[index - 1] == UInt8(ascii: "<") { index -= 1 }
    while index > 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index - 1]) { index -= 1 }
    return index
  }

  private func ends(at offset: Int) -> Bool {
    offset >= bytes.count || [0x20, 0x09, 0x0A, 0x0D, 0x29, 0x3E].contains(bytes[offset])
  }
}
