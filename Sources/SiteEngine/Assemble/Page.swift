import Diagnostics
package import Documents

/// A page that the site shows: an article, or a page that stands by itself.
///
/// A class, so that the next build can share it, and ten thousand of them are put in another order
/// without touching what they say.
package final class Page: Sendable {
  /// Its number.
  let id: PageID
  /// The file it was written in.
  package let path: SourcePath
  /// What its author wrote it as.
  let kind: DocumentKind
  /// The family of pages that it belongs to.
  let family: PageFamily.ID
  /// What it has in common with its translations.
  let original: String
  /// Where it lives.
  package let url: SiteURL
  /// What the file says.
  let document: Document
  /// The name of the template that shows it.
  let template: String
  /// What other pages may show of it.
  let summary: PageSummary
  /// What joins it to others beside its tags; `nil` for the many that are joined by nothing.
  let belonging: Belonging?
  /// Where it lived before.
  let aliases: [Alias]
  /// When it is taken away; `nil` when it stays.
  let expires: Instant?
  /// The file that shows it.
  let output: PlannedOutput

  /// Puts a page together.
  init(
    id: PageID, path: SourcePath, kind: DocumentKind, family: PageFamily.ID, original: String,
    url: SiteURL, document: Document, template: String, summary: PageSummary, aliases: [Alias],
    expires: Instant?
  ) {
    self.id = id
    self.path = path
    self.kind = kind
    self.family = family
    self.original = original
    self.url = url
    self.document = document
    self.template = template
    self.summary = summary
    belonging = document.frontMatter.belonging
    self.aliases = aliases
    self.expires = expires
    output = PlannedOutput(
      url: url, family: family, language: summary.language, subject: .page(id), template: template)
  }

  /// The same page with another text.
  func rewritten(as document: Document) -> Page {
    Page(
      id: id, path: path, kind: kind, family: family, original: original, url: url,
      document: document, template: template, summary: summary, aliases: aliases,
      expires: expires)
  }

  /// How long it is.
  ///
  /// Not part of the summary: nearly every edit of a text changes it, and few lists show it.
  var length: PageLength {
    PageLength(readingMinutes: document.body.readingMinutes, words: document.body.wordCount)
  }

  /// The language it is written in.
  var language: String { summary.language }
}

/// What other pages may show of a page.
///
/// A page whose body changes keeps its summary, and so leaves the
/// pages around it alone. A class, since whoever asks for one thing in it should not copy the others.
final class PageSummary: Sendable {
  let title: String
  let url: SiteURL
  let description: String
  /// Whether the author wrote the description; else it is how the text begins.
  let isDescribed: Bool
  /// The day of its date, as its author wrote it.
  let date: CivilDate?
  let updated: CivilDate?
  /// When it was published.
  let published: Instant?
  /// When it last said something new.
  let revised: Instant?
  let tags: [String]
  /// The part of the topic's address that each tag makes; `nil` for one that makes none.
  let topics: [String?]
  let language: String

  /// Puts a summary together.
  init(
    title: String, url: SiteURL, description: String, isDescribed: Bool, date: CivilDate?,
    updated: CivilDate?,
    published: Instant?, revised: Instant?, tags: [String], topics: [String?], language: String
  ) {
    self.title = title
    self.url = url
    self.description = description
    self.isDescribed = isDescribed
    self.date = date
    self.updated = updated
    self.published = published
    self.revised = revised
    self.tags = tags
    self.topics = topics
    self.language = language
  }

  /// The fingerprint of all of it.
  var fingerprint: Fingerprint {
    var result = Fingerprint()
    for text in [title, url.path, description, language] { result.combine(text) }
    result.combine(isDescribed ? 1 : 0)
    for date in [date, updated] { result.combine(date?.daysSinceEpoch ?? Int.min) }
    for instant in [published, revised] {
      result.combine(instant.map { Int($0.secondsSinceEpoch) } ?? Int.min)
    }
    // What they make of addresses depends on nothing else.
    result.combine(tags.count)
    for tag in tags { result.combine(tag) }
    return result
  }
}

/// How long a text is.
struct PageLength: Sendable, Hashable {
  let readingMinutes: Int
  let words: Int
}

/// Something written that is not published, and why.
package struct HeldBack: Sendable, Hashable {
  /// Why it is held back.
  package enum Reason: Sendable, Hashable {
    /// Its author calls it a draft.
    case draft
    /// Its date has not come.
    case until(Instant)
    /// Its time has passed.
    case expired(Instant)
    /// Its front matter cannot be read, which is an error of its own.
    case unreadable
  }

  /// The file it was written in.
  package let path: SourcePath
  /// Its title.
  package let title: String
  /// Where it will live.
  package let url: SiteURL
  /// Why it is held back.
  package let reason: Reason
}
