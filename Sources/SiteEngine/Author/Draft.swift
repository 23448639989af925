import Diagnostics
package import Documents

/// A text that somebody is about to begin.
package struct Draft: Sendable, Hashable {
  /// Why a draft cannot be begun as it was asked for.
  package enum Flaw: Error, Hashable {
    /// The title says nothing.
    case emptyTitle
    /// The title has nothing to make the name of a file of.
    case noName
    /// The name that was asked for is no part of an address; what could be one.
    case name(instead: String)
    /// The name is that of a folder's own page.
    case folderName
    /// What was asked for is not written like the code of a language.
    case language
  }

  /// The title, in one line.
  package let title: String
  /// What it will be.
  package let kind: DocumentKind
  /// The language it will be written in; `nil` for that of the site.
  package let language: String?
  /// The name of its file, without the language and `.md`.
  package let name: String

  /// A title can be a sentence, and its file's name need not be all of it.
  private static let nameLimit = 80

  /// Makes a draft of what a person wrote; without `name` the file is named after the title.
  package init(
    title: String, kind: DocumentKind, language: String? = nil, name: String? = nil
  ) throws(Flaw) {
    self.title = oneLine(title)
    self.kind = kind
    guard !self.title.utf8.isEmpty else { throw .emptyTitle }
    if let language {
      guard isLanguageCode(language) else { throw .language }
      self.language = canonicalLanguage(language)
    } else {
      self.language = nil
    }
    let slug = Documents.slug(of: composed(name ?? self.title))
    if let name, slug.utf8.isEmpty || slug.utf8.count > SiteURL.nameLimit - 16 || slug != name {
      throw .name(instead: Self.shortened(slug))
    }
    self.name = name ?? Self.shortened(slug)
    guard !self.name.utf8.isEmpty else { throw .noName }
    guard self.name != "index" else { throw .folderName }
  }

  /// As many words of a slug as are short enough; of one long word its beginning.
  private static func shortened(_ slug: String) -> String {
    guard slug.utf8.count > nameLimit else { return slug }
    var end = slug.startIndex
    var wordEnd: String.Index?
    // Whole characters, so that no letter loses its marks.
    for index in slug.indices {
      if slug[index] == "-" { wordEnd = index }
      let next = slug.index(after: index)
      if slug[..<next].utf8.count > nameLimit { break }
      end = next
    }
    return String(slug[..<(wordEnd ?? end)])
  }

  /// The file that it will be in; `site` is the language of pages that name none.
  func path(in site: String) -> SourcePath {
    let suffix = language.map { $0 == site ? "" : ".\($0)" } ?? ""
    return SourcePath("Content/\(folder)/\(name)\(suffix).md")
  }

  private var folder: String { kind == .article ? "articles" : "pages" }

  /// Where it will live.
  func url(in configuration: Configuration) -> SiteURL {
    let prefix = configuration.prefix(of: language ?? configuration.language)
    return SiteURL(prefix + (kind == .article ? "articles/" : "") + name + "/")
  }

  /// The first words of its file: a form to fill in, which is right as it stands.
  func text(on day: CivilDate) -> String {
    let lines =
      kind == .article
      ? [
        "date: \(day.text)",
        "description: # one or two sentences, for lists and search results",
        "tags: [] # what it is about, such as [sleep, anxiety]",
      ]
      : [
        "description: # one or two sentences, for search results",
        "# menu-order: 1 puts the page into the menu",
      ]
    return
      (["---", "title: \(quotedYAML(title))"] + lines
      + ["draft: true # remove this line to publish the text", "---", "", ""])
      .joined(separator: "\n")
  }
}

/// A text in one line, without what nobody can see: a title that was pasted may have both.
func oneLine(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029:
      if !result.isEmpty, result.utf8.last != UInt8(ascii: " ") { result += " " }
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E,
      0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF:
      break
    default:
      if scalar.value & 0xFFFE != 0xFFFE { result.unicodeScalars.append(scalar) }
    }
  }
  while result.utf8.last == UInt8(ascii: " ") { result.removeLast() }
  return result
}

/// A text in one line as YAML writes it between quotation marks, where nothing else has a meaning.
func quotedYAML(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { result += "\\" }
    result.unicodeScalars.append(scalar)
  }
  return result + "\""
}
