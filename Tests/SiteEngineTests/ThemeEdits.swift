import Foundation

/// Edits of everything that is no article and no page.
extension EditGenerator {
  /// Something of a theme is changed.
  mutating func themeEdit() -> (EditKind, Edit) {
    let folder = "Themes/\(chance(4) ? "other" : "plain")/"
    let template = pick(EditedTheme.templates)
    let path = folder + template + ".mustache"
    let whole = EditedTheme.template(template, way: 0)
    switch number(below: 20) {
    case 0..<4:
      if chance(12) {
        mends.append(.write(path, whole))
        return (.templateChanged, .write(path, "{{titel}}\n"))
      }
      return (
        .templateChanged,
        .write(path, EditedTheme.template(template, way: number(below: 3)))
      )
    case 4:
      mends.append(.write(path, whole))
      return (.templateRemoved, .remove(path))
    case 5, 6: return partialEdit(folder + "partials/entry.mustache")
    case 7:
      let partial = folder + "partials/frame.mustache"
      mends.append(.write(partial, EditedTheme.frame))
      return (.partialRenamed, .move(partial, to: folder + "partials/head.mustache"))
    case 8, 9:
      return (
        .themeWord,
        .write(
          folder + "strings/\(pick(["en", "es"])).yaml",
          EditedTheme.words(
            articles: pick(["Articles", "Texts"]), monthOne: pick(["January", "Jan."])))
      )
    case 10:
      let words = folder + "strings/\(pick(["en", "es"])).yaml"
      mends.append(.write(words, EditedTheme.words()))
      return (.themeWordsRemoved, .remove(words))
    case 17, 18, 19: return blockEdit(folder + "blocks/")
    case 11: return parentEdit()
    case 12, 13:
      let description = folder + "theme.yaml"
      mends.append(.write(description, EditedTheme.description(extends: "parent")))
      return (
        .themeDescription,
        .write(
          description,
          EditedTheme.description(isWide: true, extends: pick(["parent", "parent", nil, "nobody"])))
      )
    default: return assetEdit(folder + "assets/")
    }
  }

  /// A template for a block: everything that it may ask for, or nearly nothing, or none.
  private mutating func blockEdit(_ folder: String) -> (EditKind, Edit) {
    let path = folder + "\(pick(["note", "faq", "contact", "booking"])).mustache"
    if chance(3) { return (.blockTemplateRemoved, .remove(path)) }
    return (
      .blockTemplate, .write(path, pick([EditedTheme.block, "{{{content}}}\n", "<b></b>\n"]))
    )
  }

  /// The words that articles explain.
  mutating func glossaryEdit() -> (EditKind, Edit) {
    let path = "Content/glossary\(pick(["", "", ".es", ".fr"])).yaml"
    if chance(5) { return (.glossaryRemoved, .remove(path)) }
    let link =
      chance(20)
      ? pick(["/about/", "articles/a1.md"]) : pick(["/articles/", "https://example.net/"])
    let lines = [
      "words: \(pick(["said", "written"]))\n", "Other: {link: \(link)}\n",
      "Item: {means: a thing, link: \(link)}\n", "Premier: {also: [Hola, Primero], means: one}\n",
    ]
    return (.glossaryChanged, .write(path, lines.filter { _ in !chance(3) }.joined()))
  }

  /// A file of a theme in the place of that of the theme which it extends, or no longer.
  private mutating func partialEdit(_ path: String) -> (EditKind, Edit) {
    if chance(3) { return (.partialRemoved, .remove(path)) }
    let text = pick([EditedTheme.entry, "{{title}} {{url}}\n", "{{word-count}}\n"])
    return (.partialChanged, .write(path, text))
  }

