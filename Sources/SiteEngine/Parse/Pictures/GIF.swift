/// Cuts the blocks out of a GIF that are no part of the picture: comments, XMP and other programs' own,
/// and all that follows the end.
///
/// The number of times that an animation runs is kept; texts over the picture, which no browser shows,
/// are not.
func cutGIF(_ bytes: [UInt8]) throws(PictureProblem) -> [UInt8] {
  guard bytes.count >= 13, let width = bytes.little16(at: 6), let height = bytes.little16(at: 8)
  else { throw .broken }
  try checkSize(width: max(width, 1), height: max(height, 1))
  var at = 13 + colourTableSize(bytes[10])
  guard at <= bytes.count else { throw .broken }
  var kept = Array(bytes[..<at])
  kept.reserveCapacity(bytes.count)
  /// How the next picture is shown; kept only with that picture.
  var control: Range<Int>?
  var hasPoints = false
  while at < bytes.count, bytes[at] != 0x3B {
    let start = at
    switch bytes[at] {
    case 0x2C:
      guard bytes.count - at >= 11 else { throw .broken }
      // The place, the colours, and the size of the codes stand in front of the points.
      at = try endOfBlocks(bytes, from: at + 11 + colourTableSize(bytes[at + 9]))
      if let control { kept += bytes[control] }
      control = nil
      kept += bytes[start..<at]
      hasPoints = true
    case 0x21:
      guard bytes.count - at >= 3 else { throw .broken }
      let label = bytes[at + 1]
      at = try endOfBlocks(bytes, from: at + 2)
      if label == 0xF9, at - start == 8 { control = start..<at }
      if label == 0x01 { control = nil }
      if label == 0xFF, let loop = animationLoop(bytes, start..<at) { kept += loop }
    default:
      throw .broken
    }
  }
  guard hasPoints else { throw .broken }
  return kept + [0x3B]
}

/// The size of a table of colours that a byte of flags announces.
private func colourTableSize(_ flags: UInt8) -> Int {
  flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
}

/// The end of a row of blocks, each with its length in front, and the empty one behind them.
private func endOfBlocks(_ bytes: [UInt8], from start: Int) throws(PictureProblem) -> Int {
  var at = start
  while at < bytes.count {
    let length = Int(bytes[at])
    at += 1 + length
    if length == 0 { return at }
  }
  throw .broken
}

/// The block that says how often an animation runs, with nothing else in it.
private func animationLoop(_ bytes: [UInt8], _ block: Range<Int>) -> [UInt8]? {
  let name = block.lowerBound + 2
  guard bytes[name] == 11,
    bytes.matches("NETSCAPE2.0", at: name + 1) || bytes.matches("ANIMEXTS1.0", at: name + 1),
    block.count >= 19, bytes[name + 12] == 3, bytes[name + 13] == 1
  else { return nil }
  return Array(bytes[block.lowerBound..<name + 16]) + [0]
}
