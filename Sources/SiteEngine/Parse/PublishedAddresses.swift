import Diagnostics
import Documents

/// Every address at which a site ever had something for readers: `published-urls.txt`, one a line.
///
/// `attune record` keeps the list; a build compares itself with it. Lines that begin with `#` say nothing,
/// so that the file can explain itself.
final class PublishedAddresses: Sendable {
  /// One line.
  struct Entry: Sendable {
    /// The address.
    let url: SiteURL
    /// Where it stands in the file.
    let range: Range<Int>
  }

  /// The name of the file, beside `site.yaml`.
  static let fileName = "published-urls.txt"

  /// The addresses in the order of their paths, each once.
  let entries: [Entry]
  private let file: SourceFile

  /// Reads the file, and reports what is no address.
  init(_ file: SourceFile, into findings: inout Findings) {
    var entries: [Entry] = []
    var start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < file.bytes.count {
      let end = file.bytes[start...].firstIndex(of: 0x0A) ?? file.bytes.count
      var line = file.bytes[start..<end]
      while let last = line.last, [0x0D, 0x20, 0x09].contains(last) { line.removeLast() }
      start = end + 1
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      if let url = Self.url(line) {
        entries.append(Entry(url: url, range: line.indices))
      } else {
        findings.report(
          .publishedAddress, .error,
          "this line of `\(Self.fileName)` is not an address of the site", at: line.indices,
          suggestion: "remove it; `attune record` writes the file")
      }
    }
    entries.sort { $0.url.outputPath < $1.url.outputPath }
    var unique: [Entry] = []
    for entry in entries where unique.last?.url != entry.url { unique.append(entry) }
    self.entries = unique
    self.file = file
  }

  private static func url(_ line: ArraySlice<UInt8>) -> SiteURL? {
    guard line.first == UInt8(ascii: "/"), line.dropFirst().first != UInt8(ascii: "/"),
      let text = String(validating: line, as: UTF8.self)
    else { return nil }
    let names = text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let isAddress =
      !names.contains("..") && !names.contains(".")
      && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    return isAddress ? SiteURL(composed(text)) : nil
  }

  /// Where entries stand, in the order in which they are given.
  func places(of entries: [Entry]) -> [SourcePlace] {
    var places = PlaceFinder(in: file.bytes, path: file.path)
    return entries.map { places.place(of: $0.range) }
  }
}

extension RuleID {
  /// A line of `published-urls.txt` that is no address.
  static let publishedAddress = RuleID("published-address")
}
