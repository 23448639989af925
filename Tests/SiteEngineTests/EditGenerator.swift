import Foundation
import TestSupport

/// Edits made up from a seed: everything that can happen to a small site.
///
/// It remembers what it wrote, so that an edit mostly changes one thing of a site that is whole: a
/// generator of broken sites would prove little. Mistakes are made on purpose, and mostly mended again.
struct EditGenerator {
  private var generator: SeededGenerator
  private var documents: [String: EditedDocument] = [:]
  /// The settings as they are, or will be when a mistake is mended.
  var settings = EditedSettings()
  /// What puts a mistake or a loss right, to be done soon.
  var mends: [Edit] = []

  /// Begins with the site of ``start``.
  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    documents = Self.firstDocuments
  }

  /// Some steps, from 1 to 50.
  mutating func sequence() -> [Step] {
    (0..<Int.random(in: 1...50, using: &generator)).map { _ in
      let (kind, edit) = next()
      return Step(kind: kind, edit: edit, isUntold: chance(3), view: pick(Step.View.allCases))
    }
  }

  private mutating func next() -> (EditKind, Edit) {
    if !mends.isEmpty, !chance(24) { return (.mended, mends.removeFirst()) }
    switch number(below: 42) {
    case 0..<18: return articleEdit()
    case 18..<21: return pageEdit()
    case 21, 22: return groupEdit()
    case 23: return folderEdit()
    case 24..<30: return themeEdit()
    case 30..<33: return settingsEdit()
    case 33..<38: return fileEdit()
    case 40, 41: return glossaryEdit()
    default:
      // Half of the moments lie among the newest dates, where one article more or less is published.
      let day: Int64 = chance(3) ? Int64(number(below: 360)) : 300 + Int64(number(below: 70))
      return (.clock, .moment(1_767_225_600 + day * 86_400))
    }
  }

  private mutating func articleEdit() -> (EditKind, Edit) {
    let articles = paths { $0.hasPrefix("Content/articles/") }
    guard !chance(6), let path = articles.randomElement(using: &generator) else {
      let path = newArticle()
      return written(.articleAdded, path, article(at: path))
    }
    switch number(below: 19) {
    case 16, 17: return seriesEdit(path)
    case 18:
      let names = pick([[], ["ada"], ["ada", "Ben Made-up"], ["ben-made-up"]])
      return changedForNow(.articleAuthors, path, \.authors, names)
    case 0, 1: return changed(.articleText, path, \.body, text())
    case 2: return changed(.articleTitle, path, \.title, title())
    case 3: return changed(.articleDate, path, \.date, date())
    case 4: return changedForNow(.articleDraft, path, \.isDraft, true)
    case 5, 6: return changed(.articleTopics, path, \.tags, tags())
    case 7: return changedForNow(.articleSlug, path, \.slug, Self.own("s", path))
    case 8:
      return changed(.articleAlias, path, \.alias, chance(3) ? nil : "/old/\(Self.own("x", path))/")
    case 9: return changed(.articleTemplate, path, \.template, chance(2) ? nil : "page")
    case 10: return otherField(path)
    case 11, 12: return lost(.articleRemoved, path)
    case 13, 14: return moved(.articleRenamed, path, to: newArticle())
    default:
      mends.append(.write(path, documents[path]?.text ?? ""))
      var mistaken = documents[path]
      mistaken?.mistake = pick([
        "daet: 2026-01-01", "title: again", "slug: ../x", "lang: xx", "tags: [a",
      ])
      return (.articleMistake, .write(path, mistaken?.text ?? ""))
    }
  }

  private mutating func seriesEdit(_ path: String) -> (EditKind, Edit) {
    chance(3)
      ? changed(.articleSeries, path, \.seriesOrder, pick([nil, 1, 2, 3]))
      : changed(.articleSeries, path, \.series, pick([nil, "Steps", "Steps", "steps", "Ways"]))
  }

  /// What stands above a list is changed, or goes, or gets another name.
  private mutating func groupEdit() -> (EditKind, Edit) {
    let texts = paths { path in
      ["topics", "series", "people"].contains { path.hasPrefix("Content/\($0)/") }
    }
    guard !chance(4), let path = texts.randomElement(using: &generator) else {
      let path = newGroupText()
      return written(
        .groupText, path,
        EditedDocument(title: title(), isPerson: path.contains("/people/"), body: text()))
    }
    switch number(below: 8) {
    case 0: return changed(.groupText, path, \.body, text())
    case 1: return changed(.groupText, path, \.title, title())
    case 2: return changedForNow(.groupText, path, \.slug, pick([nil, "calm", "grief", "steps"]))
    case 3 where path.contains("/people/"):
      return changed(.groupText, path, \.credentials, pick([nil, "PhD", "LMFT"]))
    case 4 where path.contains("/people/"):
      return changedForNow(
        .groupText, path, \.photo, pick([nil, "/articles/photo.gif", "../articles/photo.gif"]))
    case 5: return changedForNow(.groupText, path, \.isDraft, true)
    // Without a person every article is an error that names her, and rarely anybody goes.
    case 6 where !path.contains("/people/") || chance(3): return lost(.groupRemoved, path)
    case 7 where !path.contains("/people/") || chance(3):
      return moved(.groupRenamed, path, to: newGroupText())
    default: return changed(.groupText, path, \.description, pick([nil, "Short.", "Long."]))
    }
  }

  private mutating func newGroupText() -> String {
    "Content/"
      + pick([
        "topics/calm.md", "topics/grief.md", "topics/calm.es.md", "topics/nothing.md",
        "series/steps.md", "series/ways.md", "people/ada.md", "people/ben-made-up.md",
        "people/ada.es.md",
      ])
  }

  private mutating func otherField(_ path: String) -> (EditKind, Edit) {
    switch number(below: 6) {
    case 0: changed(.articleOtherField, path, \.description, pick([nil, "Short.", "Long."]))
    case 1: changed(.articleOtherField, path, \.updated, pick([nil, "2026-12-03", "2026-12-04"]))
    case 2: changed(.articleOtherField, path, \.showsContents, chance(2))
    case 3, 4:
      changedForNow(
        .articleOtherField, path, \.expires,
        pick([nil, "2026-11-20", "2026-12-20 12:00", "2027-01-02"]))
    default: changed(.articleOtherField, path, \.language, path.contains("/folder/") ? "es" : nil)
    }
  }

  private mutating func pageEdit() -> (EditKind, Edit) {
    let pages = paths { $0.hasPrefix("Content/pages/") }
    guard !chance(4), let path = pages.randomElement(using: &generator) else {
      let path = newPage()
      return written(.pageAdded, path, EditedDocument(title: title(), body: text()))
    }
    switch number(below: 6) {
    case 0, 1: return changed(.pageText, path, \.body, text())
    case 2: return changed(.pageText, path, \.title, title())
    case 3: return changed(.pageMenuOrder, path, \.menuOrder, chance(4) ? nil : number(below: 6))
    case 4: return lost(.pageRemoved, path)
    default: return moved(.pageRenamed, path, to: newPage())
    }
  }

  private mutating func folderEdit() -> (EditKind, Edit) {
    let folder = "Content/articles/folder"
    let inside = paths { $0.hasPrefix(folder + "/") }
    let isLost = chance(2)
    for path in inside {
      let document = documents.removeValue(forKey: path)
      if !isLost { documents[path.replacingOccurrences(of: folder, with: folder + "2")] = document }
    }
    return isLost
      ? (.folderRemoved, .remove(folder)) : (.folderRenamed, .move(folder, to: folder + "2"))
  }

  /// A document with one field changed.
  private mutating func changed<Value>(
    _ kind: EditKind, _ path: String, _ field: WritableKeyPath<EditedDocument, Value>,
    _ value: Value
  ) -> (EditKind, Edit) {
    var document = documents[path] ?? EditedDocument(title: "New", body: "")
    document[keyPath: field] = value
    return written(kind, path, document)
  }

  /// The same with a change that others may not like, since they link there; mostly it does not last.
  private mutating func changedForNow<Value>(
    _ kind: EditKind, _ path: String, _ field: WritableKeyPath<EditedDocument, Value>,
    _ value: Value
  ) -> (EditKind, Edit) {
    let before = documents[path]
    let change = changed(kind, path, field, value)
    if let before, !chance(4) {
      documents[path] = before
      mends.append(.write(path, before.text))
    }
    return change
  }

  private mutating func written(
    _ kind: EditKind, _ path: String, _ document: EditedDocument
  ) -> (EditKind, Edit) {
    documents[path] = document
    return (kind, .write(path, document.text))
  }

  /// A document goes; mostly it comes back, since others link to it.
  private mutating func lost(_ kind: EditKind, _ path: String) -> (EditKind, Edit) {
    if let document = documents[path], !chance(4) {
      mends.append(.write(path, document.text))
    } else {
      documents[path] = nil
    }
    return (kind, .remove(path))
  }

  private mutating func moved(
    _ kind: EditKind, _ path: String, to target: String
  ) -> (EditKind, Edit) {
    if documents[target] == nil, !chance(3) {
      // It goes back, since others link to it.
      mends.append(.move(target, to: path))
    } else if path != target {
      documents[target] = documents.removeValue(forKey: path)
    }
    return (kind, .move(path, to: target))
  }

  private mutating func newArticle() -> String {
    let name = "a\(number(below: 7))"
    return "Content/articles/"
      + pick(["\(name).md", "\(name).md", "\(name).es.md", "folder/\(name).md"])
  }

  private mutating func newPage() -> String {
    "Content/pages/\(pick(["index", "about", "index.es", "about.es", "contact", "articles/b1", "help/index", "help/one", "help/index.es", "help/two", "people", "people.es"])).md"
  }

  private mutating func article(at path: String) -> EditedDocument {
    // With a description a change of the text is nothing that other pages show.
    EditedDocument(
      title: title(), date: date(), description: chance(3) ? nil : "Short.",
      tags: chance(2) ? tags() : [], body: text())
  }

  private mutating func title() -> String { pick(["One", "Two", "Three", "Four", "Five & six"]) }

  private mutating func date() -> String {
    "202\(chance(5) ? 5 : 6)-\(pick(["01", "03", "05", "07", "09", "11", "12"]))-\(pick(["01", "15"]))"
  }

  private mutating func tags() -> [String] {
    pick([
      [], ["calm"], ["PTSD", "calm"], ["ptsd"], ["grief", "sleep"], ["Sueño"], ["calm", "grief"],
    ])
  }

  /// A text whose links mostly lead somewhere.
  private mutating func text() -> String {
    let known = paths { $0.hasPrefix("Content/") }.map { "/" + $0 }
    let link =
      chance(30)
      ? pick(["/nowhere/", "a6.md", "#nowhere"])
      : chance(4) ? pick(known) : pick(["/articles/", "#part", "https://example.net/", "/"])
    let picture = chance(5) ? "\n![A tree](/articles/photo.gif)\n" : ""
    let words = pick(["Some words.", "Other words.", String(repeating: "Many words. ", count: 150)])
    return """
      \(words) [A link](\(Self.written(link))).[^1]
      \(picture)
      ## \(pick(["Part one", "Part two"])) {#part}
      \(pick(["", "### Inside", "### Within"]))

      > [!NOTE]
      > \(pick(["Item.", "Other item."]))

      \(block())

      [^1]: A note.
      """
  }

  private mutating func block() -> String {
    pick([
      "", "", "> [!CONTACT]\n> Write.", "> [!BOOKING] Begin",
      "> [!FAQ]\n> ### \(pick(["One?", "Two?"]))\n> > [!NOTE]\n> > Words.",
      "> [!SUMMARY]\n> - \(pick(["Words", "Item"]))",
    ])
  }

  /// A name that no other document has.
  private static func own(_ start: String, _ path: String) -> String {
    start
      + path.dropFirst("Content".count).dropLast(".md".count).map {
        $0 == "/" || $0 == "." ? "-" : $0
      }
  }

  /// The address that a file has when nothing else is said, which is how most links are written.
  private static func written(_ link: String) -> String {
    guard link.hasPrefix("/Content/"), link.hasSuffix(".md") else { return link }
    var address = String(link.dropFirst("/Content".count).dropLast(".md".count))
    if address.hasPrefix("/pages/") { address.removeFirst("/pages".count) }
    if address.hasSuffix(".es") { address = "/es" + address.dropLast(".es".count) }
    if address.hasSuffix("/index") { address.removeLast("index".count) }
    return address.hasSuffix("/") ? address : address + "/"
  }

  private func paths(where holds: (String) -> Bool) -> [String] {
    documents.keys.filter(holds).sorted()
  }

  /// One of some.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(below: elements.count)]
  }

  /// A number from 0 to below a limit.
  mutating func number(below limit: Int) -> Int {
    Int.random(in: 0..<limit, using: &generator)
  }

  /// Whether one of so many throws came up.
  mutating func chance(_ one: Int) -> Bool { number(below: one) == 0 }
}

