import Documents

/// An article or a page, parsed.
///
/// A class, so that the next build can share it.
final class ParsedDocument: Sendable {
  /// The file.
  let path: SourcePath
  /// Which state of the file was parsed.
  let version: FileVersion
  /// The path below `Content/articles` or `Content/pages`, without the language.
  ///
  /// Translations of each other have the same.
  let relativePath: String
  /// The language that the file's name says: `es` for `kap.es.md`.
  let language: String?
  /// What its place makes it.
  let kind: DocumentKind
  /// What it says.
  let document: Document

  /// Puts together what was found and what it says.
  init(_ place: DocumentPlace, version: FileVersion, document: Document) {
    path = place.entry.path
    relativePath = place.relativePath
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
    }
  }
}

/// A Markdown file at a place where it is published.
struct DocumentPlace: Sendable {
  /// The file as it was found.
  let entry: SourceTree.Entry
  /// The path below its kind's folder, without the language.
  let relativePath: String
  /// The language that the name says.
  let language: String?
  /// What its folder makes it.
  let kind: DocumentKind

  /// The place of a file; `nil` for a file that is neither an article nor a page.
  init?(_ entry: SourceTree.Entry) {
    guard let name = DocumentName(entry.path) else { return nil }
    self.entry = entry
    (kind, relativePath, language) = (name.kind, name.relativePath, name.language)
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

  /// Reads a path; `nil` when such a file is neither an article nor a page.
  init?(_ path: SourcePath) {
    guard path.fileExtension == "md" else { return nil }
    let relative: Substring
    if let path = path.relative(to: "Content/articles") {
      (kind, relative) = (.article, path)
    } else if let path = path.relative(to: "Content/pages") {
      (kind, relative) = (.page, path)
    } else {
      return nil
    }
    let stem = relative.utf8.dropLast(".md".utf8.count)
    let name = stem.lastIndex(of: UInt8(ascii: "/")).map { stem[$0...].dropFirst() } ?? stem
    if let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
      isLanguageCode(Substring(name[dot...].dropFirst()))
    {
      language = canonicalLanguage(String(Substring(name[dot...].dropFirst())))
      relativePath = String(Substring(stem[..<dot])) + ".md"
    } else {
      language = nil
      relativePath = String(relative)
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
