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

private let slash = UInt8(ascii: "/")

extension String {
  fileprivate subscript(after index: Index) -> Substring { self[utf8.index(after: index)...] }
}
