import Foundation
import TestSupport

/// The smallest site that can be built, with two articles, and what a test needs beside it.
func smallSite(_ more: [String: String] = [:]) throws -> TestFolder {
  try TestFolder(BuildCommandTests.files.merging(more) { $1 })
}

extension TestFolder {
  /// The files in a folder below this one and in the folders in it, by their paths from it.
  func files(_ name: String = "Public") throws -> [String: [UInt8]] {
    try Self.files(below: url.appending(path: name))
  }

  /// The files in a folder and in the folders in it, by their paths from it.
  static func files(below folder: URL) throws -> [String: [UInt8]] {
    let root = folder.path(percentEncoded: false)
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    var result: [String: [UInt8]] = [:]
    for path in paths {
      if let bytes = FileManager.default.contents(atPath: "\(root)/\(path)") {
        result[path] = Array(bytes)
      }
    }
    return result
  }

  /// Runs `attune` in a folder below this one.
  func attune(
    in folder: String, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> CommandResult {
    try run(
      builtProgram("attune"), arguments, in: url.appending(path: folder), environment: environment)
  }
}

/// A text with each time in milliseconds or seconds replaced by `0 ms`.
func withoutTimes(_ text: String) -> String {
  text.replacing(#/[0-9]+(\.[0-9])? m?s/#, with: "0 ms")
}
