/// What every PNG begins with.
let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

/// Cuts the chunks out of a PNG that are no part of the picture: texts, Exif, the time of the last change,
/// those that only one program knows, and all that follows the end.
func cutPNG(_ bytes: [UInt8]) throws(PictureProblem) -> [UInt8] {
  var kept: [UInt8] = []
  kept.reserveCapacity(bytes.count)
  var orientation: Orientation?
  var headerEnd = 0
  var hasPoints = false
  var isWhole = false
  var at = pngSignature.count
  while !isWhole {
    guard let length = bytes.big32(at: at), length <= bytes.count - at - 12 else {
      throw .broken
    }
    let type = Array(bytes[at + 4..<at + 8])
    let chunk = at..<at + 12 + length
    at = chunk.upperBound
    guard (type == Array("IHDR".utf8)) == (headerEnd == 0) else { throw .broken }
    if headerEnd == 0 {
      guard length == 13, let width = bytes.big32(at: chunk.lowerBound + 8),
        let height = bytes.big32(at: chunk.lowerBound + 12)
      else { throw .broken }
      try checkSize(width: width, height: height)
      kept = pngSignature + bytes[chunk]
      headerEnd = kept.count
    } else if type == Array("eXIf".utf8) {
      orientation =
        orientation ?? Orientation(exif: Array(bytes[chunk].dropFirst(8).dropLast(4)))
    } else if keptChunks.contains(type) {
      kept += bytes[chunk]
      hasPoints = hasPoints || type == Array("IDAT".utf8)
      isWhole = type == Array("IEND".utf8)
    }
  }
  guard hasPoints else { throw .broken }
  if let orientation { kept.insert(contentsOf: pngChunk("eXIf", orientation.exif), at: headerEnd) }
  return kept
}

/// Points, colours, transparency, density, and the frames of an animation.
private let keptChunks = Set(
  [
    "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP",
    "mDCV", "cLLI", "acTL", "fcTL", "fdAT",
  ].map { Array($0.utf8) })

private func pngChunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
  var chunk: [UInt8] = []
  chunk.appendBig32(content.count)
  let checked = Array(type.utf8) + content
  chunk += checked
  // CRC-32, bit by bit: this is the only chunk that is made here, and it is short.
  var remainder: UInt32 = .max
  for byte in checked {
    remainder ^= UInt32(byte)
    for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
  chunk.appendBig32(Int(~remainder))
  return chunk
}
