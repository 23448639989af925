import Diagnostics
package import Documents

/// The number of a published page in its ``Site``.
package struct PageID: Hashable, Comparable, Sendable {
  /// The position in the site's table of pages.
  let index: Int

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.index < rhs.index }
}

/// A published page: an article, or a page that stands by itself.
package struct Page: Sendable {
  /// The file it was written in.
  package let path: SourcePath
  /// What its author wrote it as.
  let kind: DocumentKind
  /// The family of pages that it belongs to.
  let family: PageFamily.ID
  /// Where it lives.
  package let url: SiteURL
  /// What the file says.
  let document: Document
  /// The name of the template that shows it.
  let template: String
  /// What other pages may show of it.
  let summary: PageSummary
}

/// What other pages may show of a page.
///
/// A page whose body changes keeps its summary, and so leaves the
/// pages around it alone.
struct PageSummary: Sendable, Hashable {
  let title: String
  let url: SiteURL
  let description: String
  let date: CivilDate?
  let updated: CivilDate?
  let tags: [String]
  let language: String
  let readingMinutes: Int
  let wordCount: Int
}

/// Something written that is not published, and why.
package struct HeldBack: Sendable, Hashable {
  /// Why it is held back.
  package enum Reason: Sendable, Hashable {
    /// Its author calls it a draft.
    case draft
    /// Its date has not come.
    case until(Instant)
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
