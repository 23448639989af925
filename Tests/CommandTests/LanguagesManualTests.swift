import Foundation
import TestSupport
import Testing

/// Spanish is added to a site as `Docs/languages.md` says, and is there.
@Suite struct LanguagesManualTests {
  private static let moment = ["--at", "2026-11-26T17:00:00Z"]

  private static func reader() throws -> ManualReader {
    let reader = try ManualReader(fixed: [
      "new": ["--time-zone", "America/New_York"] + moment, "post": moment,
      "build": ["--strict"] + moment, "preview": moment,
    ])
    try reader.type("attune new site\ncd site")
    return reader
  }

  /// Does what the chapter says, step by step.
  static func prove(_ blocks: inout ManualBlocks) throws {
    let reader = try reader()
    func types(_ code: Int32 = 0) throws {
      try reader.type(blocks.take("sh"))
      #expect(reader.code == code, "\(reader.said)")
    }
    let translation = "Content/articles/sleeping-well-again.es.md"
    try types()
    try types()
    #expect(try reader.said == blocks.take(""))
    try reader.replace(
      "title: \"Dormir bien\"\n", with: "title: \"Dormir bien\"\n" + blocks.take("yaml"),
      in: translation)
    try types()
    for page in ["contact", "crisis-resources"] {
      let original = try reader.text("Content/pages/\(page).md")
      let order = try #require(original.split(separator: "\n").first { $0.hasPrefix("menu-order") })
      try reader.replace("---\n\n", with: "\(order)\n---\n\n", in: "Content/pages/\(page).es.md")
    }
    try reader.save("Content/pages/index.es.md", blocks.take("markdown"))
    let draft = "draft: true # remove this line to publish the text\n"
    for path in [
      translation, "Content/articles/sleeping-well-again.md", "Content/pages/contact.es.md",
      "Content/pages/crisis-resources.es.md",
    ] { try reader.replace(draft, with: "", in: path) }
    try reader.save(translation, reader.text(translation) + "Dormir \"bien\".\n")
    try types(130)
    #expect(reader.said.hasPrefix("Nothing is wrong.\n"))
    try reader.type("attune build")
    #expect(reader.code == 0, "\(reader.said)")
    let links = try blocks.take("html").split(separator: "\n")
    #expect(links.count == 3)
    let article = try reader.text("Public/es/articles/dormir-bien/index.html")
    for page in [article, try reader.text("Public/articles/sleeping-well-again/index.html")] {
      #expect(
        page.split(separator: "\n").map { $0.drop { $0 == " " } }
          .filter { $0.hasPrefix("<link") && $0.contains("hreflang=") } == links)
    }
    for part in ["26 de noviembre de 2026", "Dormir «bien».", "lang=\"es\""] {
      #expect(article.contains(part), "\(part)")
    }
    let home = try reader.text("Public/es/index.html")
    for part in ["/es/contact/", "Psicoterapia en español", "Contacto", "Ayuda en una crisis"] {
      #expect(home.contains(part), "\(part)")
    }
    #expect(!home.contains("/es/about/"))
    for feed in ["feed.xml", "atom.xml", "feed.json"] {
      #expect(try reader.text("Public/es/\(feed)").contains("Dormir bien"), "\(feed)")
    }
    try reader.replace(
      "theme: hearth\n", with: "theme: hearth\nsettings: {booking-url: contact.md}\n",
      in: "site.yaml")
    let words = try blocks.take("yaml")
    try reader.save("Themes/hearth/strings/es.yaml", words)
    try reader.type("attune build")
    #expect(reader.code == 0, "\(reader.said)")
    let booking = try #require(words.split(separator: ": ").last).dropLast()
    #expect(try reader.text("Public/es/index.html").contains(booking))
  }

  @Test
  func `another language needs the words of a theme, and a copy of the English ones is enough`()
    throws
  {
    let reader = try Self.reader()
    try reader.save(
      "Content/articles/schlaf.de.md", "---\ntitle: Schlaf\ndate: 2026-01-01\n---\n\"Gut\".\n")
    try reader.type("attune build")
    #expect(reader.code == 1)
    #expect(reader.said.contains("has no words in the language `de`"))
    let english = try String(
      contentsOf: ManualBlocks.repository.appending(path: "Themes/hearth/strings/en.yaml"),
      encoding: .utf8)
    try reader.save("Themes/hearth/strings/de.yaml", english)
    try reader.type("attune build")
    #expect(reader.code == 0, "\(reader.said)")
    #expect(try reader.text("Public/de/articles/schlaf/index.html").contains("„Gut“."))
  }

  @Test func `a region is a language of its own, with its own quotation marks`() throws {
    let reader = try Self.reader()
    try reader.save(
      "Content/articles/dormir.es-MX.md", "---\ntitle: D\ndate: 2026-01-01\n---\n\"Bien\".\n")
    try reader.type("attune build")
    #expect(reader.code == 0, "\(reader.said)")
    #expect(try reader.text("Public/es-mx/articles/dormir/index.html").contains("“Bien”."))
  }
}
