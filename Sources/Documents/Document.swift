package import Diagnostics

/// What the author wrote a file as, which decides the fields it must have.
package enum DocumentKind: Sendable, Hashable, CaseIterable {
  /// An article of the blog: needs a title and a date.
  case article
  /// A page that stands by itself: needs a title.
  case page
  /// What stands above the articles of a topic: needs a title.
  case topic
  /// What stands above the articles of a series: needs a title.
  case series
  /// Somebody who writes articles: needs a name.
  case person
}

/// One file, parsed: what its front matter says, its text as HTML, and what is wrong with it.
///
/// A class, so that one build can share it with the next without copying.
package final class Document: Sendable {
  /// The fields at the top of the file.
  package let frontMatter: FrontMatter
  /// The text.
  package let body: Body
  /// What is wrong with the file, in reading order.
  package let diagnostics: [Diagnostic]

  /// Creates a document.
  init(frontMatter: FrontMatter, body: Body, diagnostics: [Diagnostic]) {
    self.frontMatter = frontMatter
    self.body = body
    self.diagnostics = diagnostics
  }
}

/// Parses one file.
///
/// Total: every sequence of bytes is a document, with what is wrong beside it.
///
/// A language that the front matter names wins over that of the options. Whoever parses many files one
/// after the other hands the same `room` in for each.
package func parse(
  _ file: SourceFile, as kind: DocumentKind, options: MarkdownOptions,
  in room: WritingRoom = WritingRoom()
) -> Document {
  var findings = Findings(in: file)
  let (frontMatter, range) = parseFrontMatter(of: file, as: kind, into: &findings)
  var options = options
  if let language = frontMatter.language { options.language = language.value }
  let body = parseMarkdown(file, in: range, options: options, into: &findings, room)
  return Document(frontMatter: frontMatter, body: body, diagnostics: findings.diagnostics())
}
