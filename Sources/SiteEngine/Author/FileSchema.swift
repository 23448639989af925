import Documents

/// A kind of file that an author or the maker of a theme writes, by the name that its schema has.
package enum FileSchema: String, Sendable, CaseIterable {
  /// The front matter of an article.
  case article
  /// The front matter of a page.
  case page
  /// The front matter of what stands above the articles of a topic.
  case topic
  /// The front matter of what stands above the parts of a series.
  case series
  /// The front matter of a person who writes.
  case person
  /// `site.yaml`.
  case site
  /// `theme.yaml`.
  case theme
  /// `Content/glossary.yaml`.
  case glossary

  /// The fields that such a file may have.
  var fields: [FieldDeclaration] {
    switch self {
    case .article: FrontMatter.fields(of: .article)
    case .page: FrontMatter.fields(of: .page)
    case .topic: FrontMatter.fields(of: .topic)
    case .series: FrontMatter.fields(of: .series)
    case .person: FrontMatter.fields(of: .person)
    case .site: Configuration.fields
    case .theme: ThemeDescription.fields
    case .glossary: Glossary.fields
    }
  }

  /// The JSON Schema of the fields.
  package var text: String {
    switch self {
    case .article:
      jsonSchema(
        of: fields, title: "attune article", "The front matter of a file in `Content/articles`.")
    case .page:
      jsonSchema(of: fields, title: "attune page", "The front matter of a file in `Content/pages`.")
    case .topic:
      jsonSchema(
        of: fields, title: "attune topic", "The front matter of a file in `Content/topics`.")
    case .series:
      jsonSchema(
        of: fields, title: "attune series", "The front matter of a file in `Content/series`.")
    case .person:
      jsonSchema(
        of: fields, title: "attune person", "The front matter of a file in `Content/people`.")
    case .site: jsonSchema(of: fields, title: "attune site.yaml", "The settings of a site.")
    case .glossary:
      jsonSchema(
        ofTexts: fields, for: "means", title: "attune glossary",
        "The words that articles explain, each with what it means.")
    case .theme:
      jsonSchema(of: fields, title: "attune theme.yaml", "What a theme says about itself.")
    }
  }
}
