import Diagnostics

/// What hosts count in the files `_redirects` and `_headers` at the root of a site.
///
/// It is worked out when the file is read, since the bytes are not kept.
struct HostRules: Sendable, Hashable {
  /// The files of rules that hosts know.
  enum Kind: String, Sendable {
    case redirects = "_redirects"
    case headers = "_headers"

    /// The kind of a file by its place; `nil` for any other file.
    init?(of path: SourcePath) {
      guard let name = path.relative(to: SourceTree.staticFolder) else { return nil }
      self.init(rawValue: String(name))
    }
  }

  /// A line of such a file.
  struct Line: Sendable, Hashable {
    /// How many characters it has.
    let length: Int
    /// Its first word.
    let place: SourcePlace
  }

  /// Which file it is.
  let kind: Kind
  /// The rules that are for one address each.
  let fixedCount: Int
  /// The rules that are for many addresses, with `*` or `:name`.
  let patternCount: Int
  /// The first of the longest lines, comments apart; `nil` when there is none.
  let longest: Line?

  /// All rules.
  var count: Int { fixedCount + patternCount }

  /// Reads a file; `nil` when it is not one of those.
  init?(_ file: SourceFile) {
    guard let kind = Kind(of: SourcePath(file.path)) else { return nil }
    var fixedCount = 0
    var patternCount = 0
    var longest: (length: Int, line: Range<Int>)?
    var start = 0
    while start < file.bytes.count {
      let end = file.bytes[start...].firstIndex(of: 0x0A) ?? file.bytes.count
      let line = file.bytes[start..<end].dropLast(while: { $0 == 0x0D })
      let text = line.drop(while: isBlank)
      if let first = text.first, first != UInt8(ascii: "#") {
        // Characters, not bytes: those that continue one do not count.
        let length = line.count { $0 & 0xC0 != 0x80 }
        if length > longest?.length ?? 0 { longest = (length, text.indices) }
        // Under the address of a rule for headers its headers stand further in.
        if kind == .redirects || text.startIndex == line.startIndex {
          if isPattern(text.prefix { !isBlank($0) }) { patternCount += 1 } else { fixedCount += 1 }
        }
      }
      start = end + 1
    }
    self.kind = kind
    self.fixedCount = fixedCount
    self.patternCount = patternCount
    self.longest = longest.map { longest in
      let end = file.bytes[longest.line].firstIndex(where: isBlank) ?? longest.line.upperBound
      return Line(
        length: longest.length, place: file.place(of: longest.line.lowerBound..<end))
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Whether an address stands for many: `/old/*`, `/:year/:name`.
private func isPattern(_ address: ArraySlice<UInt8>) -> Bool {
  if address.contains(UInt8(ascii: "*")) { return true }
  // The colon of `https:` is none of a name.
  return address.split(separator: UInt8(ascii: "/")).contains { $0.first == UInt8(ascii: ":") }
}

extension ArraySlice<UInt8> {
  /// The bytes without those at the end that a condition holds for.
  fileprivate func dropLast(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    var rest = self
    while let last = rest.last, condition(last) { rest.removeLast() }
    return rest
  }
}
