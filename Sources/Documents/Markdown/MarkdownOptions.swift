/// What decides how a text becomes HTML, beside the text itself.
package struct MarkdownOptions: Sendable, Hashable {
  /// The language of the page, as BCP 47 has it: it decides the shape of quotation marks.
  package var language: String
  /// Whether HTML in the text is published as it stands; links stay on the allow-list all the same.
  package var allowsRawHTML: Bool
  /// Whether attune's additions to Markdown are read; without them the HTML is byte for byte cmark's.
  ///
  /// Plain CommonMark with ``allowsRawHTML`` is cmark's unsafe mode: any address passes.
  package var extensions: Bool

  /// Creates options; the defaults are those of a site in English.
  package init(language: String = "en", allowsRawHTML: Bool = false, extensions: Bool = true) {
    self.language = language
    self.allowsRawHTML = allowsRawHTML
    self.extensions = extensions
  }
}
