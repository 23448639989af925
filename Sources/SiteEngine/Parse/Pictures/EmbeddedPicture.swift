/// The value of an attribute with its photo cut, when it is a photo in base64; else `nil`.
func cutEmbeddedPicture(_ value: ArraySlice<UInt8>) throws(PictureProblem) -> [UInt8]? {
  guard value.first(where: { $0 > 0x20 }) == UInt8(ascii: "d"),
    let comma = value.prefix(128).firstIndex(of: UInt8(ascii: ",")),
    String(decoding: value[..<comma], as: UTF8.self).lowercased().hasSuffix("base64")
  else { return nil }
  guard let bytes = base64Decoded(value[(comma + 1)...]) else { throw .broken }
  // A drawing in a drawing runs nothing where a picture stands; it is refused all the same, since it
  // would have to be looked through in the same way.
  switch PictureFormat(bytes, fileExtension: "") {
  case nil: return nil
  case .svg:
    throw PictureProblem(
      .pictureMetadata, "this drawing has another drawing in it, which is not looked through",
      "take it apart in the program that it was drawn with")
  case let format?:
    let cut = cutPicture(bytes, as: format)
    guard let kept = cut.bytes else { throw cut.problem ?? .broken }
    return kept == bytes ? nil : value[...comma] + base64Encoded(kept)
  }
}

private let alphabet = Array(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

private func base64Decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
  var values = [UInt8](repeating: 0xFF, count: 256)
  for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
  var result: [UInt8] = []
  result.reserveCapacity(text.count * 3 / 4)
  var sum = 0
  var bits = 0
  for letter in text where letter > 0x20 && letter != UInt8(ascii: "=") {
    let value = values[Int(letter)]
    guard value != 0xFF else { return nil }
    sum = (sum << 6 | Int(value)) & 0xFFFF
    bits += 6
    if bits >= 8 {
      bits -= 8
      result.append(UInt8(truncatingIfNeeded: sum >> bits))
    }
  }
  return result
}

private func base64Encoded(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let part = bytes[start..<min(start + 3, bytes.count)]
    let sum = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
    for index in 0..<4 {
      result.append(
        index <= part.count ? alphabet[sum >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
    }
  }
  return result
}
