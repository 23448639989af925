import Documents

/// Finds where in a file the address of a link is written, and gives it other bytes.
struct LinkEditing {
  private let bytes: [UInt8]

  /// Looks at a Markdown file.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Gives a link another address; `false` when the address is not written in the file as it is read, as
  /// with signs of Markdown in it.
  func replace(_ link: LinkReference, with address: String, in edits: inout ByteEdits) -> Bool {
    let written = Array(link.destination.utf8)
    let place = link.source.clamped(to: bytes.indices)
    guard !written.isEmpty else { return false }
    // `[text](address)` has its address itself; `[text][name]` where the name is defined, and the second
    // link by one name finds it with the new address. Of some links only the line is known.
    let isNamed = bytes[place].last == UInt8(ascii: "]")
    func editName(_ edits: inout ByteEdits) -> Bool {
      edit(written, in: bytes.indices, with: address, &edits, isDefined)
        || hasEditedDefinition(of: written, in: edits)
    }
    if isNamed, editName(&edits) { return true }
    return edit(written, in: place, with: address, &edits, isInline)
      || edit(written, in: place.lowerBound..<bytes.count, with: address, &edits, isInline)
      || editName(&edits)
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
