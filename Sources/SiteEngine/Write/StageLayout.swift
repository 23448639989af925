import Documents

/// When an output may be put in place: what is named goes before what names it.
enum PublishingTurn: Int, Sendable, Comparable {
  /// Files of the theme, which pages name by their fingerprints.
  case assets
  /// Other files that are copied.
  case files
  /// What readers come for.
  case pages
  /// Feeds, sitemap, redirects: what sends somebody to a page.
  case lists

  static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension PlannedOutput {
  /// When the output may be put in place.
  var turn: PublishingTurn {
    switch family.family.making {
    case .template: .pages
    case .code: .lists
    case .copy: family == .themeFile ? .assets : .files
    }
  }
}

/// An output that the folder shall hold.
struct WantedOutput: Sendable {
  /// Where.
  let path: OutputPath
  /// When it may be put in place.
  let turn: PublishingTurn
}

/// Where each output waits in the stage, and what is renamed in the end.
///
/// A folder that the output does not have yet is staged as a whole and put in place with one rename, if
/// everything in it may come at the same time: 10,000 pages of a first build are a few renames.
struct StageLayout: Sendable {
  /// Something that is renamed as one.
  struct Unit: Sendable {
    /// Its name in the stage: the position of its first output.
    let name: Int
    /// Where it belongs.
    let path: OutputPath
    /// Whether it is a folder.
    let isFolder: Bool
    /// When it may be put in place.
    let turn: PublishingTurn
  }

  private(set) var units: [Unit] = []
  /// For each output its unit.
  private var unitOfOutput: [Int] = []
  private let outputs: [WantedOutput]

  /// Lays out outputs, which are in the order of their paths, for a folder that has some folders.
  init(_ outputs: [WantedOutput], folders: Set<OutputPath>) {
    self.outputs = outputs
    unitOfOutput = [Int](repeating: 0, count: outputs.count)
    divide(outputs.indices, below: 0, folders)
  }

  /// The unit of an output.
  func unit(of index: Int) -> Unit { units[unitOfOutput[index]] }

  /// Where an output waits: the folders below the stage, and the name in the last of them.
  func place(of index: Int) -> (folders: ArraySlice<Substring>, name: String) {
    let unit = unit(of: index)
    guard unit.isFolder else { return ([], "\(unit.name)") }
    // What follows the unit's own path, and the slash behind it.
    var rest = Substring(outputs[index].path.text.utf8.dropFirst(unit.path.text.utf8.count + 1))
    var folders = [String(unit.name)[...]]
    while let slash = rest.firstIndex(ofByte: UInt8(ascii: "/")) {
      folders.append(rest[..<slash])
      rest = rest[rest.utf8.index(after: slash)...]
    }
    return (folders[...], String(rest))
  }

  /// Makes units of outputs that lie in one folder, whose path and slash are `length` bytes.
  private mutating func divide(_ range: Range<Int>, below length: Int, _ folders: Set<OutputPath>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let path = outputs[start].path.text
      let rest = path.utf8.dropFirst(length)
      guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else {
        add(start..<start + 1, at: outputs[start].path, isFolder: false)
        start += 1
        continue
      }
      // What begins with a folder's path and a slash stands together.
      let prefix = path.utf8[...slash]
      var end = start + 1
      while end < range.upperBound, outputs[end].path.text.utf8.starts(with: prefix) { end += 1 }
      let folder = OutputPath(String(path[..<slash]))
      let isOneTurn = outputs[start..<end].allSatisfy { $0.turn == outputs[start].turn }
      if isOneTurn, !folders.contains(folder) {
        add(start..<end, at: folder, isFolder: true)
      } else {
        divide(start..<end, below: prefix.count, folders)
      }
      start = end
    }
  }

  private mutating func add(_ range: Range<Int>, at path: OutputPath, isFolder: Bool) {
    for index in range { unitOfOutput[index] = units.count }
    units.append(
      Unit(
        name: range.lowerBound, path: path, isFolder: isFolder,
        turn: outputs[range.lowerBound].turn))
  }
}
