/// The address of something on the site, from the site's root: `/articles/kap/`, `/404.html`.
///
/// Text, not yet percent-encoded, and composed (``composed(_:)``). Swift's own comparison of text fits
/// here: two addresses that look alike must be one.
package struct SiteURL: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The longest part of an address, in bytes: it becomes the name of a file or a folder.
  static let nameLimit = 255

  /// The address; begins with `/`, and ends with `/` unless it names a file.
  package let path: String

  /// Creates an address.
  init(_ path: String) { self.path = path }

  package var description: String { path }

  /// Where the file of this address lies in the output folder.
  var outputPath: OutputPath {
    let relative = String(path.dropFirst())
    return OutputPath(path.hasSuffix("/") ? relative + "index.html" : relative)
  }

  /// The address as it stands in a page: behind the site's base path and percent-encoded.
  package func href(basePath: String) -> String {
    // Nearly every site is at the root of its host, and nearly every address is made of slugs.
    basePath.utf8.count == 1 && isSlugs(path) ? path : basePath + percentEncoded(path.dropFirst())
  }

  /// The address as it stands anywhere else, scheme and host in front.
  func absolute(at site: SiteAddress) -> String { site.origin + href(basePath: site.basePath) }

  package static func < (lhs: Self, rhs: Self) -> Bool {
    order(lhs.path, rhs.path) < 0
  }
}

/// The path of a file in the output folder, names separated by `/`.
///
/// Two paths are equal when their bytes are: what somebody else put into the folder need not be composed
/// as addresses are, and must not be taken for a file of ours.
package struct OutputPath: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The path as text.
  package let text: String

  /// Creates a path.
  package init(_ text: String) { self.text = text }

  package var description: String { text }

  package static func == (lhs: Self, rhs: Self) -> Bool {
    order(lhs.text, rhs.text) == 0
  }

  package static func < (lhs: Self, rhs: Self) -> Bool { order(lhs.text, rhs.text) < 0 }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// A path with every byte percent-encoded that RFC 3986 does not let stand in one.
package func percentEncoded(_ path: some StringProtocol) -> String {
  if isSlugs(path) { return String(path) }
  let digits = Array("0123456789ABCDEF".utf8)
  var result: [UInt8] = []
  for byte in path.utf8 {
    if isPathByte(byte) {
      result.append(byte)
    } else {
      result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// A path with its percent-encoding taken away, once; `nil` where that leaves no text, or a zero byte.
func percentDecoded(_ path: some StringProtocol) -> String? {
  guard path.utf8.contains(UInt8(ascii: "%")) else { return String(path) }
  var result: [UInt8] = []
  var bytes = Array(path.utf8)[...]
  while let byte = bytes.popFirst() {
    if byte == UInt8(ascii: "%"), let high = hexadecimal(bytes.first),
      let low = hexadecimal(bytes.dropFirst().first)
    {
      result.append(high << 4 | low)
      bytes = bytes.dropFirst(2)
    } else {
      result.append(byte)
    }
  }
  guard !result.contains(0) else { return nil }
  return String(validating: result, as: UTF8.self)
}

/// Whether a path has nothing but bytes that slugs have, and slashes: nothing to encode.
func isSlugs(_ path: some StringProtocol) -> Bool {
  let isPlain = path.utf8.withContiguousStorageIfAvailable { bytes in
    let bytes = UnsafeRawBufferPointer(bytes)
    guard bytes.count >= 8 else { return bytes.allSatisfy { areSlugs(UInt64($0) | slugs << 8) } }
    for at in stride(from: 0, to: bytes.count, by: 8) {
      // The last eight may be looked at twice in part.
      let start = min(at, bytes.count - 8)
      guard areSlugs(bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)) else {
        return false
      }
    }
    return true
  }
  return isPlain == true
}

/// Eight bytes that slugs have.
private let slugs: UInt64 = 0x6161_6161_6161_6161

/// Whether each of eight bytes is one that slugs have, or a dot or a slash, all looked at at once.
@inline(__always)
private func areSlugs(_ bytes: UInt64) -> Bool {
  let high: UInt64 = 0x8080_8080_8080_8080
  // What is added takes the first byte of a range, or the first behind it, to 0x80, and nothing over
  // 0xFF, so no byte touches its neighbour.
  func from(_ first: UInt8, through last: UInt8) -> UInt64 {
    let each: UInt64 = 0x0101_0101_0101_0101
    return (bytes &+ each &* UInt64(0x80 - first)) & ~(bytes &+ each &* UInt64(0x7F - last))
  }
  guard bytes & high == 0 else { return false }
  // From the hyphen to the digit nine, with the dot and the slash between them.
  let found =
    from(UInt8(ascii: "a"), through: UInt8(ascii: "z"))
    | from(UInt8(ascii: "-"), through: UInt8(ascii: "9"))
  return found & high == high
}

private func isPathByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default:
    "-._~!$&'()*+,;=:@/".utf8.contains(byte)
  }
}

private func hexadecimal(_ byte: UInt8?) -> UInt8? {
  switch byte {
  case .some(let digit) where digit >= 0x30 && digit <= 0x39: digit - 0x30
  case .some(let letter) where letter >= 0x41 && letter <= 0x46: letter - 0x41 + 10
  case .some(let letter) where letter >= 0x61 && letter <= 0x66: letter - 0x61 + 10
  default: nil
  }
}
