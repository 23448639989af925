import Foundation

/// A folder of files that were once looked at and found right.
///
/// `RECORD=1` writes the files anew and makes the run fail all the same, so that nobody records by
/// accident; the change is then read as any other.
package struct Golden {
  private let folder: URL

  /// The golden folder `Tests/Fixtures/<name>/Expected`.
  package init(_ name: String) {
    folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/\(name)/Expected", directoryHint: .isDirectory)
  }

  /// What differs between the golden files and these; empty when nothing does.
  ///
  /// Each entry is a path with the first line that is not the same, or with what is missing.
  package func differences(from files: [String: [UInt8]]) throws -> [String] {
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try record(files)
      return ["recorded; run again without RECORD"]
    }
    let expected = try read()
    return Set(expected.keys).union(files.keys).sorted().compactMap { path in
      guard let actual = files[path] else { return "\(path): is not made any more" }
      guard let wanted = expected[path] else { return "\(path): is new" }
      return actual == wanted ? nil : "\(path): \(firstDifference(actual, wanted))"
    }
  }

  private func record(_ files: [String: [UInt8]]) throws {
    try? FileManager.default.removeItem(at: folder)
    for (path, bytes) in files {
      let url = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
  }

  private func read() throws -> [String: [UInt8]] {
    let root = folder.path(percentEncoded: false)
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    var files: [String: [UInt8]] = [:]
    for path in paths {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        files[path] = Array(try Data(contentsOf: folder.appending(path: path)))
      }
    }
    return files
  }

  private func firstDifference(_ actual: [UInt8], _ expected: [UInt8]) -> String {
    let lines = zip(actual.split(separator: 10), expected.split(separator: 10))
    for (left, right) in lines where left != right {
      return
        "has `\(String(decoding: left, as: UTF8.self))` where `\(String(decoding: right, as: UTF8.self))` was"
    }
    return "is longer or shorter than it was"
  }
}
