/// A look at whether an output folder still is as a manifest says, with nothing else in it, by stamps alone.
///
/// Nothing is read, and no folder but the outermost is listed: where a name came or went, the time of the
/// folder around it moved. ``OutputTree`` knows what others put there; this only knows whether to ask it, in
/// a fifth of the time.
struct OutputGlance {
  private let root: OpenFolder
  /// The manifest as it was written: its kind, then a line for each file, then its sum.
  private let manifest: [UInt8]
  /// What the manifest's own file is.
  private let stamp: FileStamp

  /// Prepares a look at a folder whose manifest has these bytes, just as attune wrote them.
  init(of root: OpenFolder, manifest: [UInt8], _ stamp: FileStamp) {
    self.root = root
    self.manifest = manifest
    self.stamp = stamp
  }

  /// How many files the folder holds when nobody touched one, or put something beside them, since the
  /// manifest was written; `nil` when somebody may have.
  func untouchedCount() throws(ProjectFailure) -> Int? {
    var count = 0
    var outermost: Set<ArraySlice<UInt8>> = []
    for found in concurrentMap(parts(), look) {
      guard let found else { return nil }
      count += found.count
      outermost.formUnion(found.outermost)
    }
    // What has a dot in front is other programs' affair, unless attune wrote it.
    let isAlone = try root.folder.names().allSatisfy {
      $0.first == UInt8(ascii: ".") || outermost.contains($0[...])
    }
    return isAlone ? count : nil
  }

  /// The lines of the manifest's files, some at a time.
  private func parts() -> [Range<Int>] {
    func line(after position: Int) -> Int {
      let end = manifest[min(position, manifest.count)...].firstIndex(of: UInt8(ascii: "\n"))
      return end.map { $0 + 1 } ?? manifest.count
    }
    var parts: [Range<Int>] = []
    var start = line(after: 0)
    while start < manifest.count {
      let end = line(after: start + 16 << 10)
      parts.append(start..<end)
      start = end
    }
    return parts
  }

  /// How many files some lines name, and what they or the folders around them are called in the output
  /// folder; `nil` when one of them was touched.
  private func look(
    _ part: Range<Int>
  ) -> (count: Int, outermost: [ArraySlice<UInt8>])? {
    var count = 0
    var outermost: [ArraySlice<UInt8>] = []
    var last: ArraySlice<UInt8> = []
    for line in manifest[part].split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
      // The sum stands behind the files.
      guard fields.count == 3 else { continue }
      let path = fields[2]
      guard isUntouched(path, size: fields[1], after: last) else { return nil }
      count += 1
      let name = path.prefix { $0 != UInt8(ascii: "/") }
      if outermost.last != name { outermost.append(name) }
      last = path
    }
    return (count, outermost)
  }

  /// Whether a file and the folders around it are as they were; the folders that `last` lies in too were
  /// looked at for that.
  private func isUntouched(
    _ path: ArraySlice<UInt8>, size: ArraySlice<UInt8>, after last: ArraySlice<UInt8>
  ) -> Bool {
    let common = zip(path, last).prefix { $0 == $1 }.count
    for slash in path.indices.dropFirst(common) where path[slash] == UInt8(ascii: "/") {
      guard let folder = untouched(path[..<slash]), folder.kind == .folder else { return false }
    }
    guard let file = untouched(path), file.kind == .file else { return false }
    return size.elementsEqual("\(file.size)".utf8)
  }

  /// What is at a path, when it was last changed before the manifest was written and lies on its disk.
  private func untouched(_ path: ArraySlice<UInt8>) -> FileStamp? {
    guard let found = root.folder.stamp(below: path),
      max(found.changed, found.modified) < stamp.changed, found.device == stamp.device
    else { return nil }
    return found
  }
}
