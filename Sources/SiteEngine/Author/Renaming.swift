import Diagnostics
package import Documents

/// What a renaming has done.
package struct RenameReport: Sendable {
  /// The files that have other places now, from where to where.
  package let moved: [(from: SourcePath, to: SourcePath)]
  /// The files in which links were written anew.
  package let mended: [SourcePath]
  /// How many links that were.
  package let linkCount: Int
  /// The articles that name what was renamed by its new name.
  package let naming: [SourcePath]
  /// The old addresses that lead to new ones from now on.
  package let redirects: [(from: SiteURL, to: SiteURL)]
}

extension BuildSnapshot {
  /// Gives a text another name, with its translations and the files that only they show; keeps its old
  /// addresses alive, and mends the links that led there and the words by which articles name it.
  ///
  /// Nothing is changed before the site that would come of it has been built in memory and compared: it
  /// has no error, every link leads where it led, and every text says what it said.
  package func rename(
    _ old: String, to new: String, from way: [String], in project: Project, at instant: Instant
  ) throws(ProjectFailure) -> Result<RenameReport, Refusal> {
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty, let whole else { return .failure(Refusal(errors)) }
    let target: RenameTarget
    switch RenameTarget.reading(old, new, from: way, in: self) {
    case .success(let found): target = found
    case .failure(let refusal): return .failure(refusal)
    }
    var renaming = Renaming(before: self, whole: whole, target: target, project: project)
    renaming.move()
    try renaming.editSlug()
    let first = try build(renaming.changed, at: instant)
    guard let whole = first.whole else { return .failure(Refusal(first.errors)) }
    // Two texts at one address would make links ambiguous; links that lead elsewhere yet are mended next.
    let clashes = first.errors.filter { !Renaming.mendedRules.contains($0.rule) }
    guard clashes.isEmpty else { return .failure(Refusal(clashes)) }
    if let refusal = try renaming.mend(whole) { return .failure(refusal) }
    let second = try build(renaming.changed, at: instant)
    if let refusal = renaming.difference(from: second) { return .failure(refusal) }
    try renaming.apply()
    return .success(renaming.report)
  }

  fileprivate var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
}

/// The working state of ``BuildSnapshot/rename(_:to:from:in:at:)``.
private struct Renaming {
  /// What is wrong only until links and old addresses are written anew.
  static let mendedRules: Set<RuleID> = [
    .alias, .brokenLink, .brokenAnchor, .linkToHeldBack, .missingPicture,
    .lostAddress, .redirectTarget, .unknownAuthor,
  ]

  let before: BuildSnapshot
  let whole: BuildSnapshot.Whole
  let target: RenameTarget
  let project: Project
  private var changes = SourceChanges()
  private var edits: [SourcePath: ByteEdits] = [:]
  private var originals: [SourcePath: [UInt8]] = [:]
  private var mended: Set<SourcePath> = []
  private var words: WordMending?
  private var linkCount = 0
  private var redirects: [(from: SiteURL, to: SiteURL)] = []

  init(
    before: BuildSnapshot, whole: BuildSnapshot.Whole, target: RenameTarget, project: Project
  ) {
    self.before = before
    self.whole = whole
    self.target = target
    self.project = project
  }

  /// The project as it would be.
  var changed: Project {
    var result = project
    result.changes = changes
    return result
  }

  /// Gives the texts their new places, and with them the files in their folder that nobody else shows.
  mutating func move() {
    for (text, place) in zip(target.texts, target.places) where text.path != place {
      changes.move(text.path, to: place)
    }
    let (from, to) = (String(target.texts[0].path.folder), String(target.places[0].folder))
    guard !from.utf8.elementsEqual(to.utf8) else { return }
    let moved = Set(target.texts.map(\.path))
    var shownHere: Set<SourcePath> = []
    var shownElsewhere: Set<SourcePath> = []
    let urls = before.urls
    for document in before.sources.documents {
      for link in document.document.body.links.internalLinks {
        let resolution = resolve(
          link.destination, from: document.path, at: urls[document.path] ?? SiteURL("/"),
          in: whole.plan.addresses)
        guard case .file(let path) = LinkEnd(resolution, in: whole.site) else { continue }
        if moved.contains(document.path) {
          shownHere.insert(path)
        } else {
          shownElsewhere.insert(path)
        }
      }
    }
    for file in whole.site.files where !ContentFile.isStatic(file.path) {
      guard shownHere.contains(file.path), !shownElsewhere.contains(file.path),
        let relative = file.path.relative(to: from)
      else { continue }
      changes.move(file.path, to: SourcePath("\(to)/\(relative)"))
    }
  }

