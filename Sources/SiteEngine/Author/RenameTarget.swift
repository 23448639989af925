import Diagnostics
import Documents

extension RuleID {
  /// Something that cannot be renamed as it was asked for.
  static let rename = RuleID("rename")
}

/// What a person asked to rename, and into what.
struct RenameTarget {
  /// The text and its translations, the one that was named first.
  let texts: [ParsedDocument]
  /// Where each of them will be.
  let places: [SourcePath]
  /// The new last part of the address, when an address was asked for.
  let slug: String?

  /// Finds out what is meant by a file or an address, and by what it is to become: a file, an address, or
  /// only another name.
  ///
  /// `way` are the names from the site's folder down to where the person is.
  static func reading(
    _ old: String, _ new: String, from way: [String], in snapshot: BuildSnapshot
  ) -> Result<RenameTarget, Refusal> {
    let called = texts(called: old, in: snapshot)
    guard let text = text(named: old, from: way, in: snapshot) ?? called.onlyOne else {
      if let list = list(at: old, in: snapshot) {
        return .failure(
          problem(
            "`\(old)` is a list that attune makes, without a file to rename", at: old,
            "write `Content/\(list.folder)/\(list.part).md` with a `title`, then rename that"))
      }
      if called.count > 1 {
        let paths = called.map { "`\($0.path.text)`" }
        return .failure(
          problem(
            "more than one file is called `\(old)`", at: old,
            "write \(paths.prefix(4).joined(separator: " or "))"))
      }
      let paths = snapshot.sources.documents.map(\.path.text)
      return .failure(
        problem(
          "there is no article and no page `\(old)`", at: old,
          nearMiss(of: old, among: paths).map { "did you mean `\($0)`?" }
            ?? "`attune list` shows what there is"))
    }
    guard text.family != .home else {
      return .failure(
        problem("the home page lives at `/` and can't be renamed", at: text.path.text, nil))
    }
    guard let place = place(named: new, for: text, from: way, in: snapshot),
      canBe(place.stem, text.kind)
    else {
      return .failure(
        problem(
          text.kind.hasFolders
            ? "`\(new)` is neither an address, nor a file in `Content/articles` or `Content/pages`"
            : "`\(new)` is neither the address of a \(text.kind.word), nor a file in `\(text.kind.folder)`",
          at: new,
          "write an address such as `/\(text.kind.hasFolders ? "articles/" : text.kind.addressFolder)sleep/`, a file such as `sleep.md`, or only `sleep`"
        ))
    }
    let others = snapshot.sources.documents.filter {
      $0.kind == text.kind && $0.relativePath.utf8.elementsEqual(text.relativePath.utf8)
        && $0.path != text.path
    }
    let texts = [text] + others
    let places = texts.map { SourcePath(place.stem + suffix(of: $0)) }
    guard places[0] != text.path || place.slug != nil else {
      return .failure(problem("this is its name already", at: text.path.text, nil))
    }
    for (text, place) in zip(texts, places) where place != text.path {
      guard snapshot.tree[place] == nil else {
        return .failure(
          Refusal(
            Diagnostic(
              .alreadyThere, .error, "this file is there already, so nothing was renamed",
              at: SourcePlace(wholeOf: place.text), suggestion: "choose another name")))
      }
    }
    return .success(RenameTarget(texts: texts, places: places, slug: place.slug))
  }

  /// Whether a text may have this place: what stands above a list stays among its own, and nothing else
  /// becomes such a text.
  private static func canBe(_ stem: String, _ kind: DocumentKind) -> Bool {
    guard let name = DocumentName(SourcePath(stem + ".md")) else { return kind.hasFolders }
    return kind == name.kind || kind.hasFolders && name.kind.hasFolders
  }

  /// The topic or series at an address, when nobody wrote a text of it.
  private static func list(at address: String, in snapshot: BuildSnapshot) -> ListID? {
    guard isAddress(address) else { return nil }
    let path = composed(percentDecoded(address) ?? address)
    let url = SiteURL(path.hasSuffix("/") ? path : path + "/")
    switch snapshot.whole?.plan.addresses.residents[url] {
    case .list(let list) where list.folder == "topics" || list.folder == "series": return list
    default: return nil
    }
  }

  private static func problem(_ message: String, at path: String, _ suggestion: String?) -> Refusal
  {
    Refusal(
      Diagnostic(
        .rename, .error, message, at: SourcePlace(wholeOf: path), suggestion: suggestion))
  }

  /// What the name of a file has behind the part that translations share: `.es.md`.
  private static func suffix(of text: ParsedDocument) -> String {
    let shared = folder(of: text.kind) + text.relativePath.utf8.count - ".md".utf8.count
    return String(Substring(text.path.text.utf8.dropFirst(shared)))
  }

  private static func folder(of kind: DocumentKind) -> Int { folderName(of: kind).utf8.count + 1 }

