import Buffers
import Diagnostics

/// One key of a citation as it is written.
private struct CitationKey {
  let key: Range<Int>
  let locator: Range<Int>?
}

extension BodyWriter {
  /// Writes `[@key]`, `[@a; @b]` or `[@key, p. 3]`; returns where to go on, or `nil` if it is none.
  mutating func writeCitation(_ at: Int, _ end: Int) -> Int? {
    let bytes = Array(pending.bytes.elements)
    var close = at + 2
    while close < end, bytes[close] != UInt8(ascii: "]"), bytes[close] != UInt8(ascii: "[") {
      close += 1
    }
    guard close > at + 2, isKeyByte(bytes[at + 2]) else { return nil }
    if let standIn = input.standIn, close + 1 < end, bytes[close + 1] == standIn { return nil }
    guard close < end, bytes[close] == UInt8(ascii: "]") else {
      reportForm(bytes[at..<min(close, end)], pending.extent(of: at..<at + 2), isOpen: true)
      return nil
    }
    let range = pending.extent(of: at..<close + 1) ?? blockLine
    guard let keys = citationKeys(bytes, at + 1..<close) else {
      reportForm(bytes[at...close], range, isOpen: false)
      return nil
    }
    guard block.openLinks.isEmpty else {
      findings.report(
        .notePlace, .error,
        "`\(quotable(bytes[at...close]))` stands inside of a link and cannot be one itself",
        at: range, suggestion: "move it behind the link")
      return nil
    }
    beginMarks()
    for (index, key) in keys.enumerated() {
      if index > 0 { html.append(", ") }
      appendCitation(key)
    }
    html.append("</sup>")
    endMarks()
    return close + 1
  }

  private mutating func appendCitation(_ citation: CitationKey) {
    let key = text(pending.bytes[citation.key])
    let number = notes.useCitation(key, at: citations.count)
    appendMark(number)
    holes.append(Hole(position: html.count, kind: .citation(citations.count)))
    html.append("</a>")
    let range = pending.extent(of: citation.key.lowerBound - 1..<citation.key.upperBound)
    citations.append(
      WrittenCitation(
        key: key, locator: citation.locator.map { text(pending.bytes[$0]) },
        number: number, range: range ?? blockLine))
  }

  private mutating func reportForm(_ written: ArraySlice<UInt8>, _ range: Range<Int>?, isOpen: Bool)
  {
    findings.report(
      .citationForm, .error,
      isOpen
        ? "`\(quotable(written))` begins a citation that does not end with `]`"
        : "`\(quotable(written))` is not a citation as it stands",
      at: range ?? blockLine,
      suggestion:
        "write `[@key]`, `[@key, p. 3]` or `[@first; @second]`, without other marks inside")
  }
}

/// The keys between the brackets of a citation; `nil` when something else stands there.
private func citationKeys(_ bytes: [UInt8], _ range: Range<Int>) -> [CitationKey]? {
  var keys: [CitationKey] = []
  for part in bytes[range].split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
    let part = trimmed(part)
    guard part.first == UInt8(ascii: "@") else { return nil }
    var end = part.startIndex + 1
    while end < part.endIndex, isKeyByte(bytes[end]) || isInnerKeyByte(bytes[end]) { end += 1 }
    // A full stop at the end belongs to the sentence.
    while end > part.startIndex + 1, !isKeyByte(bytes[end - 1]) { end -= 1 }
    guard end > part.startIndex + 1 else { return nil }
    let rest = bytes[end..<part.endIndex]
    guard let first = rest.first(where: { !isBlank($0) }) else {
      keys.append(CitationKey(key: part.startIndex + 1..<end, locator: nil))
      continue
    }
    guard first == UInt8(ascii: ",") || rest.first.map(isBlank) == true else { return nil }
    let locator = trimmed(rest.drop { isBlank($0) || $0 == UInt8(ascii: ",") })
    keys.append(
      CitationKey(
        key: part.startIndex + 1..<end, locator: locator.isEmpty ? nil : locator.indices))
  }
  return keys.isEmpty ? nil : keys
}

private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var bytes = bytes.drop(while: isBlank)
  while let last = bytes.last, isBlank(last) { bytes.removeLast() }
  return bytes
}

private func isKeyByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
}

private func isInnerKeyByte(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
}
