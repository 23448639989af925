package import Diagnostics

/// What the author says about a document above its text, each value with its place.
///
/// Holds nothing of the file but the bytes of the front matter, at most 64 KiB, so that a place can
/// still be told when the file is gone. A class, since whoever asks for one field should not copy the others.
package final class FrontMatter: Sendable {
  /// The title, without markup; never empty.
  package let title: Field<String>?
  /// When the document was, or will be, published.
  package let date: Field<CivilMoment>?
  /// When it last said something new.
  package var updated: Field<CivilMoment>? { rare?.updated }
  /// When it is taken away; a day without a time is the last one on which it is shown.
  package var expires: Field<CivilMoment>? { rare?.expires }
  /// What it is about, in a sentence or two.
  package let description: Field<String>?
  /// What it belongs to, in the author's order, none twice.
  package let tags: [Field<String>]
  /// The end of its address, as written; whether it can be one is the site's to say.
  package var slug: Field<String>? { rare?.slug }
  /// Where it lived before, in the author's order, none twice; whether each can be an address is the
  /// site's to say.
  package let aliases: [Field<String>]
  /// Whether it is not to be published yet.
  ///
  /// What was written there and cannot be read counts as yes.
  package var isDraft: Field<Bool>? { rare?.isDraft }
  /// The language it is written in: `lang`.
  package var language: Field<String>? { rare?.language }
  /// Whether it shows a table of its contents: `toc`.
  package var showsContents: Field<Bool>? { rare?.showsContents }
  /// Its place in the menu: `menu-order`.
  package var menuOrder: Field<Int>? { rare?.menuOrder }
  /// The template that shows it.
  package var template: Field<String>? { rare?.template }
  /// What only the author's theme knows about.
  package var extra: Field<FreeValue>? { rare?.extra }
  /// What joins an article to others beside its tags; `nil` for the many that are joined by nothing.
  package let belonging: Belonging?
  /// What is said of a person; `nil` for every other kind of document.
  package let profile: Profile?

  /// Whether the fields could be read at all.
  ///
  /// Where they could not, nobody knows whether the author meant a draft.
  package let isReadable: Bool

  private let path: String
  private let bytes: [UInt8]
  /// What few authors write: every article stays in memory, and room for it took 300 bytes of each.
  private let rare: RareFields?

  /// Takes the values out of fields, and keeps the bytes that their places need.
  ///
  /// Without `fields` there are none, or none that could be read. `unreadableDraft` is what was written
  /// behind `draft:` and says neither yes nor no; `end` is where the front matter ends.
  init(
    _ fields: FieldReader?, of kind: DocumentKind, unreadableDraft: Field<Bool>? = nil,
    in file: SourceFile, end: Int
  ) {
    isReadable = fields != nil
    // What stands above a list of articles has no date and no topics of its own.
    let datedFields = kind == .article || kind == .page ? fields : nil
    title = fields?.text(kind == .person ? "name" : "title")
    date = datedFields?.date("date")
    description = fields?.text("description")
    tags = datedFields?.texts("tags") ?? []
    aliases = fields?.texts("aliases") ?? []
    rare = RareFields(
      updated: fields?.date("updated"),
      expires: datedFields?.date("expires"),
      slug: fields?.text("slug"),
      isDraft: fields?.flag("draft") ?? unreadableDraft,
      language: fields?.text("lang"),
      showsContents: datedFields?.flag("toc"),
      menuOrder: kind == .page ? fields?.wholeNumber("menu-order") : nil,
      template: fields?.text("template"),
      extra: fields?.free("extra"))
    belonging = kind == .article ? fields.flatMap { Belonging($0) } : nil
    profile = kind == .person ? fields.map { Profile($0) } : nil
    path = file.path
    // Only empty lines above the front matter, which were reported, can make it longer than this.
    let isKept = fields != nil && end <= YAMLLimits.frontMatter.bytes + 1024
    bytes = isKept ? Array(file.bytes[..<min(end, file.bytes.count)]) : []
  }

  /// The place of a stretch of the front matter, also when the file is gone.
  ///
  /// - Complexity: O(*n*) in the size of the front matter.
  package func place(of range: Range<Int>) -> SourcePlace {
    var places = PlaceFinder(in: bytes, path: path)
    return places.place(of: range)
  }

  /// Whether another front matter has the same fields at the same places.
  package func says(what other: FrontMatter) -> Bool {
    isReadable == other.isReadable && bytes == other.bytes && path == other.path
      && fingerprint == other.fingerprint
  }

  /// Of everything that others may show or decide by; the places of the values are not in it.
  package var fingerprint: Fingerprint {
    var result = Fingerprint()
    combine(title, into: &result) { $0.combine($1) }
    combine(date, into: &result) { combineMoment($1, into: &$0) }
    combine(updated, into: &result) { combineMoment($1, into: &$0) }
    combine(expires, into: &result) { combineMoment($1, into: &$0) }
    combine(description, into: &result) { $0.combine($1) }
    result.combine(tags.count)
    for tag in tags { result.combine(tag.value) }
    combine(slug, into: &result) { $0.combine($1) }
    result.combine(aliases.count)
    for alias in aliases { result.combine(alias.value) }
    combine(isDraft, into: &result) { $0.combine($1 ? 1 : 0) }
    combine(language, into: &result) { $0.combine($1) }
    combine(showsContents, into: &result) { $0.combine($1 ? 1 : 0) }
    combine(menuOrder, into: &result) { $0.combine($1) }
    combine(template, into: &result) { $0.combine($1) }
    combine(extra, into: &result) { $1.combine(into: &$0) }
    belonging?.combine(into: &result)
    profile?.combine(into: &result)
    return result
  }
}

