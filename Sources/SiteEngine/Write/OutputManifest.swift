import Documents

/// What attune wrote into an output folder, with a fingerprint of each file.
///
/// It lies in the folder itself and is what tells attune's files from somebody else's: only what it
/// lists is ever replaced or removed.
package struct OutputManifest: Sendable, Hashable {
  /// The file's name in the output folder.
  static let fileName = ".attune-manifest"
  private static let heading = "attune-manifest 1"

  /// The fingerprints by path.
  private(set) var entries: [OutputPath: Fingerprint]

  /// Creates the manifest of a folder that attune never wrote to.
  init() { entries = [:] }

  /// Creates the manifest of some files.
  init(_ entries: [OutputPath: Fingerprint]) { self.entries = entries }

  /// Reads a manifest; `nil` when the bytes are not one.
  init?(parsing bytes: [UInt8]) {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[...]
    guard lines.popFirst() == Self.heading[...] else { return nil }
    entries = [:]
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 1)
      // A path that leads out of the folder was never written by attune.
      guard parts.count == 2, let value = UInt64(parts[0], radix: 16), isContained(parts[1]) else {
        return nil
      }
      entries[OutputPath(String(parts[1]))] = Fingerprint(value: value)
    }
  }

  /// The file's bytes: a heading, then a line for each path, in order.
  var bytes: [UInt8] {
    let lines = entries.sorted { $0.key < $1.key }
      .map { "\(String($0.value.value, radix: 16)) \($0.key)\n" }
    return Array((Self.heading + "\n" + lines.joined()).utf8)
  }

  /// This manifest with the paths of another, whose fingerprints win.
  func merging(_ other: OutputManifest) -> OutputManifest {
    OutputManifest(entries.merging(other.entries) { _, new in new })
  }
}

private func isContained(_ path: Substring) -> Bool {
  let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  return names.allSatisfy { name in
    !name.isEmpty && !name.elementsEqual(".".utf8) && !name.elementsEqual("..".utf8)
      && !name.contains(0)
  }
}