  /// A file of the theme that the others extend.
  private mutating func parentEdit() -> (EditKind, Edit) {
    let folder = "Themes/parent/"
    switch number(below: 4) {
    case 0:
      mends.append(.write(folder + "partials/entry.mustache", EditedTheme.entry))
      return (.parentTheme, .remove(folder + "partials/entry.mustache"))
    case 1:
      mends.append(.write(folder + "theme.yaml", "name: Parent\ninterface: 1\n"))
      return (.parentTheme, .remove(folder + "theme.yaml"))
    case 2:
      let style = "b { color: \(pick(["red", "black"])) }\n"
      return (.parentTheme, .write(folder + "assets/other.css", style))
    default:
      let text = pick([EditedTheme.entry, "{{url}}\n"])
      return (.parentTheme, .write(folder + "partials/entry.mustache", text))
    }
  }

  private mutating func assetEdit(_ folder: String) -> (EditKind, Edit) {
    let style = folder + "style.css"
    switch number(below: 4) {
    case 0:
      mends.append(.write(style, "a { color: black }\n"))
      return (.themeAssetRemoved, .remove(style))
    case 1:
      return (.themeAssetRenamed, .move(folder + "fonts/a.woff2", to: folder + "fonts/b.woff2"))
    case 2:
      return (.themeAssetChanged, .write(folder + "fonts/a.woff2", pick(["letters", "signs"])))
    default:
      let text = pick([
        "a { color: red }\n", "a { color: blue }\n", "@import 'other.css';\n",
        "a { background: url(fonts/a.woff2) }\n", "a { background: url(nowhere.png) }\n",
      ])
      if text.contains("url") { mends.append(.write(style, "a { color: black }\n")) }
      return (.themeAssetChanged, .write(style, text))
    }
  }

  /// A setting is changed.
  mutating func settingsEdit() -> (EditKind, Edit) {
    if chance(4) { return publishingEdit() }
    if chance(8) {
      mends.append(.write("site.yaml", settings.text))
      var mistaken = settings
      mistaken.mistake = pick(["nmae: oops", "name: again", "tags: ["])
      return (.settingMistake, .write("site.yaml", mistaken.text))
    }
    var kind = EditKind.setting
    switch number(below: 15) {
    case 0: settings.name = pick(["Practice", "Rivers"])
    case 1: settings.url = "https://example.\(pick(["org", "com"]))/\(pick(["", "repo/"]))"
    case 2: settings.timeZone = pick(["UTC", "America/New_York"])
    case 3: settings.theme = settings.theme == "plain" && chance(2) ? "other" : "plain"
    case 4: settings.description = pick([nil, "A practice.", "Help."])
    case 5: settings.language = settings.language == nil ? "es" : nil
    case 6: settings.next = pick([nil, "newer", "older"])
    case 8: settings.perPage = pick([nil, 1, 2, 3])
    case 9:
      kind = .themeSetting
      settings.isWide = pick([nil, true, false])
    case 10:
      kind = .themeSetting
      settings.link = pick([nil, "/about/", "/articles/", "https://example.net/"])
    case 7, 11:
      kind = .formAddress
      settings.contact = pick(["https://example.net/form", "/form"])
    case 12:
      settings.booking = pick(["/articles/", "https://example.net/", "https://example.com/"])
    default:
      kind = .menu
      settings.menu = pick([
        nil, "[/articles/, about.md]", "[about.md, \"Texts\": /articles/]",
        "[\"Book\": \"https://example.net/\", about.md]",
        "[{\"Texts\": /articles/, children: [about.md, {\"Start\": /}]}]",
        chance(3) ? "[/topics/calm/]" : nil, chance(3) ? "[/topics/, /people/]" : nil,
      ])
    }
    return (kind, .write("site.yaml", settings.text))
  }

