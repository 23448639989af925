import Compression

/// One file that the output folder will have.
///
/// A class, so that one build can share it with the next, and ten thousand are compared in no time.
package final class PlannedOutput: Sendable, Hashable {
  /// What the output shows.
  enum Subject: Sendable, Hashable {
    /// An article or a page.
    case page(PageID)
    /// One page of a list, counted from 1, and the page whose text stands above it, if any.
    case list(ListID, number: Int, count: Int, text: PageID?)
    /// One part of something that may be too large for one file, counted from 1; the list of the parts
    /// is 0.
    case part(number: Int, count: Int)
    /// A page that exists once and shows nothing in particular.
    case single
    /// A file of the theme, by its name.
    case themeFile(String)
    /// A file that is published as it is.
    case file(SourcePath)
    /// The way to where something lives now.
    case redirect(to: Destination)
    /// What is said where something was and is no more.
    case gone(reason: String?)
    /// What a host is told.
    case hostFile(HostFile)
    /// Another output, made smaller.
    case compressed(PlannedOutput, Compression)
  }

  /// The address.
  package let url: SiteURL
  /// The family that makes it.
  let family: PageFamily.ID
  /// The language of the words in it that no author wrote.
  let language: String
  /// What the output shows.
  let subject: Subject
  /// The name of the template that makes it; empty for what no template makes.
  let template: String

  /// Creates an output of a family, made with the template that it names or with the family's own.
  init(
    url: SiteURL, family: PageFamily.ID, language: String, subject: Subject,
    template: String? = nil
  ) {
    self.url = url
    path = url.outputPath
    self.family = family
    self.language = language
    self.subject = subject
    self.template = template ?? (family.family.isMadeByTemplate ? family.rawValue : "")
  }

  /// Whether nothing but the way to something else lies here, or the word that something is gone.
  var isOldAddress: Bool {
    switch subject {
    case .redirect, .gone: true
    default: false
    }
  }

  /// Where the file lies; it follows from the address, and is worked out once.
  package let path: OutputPath

  package static func == (lhs: PlannedOutput, rhs: PlannedOutput) -> Bool {
    lhs === rhs
      || lhs.url == rhs.url && lhs.family == rhs.family && lhs.language == rhs.language
        && lhs.subject == rhs.subject && lhs.template == rhs.template
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(url) }
}
