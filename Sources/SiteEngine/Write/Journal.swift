/// What a build is about to do to the output folder, in order, when everything it needs is staged.
///
/// It is written before the first rename. A build that is ended in the middle leaves it behind, and the
/// next one does the rest, whatever it was started for.
struct Journal: Sendable, Hashable {
  /// One rename.
  struct Move: Sendable, Hashable {
    /// What is put in place.
    enum Kind: String, Sendable {
      /// A file in the place of one that the last build wrote.
      case replacement
      /// A file where nothing is.
      case file
      /// A folder where nothing is.
      case folder
    }

    /// What it is.
    let kind: Kind
    /// The name in the stage.
    let staged: Int
    /// Where it belongs.
    let path: OutputPath
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
      case "remove": removals.append(path)
      default:
        guard let kind = Move.Kind(rawValue: String(parts[0])) else { throw .broken }
        moves.append(Move(kind: kind, staged: staged, path: path))
      }
    }
  }

  /// The file's bytes.
  var bytes: [UInt8] {
    var lines: [UInt8] = []
    for path in clearances { lines += "clear 0 \(path)\n".utf8 }
    for move in moves { lines += "\(move.kind.rawValue) \(move.staged) \(move.path)\n".utf8 }
    for path in removals { lines += "remove 0 \(path)\n".utf8 }
    return CheckedText.bytes(of: lines, as: Self.kind)
  }
}
