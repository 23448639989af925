import Foundation

/// An article or a page as its author has it at the moment, field by field, so that an edit can change
/// one of them and nothing else.
struct EditedDocument: Sendable {
  var title: String
  /// Whether the title is a person's name.
  var isPerson = false
  var series: String?
  var seriesOrder: Int?
  var authors: [String] = []
  var credentials: String?
  var photo: String?
  var date: String?
  var updated: String?
  var expires: String?
  var description: String?
  var tags: [String] = []
  var slug: String?
  var alias: String?
  var template: String?
  var language: String?
  var menuOrder: Int?
  var isDraft = false
  var showsContents = false
  /// A line that is a mistake.
  var mistake: String?
  var body: String

  /// The file.
  var text: String {
    var lines = ["---", "\(isPerson ? "name" : "title"): \(title)"]
    if let series { lines.append("series: \(series)") }
    if let seriesOrder { lines.append("series-order: \(seriesOrder)") }
    if !authors.isEmpty { lines.append("authors: [\(authors.joined(separator: ", "))]") }
    if let credentials { lines.append("credentials: \(credentials)") }
    if let photo { lines.append("photo: \(photo)") }
    if let date { lines.append("date: \(date)") }
    if let updated { lines.append("updated: \(updated)") }
    if let expires { lines.append("expires: \(expires)") }
    if let description { lines.append("description: \(description)") }
    if !tags.isEmpty { lines.append("tags: [\(tags.joined(separator: ", "))]") }
    if let slug { lines.append("slug: \(slug)") }
    if let alias { lines.append("aliases: [\(alias)]") }
    if let template { lines.append("template: \(template)") }
    if let language { lines.append("lang: \(language)") }
    if let menuOrder { lines.append("menu-order: \(menuOrder)") }
    if isDraft { lines.append("draft: true") }
    if showsContents { lines.append("toc: true") }
    if let mistake { lines.append(mistake) }
    return (lines + ["---", body, ""]).joined(separator: "\n")
  }
}

/// The settings as they are at the moment.
struct EditedSettings: Sendable {
  var name = "Practice"
  var url = "https://example.org/"
  var timeZone = "America/New_York"
  var theme = "plain"
  var description: String?
  var language: String?
  var next: String?
  var perPage: Int? = 2
  var menu: String?
  var host: String?
  var redirects: String?
  var gone: String?
  var allowedHosts: String?
  var securityContact: String?
  var precompresses: Bool?
  /// Settings of the theme.
  var isWide: Bool?
  var link: String?
  var booking: String? = "/articles/"
  /// Where forms send what is written.
  var contact: String? = "https://example.net/form"
  var mistake: String?