  private static func folderName(of kind: DocumentKind) -> String {
    kind.folder
  }

  private static func text(
    named name: String, from way: [String], in snapshot: BuildSnapshot
  ) -> ParsedDocument? {
    let documents = snapshot.sources.documents
    func document(_ path: String) -> ParsedDocument? {
      documents.first { composed($0.path.text) == composed(path) }
    }
    if isAddress(name) {
      let url = composed(percentDecoded(name) ?? name)
      let urls = snapshot.urls
      return documents.first { document in
        urls[document.path].map { $0.path == url || $0.path == url + "/" } ?? false
      }
    }
    return candidates(name, from: way).lazy.compactMap(document).first
  }

  /// The texts whose file has a name, written with `.md` or without.
  private static func texts(called name: String, in snapshot: BuildSnapshot) -> [ParsedDocument] {
    guard !name.utf8.contains(UInt8(ascii: "/")) else { return [] }
    let wanted = composed(name)
    return snapshot.sources.documents.filter {
      let own = composed(String($0.path.name))
      return own == wanted || own == wanted + ".md"
    }
  }

  /// The files that a person may mean: from where they are, from the site's folder, and below `Content`.
  private static func candidates(_ name: String, from way: [String]) -> [String] {
    [way.joined(separator: "/"), "", "Content"].compactMap { joinedPath($0, name) }
  }

  private static func isAddress(_ name: String) -> Bool {
    name.utf8.first == UInt8(ascii: "/") && !name.hasSuffix(".md")
  }

  /// The path of the new file without what follows the name that translations share, and the last part of
  /// the address when one was named.
  private static func place(
    named name: String, for text: ParsedDocument, from way: [String], in snapshot: BuildSnapshot
  ) -> (stem: String, slug: String?)? {
    if isAddress(name) { return place(atAddress: name, for: text, in: snapshot) }
    let current = String(text.path.folder)
    let isName = !name.utf8.contains(UInt8(ascii: "/"))
    if isName, !name.hasSuffix(".md") {
      let slug = Documents.slug(of: composed(name))
      guard !slug.utf8.isEmpty, name != "index" else { return nil }
      // A text that names its address itself keeps to that; whoever names a file means only the file.
      return ("\(current)/\(name)", text.document.frontMatter.slug == nil ? nil : slug)
    }
    let paths = candidates(name, from: way) + (isName ? ["\(current)/\(name)"] : [])
    let places = paths.lazy.compactMap { DocumentName(SourcePath($0)) }
    guard name.hasSuffix(".md"), let place = places.first,
      place.language == nil || place.language == text.language
    else { return nil }
    let relative = String(Substring(place.relativePath.utf8.dropLast(".md".utf8.count)))
    return ("\(folderName(of: place.kind))/\(relative)", nil)
  }

  private static func place(
    atAddress name: String, for text: ParsedDocument, in snapshot: BuildSnapshot
  ) -> (stem: String, slug: String?)? {
    guard let configuration = snapshot.sources.configuration else { return nil }
    let language = snapshot.urls[text.path].flatMap { url in
      snapshot.site?.languages.first {
        $0 != configuration.language
          && url.path.utf8.starts(with: configuration.prefix(of: $0).utf8)
      }
    }
    var names = composed(percentDecoded(name) ?? name).utf8.split(separator: UInt8(ascii: "/"))
      .map { String(Substring($0)) }
    if let language {
      guard names.first == language.lowercased() else { return nil }
      names.removeFirst()
    }
    var kind = DocumentKind.page
    let known = DocumentKind.allCases.first { kind in
      kind != .page && names.first.map { $0 + "/" == kind.addressFolder } == true
    }
    if let known {
      kind = known
      names.removeFirst()
    }
    let isAddress = names.allSatisfy { !$0.utf8.isEmpty && Documents.slug(of: $0) == $0 }
    guard isAddress, let last = names.last else { return nil }
    let isFolder = text.path.name.utf8.starts(with: "index.".utf8)
    let path = names.joined(separator: "/")
    let front = text.document.frontMatter
    return (
      "\(folderName(of: kind))/\(path)\(isFolder ? "/index" : "")", front.slug == nil ? nil : last
    )
  }
}

extension [ParsedDocument] {
  /// The one that is there, when there is no other.
  fileprivate var onlyOne: ParsedDocument? { count == 1 ? first : nil }
}

extension BuildSnapshot {
  /// The site, as far as there is one.
  var site: Site? { whole?.site }

  /// Where each text lives or will live, by its file.
  var urls: [SourcePath: SiteURL] {
    let pages = site?.pages.map { ($0.path, $0.url) } ?? []
    return Dictionary(
      pages + heldBack.map { ($0.path, $0.url) }, uniquingKeysWith: { first, _ in first })
  }
}