extension EditGenerator {
  private static let firstDocuments: [String: EditedDocument] = [
    "Content/topics/calm.md": EditedDocument(
      title: "Being calm", body: "See [one](/articles/a1/)."),
    "Content/series/steps.md": EditedDocument(title: "Step by step", body: "Steps."),
    // Nobody of this name lives anywhere.
    "Content/people/ada.md": EditedDocument(
      title: "Ada Made-up", isPerson: true, photo: "/articles/photo.gif", body: "A bio."),
    "Content/people/ben-made-up.md": EditedDocument(
      title: "Ben Made-up", isPerson: true, credentials: "PhD", body: "Another."),
    "Content/pages/index.md": EditedDocument(title: "Home", body: "Welcome. [About](/about/)"),
    "Content/pages/about.md": EditedDocument(
      title: "About", menuOrder: 1, body: "See [one](/articles/a1/)."),
    "Content/pages/help/index.md": EditedDocument(title: "Help", menuOrder: 2, body: "Help."),
    "Content/pages/help/one.md": EditedDocument(title: "One way", menuOrder: 1, body: "One."),
    "Content/pages/about.es.md": EditedDocument(title: "Sobre", menuOrder: 1, body: "Hola."),
    "Content/articles/a1.md": EditedDocument(
      title: "One", series: "Steps", authors: ["ada"], date: "2026-01-01", description: "Short.",
      tags: ["calm"],
      body: "First. [About](/about/)"),
    "Content/articles/a1.es.md": EditedDocument(
      title: "Uno", date: "2026-01-02", tags: ["Sueño"], body: "Primero."),
    "Content/articles/a2.md": EditedDocument(
      title: "Two", series: "Steps", authors: ["ada", "ben-made-up"], date: "2025-02-01",
      description: "Long.", tags: ["calm", "grief"],
      body: "Second. [One](a1.md) ![A tree](photo.gif)"),
    "Content/articles/a3.md": EditedDocument(
      title: "Three", date: "2026-03-01", alias: "/three/", body: "Third. [People](/humans.txt)"),
    "Content/articles/a1.fr.md": EditedDocument(
      title: "Un", date: "2026-01-03", tags: ["calme"], body: "Premier."),
    "Content/articles/folder/a4.md": EditedDocument(
      title: "Four", date: "2026-12-01", body: "Fourth. [Two](../a2.md)"),
  ]

  private static let firstFiles: [(path: String, text: String)] =
    EditedTheme.files + [
      ("site.yaml", EditedSettings().text), ("Content/articles/photo.gif", EditedPicture.first),
      ("Content/static/humans.txt", "one"),
      (
        "Content/glossary.yaml",
        "Welcome: {means: come in, link: /articles/}\nThird: {link: https://example.net/}\n"
      ),
    ]

  /// The files that every sequence begins with: a little of everything.
  static var start: [(path: String, text: String)] {
    firstFiles + firstDocuments.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
  }
}
