import Documents
import Foundation
import SiteEngine
import TestSupport

/// One step in the life of a site: what an author, an editor or the clock does to it.
enum Edit: Sendable, CustomStringConvertible {
  /// A file is written, new or over an old one.
  case write(String, String)
  /// A file goes; nothing happens when it is not there.
  case remove(String)
  /// A file gets another name or place; nothing happens when it is not there.
  case move(String, to: String)
  /// The clock is set to an instant.
  case moment(Int64)

  var description: String {
    switch self {
    case .write(let path, let text): "write \(path): \(text.debugDescription)"
    case .remove(let path): "remove \(path)"
    case .move(let path, let target): "move \(path) to \(target)"
    case .moment(let seconds): "moment \(Instant(secondsSinceEpoch: seconds).text)"
    }
  }

  /// Does it, and says what a watcher of the folder would say.
  func apply(to site: TestSite) throws -> [Change] {
    switch self {
    case .write(let path, let text):
      try site.write(path, Array(text.utf8))
      return [.file(SourcePath(path))]
    case .remove(let path):
      guard site.exists(path) else { return [] }
      try site.remove(path)
      return [.file(SourcePath(path))]
    case .move(let path, let target):
      guard site.exists(path), path != target else { return [] }
      let bytes = try Array(Data(contentsOf: site.root.appending(path: path)))
      try site.remove(path)
      try site.write(target, bytes)
      return [.file(SourcePath(path)), .file(SourcePath(target))]
    case .moment(let seconds):
      site.instant = Instant(secondsSinceEpoch: seconds)
      return [.moment(site.instant)]
    }
  }
}

/// An edit, and what happens after it: how a session is told, and who looks at the site then.
struct Step: Sendable, CustomStringConvertible {
  let edit: Edit
  /// Whether nobody knows which files were changed.
  let isUntold: Bool
  /// Which part of the site is looked at.
  let view: View

  enum View: CaseIterable, Sendable { case nothing, onePage, everything }

  var description: String { "\(edit) (\(isUntold ? "untold, " : "")then \(view))" }
}

/// Edits made up from a seed: everything that can happen to a small site, mistakes among it.
struct EditGenerator {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// Some edits, from 1 to 50.
  mutating func sequence() -> [Step] {
    (0..<Int.random(in: 1...50, using: &generator)).map { _ in
      Step(edit: edit(), isUntold: chance(3), view: pick(Step.View.allCases))
    }
  }

