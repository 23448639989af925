import Documents

/// A text file of attune's own that knows which version it has and whether it is whole: a heading, some
/// lines, and a fingerprint of all that stands before it.
struct CheckedText {
  /// What a file is called in its heading, and the version that is written now.
  struct Kind {
    let name: String
    let version: Int
  }

  /// Why a file cannot be used.
  enum Problem: Error {
    /// It was changed or cut, or is something else.
    case broken
    /// A later attune wrote it.
    case newer
  }

  /// The lines between the heading and the fingerprint.
  let lines: [Substring]

  /// Reads a file.
  init(parsing bytes: [UInt8], as kind: Kind) throws(Problem) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .broken }
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    let prefix = kind.name + " "
    guard let heading = lines.first, heading.utf8.starts(with: prefix.utf8),
      let version = Int(Substring(heading.utf8.dropFirst(prefix.utf8.count)))
    else { throw .broken }
    if version > kind.version { throw .newer }
    // The last line ends with a line break, so nothing stands after it.
    guard version == kind.version, lines.popLast() == "", let sum = lines.popLast() else {
      throw .broken
    }
    let length = bytes.count - sum.utf8.count - 1
    guard sum.utf8.elementsEqual(Self.lastLine(for: Array(bytes[..<length])).utf8) else {
      throw .broken
    }
    self.lines = Array(lines.dropFirst())
  }

  /// The bytes of a file with these lines, each of which ends with a line break.
  static func bytes(of lines: some Collection<UInt8>, as kind: Kind) -> [UInt8] {
    var file = Writing(kind, capacity: lines.count)
    file.bytes += lines
    return file.ended()
  }

  /// A file that is being written, so that one of many megabytes is in memory once.
  struct Writing {
    /// The heading and the lines so far, each with its line break.
    var bytes: [UInt8]

    /// Begins a file whose lines will take about so many bytes.
    init(_ kind: Kind, capacity: Int) {
      bytes = []
      bytes.reserveCapacity(capacity + 64)
      bytes += "\(kind.name) \(kind.version)\n".utf8
    }

    /// All of it, with the line that shows that it is whole.
    consuming func ended() -> [UInt8] {
      bytes += (CheckedText.lastLine(for: bytes) + "\n").utf8
      return bytes
    }
  }

  fileprivate static func lastLine(for bytes: [UInt8]) -> String {
    "= " + String(Fingerprint(of: bytes).value, radix: 16)
  }
}