  /// The file.
  var text: String {
    var lines = ["name: \(name)", "url: \(url)", "time-zone: \(timeZone)", "theme: \(theme)"]
    if let description { lines.append("description: \(description)") }
    if let language { lines.append("language: \(language)") }
    if let next { lines.append("next: \(next)") }
    if let perPage { lines.append("articles-per-page: \(perPage)") }
    if let host { lines.append("host: \(host)") }
    if let redirects { lines.append("redirects: \(redirects)") }
    if let gone { lines.append("gone: \(gone)") }
    if let allowedHosts { lines.append("allowed-hosts: \(allowedHosts)") }
    if let securityContact { lines.append("security-contact: \(securityContact)") }
    if let precompresses { lines.append("precompress: \(precompresses)") }
    if let menu { lines.append("menu: \(menu)") }
    if let contact { lines += ["forms:", "  contact: \(contact)"] }
    if isWide != nil || link != nil || booking != nil { lines.append("settings:") }
    if let isWide { lines.append("  wide: \(isWide)") }
    if let link { lines.append("  link: \(link)") }
    if let booking { lines.append("  booking-url: \(booking)") }
    if let mistake { lines.append(mistake) }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The files of the theme that edits change: templates that show everything a template may ask for.
enum EditedTheme {
  /// Words in a language, of which one may vary.
  static func words(articles: String = "Articles", monthOne: String = "January") -> String {
    TestSite.words.replacingOccurrences(of: "January", with: monthOne)
      .replacingOccurrences(of: "articles: Articles", with: "articles: \(articles)")
      + "more: More\ntopics: Topics\nall-series: Series\npeople: People\n"
  }

  /// The words of blocks in a language that attune does not speak.
  private static let blockWords = [
    "block-summary", "booking", "form-name", "form-email", "form-message", "form-send",
    "form-warning", "form-trap", "form-on-site",
  ].map { "\($0): mot\n" }.joined()

  /// What a theme says of itself.
  static func description(isWide: Bool = false, extends parent: String?) -> String {
    "name: Theme\ninterface: 1\n" + (parent.map { "extends: \($0)\n" } ?? "")
      + "settings:\n  wide: {kind: flag, default: \(isWide)}\n  link: {kind: url}\n  booking-url: {kind: url}\n"
  }

  /// What every page begins with.
  static let frame = """
    {{language}} {{locale}} {{security-policy}} {{canonical}} {{site.name}} {{site.description}} {{site.home}}
    {{site.articles}} {{site.rss-feed}} {{site.atom-feed}} {{site.json-feed}} {{site.language}}
    {{strings.articles}} {{strings.more}} {{assets.style.css}} {{#settings.wide}}wide{{/settings.wide}}
    {{#settings.link}}{{settings.link}}{{/settings.link}}
    {{#menu}}[{{title}}]({{url}}){{#is-current}}*{{/is-current}}{{#is-ancestor}}^{{/is-ancestor}}{{#is-external}}!{{/is-external}}{{#has-children}}({{#children}}[{{title}}]({{url}}){{#is-current}}*{{/is-current}}{{#is-ancestor}}^{{/is-ancestor}} {{/children}}){{/has-children}} {{/menu}}
    {{#has-breadcrumbs}}{{#breadcrumbs}}{{title}} {{url}} > {{/breadcrumbs}}{{/has-breadcrumbs}}
    {{#translations}}({{language}} {{language-name}} {{url}} {{canonical}}{{#is-current}}*{{/is-current}}{{#is-default}}+{{/is-default}}){{/translations}}
    {{#has-languages}}{{#languages}}({{language}} {{language-name}} {{url}}{{#is-current}}*{{/is-current}}){{/languages}}{{/has-languages}}

    """

  /// What a page shows of itself or of another.
  static let entry = """
    {{title}} {{url}} {{description}} {{#date}}{{long}} {{iso}} {{year}}{{/date}}
    {{#updated}}{{long}}{{/updated}} {{published-time}} {{updated-time}} {{#tags}}{{.}},{{/tags}}
    {{#has-topics}}{{#topics}}{{name}} {{url}} {{count}};{{/topics}}{{/has-topics}}
    {{reading-minutes}} {{word-count}}

    """

  /// What the template for a block may ask for.
  static let block = """
    {{kind}} {{{title}}} [{{{content}}}] {{{caption}}} {{address}} {{label}} {{hint}} {{{form}}}
    {{#items}}<i id="{{id}}">{{{title}}}{{{content}}}</i>{{/items}} {{strings.articles}} {{canonical}}

    """

  private static let list = """
    {{#articles}}{{>partials/entry}}{{#is-current}}here{{/is-current}}{{/articles}}
    """
  private static let page = """
    {{>partials/frame}}{{>partials/entry}}
    {{#has-contents}}{{#contents}}#{{id}} {{text}} {{level}}{{#has-children}}({{#children}}{{text}} {{/children}}){{/has-children}}{{/contents}}{{/has-contents}}
    {{{content}}}
    """

  /// The template of a family, in one of three ways: everything, the least, or something between.
  static func template(_ name: String, way: Int) -> String {
    switch (name, way) {
    case ("not-found", 0), ("not-found", 1): "{{>partials/frame}}{{title}}\n"
    case ("overview", 0):
      "{{>partials/frame}}{{title}} {{description}} {{#groups}}{{name}} {{url}} {{description}} {{#has-articles}}{{count}}{{/has-articles}} {{credentials}} {{licence}} {{photo}} {{photo-height}};{{/groups}}\n"
    case (_, 0): whole(name)
    case ("article", 1):
      "{{site.language}} {{#next}}{{title}}{{/next}}{{#newer}}{{url}}{{/newer}}{{#older}}{{description}}{{/older}}\n"
    case ("home", 1), ("articles", 1):
      "{{#topics}}{{name}} {{count}}{{/topics}}{{#menu}}{{title}}{{/menu}}\n"
    case ("article", 2):
      "{{#series}}{{number}}/{{count}}{{#next}}{{url}}{{/next}}{{/series}}{{#authors}}{{credentials}}{{photo}}{{/authors}}{{#related}}{{url}}{{/related}}\n"
    case ("series", 1): "{{title}} {{#articles}}{{title}}{{/articles}}\n"
    case ("person", 1): "{{photo}} {{#articles}}{{url}}{{/articles}}\n"
    case ("overview", 1): "{{#groups}}{{name}} {{photo}};{{/groups}}\n"
    case ("overview", 2): "{{title}} {{#breadcrumbs}}{{title}} {{url}};{{/breadcrumbs}}\n"
    case ("year", 1): "{{#years}}{{name}}{{#is-current}}*{{/is-current}}{{/years}}\n"
    case ("topic", 1):
      "{{title}} {{#articles}}{{reading-minutes}}{{/articles}}{{#pagination}}{{count}}{{/pagination}}\n"
    case ("page", 1): "{{title}} {{strings.more}} {{#tags}}{{.}}{{/tags}}\n"
    case ("page", 2): "{{title}} {{#breadcrumbs}}{{title}} {{url}};{{/breadcrumbs}}\n"
    default: "{{title}} {{#languages}}{{language-name}}{{/languages}}\n"
    }
  }

  private static func whole(_ name: String) -> String {
    switch name {
    case "home":
      "{{>partials/frame}}{{title}} {{description}} {{{content}}}\n\(list)\n{{#topics}}{{name}} {{url}} {{count}}{{/topics}}\n"
    case "articles", "topic", "series", "person", "year":
      // A topic has no frame, which reads so much that one fact hides behind another.
      (name == "topic" || name == "series" ? "{{site.language}} " : "{{>partials/frame}}")
        + "{{title}} {{description}}\n\(list)\n"
        + (["topic", "series", "person"].contains(name) ? "{{{content}}}\n" : "")
        + (name == "series" ? "{{first-number}}\n" : "")
        + (name == "person"
          ? "{{name}} {{credentials}} {{licence}} {{photo}} {{photo-width}}{{#has-videos}}film{{/has-videos}}\n"
          : "")
        + (name == "year" || name == "articles"
          ? "{{#has-years}}{{#years}}{{name}} {{url}} {{count}}{{/years}}{{/has-years}}\n" : "")
        + "{{#pagination}}{{number}}/{{count}} {{newer}} {{older}}{{/pagination}}\n"
        + (name == "articles"
          ? "{{#has-topics}}{{#topics}}{{name}} {{url}} {{count}}{{/topics}}{{/has-topics}}\n" : "")
    case "article":
      page
        + "\n{{#next}}next {{>partials/entry}}{{/next}}{{#previous}}previous {{title}} {{url}}{{/previous}}\n"
        + "{{#series}}{{name}} {{url}} {{number}}/{{count}} {{#articles}}{{title}}{{#is-current}}*{{/is-current}}{{/articles}}{{#previous}}{{title}}{{/previous}}{{#next}}{{url}}{{/next}}{{/series}}\n"
        + "{{#has-related}}{{#related}}{{title}} {{url}};{{/related}}{{/has-related}}\n"
        + "{{#has-authors}}{{#authors}}{{name}} {{url}} {{description}} {{credentials}} {{licence}} {{photo}};{{/authors}}{{/has-authors}}\n"
        + "{{#has-neighbours}}{{#newer}}{{title}}{{/newer}}{{#older}}{{url}}{{/older}}{{/has-neighbours}}\n"
    case "page":
      page
        + "\n{{#has-section}}{{#section}}{{title}} {{url}}{{#is-current}}*{{/is-current}} {{/section}}{{/has-section}}\n"
    default: page
    }
  }

  /// The names of the templates.
  static let templates = [
    "home", "articles", "topic", "series", "person", "year", "overview", "article", "page",
    "not-found",
  ]

  /// Two themes, of which the second shows less, and one that both can extend, as files.
  static var files: [(path: String, text: String)] {
    var files: [(path: String, text: String)] = []
    for (theme, way) in [("plain", 0), ("other", 1)] {
      let folder = "Themes/\(theme)/"
      files.append((folder + "theme.yaml", description(extends: "parent")))
      files.append((folder + "partials/frame.mustache", frame))
      files.append((folder + "strings/en.yaml", words()))
      files.append((folder + "strings/es.yaml", words(articles: "Artículos", monthOne: "enero")))
      // Neither the site's language nor what that may become.
      files.append(
        (folder + "strings/fr.yaml", words(articles: "Textes", monthOne: "janvier") + blockWords))
      files.append((folder + "assets/style.css", "a { color: black }\n"))
      files.append((folder + "assets/fonts/a.woff2", "letters"))
      files += templates.map { (folder + "\($0).mustache", template($0, way: way)) }
    }
    return files + [
      ("Themes/parent/theme.yaml", "name: Parent\ninterface: 1\n"),
      ("Themes/parent/partials/entry.mustache", entry),
      ("Themes/parent/assets/other.css", "b { color: black }\n"),
    ]
  }
}