  /// Gives the text the end of its address that was asked for.
  mutating func editSlug() throws(ProjectFailure) {
    let text = target.texts[0]
    guard let slug = target.slug, let field = text.document.frontMatter.slug else { return }
    edits[text.path, default: ByteEdits()].replace(field.range, with: slug)
    try write(text.path)
  }

  /// Writes links and old addresses anew, knowing who will live where; gives what is in the way.
  mutating func mend(_ after: BuildSnapshot.Whole) throws(ProjectFailure) -> Refusal? {
    let mending = LinkMending(
      before: whole.site, addressesBefore: whole.plan.addresses, after: after.site,
      addressesAfter: after.plan.addresses, changes: changes)
    let urls = before.urls
    var problems: [Diagnostic] = []
    for document in before.sources.documents {
      let place = changes.place(of: document.path)
      guard let url = urls[document.path],
        let newURL = after.plan.addresses.sources[SourcePath(composed(place.text))]
      else { continue }
      problems += try mendLinks(of: document, mending, url, newURL)
      if url != newURL { try editAliases(of: document, url, newURL) }
    }
    try mendSettings(mending)
    problems += try mendWords(after)
    return problems.isEmpty ? nil : Refusal(problems)
  }

  /// Writes the words anew by which articles name a topic, a series or a person.
  private mutating func mendWords(_ after: BuildSnapshot.Whole) throws(ProjectFailure)
    -> [Diagnostic]
  {
    let mending = WordMending(
      before: whole.site, after: after.site, moved: target.texts.map(\.path), changes: changes)
    for edit in mending.edits {
      let path = edit.article.path
      edits[path, default: ByteEdits()]
        .replace(edit.field.range, with: SettingsLinks.value(edit.word))
      try write(path)
    }
    words = mending
    return mending.problems
  }

