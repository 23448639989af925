/// Cuts the chunks out of a WebP that are no part of the picture: Exif but for the orientation, XMP, and
/// those that nobody knows.
func cutWebP(_ bytes: [UInt8]) throws(PictureProblem) -> [UInt8] {
  guard let size = bytes.little32(at: 4), size >= 4, size <= bytes.count - 8 else { throw .broken }
  let end = 8 + size
  var kept: [UInt8] = []
  kept.reserveCapacity(bytes.count)
  var orientation: Orientation?
  var flags: Int?
  var hasPoints = false
  for chunk in try webPChunks(of: bytes, in: 12..<end) {
    let isFirst = kept.isEmpty
    switch chunk.type {
    case "VP8X":
      guard isFirst, chunk.content.count >= 10,
        let width = bytes.little32(at: chunk.content.lowerBound + 3),
        let height = bytes.little32(at: chunk.content.lowerBound + 6)
      else { throw .broken }
      // Each stands in the upper three of the four bytes, one less than it is.
      try checkSize(width: width >> 8 + 1, height: height >> 8 + 1)
      flags = kept.count + 8
      kept += bytes[chunk.whole]
    case "VP8 ", "VP8L":
      hasPoints = true
      kept += bytes[chunk.whole]
    case "ANMF":
      guard chunk.content.count >= 16 else { throw .broken }
      hasPoints = true
      kept += try animationFrame(bytes, chunk.content)
    case "ICCP", "ANIM", "ALPH":
      guard !isFirst else { throw .broken }
      kept += bytes[chunk.whole]
    case "EXIF":
      orientation = orientation ?? Orientation(webPExif: Array(bytes[chunk.content]))
    default:
      break
    }
    // A chunk of an odd length has one byte more behind it.
    if kept.count % 2 == 1 { kept.append(0) }
  }
  guard hasPoints else { throw .broken }
  if let flags {
    // The bits that say that Exif and XMP follow.
    kept[flags] = kept[flags] & ~0x0C | (orientation == nil ? 0 : 0x08)
    if let orientation { kept += webPChunk("EXIF", orientation.exif) }
  }
  var result = Array("RIFF".utf8)
  result.appendLittle32(kept.count + 4)
  return result + Array("WEBP".utf8) + kept
}

/// A frame of an animation with the chunks that make its picture.
private func animationFrame(
  _ bytes: [UInt8], _ content: Range<Int>
) throws(PictureProblem) -> [UInt8] {
  let start = content.lowerBound + 16
  var frame = Array(bytes[content.lowerBound..<start])
  for chunk in try webPChunks(of: bytes, in: start..<content.upperBound)
  where ["ALPH", "VP8 ", "VP8L"].contains(chunk.type) {
    frame += bytes[chunk.whole]
    if chunk.whole.count % 2 == 1 { frame.append(0) }
  }
  return webPChunk("ANMF", frame)
}

private func webPChunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
  var chunk = Array(type.utf8)
  chunk.appendLittle32(content.count)
  return chunk + content
}

/// A chunk of a WebP.
private struct WebPChunk {
  let type: String
  let content: Range<Int>
  /// The chunk with its type and its length, without the byte that makes it even.
  let whole: Range<Int>
}

private func webPChunks(
  of bytes: [UInt8], in range: Range<Int>
) throws(PictureProblem) -> [WebPChunk] {
  var chunks: [WebPChunk] = []
  var at = range.lowerBound
  while at < range.upperBound {
    guard let size = bytes.little32(at: at + 4), size <= range.upperBound - at - 8 else {
      throw .broken
    }
    let content = at + 8..<at + 8 + size
    chunks.append(
      WebPChunk(
        type: String(decoding: bytes[at..<at + 4], as: UTF8.self), content: content,
        whole: at..<content.upperBound))
    at = content.upperBound + size % 2
  }
  return chunks
}

extension Orientation {
  /// Some programs begin Exif in a WebP as in a JPEG.
  fileprivate init?(webPExif bytes: [UInt8]) {
    self.init(exif: bytes.matches("Exif\0\0", at: 0) ? Array(bytes.dropFirst(6)) : bytes)
  }
}