  /// What the site says of its host and of old addresses is changed, or the list of what was published.
  private mutating func publishingEdit() -> (EditKind, Edit) {
    switch number(below: 6) {
    case 0, 1:
      settings.host = pick([
        nil, "github-pages", "netlify", "cloudflare-pages", "nginx", "caddy", "apache",
      ])
      settings.precompresses = pick([nil, nil, nil, true])
      settings.allowedHosts = pick([nil, "[\"https://a.example\"]"])
      settings.securityContact = pick([nil, "\"mailto:a@example.org\""])
      return (.host, .write("site.yaml", settings.text))
    case 2, 3:
      let before = settings
      settings.redirects = pick([
        nil, "{/x/: /articles/, /y/: /x/}", "{/x/: /about/#part}", "{/old/y/: /three/}",
        "{/x/: \"https://example.net/\", /z/: /articles/photo.gif}", "{/x/: /y/, /y/: /x/}",
      ])
      settings.gone = pick([nil, "{/gone/: It ended.}", "{/gone/: It ended., /es/g/: Se fue.}"])
      let text = settings.text
      if !chance(10) {
        // Where a redirect leads may go, and then it is an error for long.
        settings = before
        mends.append(.write("site.yaml", before.text))
      }
      return (.oldAddress, .write("site.yaml", text))
    default:
      let path = "published-urls.txt"
      if chance(3) { return (.record, .remove(path)) }
      var addresses = [
        "/", "/articles/page/2/", "/articles/page/9/", "/topics/calm/", "/topics/x/",
      ]
      addresses += ["/fr/articles/", "/fr/feed.xml", "/articles/a1/", "/articles/a3/", "/three/"]
      // What the last ones name mostly is there.
      if !chance(8) { addresses.removeLast(3) }
      let text = addresses.filter { _ in chance(2) }.map { $0 + "\n" }.joined()
      // What the list names may go, and then it is an error for long.
      mends.append(.write(path, pick(["# Nothing yet.\n", "/\n/topics/x/\n/articles/page/9/\n"])))
      return (.record, .write(path, text + (chance(20) ? "no address\n" : "")))
    }
  }

  /// A file beside the articles is changed, or one that is published as it is.
  mutating func fileEdit() -> (EditKind, Edit) {
    if chance(2) {
      let path = "Content/articles/\(pick(["", "folder/"]))\(pick(["photo", "plan"])).gif"
      switch number(below: 5) {
      case 0:
        mends.append(.write(path, EditedPicture.first))
        return (.pictureRemoved, .remove(path))
      case 1:
        mends.append(.write(path, EditedPicture.first))
        return (
          .pictureRenamed, .move(path, to: path.replacingOccurrences(of: ".gif", with: "-old.gif"))
        )
      default: return (.pictureChanged, .write(path, pick(EditedPicture.all)))
      }
    }
    let path =
      "Content/static/\(pick(["humans.txt", "robots.txt", "_redirects", "folder/list.txt"]))"
    switch number(below: 5) {
    case 0: return (.staticRemoved, .remove(path))
    case 1:
      return (
        .staticRenamed, .move(path, to: "Content/static/\(pick(["people.txt", "humans.txt"]))")
      )
    case 2 where chance(6):
      let path = "Content/static/about/index.html"
      mends.append(.remove(path))
      return (.staticChanged, .write(path, "in the way"))
    default: return (.staticChanged, .write(path, pick(["one", "two"])))
    }
  }
}

/// Pictures of one point, alike but for what is cut off before they are published.
enum EditedPicture {
  private static let head = "GIF89a\u{1}\0\u{1}\0\0\0\0"
  private static let points = "\u{2C}\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}\u{44}\u{1}\0\u{3B}"
  /// The one that a site begins with.
  static let first = head + points
  /// It, and the same with a note in it, with bytes behind it, with another point, and wider.
  static let all = [
    first, head + "\u{21}\u{7E}\0" + points, first + "behind",
    first.replacingOccurrences(of: "\u{44}", with: "\u{4C}"),
    // The same with more room around the point.
    first.replacingOccurrences(of: "GIF89a\u{1}\0", with: "GIF89a\u{2}\0"),
  ]
}
