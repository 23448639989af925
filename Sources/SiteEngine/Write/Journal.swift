/// What a build is about to do to the output folder, in order, when everything it needs is staged.
///
/// It is written before the first rename. A build that is ended in the middle leaves it behind, and the
/// next one does the rest, whatever it was started for.
struct Journal: Sendable, Hashable {
  /// One rename.
  struct Move: Sendable, Hashable {
    /// The name in the stage.
    let staged: Int
    /// Where it belongs.
    let path: OutputPath
    /// Whether it is a folder, which the output does not have yet.
    let isFolder: Bool
  }

  /// The name of the file in the stage.
  static let fileName = "journal"
  private static let kind = CheckedText.Kind(name: "attune-journal", version: 1)

  /// The files of the last build that stand where a folder must be, or the other way round.
  var clearances: [OutputPath] = []
  /// What is put in place: assets, other files, pages, and what lists them.
  var moves: [Move] = []
  /// The files of the last build that the site no longer has.
  var removals: [OutputPath] = []

  /// Creates a journal with nothing to do.
  init() {}

  /// Whether nothing but the manifest is put in place.
  var isEmpty: Bool { clearances.isEmpty && moves.isEmpty && removals.isEmpty }

  /// Reads a journal.
  init(parsing bytes: [UInt8]) throws(CheckedText.Problem) {
    for line in try CheckedText(parsing: bytes, as: Self.kind).lines {
      let parts = line.utf8.split(separator: UInt8(ascii: " "), maxSplits: 2).map { Substring($0) }
      guard parts.count == 3, let staged = Int(parts[1]), staged >= 0, isContained(parts[2]) else {
        throw .broken
      }
      let path = OutputPath(String(parts[2]))
      switch parts[0] {
      case "clear": clearances.append(path)
      case "file": moves.append(Move(staged: staged, path: path, isFolder: false))
      case "folder": moves.append(Move(staged: staged, path: path, isFolder: true))
      case "remove": removals.append(path)
      default: throw .broken
      }
    }
  }

  /// The file's bytes.
  var bytes: [UInt8] {
    var lines: [UInt8] = []
    for path in clearances { lines += "clear 0 \(path)\n".utf8 }
    for move in moves {
      lines += "\(move.isFolder ? "folder" : "file") \(move.staged) \(move.path)\n".utf8
    }
    for path in removals { lines += "remove 0 \(path)\n".utf8 }
    return CheckedText.bytes(of: lines, as: Self.kind)
  }
}
