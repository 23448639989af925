import Diagnostics

/// Cuts the segments out of a JPEG that are no part of the picture: Exif, XMP, IPTC, thumbnails,
/// comments, whatever programs put beside them, and all that follows the end, where phones keep a film.
///
/// Kept are the coding of the picture, colour profiles (`ICC_PROFILE`), how colours are coded (`Adobe`,
/// `JFIF`), and the orientation. A file that ends in the middle of the picture is shown by browsers for
/// as far as it goes; it is published so, with a warning.
func cutJPEG(_ bytes: [UInt8]) throws(PictureProblem) -> CutPicture {
  var cut = JPEGCut(bytes)
  let isWhole = try cut.readSegments()
  let problem = PictureProblem(
    .brokenPicture, "this picture ends in the middle, so its lower part is missing",
    "copy it here once more, or save it anew", severity: .warning)
  return CutPicture(bytes: cut.result, problem: isWhole ? nil : problem)
}

/// The working state of ``cutJPEG(_:)``.
private struct JPEGCut {
  private let bytes: [UInt8]
  private var at = 2
  private var header: [UInt8] = []
  private var orientation: Orientation?
  private var hasExif = false
  private var hasFrame = false
  private var hasScan = false
  private var kept: [UInt8] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    kept.reserveCapacity(bytes.count)
  }

  /// The picture: what it begins with, how it is turned, and the rest in its order.
  var result: [UInt8] {
    var result: [UInt8] = [0xFF, 0xD8]
    result.reserveCapacity(kept.count + 64)
    result += header
    if let orientation {
      let exif = Array("Exif".utf8) + [0, 0] + orientation.exif
      result += [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
    }
    return result + kept
  }

  /// Goes through the segments; `false` when the picture has begun and the file ends before it does.
  mutating func readSegments() throws(PictureProblem) -> Bool {
    while let marker = nextMarker() {
      switch marker {
      case 0xD9:
        guard hasScan else { throw .broken }
        kept += [0xFF, 0xD9]
        return true
      case 0xD8:
        throw .broken
      case 0x01, 0xD0...0xD7:
        continue
      default:
        guard let length = bytes.big16(at: at), length >= 2, length <= bytes.count - at else {
          guard hasScan else { throw .broken }
          return false
        }
        let segment = at..<at + length
        at += length
        try read(segment, marker)
      }
    }
    guard hasScan else { throw .broken }
    return false
  }

  /// The kind of the next segment; `nil` at the end of the file.
  private mutating func nextMarker() -> UInt8? {
    while true {
      guard let start = bytes[at...].firstIndex(of: 0xFF),
        let end = bytes[start...].firstIndex(where: { $0 != 0xFF })
      else { return nil }
      at = end + 1
      // What stands between segments is passed over, as browsers do.
      if bytes[end] != 0 { return bytes[end] }
    }
  }

  /// Keeps a segment or not; its range begins with the two bytes of its length.
  private mutating func read(_ segment: Range<Int>, _ marker: UInt8) throws(PictureProblem) {
    switch marker {
    case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
      guard let height = bytes.big16(at: segment.lowerBound + 3),
        let width = bytes.big16(at: segment.lowerBound + 5), segment.count >= 8
      else { throw .broken }
      // A height of 0 is told later, by a segment of its own.
      try checkSize(width: width, height: max(height, 1))
      hasFrame = true
      keep(segment, marker)
    case 0xC4, 0xCC, 0xDB...0xDF:
      keep(segment, marker)
    case 0xDA:
      guard hasFrame else { throw .broken }
      hasScan = true
      keep(segment, marker)
      keepScan()
    case 0xE0 where bytes.matches("JFIF\0", at: segment.lowerBound + 2) && segment.count >= 16:
      guard header.isEmpty else { return }
      // The version and the density, without the small picture that may follow.
      header =
        [0xFF, 0xE0, 0, 16] + bytes[segment.lowerBound + 2..<segment.lowerBound + 14] + [0, 0]
    case 0xE1 where bytes.matches("Exif\0", at: segment.lowerBound + 2) && !hasExif:
      // One more byte of padding follows.
      hasExif = true
      orientation = Orientation(exif: Array(bytes[segment].dropFirst(8)))
    case 0xE2 where bytes.matches("ICC_PROFILE\0", at: segment.lowerBound + 2):
      keep(segment, marker)
    case 0xEE where bytes.matches("Adobe", at: segment.lowerBound + 2) && segment.count >= 14:
      kept += [0xFF, 0xEE, 0, 14] + bytes[segment.lowerBound + 2..<segment.lowerBound + 14]
    default:
      break
    }
  }

  private mutating func keep(_ segment: Range<Int>, _ marker: UInt8) {
    kept += [0xFF, marker]
    kept += bytes[segment]
  }

  /// Keeps the coded points up to the next segment.
  private mutating func keepScan() {
    let start = at
    at = bytes.withUnsafeBufferPointer { bytes in
      var at = start
      while at < bytes.count {
        guard bytes[at] == 0xFF else {
          at += 1
          continue
        }
        var next = at + 1
        while next < bytes.count, bytes[next] == 0xFF { next += 1 }
        // A marker that the points themselves use: a plain 255, or a place to start over.
        guard next < bytes.count, bytes[next] == 0 || (0xD0...0xD7).contains(bytes[next]) else {
          return next < bytes.count ? at : bytes.count
        }
        at = next + 1
      }
      return bytes.count
    }
    kept += bytes[start..<at]
  }
}
