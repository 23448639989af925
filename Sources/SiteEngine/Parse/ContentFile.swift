import Diagnostics
import Documents

/// A file below `Content` that is published as it is: a picture beside an article, a PDF.
struct ContentFile: Sendable {
  /// The file.
  let path: SourcePath
  /// Which state of the file was read.
  let version: FileVersion
  /// The fingerprint of the bytes that are published.
  let published: Fingerprint
  /// The size of what is published, in bytes.
  let size: Int
  /// What hosts count in it, when it is a file of rules for them.
  let hostRules: HostRules?

  /// Whether a file is published at the root of the site whether or not a page links to it.
  static func isStatic(_ path: SourcePath) -> Bool {
    path.relative(to: SourceTree.staticFolder) != nil
  }

  /// The largest file that is published.
  ///
  /// Hosts take less: 25 MB (Cloudflare Pages) to 100 MB (GitHub).
  static let sizeLimit = 256 << 20
}

/// Reads every file that is published as it is, to know what will be copied; the bytes are not kept.
func parseFiles(
  _ entries: [SourceTree.Entry], in project: Project, keeping previous: [ContentFile],
  _ diagnostics: inout [Diagnostic]
) -> [ContentFile] {
  let last = Dictionary(previous.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  let results = concurrentMap(entries) { entry -> Result<ContentFile, ProjectFailure> in
    if let last = last[entry.path], let version = last.version.stillTrue(for: entry) {
      return .success(
        ContentFile(
          path: entry.path, version: version, published: last.published, size: last.size,
          hostRules: last.hostRules))
    }
    do throws(ProjectFailure) {
      let bytes = try project.read(entry.path, limit: ContentFile.sizeLimit)
      let version = FileVersion(entry, bytes)
      return .success(
        ContentFile(
          path: entry.path, version: version, published: version.content, size: bytes.count,
          hostRules: HostRules(SourceFile(path: entry.path.text, bytes: bytes))))
    } catch {
      return .failure(error)
    }
  }
  return results.compactMap { result in
    switch result {
    case .success(let file): return file
    case .failure(let failure):
      diagnostics.append(failure.diagnostic)
      return nil
    }
  }
}

extension Project {
  /// The bytes of a file below `Content` as they are published.
  package func publishedBytes(of path: SourcePath) throws(ProjectFailure) -> [UInt8] {
    try read(path, limit: ContentFile.sizeLimit)
  }
}
