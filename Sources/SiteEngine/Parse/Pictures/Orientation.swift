/// Which side of a picture is up, as Exif says it: the one thing that is kept of what a camera notes.
///
/// A phone that was held upright saves a picture that lies on its side, and this number beside it.
struct Orientation: Hashable {
  /// The number, from 2 to 8; 1 is a picture that needs no turning, and is left out.
  let number: UInt8

  /// Reads the number out of Exif, which is laid out like a TIFF file; `nil` when it says nothing else
  /// than 1 or nothing that can be read.
  init?(exif bytes: [UInt8]) {
    let isLittle: Bool
    if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) {
      isLittle = true
    } else if bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
      isLittle = false
    } else {
      return nil
    }
    func number16(_ at: Int) -> Int? { isLittle ? bytes.little16(at: at) : bytes.big16(at: at) }
    func number32(_ at: Int) -> Int? { isLittle ? bytes.little32(at: at) : bytes.big32(at: at) }
    guard let start = number32(4), let count = number16(start) else { return nil }
    for index in 0..<count {
      let entry = start + 2 + index * 12
      guard let tag = number16(entry) else { return nil }
      guard tag == 0x0112 else { continue }
      guard number16(entry + 2) == 3, number32(entry + 4) == 1, let value = number16(entry + 8),
        (2...8).contains(value)
      else { return nil }
      number = UInt8(value)
      return
    }
    return nil
  }

  /// Exif that says this and nothing else.
  var exif: [UInt8] {
    // The order of bytes, the place of the list, one entry: orientation, a short number, one of it.
    Array("MM".utf8) + [0, 0x2A, 0, 0, 0, 8, 0, 1]
      + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, number, 0, 0] + [0, 0, 0, 0]
  }
}
