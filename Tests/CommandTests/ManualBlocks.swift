import Foundation
import TestSupport

/// The fenced blocks of a chapter of the manual, which its proof takes one after the other.
///
/// A block that no proof takes makes `ManualTests` fail, and so does one in another place or language than
/// the proof expects.
struct ManualBlocks {
  /// A fenced block.
  struct Block: Equatable, CustomStringConvertible {
    /// The language behind the opening fence; empty where there is none.
    let language: String
    /// What stands in it, with a line break at its end and without the indentation of its fence.
    let text: String
    /// The line of the opening fence.
    let line: Int

    var description: String { "line \(line): ```\(language)\n\(text)```" }
  }

  /// Why a block could not be taken.
  struct Mismatch: Error, CustomStringConvertible {
    let description: String
  }

  /// The clone that the tests stand in.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  /// What makes attune use the themes and the starter of the clone.
  static let environment = ["ATTUNE_SHARE": repository.path(percentEncoded: false)]

  /// The name of the chapter, without `.md`.
  let name: String
  /// The whole chapter.
  let page: String
  /// The blocks that were not taken yet.
  private(set) var left: [Block]

  /// Reads a chapter.
  init(_ name: String) throws {
    self.name = name
    page = try String(
      contentsOf: Self.repository.appending(path: "Docs/\(name).md"), encoding: .utf8)
    left = try Self.blocks(in: page)
  }

  /// The fenced blocks of a text; one that is never closed is an error.
  static func blocks(in page: String) throws -> [Block] {
    var blocks: [Block] = []
    var open: (indentation: Int, language: String, line: Int, lines: [String])?
    for (index, line) in page.components(separatedBy: "\n").enumerated() {
      let content = line.drop { $0 == " " }
      let isFence = content.hasPrefix("```") || content.hasPrefix("~~~")
      guard var block = open else {
        if isFence {
          open = (line.count - content.count, String(content.dropFirst(3)), index + 1, [])
        }
        continue
      }
      if isFence {
        let text = block.lines.map { $0 + "\n" }.joined()
        blocks.append(Block(language: block.language, text: text, line: block.line))
        open = nil
      } else {
        let spaces = line.prefix(block.indentation).prefix { $0 == " " }
        block.lines.append(String(line.dropFirst(spaces.count)))
        open = block
      }
    }
    if let open { throw Mismatch(description: "the block of line \(open.line) has no end") }
    return blocks
  }

  /// Takes the next block, which has this language.
  mutating func take(_ language: String) throws -> String {
    guard let block = left.first else {
      throw Mismatch(description: "\(name): the proof expects one more block: ```\(language)")
    }
    guard block.language == language else {
      throw Mismatch(description: "\(name): the proof expects ```\(language), and not \(block)")
    }
    left.removeFirst()
    return block.text
  }

  /// Takes every block of a language, of which there are `count`.
  mutating func takeAll(_ language: String, count: Int) throws -> [String] {
    let taken = left.filter { $0.language == language }
    guard taken.count == count else {
      throw Mismatch(
        description: "\(name): the proof uses \(count) blocks of ```\(language), not \(taken.count)"
      )
    }
    left.removeAll { $0.language == language }
    return taken.map(\.text)
  }
}

/// A reader at a terminal who types what a chapter says, in a folder that goes when the test does.
final class ManualReader {
  /// Where everything happens.
  let folder: TestFolder
  /// Where the reader is.
  private(set) var place: URL
  /// What the last command said, on both outputs.
  private(set) var said = ""
  /// How the last command ended.
  private(set) var code: Int32 = 0
  /// What is added to a command so that it says the same on every day and every machine.
  private let fixed: [String: [String]]

  /// Sits down in an empty folder.
  ///
  /// `fixed` has words that are added to a command, by its name.
  init(fixed: [String: [String]] = [:]) throws {
    folder = try TestFolder()
    place = folder.url
    self.fixed = fixed
  }

  /// Types the lines of a block.
  func type(_ block: String) throws {
    for line in block.split(separator: "\n") {
      var words = shellWords(String(line))
      guard let command = words.first else { continue }
      words.removeFirst()
      if command == "cd" {
        place = place.appending(path: words[0])
        continue
      }
      guard command == "attune" else {
        throw ManualBlocks.Mismatch(description: "no reader can type this here: \(line)")
      }
      var target: String?
      if let sign = words.firstIndex(of: ">") {
        target = words[sign + 1]
        words.removeSubrange(sign...)
      }
      words += fixed[words.first ?? ""] ?? []
      if words.first == "preview" {
        try preview(words)
        continue
      }
      let result = try run(
        builtProgram("attune"), words, in: place, environment: ManualBlocks.environment)
      code = result.code
      said = withoutTimes(result.errors + result.output)
      if let target { try Data(result.output.utf8).write(to: place.appending(path: target)) }
    }
  }

  /// Looks at a preview until it has said where it is and what is wrong, and ends it.
  private func preview(_ words: [String]) throws {
    let log = folder.url.appending(path: "preview.log")
    try Data().write(to: log)
    let process = Process()
    process.executableURL = builtProgram("attune")
    process.arguments = words + ["--no-open", "--port", "0"]
    process.currentDirectoryURL = place
    process.environment = ManualBlocks.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let file = try FileHandle(forWritingTo: log)
    _ = try file.seekToEnd()
    process.standardOutput = file
    process.standardError = file
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let start = ContinuousClock.now
    var text = ""
    while text.split(separator: "\n").count < 2, ContinuousClock.now - start < .seconds(60) {
      usleep(20_000)
      text = try String(contentsOf: log, encoding: .utf8)
    }
    process.interrupt()
    process.waitUntilExit()
    code = process.terminationStatus
    said = text.replacing(#/localhost:\d+/#, with: "localhost:4000")
  }

  /// The text of a file, named from where the reader is.
  func text(_ path: String) throws -> String {
    try String(contentsOf: place.appending(path: path), encoding: .utf8)
  }

  /// Saves a file, named from where the reader is.
  func save(_ path: String, _ text: String) throws {
    let file = place.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Replaces lines of a file that are there exactly once.
  func replace(_ old: String, with new: String, in path: String) throws {
    let text = try text(path)
    guard ("\n" + text).components(separatedBy: "\n" + old).count == 2 else {
      throw ManualBlocks.Mismatch(description: "\(path) does not have these lines once:\n\(old)")
    }
    try save(path, text.replacing(old, with: new))
  }

  /// The words of a line of a shell, with quotation marks read.
  private func shellWords(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap {
      $0.offset % 2 == 1 ? [String($0.element)] : $0.element.split(separator: " ").map(String.init)
    }
  }
}