  private mutating func edit() -> Edit {
    switch Int.random(in: 0..<22, using: &generator) {
    case 0..<8: .write(article(), articleText())
    case 8, 9: .write(page(), pageText())
    case 10, 11: .remove(pick([article(), article(), page(), file()]))
    case 12: .move(article(), to: article())
    case 13: .move(page(), to: pick([page(), article()]))
    case 14: .moment(1_767_225_600 + Int64.random(in: 0..<360, using: &generator) * 86_400)
    case 15: .write("site.yaml", settings())
    case 16:
      .write(
        "Themes/plain/\(pick(["article", "home", "partials/line", "articles", "page"])).mustache",
        template())
    case 17: .write("Themes/plain/strings/\(pick(["en", "es"])).yaml", words())
    case 18:
      .write(
        "Themes/plain/assets/\(pick(["style.css", "other.css", "fonts/a.woff2"]))", stylesheet())
    case 19: .write("Themes/plain/theme.yaml", description())
    case 20: pick([.write(parentFile(), template()), .remove(parentFile())])
    default: .write(file(), pick(["one", "two", picture(), picture()]))
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }

  private mutating func number() -> Int { Int.random(in: 0..<6, using: &generator) }

  private mutating func article() -> String {
    pick([
      "Content/articles/a\(number()).md", "Content/articles/a\(number()).md",
      "Content/articles/a\(number()).es.md", "Content/articles/folder/a\(number()).md",
    ])
  }

  private mutating func page() -> String {
    "Content/pages/\(pick(["index", "about", "index.es", "about.es", "contact", "articles/a1"])).md"
  }

  private mutating func file() -> String {
    pick([
      "Content/articles/photo.jpg", "Content/articles/folder/photo.jpg", "Content/pages/plan.pdf",
      "Content/static/humans.txt", "Content/static/about/index.html", "Content/lost.md",
      "Content/static/robots.txt", "Content/static/_redirects", "Content/static/.htaccess",
    ])
  }

  private mutating func link() -> String {
    pick([
      "a\(number()).md", "/articles/a\(number())/", "/about/", "photo.jpg", "plan.pdf",
      "/humans.txt",
      "a\(number()).es.md", "/es/articles/a\(number())/", "#part-one", "a\(number()).md#part-one",
      "/nowhere/", "folder/a\(number()).md",
    ])
  }

  private mutating func articleText() -> String {
    let date = "2026-\(pick(["01", "03", "05", "07", "09", "11"]))-\(pick(["01", "15"]))"
    var lines = ["---", "title: \(pick(["One", "Two", "Three", "Four"]))", "date: \(date)"]
    if chance(6) { lines.append("draft: true") }
    if chance(4) { lines.append("tags: [\(pick(["PTSD", "sleep", "ptsd", "grief"])), calm]") }
    if chance(8) { lines.append("slug: \(pick(["a1", "other"]))") }
    if chance(8) { lines.append("description: \(pick(["Short.", "Long."]))") }
    if chance(10) { lines.append("toc: true") }
    if chance(8) { lines.append("updated: 2026-\(pick(["02", "12"]))-03") }
    if chance(6) { lines.append("expires: 2026-\(pick(["02", "06", "10", "12"]))-20") }
    if chance(15) { lines.append("daet: 2026-01-01") }
    if chance(20) { lines.append("title: again") }
    if chance(12) { lines.append("aliases: [/old/\(number())/]") }
    if chance(15) { lines.append("template: \(pick(["page", "landing"]))") }
    lines.append("---")
    return lines.joined(separator: "\n") + "\n" + text()
  }

  private mutating func pageText() -> String {
    var lines = ["---", "title: \(pick(["Home", "About", "Us"]))"]
    if chance(2) { lines.append("menu-order: \(number())") }
    if chance(8) { lines.append("draft: true") }
    if chance(8) { lines.append("expires: 2026-\(pick(["04", "08"]))-20 12:00") }
    lines.append("---")
    return lines.joined(separator: "\n") + "\n" + text()
  }

  private mutating func text() -> String {
    let picture = chance(5) ? "\n![A tree](photo.jpg)\n" : ""
    return """
      \(pick(["Some words.", "Other words.", "More."])) [A link](\(link())) and [one](\(link())).[^1]
      \(picture)
      ## \(pick(["Part one", "Part two"]))

      - item

      [^1]: A note.

      """
  }

  private mutating func settings() -> String {
    var lines = [
      "name: \(pick(["Practice", "Rivers"]))",
      "url: https://example.org/\(pick(["", "", "repo/"]))",
      "time-zone: \(pick(["UTC", "America/New_York"]))", "theme: plain",
    ]
    if chance(3) { lines.append("next: newer") }
    if chance(2) { lines.append("articles-per-page: \(number() + 1)") }
    if chance(8) { lines.append("nmae: oops") }
    if chance(4) {
      lines += ["settings:", "  wide: \(pick(["true", "false", "maybe"]))"]
      lines.append("  link: \(pick(["/about/", "a1.md", "https://example.com/"]))")
    }
    if chance(10) { lines.append("language: es") }
    if chance(15) { lines.removeFirst() }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func template() -> String {
    pick([
      "{{title}} {{strings.articles}}\n", "{{title}} {{>partials/line}}\n", "{{site.name}}\n",
      "{{#articles}}{{title}}{{/articles}}\n", "{{titel}}\n",
      "{{#settings.wide}}w{{/settings.wide}}{{#settings.link}}{{settings.link}}{{/settings.link}}\n",
      "{{title}} {{>partials/more}}\n", "<link href=\"{{assets.other.css}}\">\n",
      "{{#menu}}{{title}} {{url}} {{/menu}}\n",
      "{{title}} {{canonical}} {{{content}}}\n", "<link href=\"{{assets.style.css}}\">\n",
      "{{#next}}{{title}}{{#date}}{{long}}{{/date}}{{/next}}{{reading-minutes}}\n",
    ])
  }

  /// What a theme says of itself: it may extend another one, which may not be there.
  private mutating func description() -> String {
    var lines = ["name: Plain", "interface: 1"]
    if chance(2) { lines.append("extends: \(pick(["parent", "parent", "plain"]))") }
    if chance(2) {
      lines += ["settings:", "  wide: {kind: flag, default: \(pick(["true", "false"]))}"]
      lines.append("  link: {kind: url}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func parentFile() -> String {
    let name = pick(["theme.yaml", "partials/line.mustache", "partials/more.mustache"])
    return "Themes/parent/\(name)"
  }

  private mutating func stylesheet() -> String {
    pick([
      "a { color: red }\n", "a { color: blue }\n", "@import 'other.css';\n",
      "a { background: url(fonts/a.woff2) }\n", "a { background: url(nowhere.png) }\n",
    ])
  }

  /// A picture of one point, with a note in it or without one.
  private mutating func picture() -> String {
    let note = chance(2) ? "\u{21}\u{7E}\u{0}" : ""
    return
      "GIF89a\u{1}\0\u{1}\0\0\0\0\(note)\u{2C}\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}\u{44}\u{1}\0\u{3B}"
      + (chance(2) ? "behind" : "")
  }

  private mutating func words() -> String {
    TestSite.words + "more: \(pick(["More", "Más"]))\n"
  }

  private mutating func chance(_ one: Int) -> Bool {
    Int.random(in: 0..<one, using: &generator) == 0
  }
}
