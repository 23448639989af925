/// Sites that show how articles are put in order, with the words of Spanish beside those of English.
enum OrganisationSite {
  /// An article with a date and lines of front matter.
  static func article(_ name: String, _ date: String, _ lines: String = "", text: String = "")
    -> String
  {
    """
    == Content/articles/\(name).md
    ---
    title: \(name)
    date: \(date)
    \(lines.isEmpty ? "notes: none" : lines)
    ---
    \(text)

    """
  }

  /// Somebody made up: nobody of that name lives anywhere.
  static func person(_ name: String, _ lines: String = "", text: String = "") -> String {
    """
    == Content/people/\(name).md
    ---
    \(lines)
    ---
    \(text)

    """
  }

  static let spanish = """
    == Themes/plain/strings/es.yaml
    months: [enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre]
    date-long: "{day} de {month} de {year}"
    articles: Artículos
    language-name: Español
    not-found: No está aquí
    callout-note: Nota
    callout-tip: Consejo
    callout-important: Importante
    callout-warning: Advertencia
    callout-caution: Precaución
    footnotes: Notas
    back-to-text: Volver
    table-region: Tabla

    """

  /// A template that shows all there is to say of an article's place among the others.
  static let articleTemplate = """
    == Themes/plain/article.mustache
    {{title}}{{#series}} in {{name}}={{url}} {{number}}/{{count}}{{#previous}} after {{title}}{{/previous}}{{#next}} before {{title}}{{/next}} ({{#articles}}{{title}}{{#is-current}}*{{/is-current}} {{/articles}}){{/series}}{{#has-authors}} by{{#authors}} {{name}}={{url}}{{#credentials}}, {{credentials}}{{/credentials}}{{#photo}} {{photo}}{{/photo}}{{/authors}}{{/has-authors}}{{#has-related}} see{{#related}} {{title}}{{/related}}{{/has-related}}

    """
}
