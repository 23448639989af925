import Foundation

/// The data of a public test suite, where it lies beside the project; `nil` where it does not.
///
/// `ATTUNE_CONFORMANCE` names another folder. Tests pass without the data, and say that they did.
package func conformanceData(_ name: String) -> [UInt8]? {
  let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let folder =
    ProcessInfo.processInfo.environment["ATTUNE_CONFORMANCE"].map { URL(filePath: $0) }
    ?? project.deletingLastPathComponent().appending(path: "shared/conformance")
  return (try? Data(contentsOf: folder.appending(path: name))).map { Array($0) }
}