/// The fields of a front matter that few authors write.
private final class RareFields: Sendable {
  let updated: Field<CivilMoment>?
  let expires: Field<CivilMoment>?
  let slug: Field<String>?
  let isDraft: Field<Bool>?
  let language: Field<String>?
  let showsContents: Field<Bool>?
  let menuOrder: Field<Int>?
  let template: Field<String>?
  let extra: Field<FreeValue>?

  /// Keeps the fields; `nil` when there is none.
  init?(
    updated: Field<CivilMoment>?,
    expires: Field<CivilMoment>?,
    slug: Field<String>?,
    isDraft: Field<Bool>?,
    language: Field<String>?,
    showsContents: Field<Bool>?,
    menuOrder: Field<Int>?,
    template: Field<String>?,
    extra: Field<FreeValue>?
  ) {
    self.updated = updated
    self.expires = expires
    self.slug = slug
    self.isDraft = isDraft
    self.language = language
    self.showsContents = showsContents
    self.menuOrder = menuOrder
    self.template = template
    self.extra = extra
    let isThere = [
      updated != nil, expires != nil, slug != nil, isDraft != nil, language != nil,
      showsContents != nil, menuOrder != nil, template != nil, extra != nil,
    ]
    guard isThere.contains(true) else { return nil }
  }
}

/// Adds a field that may be absent.
func combine<Value: Sendable>(
  _ field: Field<Value>?, into fingerprint: inout Fingerprint,
  with add: (inout Fingerprint, Value) -> Void
) {
  // Absent and empty differ.
  fingerprint.combine(field == nil ? 0 : 1)
  if let field { add(&fingerprint, field.value) }
}

private func combineMoment(_ moment: CivilMoment, into fingerprint: inout Fingerprint) {
  fingerprint.combine(moment.date.daysSinceEpoch)
  fingerprint.combine(moment.secondsOfDay ?? -1)
  // No clock is this far from UTC.
  fingerprint.combine(moment.utcOffset ?? Int.min)
}

extension FrontMatter {
  /// The fields that a kind of document may have.
  package static func fields(of kind: DocumentKind) -> [FieldDeclaration] {
    switch kind {
    case .article: articleFields
    case .page: pageFields
    case .topic, .series: groupFields
    case .person: personFields
    }
  }

  private static let articleFields: [FieldDeclaration] =
    common(dateIsRequired: true) + Belonging.fields

  private static let pageFields: [FieldDeclaration] =
    common(dateIsRequired: false) + [
      FieldDeclaration(
        "menu-order", .wholeNumber,
        "Puts the page into the menu; pages with smaller numbers stand first.",
        otherNames: ["order", "weight", "nav_order", "menu"])
    ]

  /// What stands above a list of articles has no moment at which it appears or goes, and no topics.
  private static let groupFields: [FieldDeclaration] =
    common(dateIsRequired: false).filter {
      !["date", "expires", "tags", "toc"].contains($0.name)
    }

  private static let personFields: [FieldDeclaration] =
    Profile.fields + groupFields.filter { $0.name != "title" }

  private static func common(dateIsRequired: Bool) -> [FieldDeclaration] {
    [
      FieldDeclaration(
        "title", .text, "The title, shown above the text, in lists and in search results.",
        isRequired: true, example: "Sleeping well again", otherNames: ["headline", "name"]),
      FieldDeclaration(
        "date", .date, "The day of publication, perhaps with a time and a zone.",
        isRequired: dateIsRequired, example: "2026-01-31",
        otherNames: ["published", "pubdate", "publishdate", "publish_date", "created"]),
      FieldDeclaration(
        "description", .text, "One or two sentences for lists, feeds and search results.",
        otherNames: ["summary", "excerpt", "abstract", "subtitle"]),
      FieldDeclaration(
        "tags", .list(of: .text), "The topics that the text belongs to.",
        otherNames: ["keywords", "categories", "category", "topics", "topic"]),
      FieldDeclaration(
        "updated", .date, "The day on which the text last said something new.",
        otherNames: ["modified", "lastmod", "last-modified", "last_modified_at", "edited"]),
      FieldDeclaration(
        "expires", .date,
        "The last day on which the text is shown; with a time, the moment at which it is taken away.",
        example: "2026-12-31",
        otherNames: [
          "expiry", "expirydate", "expiry-date", "expire", "expiration", "unpublish", "until",
        ]),
      FieldDeclaration(
        "slug", .text, "The last part of the address, in place of the name of the file.",
        otherNames: ["permalink", "url", "path"]),
      FieldDeclaration(
        "aliases", .list(of: .text),
        "Addresses where the text lived before; each leads to it from now on.",
        example: "[/old/address/, old-name]",
        otherNames: ["alias", "redirect_from", "redirect-from", "redirects", "old-urls"]),
      FieldDeclaration("draft", .flag, "Keeps the text from being published while it is `true`."),
      FieldDeclaration(
        "lang", .text, "The language of the text, when it is not that of the site.",
        otherNames: ["language", "locale"]),
      FieldDeclaration(
        "toc", .flag, "Shows or hides the table of contents.",
        otherNames: ["contents", "table-of-contents"]),
      FieldDeclaration(
        "template", .text, "The template that shows the text, when it is not the usual one.",
        otherNames: ["layout", "theme"]),
      FieldDeclaration(
        "extra", .free, "Fields of your own, kept with the text; no theme can read them yet.",
        otherNames: ["params", "custom", "data"]),
      FieldDeclaration(
        "notes", .ignored, "Your own notes; they are never published.",
        otherNames: ["note", "comment", "comments"]),
    ]
  }
}
