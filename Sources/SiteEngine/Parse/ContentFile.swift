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
  /// How wide and high it is, when it is a picture that says so.
  let extent: PictureExtent?
  /// What hosts count in it, when it is a file of rules for them.
  let hostRules: HostRules?
  /// What is wrong with it, when it is a picture; one that nobody publishes may be as it likes.
  let problem: PictureProblem?

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
          extent: last.extent, hostRules: last.hostRules, problem: last.problem))
    }
    do throws(ProjectFailure) {
      var reading = ContentReading(entry.path)
      try project.readPieces(of: entry.path, limit: ContentFile.sizeLimit) { reading.add($0) }
      return .success(reading.file(entry))
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

/// A file that is being read: a picture is gathered to be cut, and of anything else only the fingerprint
/// is taken, so that films are never in memory.
private struct ContentReading {
  private let path: SourcePath
  private var fingerprint = FingerprintStream()
  private var isGathered = false
  private var format: PictureFormat?
  private var location: FilmLocation?
  private var bytes: [UInt8] = []

  init(_ path: SourcePath) { self.path = path }

  mutating func add(_ piece: [UInt8]) {
    if fingerprint.count == 0 {
      format = PictureFormat(piece, fileExtension: path.fileExtension)
      location = FilmLocation(piece)
      isGathered = format != nil || HostRules.Kind(of: path) != nil
    }
    fingerprint.append(piece)
    if !isGathered { location?.add(piece) }
    // A picture beyond the limit is refused by its size, whatever follows.
    if isGathered, bytes.count <= PictureFormat.sizeLimit { bytes += piece }
  }

  /// What is known of the file after its last piece.
  mutating func file(_ entry: SourceTree.Entry) -> ContentFile {
    let version = FileVersion(entry, content: fingerprint.fingerprint)
    let format =
      fingerprint.count == 0 ? PictureFormat([], fileExtension: path.fileExtension) : format
    location?.finish()
    let filmProblem = location?.isFound == true ? FilmLocation.problem : nil
    let cut = format.map { cutPicture(bytes, as: $0) }
    let published = cut?.bytes.map { (fingerprint: Fingerprint(of: $0), size: $0.count) }
    return ContentFile(
      path: path, version: version, published: published?.fingerprint ?? version.content,
      size: published?.size ?? fingerprint.count,
      extent: format.flatMap { format in
        cut?.bytes.flatMap { PictureExtent(of: $0, as: format) }
      },
      hostRules: HostRules(SourceFile(path: path.text, bytes: bytes)),
      problem: cut?.problem ?? filmProblem)
  }
}

extension Project {
  /// Reads a file below `Content` as it is published, piece by piece: a picture without what its camera
  /// noted, in one piece.
  ///
  /// A picture that must not be published is an error long before; nobody gets its bytes here either.
  func readPublished(
    _ path: SourcePath, _ body: ([UInt8]) throws(ProjectFailure) -> Void
  ) throws(ProjectFailure) {
    var picture: (format: PictureFormat, bytes: [UInt8])?
    var isFirst = true
    try readPieces(of: path, limit: ContentFile.sizeLimit) { piece throws(ProjectFailure) in
      if isFirst, let format = PictureFormat(piece, fileExtension: path.fileExtension) {
        picture = (format, [])
      }
      isFirst = false
      if picture == nil {
        try body(piece)
      } else if picture?.bytes.count ?? 0 <= PictureFormat.sizeLimit {
        picture?.bytes += piece
      }
    }
    guard let picture else { return }
    let cut = cutPicture(picture.bytes, as: picture.format)
    guard let kept = cut.bytes else {
      throw ProjectFailure(
        path: path.text, action: "cannot publish this picture",
        reason: cut.problem?.message ?? "it is damaged")
    }
    try body(kept)
  }

  /// The bytes of a file below `Content` as they are published.
  package func publishedBytes(of path: SourcePath) throws(ProjectFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    try readPublished(path) { bytes += $0 }
    return bytes
  }
}
