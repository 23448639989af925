/// What a JPEG XL begins with where it lies in boxes.
let jpegXLSignature: [UInt8] = [
  0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A,
]

/// Whether a file of boxes says of itself that it is a picture; films have other names in the same place.
func hasPictureBrand(_ start: [UInt8]) -> Bool {
  guard let size = start.big32(at: 0) else { return false }
  let names = stride(from: 8, to: min(max(size, 12), start.count - 3, 256), by: 4)
  return names.contains { at in
    ["avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "crx "]
      .contains(String(decoding: start[at..<at + 4], as: UTF8.self))
  }
}

/// Refuses a HEIC, AVIF or JPEG XL that carries more than its picture.
///
/// In these formats everything is found by its distance from the start of the file, so nothing can be cut
/// out without writing the file anew. One that was exported without metadata is published as it is.
func checkBoxes(_ bytes: [UInt8]) throws(PictureProblem) {
  var hasMetadata = false
  for box in try boxes(of: bytes, in: bytes.indices) {
    switch box.type {
    case "Exif", "xml ", "brob", "jumb", "uuid", "udta":
      hasMetadata = true
    case "meta":
      if try hasMetadataItem(bytes, box.content) { hasMetadata = true }
    case "moov":
      let inner = try boxes(of: bytes, in: box.content)
      if inner.contains(where: { ["udta", "meta", "uuid"].contains($0.type) }) {
        hasMetadata = true
      }
    default:
      break
    }
  }
  guard !hasMetadata else {
    throw PictureProblem(
      .pictureMetadata,
      "this picture carries notes of a camera or a program, which can say where it was taken",
      "export it without metadata, or as JPEG, PNG or WebP: attune cuts the notes out of those")
  }
}

/// Whether the list of what a file holds has anything but pictures.
private func hasMetadataItem(
  _ bytes: [UInt8], _ meta: Range<Int>
) throws(PictureProblem) -> Bool {
  guard meta.count >= 4 else { throw .broken }
  for box in try boxes(of: bytes, in: meta.dropFirst(4).indices) {
    if ["uuid", "xml ", "bxml", "udta"].contains(box.type) { return true }
    guard box.type == "iinf" else { continue }
    guard box.content.count >= 8 else { throw .broken }
    let countSize = bytes[box.content.lowerBound] == 0 ? 2 : 4
    for item in try boxes(of: bytes, in: box.content.dropFirst(4 + countSize).indices)
    where item.type == "infe" {
      guard item.content.count >= 14, (2...3).contains(bytes[item.content.lowerBound]) else {
        // An older list does not say what its items are.
        return true
      }
      let type = item.content.lowerBound + (bytes[item.content.lowerBound] == 2 ? 8 : 10)
      let name = String(decoding: bytes[type..<type + 4], as: UTF8.self)
      if ["Exif", "mime", "uri "].contains(name) { return true }
    }
  }
  return false
}

/// A box: its kind, and where its content lies.
private struct Box {
  let type: String
  let content: Range<Int>
}

private func boxes(of bytes: [UInt8], in range: Range<Int>) throws(PictureProblem) -> [Box] {
  var boxes: [Box] = []
  var at = range.lowerBound
  while at < range.upperBound {
    guard range.upperBound - at >= 8, var size = bytes.big32(at: at) else { throw .broken }
    var header = 8
    if size == 1 {
      // The size stands behind the kind, in eight bytes, of which no picture needs the upper four.
      guard bytes.big32(at: at + 8) == 0, let large = bytes.big32(at: at + 12) else {
        throw .broken
      }
      size = large
      header = 16
    } else if size == 0 {
      size = range.upperBound - at
    }
    guard size >= header, size <= range.upperBound - at else { throw .broken }
    boxes.append(
      Box(
        type: String(decoding: bytes[at + 4..<at + 8], as: UTF8.self),
        content: at + header..<at + size))
    at += size
  }
  return boxes
}
