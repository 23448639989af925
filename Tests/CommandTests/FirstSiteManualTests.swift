import Foundation
import TestSupport
import Testing

/// `Docs/first-site.md`, read from its first line to its last by somebody who does everything it says.
@Suite struct FirstSiteManualTests {
  /// Does what the chapter says, and compares what it shows with what is there.
  static func prove(_ blocks: inout ManualBlocks) throws {
    let moment = ["--at", "2026-11-26T17:00:00Z"]
    let reader = try ManualReader(fixed: [
      "new": ["--time-zone", "America/New_York"] + moment, "post": moment, "build": moment,
      "record": moment, "preview": moment,
    ])
    let article = "Content/articles/sleeping-well-again.md"
    func types(_ code: Int32 = 0) throws {
      try reader.type(blocks.take("sh"))
      #expect(reader.code == code, "\(reader.said)")
    }
    func sees() throws {
      let shown = try blocks.take("")
      #expect(reader.said == withoutTimes(shown))
    }
    try types()
    #expect(reader.said.contains(#/^attune \d/#))
    // 1. Begin the site. 2. Look at it.
    try types()
    try sees()
    try types()
    #expect(reader.place.lastPathComponent == "my-practice")
    try types(130)
    try sees()
    // 3. The name.
    try reader.replace(blocks.take("yaml"), with: blocks.take("yaml"), in: "site.yaml")
    // 4. How to be reached.
    try reader.replace(
      blocks.take("markdown"), with: blocks.take("markdown"), in: "Content/pages/contact.md")
    // 5. An article.
    try types()
    try sees()
    let draft = try blocks.take("markdown")
    #expect(try reader.text(article) == draft + "\n")
    try reader.save(article, draft + "\n" + blocks.take("markdown"))
    // 6. A mistake.
    let date = "date: 2026-11-26\n"
    try reader.replace(date, with: blocks.take("markdown"), in: article)
    let wrong = try reader.text(article)
    try types(1)
    try sees()
    // 7. Put right.
    #expect(try blocks.take("markdown") == date)
    let line = try #require(wrong.split(separator: "\n").first { $0.hasPrefix("date:") })
    try reader.replace("\(line)\n", with: date, in: article)
    try reader.replace(
      "draft: true # remove this line to publish the text\n", with: "", in: article)
    try types()
    try sees()
    for (path, words) in [
      ("index.html", "Rivers Psychotherapy"), ("contact/index.html", "tel:+15035550100"),
      ("articles/sleeping-well-again/index.html", "href=\"/contact/\""),
    ] {
      #expect(try reader.text("Public/\(path)").contains(words), "\(path)")
    }
    // 8. Publish.
    try FileManager.default.removeItem(
      at: reader.place.appending(path: "Content/articles/choosing-a-therapist.md"))
    let host = try blocks.take("yaml").split(separator: "\n").map { "\($0)\n" }
    try reader.replace("url: https://example.org/\n", with: host[0], in: "site.yaml")
    try reader.replace("host: github-pages\n", with: host[1], in: "site.yaml")
    try types()
    try sees()
    try types()
    try sees()
  }
}
