import Buffers
import Documents

/// What attune wrote into an output folder: the path, the size and a fingerprint of each file.
///
/// It lies in the folder itself and is what tells attune's files from somebody else's: only what it
/// lists is ever replaced or removed. It says nothing of times or machines, so that equal sites have
/// equal folders.
package struct OutputManifest: Sendable, Hashable {
  /// One file.
  struct Entry: Sendable, Hashable {
    /// The fingerprint of its bytes.
    let fingerprint: Fingerprint
    /// Its size in bytes; negative when nobody wrote it down.
    let size: Int64
  }

  /// The file's name in the output folder.
  static let fileName = ".attune-manifest"
  /// The largest manifest that is read; a hundred bytes a file are usual.
  static let sizeLimit = 1 << 30
  private static let kind = CheckedText.Kind(name: "attune-manifest", version: 2)

  /// The files by path.
  var entries: [OutputPath: Entry] = [:]

  /// Creates the manifest of a folder that attune never wrote to.
  init() {}

  /// Reads a manifest, also one of the first version, which knew paths and fingerprints only.
  init(parsing bytes: [UInt8]) throws(CheckedText.Problem) {
    let first = Array("attune-manifest 1\n".utf8)
    if bytes.starts(with: first) {
      let lines = bytes[first.count...].split(separator: UInt8(ascii: "\n"))
      for line in lines { try add(String(decoding: line, as: UTF8.self)[...], isFirst: true) }
    } else {
      let lines = try CheckedText(parsing: bytes, as: Self.kind).lines
      entries.reserveCapacity(lines.count)
      for line in lines { try add(line, isFirst: false) }
    }
  }

  private mutating func add(_ line: Substring, isFirst: Bool) throws(CheckedText.Problem) {
    let fields = isFirst ? 1 : 2
    let parts = line.utf8.split(separator: UInt8(ascii: " "), maxSplits: fields)
      .map { Substring($0) }
    // A path that leads out of the folder was never written by attune.
    guard parts.count == fields + 1, let value = UInt64(parts[0], radix: 16),
      let size = isFirst ? -1 : Int64(parts[1]), isContained(parts[fields])
    else { throw .broken }
    entries[OutputPath(String(parts[fields]))] = Entry(
      fingerprint: Fingerprint(value: value), size: size)
  }

  /// The file's bytes: a line for each path, in order.
  var bytes: [UInt8] {
    var lines = GrowingBuffer<UInt8>()
    lines.reserveCapacity(entries.count * 112)
    for (path, entry) in entries.inByteOrder(of: { $0.key.text }) {
      lines.append(hexadecimal: entry.fingerprint.value)
      lines.append(" ")
      lines.append(decimal: Int(entry.size))
      lines.append(" ")
      lines.append(text: path.text)
      lines.append("\n")
    }
    return CheckedText.bytes(of: lines.elements, as: Self.kind)
  }
}

/// Whether a path leads to a place in the output folder that is not one of attune's own notes.
func isContained(_ path: some StringProtocol) -> Bool {
  if let isPlain = path.utf8.withContiguousStorageIfAvailable(hasPlainNames), isPlain {
    return true
  }
  let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  return names.allSatisfy { name in
    !name.isEmpty && !name.elementsEqual(".".utf8) && !name.elementsEqual("..".utf8)
      && !name.contains(0) && !name.contains(UInt8(ascii: "\n"))
  } && !path.utf8.starts(with: ".attune-".utf8)
}

/// Whether no name of a path is empty or begins with a dot, and none has a line break or a zero: so it is
/// with nearly every path of a site.
private func hasPlainNames(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
  var last = UInt8(ascii: "/")
  for byte in path {
    if last == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") {
      return false
    }
    if byte == 0 || byte == UInt8(ascii: "\n") { return false }
    last = byte
  }
  return last != UInt8(ascii: "/")
}

extension OutputPath {
  /// The names along the path.
  var names: [Substring] {
    text.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  /// The folders on the way to the path, the innermost first.
  var folders: some Sequence<OutputPath> {
    sequence(state: text[...]) { rest in
      guard let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
      rest = rest[..<slash]
      return OutputPath(String(rest))
    }
  }

  /// The folder that the path lies in; empty at the top.
  var folder: OutputPath { folders.first { _ in true } ?? OutputPath("") }

  /// The path of a name in the folder at this path.
  func appending(_ name: String) -> OutputPath {
    OutputPath(text.isEmpty ? name : "\(text)/\(name)")
  }

  /// Whether the path lies in a folder, at any depth.
  func isInside(_ folder: OutputPath) -> Bool {
    text.utf8.count > folder.text.utf8.count && text.utf8.starts(with: "\(folder.text)/".utf8)
  }
}
