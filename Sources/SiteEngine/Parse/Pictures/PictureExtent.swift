/// How wide and high a picture is shown, in its points, so that a page can keep the room for it.
struct PictureExtent: Hashable, Sendable {
  let width: Int
  let height: Int

  private init?(_ width: Int?, _ height: Int?) {
    guard let width, let height, width > 0, height > 0 else { return nil }
    (self.width, self.height) = (width, height)
  }

  /// Reads it from a picture as it is published; `nil` for a drawing, which has any size, and where it
  /// stands at no known place.
  init?(of bytes: [UInt8], as format: PictureFormat) {
    let found: PictureExtent?
    switch format {
    case .jpeg: found = Self.ofJPEG(bytes)
    case .png: found = Self(bytes.big32(at: 16), bytes.big32(at: 20))
    case .gif: found = Self(bytes.little16(at: 6), bytes.little16(at: 8))
    case .webp: found = Self.ofWebP(bytes)
    case .svg, .boxes, .jpegXL, .tiff, .empty, .none: found = nil
    }
    guard let found else { return nil }
    // A phone that was held upright saves a picture that lies on its side.
    self = Self.isTurned(bytes, format) ? Self(found.height, found.width) ?? found : found
  }

  private static func ofJPEG(_ bytes: [UInt8]) -> PictureExtent? {
    var at = 2
    while let length = bytes.big16(at: at + 2), bytes[at] == 0xFF {
      switch bytes[at + 1] {
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        return Self(bytes.big16(at: at + 7), bytes.big16(at: at + 5))
      default: at += 2 + length
      }
    }
    return nil
  }

  private static func ofWebP(_ bytes: [UInt8]) -> PictureExtent? {
    if bytes.matches("VP8X", at: 12) {
      return Self(
        bytes.little32(at: 23).map { $0 >> 8 + 1 }, bytes.little32(at: 26).map { $0 >> 8 + 1 })
    }
    if bytes.matches("VP8L", at: 12) {
      // Fourteen bits each, one less than it is.
      let bits = bytes.little32(at: 21)
      return Self(bits.map { $0 & 0x3FFF + 1 }, bits.map { $0 >> 14 & 0x3FFF + 1 })
    }
    guard bytes.matches("VP8 ", at: 12) else { return nil }
    return Self(
      bytes.little16(at: 26).map { $0 & 0x3FFF }, bytes.little16(at: 28).map { $0 & 0x3FFF })
  }

  /// Whether the picture is shown with its sides exchanged: what is left of Exif says nothing else.
  private static func isTurned(_ bytes: [UInt8], _ format: PictureFormat) -> Bool {
    let place: Int?
    switch format {
    case .jpeg:
      let start = bytes.matches("JFIF\0", at: 6) ? 20 : 2
      place = bytes.matches("Exif\0\0", at: start + 4) ? start + 10 : nil
    case .png: place = bytes.matches("eXIf", at: 37) ? 41 : nil
    case .webp:
      // It is the last chunk.
      let start = bytes.count - 34
      place = bytes.matches("VP8X", at: 12) && bytes.matches("EXIF", at: start) ? start + 8 : nil
    default: place = nil
    }
    guard let place, let orientation = Orientation(exif: Array(bytes[place...].prefix(26))) else {
      return false
    }
    return orientation.number >= 5
  }
}
