import Diagnostics
import Documents

/// What one document makes of itself in a site: where it lives, what others may show of it, and what is
/// wrong with that.
///
/// It depends on the document and on the settings and on nothing else, neither on other documents nor on
/// the moment, so it is kept for as long as both are the same.
final class Placement: Sendable {
  /// What it was made from.
  let document: Document
  /// The file.
  let path: SourcePath
  /// Its title; the name of its file where it has none.
  let title: String
  /// Where it lives; `nil` when it has no address, which is an error.
  let url: SiteURL?
  /// When it appears and goes.
  let times: PublicationTimes
  /// Why it is held back at any moment; `nil` when only its dates can hold it back.
  private let hold: HeldBack.Reason?
  /// The page that it is when it is shown; `nil` for what cannot be read or has no address.
  let page: Page?
  /// What is wrong whether or not it is shown.
  let diagnostics: [Diagnostic]
  /// What is wrong when it is shown.
  let pageDiagnostics: [Diagnostic]

  /// Puts together what is known of a document.
  init(
    _ document: Document, _ path: SourcePath, title: String, url: SiteURL?, times: PublicationTimes,
    page: Page?, diagnostics: [Diagnostic], pageDiagnostics: [Diagnostic]
  ) {
    self.document = document
    self.path = path
    self.title = title
    self.url = url
    self.times = times
    hold = HeldBack.Reason(document.frontMatter)
    self.page = page
    self.diagnostics = diagnostics
    self.pageDiagnostics = pageDiagnostics
  }

  /// Why it is held back at an instant; `nil` when it is not.
  func reasonHeldBack(at instant: Instant) -> HeldBack.Reason? {
    hold ?? HeldBack.Reason(times, at: instant)
  }

  /// The same for a document of which only the text is another one; `nil` when more is.
  ///
  /// The bytes of the front matter decide, since problems have places in them.
  func rewritten(as other: Document) -> Placement? {
    guard document.frontMatter.says(what: other.frontMatter),
      document.body.excerpt.utf8.elementsEqual(other.body.excerpt.utf8)
    else { return nil }
    return Placement(
      other, path, title: title, url: url, times: times, page: page?.rewritten(as: other),
      diagnostics: diagnostics, pageDiagnostics: pageDiagnostics)
  }
}
