/// The number of characters in UTF-8, as readers count them.
func characterCount(_ bytes: ArraySlice<UInt8>) -> Int {
  // Finding where characters end is slow. In the common alphabets every scalar is a character, as
  // long as nothing that joins or marks another is among them.
  let count = bytes.withUnsafeBufferPointer { bytes -> Int? in
    // Without branches, so that many bytes are looked at at once.
    var highest: UInt8 = 0
    for byte in bytes { highest = max(highest, byte) }
    if highest < 0x80 { return bytes.count }
    var count = 0
    var isInside = false
    for byte in bytes {
      // Up to U+02FF, which 0xCB begins, nothing does. A byte that follows no first one, and a first
      // one that nothing follows, are no text and are shown as one sign each.
      let follows = byte & 0xC0 == 0x80
      if byte >= 0xCC || follows != isInside { return nil }
      count &+= follows ? 0 : 1
      isInside = byte >= 0xC2
    }
    if isInside { return nil }
    return count
  }
  return count ?? countSlowly(bytes)
}

private func countSlowly(_ bytes: ArraySlice<UInt8>) -> Int {
  let text = String(decoding: bytes, as: UTF8.self)
  var count = 0
  for scalar in text.unicodeScalars {
    guard standsAlone(scalar.value) else { return text.count }
    count += 1
  }
  return count
}

/// Whether a scalar is a character of its own whatever is beside it: letters, dashes and quotation
/// marks of the common alphabets.
private func standsAlone(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x588, 0x2010...0x2027,
    0x202F...0x205E, 0x20A0...0x20BF, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF:
    true
  default: false
  }
}