  private mutating func mendLinks(
    of document: ParsedDocument, _ mending: LinkMending, _ url: SiteURL, _ newURL: SiteURL
  ) throws(ProjectFailure) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for link in document.document.body.links.internalLinks {
      guard
        let address = mending.mended(
          link.destination, from: document.path, at: url, willLiveAt: newURL)
      else { continue }
      let editing = LinkEditing(try bytes(of: document.path))
      if editing.replace(link, with: address, in: &edits[document.path, default: ByteEdits()]) {
        mended.insert(document.path)
        linkCount += 1
      } else {
        problems.append(
          Diagnostic(
            .rename, .error, "this link would have to lead elsewhere, and attune can't rewrite it",
            at: link.place ?? SourcePlace(wholeOf: document.path.text),
            suggestion: "write its address as `\(link.destination)`, then rename"))
      }
    }
    if edits[document.path] != nil { try write(document.path) }
    return problems
  }

  /// Keeps the old address, if readers ever could come by it.
  private mutating func editAliases(
    of document: ParsedDocument, _ url: SiteURL, _ newURL: SiteURL
  ) throws(ProjectFailure) {
    let front = document.document.frontMatter
    let entries = front.aliases.map { field -> String? in
      guard case .success(let alias) = Alias.reading(field, of: url) else { return field.value }
      if alias.url == newURL { return nil }
      // A name without a slash is one in the folder of the page, which may be another now.
      return field.value.utf8.first == UInt8(ascii: "/") || url.folder == newURL.folder
        ? field.value : alias.url.path
    }
    let wasSeen = isPublished(document.path)
    let editing = AliasEditing(try bytes(of: document.path), front)
    editing.change(
      entries, adding: wasSeen ? url.path : nil, in: &edits[document.path, default: ByteEdits()])
    if wasSeen { redirects.append((url, newURL)) }
    try write(document.path)
  }

  /// Whether readers see a text, or did until it expired.
  private func isPublished(_ path: SourcePath) -> Bool {
    guard let held = before.heldBack.first(where: { $0.path == path }) else { return true }
    if case .expired = held.reason { return true }
    return false
  }

  /// Writes the links in `site.yaml` and in glossaries anew.
  private mutating func mendSettings(_ mending: LinkMending) throws(ProjectFailure) {
    let path = SourcePath(Configuration.fileName)
    for link in SettingsLinks(try bytes(of: path), for: whole.site).links {
      guard let address = mending.mended(setting: link.value) else { continue }
      edits[path, default: ByteEdits()].replace(link.range, with: SettingsLinks.value(address))
      mended.insert(path)
      linkCount += 1
    }
    if edits[path] != nil { try write(path) }
    for glossary in before.sources.glossaries.map(\.glossary) {
      for term in glossary.terms {
        guard let link = term.link, let range = term.linkRange,
          case .internalAddress = addressKind(link.address.utf8, isImage: false),
          let address = mending.mended(setting: link.address)
        else { continue }
        edits[glossary.path, default: ByteEdits()]
          .replace(range, with: SettingsLinks.value(address))
        mended.insert(glossary.path)
        linkCount += 1
      }
      if edits[glossary.path] != nil { try write(glossary.path) }
    }
  }

  private mutating func bytes(of path: SourcePath) throws(ProjectFailure) -> [UInt8] {
    if let bytes = originals[path] { return bytes }
    let bytes = try project.read(path, limit: Project.documentLimit)
    originals[path] = bytes
    return bytes
  }

  /// Notes what a file will say.
  private mutating func write(_ path: SourcePath) throws(ProjectFailure) {
    guard let edit = edits[path], !edit.isEmpty else { return }
    changes.write(edit.applied(to: try bytes(of: path)), to: changes.place(of: path))
  }

  /// What is not as it was in the site that would come of it; `nil` when all is well.
  func difference(from after: BuildSnapshot) -> Refusal? {
    let errors = after.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty, let new = after.whole else { return Refusal(errors) }
    let documents = Dictionary(
      after.sources.documents.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let (urls, newURLs) = (before.urls, after.urls)
    let problems = before.sources.documents.compactMap { document -> Diagnostic? in
      let place = changes.place(of: document.path)
      guard let other = documents[place], let url = urls[document.path],
        let newURL = newURLs[place],
        other.document.body.html == document.document.body.html,
        other.document.body.links.count == document.document.body.links.count,
        zip(document.document.body.links, other.document.body.links).allSatisfy({ old, link in
          end(of: old, document.path, url, whole).moved(by: changes)
            .allows(end(of: link, place, newURL, new))
        })
      else {
        return Diagnostic(
          .rename, .error,
          "attune can't mend the links of this text without changing more than them",
          at: SourcePlace(wholeOf: document.path.text), suggestion: "mend them by hand, then rename"
        )
      }
      return nil
    }
    guard problems.isEmpty else { return Refusal(problems) }
    if words?.keepsTogether(whole.site, new.site, changes) == false {
      return Refusal(
        Diagnostic(
          .rename, .error, "under this name an article would belong to something else than it does",
          at: SourcePlace(wholeOf: target.texts[0].path.text),
          suggestion: "choose another name"))
    }
    return nil
  }

  private func end(
    of link: LinkReference, _ path: SourcePath, _ url: SiteURL, _ whole: BuildSnapshot.Whole
  ) -> LinkEnd {
    guard link.isInternal else { return .nothing }
    let resolution = resolve(link.destination, from: path, at: url, in: whole.plan.addresses)
    return LinkEnd(resolution, in: whole.site)
  }

  /// Does it.
  func apply() throws(ProjectFailure) { try changes.apply(in: project, originals) }

  /// What was done.
  var report: RenameReport {
    RenameReport(
      moved: changes.origins.map { (from: $0.value, to: $0.key) }.sorted { $0.from < $1.from },
      mended: mended.map { changes.place(of: $0) }.sorted(), linkCount: linkCount,
      naming: Set(words?.edits.map { changes.place(of: $0.article.path) } ?? []).sorted(),
      redirects: redirects)
  }
}
