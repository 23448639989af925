import Diagnostics
package import Documents

/// A published page: an article, or a page that stands by itself.
package struct Page: Sendable {
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
  /// Where it lived before.
  let aliases: [Alias]
  /// When it is taken away; `nil` when it stays.
  let expires: Instant?

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
/// pages around it alone.
struct PageSummary: Sendable, Hashable {
  let title: String
  let url: SiteURL
  let description: String
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

  /// The fingerprint of all of it.
  var fingerprint: Fingerprint {
    var result = Fingerprint()
    for text in [title, url.path, description, language] { result.combine(text) }
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
