import Documents

/// An article or a page, parsed.
///
/// A class, so that the next build can share it.
final class ParsedDocument: Sendable {
  /// The file.
  let path: SourcePath
  /// Which state of the file was parsed.
  let version: FileVersion
  /// The path below the folder of its kind, such as `Content/articles`, without the language.
  ///
  /// Translations of each other have the same. Found anew each time, since every article stays in memory.
  var relativePath: String { DocumentName(path)?.relativePath ?? "" }
  /// The language that the file's name says: `es` for `kap.es.md`.
  let language: String?
  /// What its place makes it.
  let kind: DocumentKind
  /// What it says.
  let document: Document

  /// Puts together what was found and what it says.
  init(_ place: DocumentPlace, version: FileVersion, document: Document) {
    path = place.entry.path
    language = place.language
    kind = place.kind
    self.version = version
    self.document = document
  }

  /// The family of pages that it belongs to.
  var family: PageFamily.ID {
    switch kind {
    case .article: .article
    case .page: relativePath == "index.md" ? .home : .page
    case .topic: .topic
    case .series: .series
    case .person: .person
    }
  }
}

/// A Markdown file at a place where it is published.
struct DocumentPlace: Sendable {
  /// The file as it was found.
  let entry: SourceTree.Entry
  /// The language that the name says.
  let language: String?
  /// What its folder makes it.
  let kind: DocumentKind

  /// The place of a file; `nil` for a file that is published nowhere.
  init?(_ entry: SourceTree.Entry) {
    guard let name = DocumentName(entry.path) else { return nil }
    self.entry = entry
    (kind, language) = (name.kind, name.language)
  }
}

/// What the path of a Markdown file says of it.
struct DocumentName: Sendable {
  /// The path below its kind's folder, without the language.
  let relativePath: String
  /// The language that the name says.
  let language: String?
  /// What its folder makes it.
  let kind: DocumentKind

  /// Reads a path; `nil` when such a file is published nowhere.
  init?(_ path: SourcePath) {
    guard path.fileExtension == "md" else { return nil }
    var found: (kind: DocumentKind, relative: Substring)?
    for kind in DocumentKind.allCases {
      guard let relative = path.relative(to: kind.folder) else { continue }
      found = (kind, relative)
      break
    }
    guard let (kind, relative) = found, kind.hasFolders || Self.isName(relative) else { return nil }
    self.kind = kind
    let stem = Substring(relative.utf8.dropLast(".md".utf8.count))
    let name = stem.lastIndex(ofByte: UInt8(ascii: "/")).map { stem[$0...].dropFirst() } ?? stem
    if let dot = name.lastIndex(ofByte: UInt8(ascii: ".")), dot > name.startIndex,
      isLanguageCode(name[dot...].dropFirst())
    {
      language = canonicalLanguage(String(name[dot...].dropFirst()))
      relativePath = stem[..<dot] + ".md"
    } else {
      language = nil
      relativePath = String(relative)
    }
  }

  /// Whether a path is a name without folders, and not that of what stands for a whole folder.
  private static func isName(_ relative: Substring) -> Bool {
    !relative.utf8.contains(UInt8(ascii: "/")) && !relative.utf8.starts(with: "index.".utf8)
  }
}

extension DocumentKind {
  /// The folder of the project that has the documents of this kind.
  var folder: String {
    switch self {
    case .article: "Content/articles"
    case .page: "Content/pages"
    case .topic: "Content/topics"
    case .series: "Content/series"
    case .person: "Content/people"
    }
  }

  /// What the addresses of its documents begin with, behind the language: `articles/`.
  var addressFolder: String { self == .page ? "" : folderBelowContent }

  /// The folder as it is called below `Content`: `articles/`.
  var folderBelowContent: String {
    Substring(folder.utf8.dropFirst("Content/".utf8.count)) + "/"
  }

  /// Whether documents of this kind may lie in folders; a topic, a series or a person is one file.
  var hasFolders: Bool { self == .article || self == .page }

  /// What one document of the kind is.
  package var word: String {
    switch self {
    case .article: "article"
    case .page: "page"
    case .topic: "topic"
    case .series: "series"
    case .person: "person"
    }
  }
}

/// Whether a text is written like the code of a language: `es`, `pt-BR`.
func isLanguageCode(_ text: some StringProtocol) -> Bool {
  let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  return parts.enumerated().allSatisfy { index, part in
    (index == 0 ? 2...3 : 2...8).contains(part.count)
      && part.allSatisfy { byte in
        (0x61...0x7A).contains(byte | 0x20) || index > 0 && (0x30...0x39).contains(byte)
      }
  }
}

/// The code of a language as it is usually written, `pt-BR` for `PT-br`, so that one language has one
/// address.
func canonicalLanguage(_ code: String) -> String {
  let parts = code.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  return parts.enumerated().map { index, part in
    let text = String(Substring(part))
    return index > 0 && part.count == 2 ? text.uppercased() : text.lowercased()
  }.joined(separator: "-")
}
