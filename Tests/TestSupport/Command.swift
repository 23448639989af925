package import Foundation

/// What a command that was run has said, and how it ended.
package struct CommandResult: Sendable, Equatable {
  /// What it wrote to standard output.
  package let output: String
  /// What it wrote to standard error.
  package let errors: String
  /// Its exit code; the number of the signal and 128 where one ended it.
  package let code: Int32

  /// Says what a command should say.
  package init(output: String, errors: String, code: Int32) {
    self.output = output
    self.errors = errors
    self.code = code
  }
}

/// The program `name` as the tests were built with it.
package func builtProgram(_ name: String) -> URL {
  #if os(macOS)
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
  #else
    let bundle: URL? = URL(filePath: CommandLine.arguments[0])
  #endif
  return (bundle ?? Bundle.main.bundleURL).deletingLastPathComponent().appending(path: name)
}

/// Runs a program to its end, in a folder, with nothing of the environment but what is given.
///
/// Output goes through files, so that neither side can wait for the other however much is written.
package func run(
  _ program: URL, _ arguments: [String], stdin: [UInt8] = [], in folder: URL,
  environment: [String: String] = [:]
) throws -> CommandResult {
  let scratch = FileManager.default.temporaryDirectory
    .appending(path: "attune-run-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: scratch) }
  func file(_ name: String, _ bytes: [UInt8] = []) throws -> FileHandle {
    let url = scratch.appending(path: name)
    try Data(bytes).write(to: url)
    return try FileHandle(forUpdating: url)
  }
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.currentDirectoryURL = folder
  // A crash report would take longer than the tests.
  process.environment = ["SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 }
  process.standardInput = try file("stdin", stdin)
  process.standardOutput = try file("stdout")
  process.standardError = try file("stderr")
  try process.run()
  process.waitUntilExit()
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: scratch.appending(path: name)), as: UTF8.self)
  }
  let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
  return CommandResult(
    output: try text("stdout"), errors: try text("stderr"),
    code: process.terminationStatus + signal)
}

/// A folder with files that goes when the test does.
package final class TestFolder: Sendable {
  /// Where it is.
  package let url: URL

  /// Makes a folder with these files, by path.
  package init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "attune-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, Array(text.utf8)) }
  }

  /// Writes a file, with the folders above it.
  package func write(_ path: String, _ bytes: [UInt8]) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Runs `attune` in the folder.
  package func attune(
    _ arguments: String..., stdin: String = "", environment: [String: String] = [:]
  ) throws -> CommandResult {
    try run(
      builtProgram("attune"), arguments, stdin: Array(stdin.utf8), in: url, environment: environment
    )
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
