#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The path of a file in a project: from the project's root, names separated by `/`.
///
/// Two paths are equal when their bytes are. Swift compares text by what it looks like, and there an
/// `é` written as one letter equals one written as two, while the disk holds two files.
package struct SourcePath: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The path as text.
  package let text: String

  /// Creates a path.
  package init(_ text: String) { self.text = text }

  package var description: String { text }

  /// The last name.
  var name: Substring { text[...].lastIndex(ofByte: slash).map { text[after: $0] } ?? text[...] }

  /// What stands before the last name, without the slash; empty at the top.
  var folder: Substring { text[...].lastIndex(ofByte: slash).map { text[..<$0] } ?? "" }

  /// The last name without what follows its last dot; a name that begins with its only dot has none.
  var stem: Substring {
    let name = name
    guard let dot = name.lastIndex(ofByte: UInt8(ascii: ".")), dot > name.startIndex else {
      return name
    }
    return name[..<dot]
  }

  /// What follows the last dot of the last name, in lower case ASCII.
  var fileExtension: String {
    var path = text
    return path.withUTF8 { bytes in
      guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return "" }
      let name = (bytes[..<dot].lastIndex(of: slash) ?? -1) + 1
      guard dot > name, !bytes[dot...].contains(slash) else { return "" }
      return String(unsafeUninitializedCapacity: bytes.count - dot - 1) { result in
        result.initialize(
          fromContentsOf: bytes[(dot + 1)...].lazy.map { byte in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
          })
      }
    }
  }

  /// The path below a folder; `nil` when it is not in it.
  func relative(to folder: String) -> Substring? {
    let length = folder.utf8.count
    guard text.utf8.count > length, order(text, folder, upTo: length) == 0,
      text.utf8[text.utf8.index(text.startIndex, offsetBy: length)] == slash
    else { return nil }
    return Substring(text.utf8.dropFirst(length + 1))
  }

  /// Whether the path is a folder's own, or lies in that folder.
  func isWithin(_ folder: SourcePath) -> Bool {
    self == folder || relative(to: folder.text) != nil
  }

  package static func == (lhs: Self, rhs: Self) -> Bool {
    order(lhs.text, rhs.text) == 0
  }

  package static func < (lhs: Self, rhs: Self) -> Bool { order(lhs.text, rhs.text) < 0 }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// Which of two texts comes first in the order of their bytes: negative, zero or positive.
///
/// Ten thousand paths are put in order after each edit, and the bytes of a text are next to each other;
/// going through its UTF-8 as a collection is ten times slower.
///
/// Bytes behind the first `length` do not count.
func order(_ left: String, _ right: String, upTo length: Int = .max) -> Int {
  let inPlace = left.utf8.withContiguousStorageIfAvailable { left in
    right.utf8.withContiguousStorageIfAvailable { right -> Int in
      let counts = (min(left.count, length), min(right.count, length))
      guard let first = left.baseAddress, let second = right.baseAddress else {
        return counts.0 - counts.1
      }
      let difference = memcmp(first, second, min(counts.0, counts.1))
      return difference != 0 ? Int(difference) : counts.0 - counts.1
    }
  }
  if let inPlace, let inPlace { return inPlace }
  let (left, right) = (left.utf8.prefix(length), right.utf8.prefix(length))
  if left.elementsEqual(right) { return 0 }
  return left.lexicographicallyPrecedes(right) ? -1 : 1
}

extension Substring {
  /// Where a byte stands first.
  func firstIndex(ofByte byte: UInt8) -> Index? {
    let offset = utf8.withContiguousStorageIfAvailable { $0.firstIndex(of: byte) }
    guard let offset else { return utf8.firstIndex(of: byte) }
    return offset.map { utf8.index(startIndex, offsetBy: $0) }
  }

  /// Where a byte stands last.
  func lastIndex(ofByte byte: UInt8) -> Index? {
    let offset = utf8.withContiguousStorageIfAvailable { $0.lastIndex(of: byte) }
    guard let offset else { return utf8.lastIndex(of: byte) }
    return offset.map { utf8.index(startIndex, offsetBy: $0) }
  }
}

private let slash = UInt8(ascii: "/")

extension String {
  fileprivate subscript(after index: Index) -> Substring { self[utf8.index(after: index)...] }
}
