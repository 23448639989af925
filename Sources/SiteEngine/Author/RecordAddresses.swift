import Diagnostics
import Documents

/// What `attune record` did.
package struct RecordReport: Sendable {
  /// How many addresses are new in the list.
  package let newCount: Int
  /// How many it has now.
  package let count: Int
}

extension BuildSnapshot {
  /// Adds every address at which the site has something for readers to `published-urls.txt`, or gives what
  /// is wrong with the site, which then has no such addresses.
  package func record(in project: Project) throws(ProjectFailure) -> Result<RecordReport, Refusal> {
    guard let whole, !diagnostics.hasErrors else {
      return .failure(Refusal(diagnostics.filter { $0.severity == .error }))
    }
    let site = whole.site
    let known = Set(site.record?.entries.map(\.url) ?? [])
    let new = outputs.filter { $0.isRecorded && !known.contains($0.url) }.map(\.url)
    let report = RecordReport(newCount: new.count, count: known.count + new.count)
    guard !new.isEmpty else { return .success(report) }
    let path = SourcePath(PublishedAddresses.fileName)
    let addresses = (known + new).sorted().map { $0.path + "\n" }.joined()
    if site.record == nil {
      let text = PublishedAddresses.explanation + addresses
      guard try project.writeNew(Array(text.utf8), at: path) else {
        throw ProjectFailure(
          path: path.text, action: "cannot record the addresses",
          reason: "there is something else of that name")
      }
    } else {
      // What an author notes there stays, at the top.
      let bytes = try project.read(path, limit: PublishedAddresses.sizeLimit)
      let notes = bytes.split(separator: 0x0A).filter { $0.first == UInt8(ascii: "#") }
      let text = notes.flatMap { Array($0.drop(while: { $0 == 0x0D })) + [0x0A] }
      try project.replaceSource(path, with: text + Array(addresses.utf8))
    }
    return .success(report)
  }
}

extension PublishedAddresses {
  /// The largest list that is read.
  static let sizeLimit = 32 << 20

  /// What a new list says of itself.
  fileprivate static let explanation = """
    # Every address at which this site ever had something for readers, one a line. attune record adds to
    # it after the site was published, and attune build says so when one of them would be lost.

    """
}

extension PlannedOutput {
  /// Whether readers may keep the address, link to it or subscribe to it, so that it must not die.
  ///
  /// Pictures, stylesheets and fonts are parts of pages: who exchanges a photo means the old one to go.
  fileprivate var isRecorded: Bool {
    switch subject {
    case .redirect, .gone: return true
    case .file(let path):
      let name = url.path.utf8.split(separator: UInt8(ascii: "/")).first.map {
        String(Substring($0))
      }
      let isForHosts =
        name?.utf8.first == UInt8(ascii: ".") || name?.utf8.first == UInt8(ascii: "_")
      return !isForHosts && !Self.partsOfPages.contains(path.fileExtension)
        && !["/robots.txt", "/humans.txt"].contains(url.path)
    default:
      let isFeed = [.rssFeed, .atomFeed, .jsonFeed].contains(family)
      return isFeed || family.family.isForReaders
    }
  }

  private static let partsOfPages: Set = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "css", "js", "mjs", "map", "woff",
    "woff2", "ttf", "otf",
  ]
}
