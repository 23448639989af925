import Foundation
import TestSupport
import Testing

/// What `Docs/writing.md` says is true.
@Suite struct WritingManualTests {
  /// Gives the commands of the chapter in their order, in one site, and compares what they write.
  static func prove(_ blocks: inout ManualBlocks) throws {
    let moment = ["--at", "2026-11-25T17:00:00Z"]
    let reader = try ManualReader(fixed: [
      "new": ["--time-zone", "America/New_York"] + moment, "post": moment, "build": moment,
      "list": moment, "rename": moment,
    ])
    func types() throws {
      try reader.type(blocks.take("sh"))
      #expect(reader.code == 0, "\(reader.said)")
    }
    try types()
    #expect(reader.place.lastPathComponent == "my-practice")
    try types()
    #expect(
      try reader.text("Content/articles/sleeping-well-again.md") == blocks.take("markdown") + "\n")
    let list = try blocks.take("sh").split(separator: "\n")
    #expect(list.count == 2)
    for line in list {
      try reader.type(String(line))
      #expect(reader.code == 0 && reader.said.contains("Sleeping well again"), "\(reader.said)")
    }
    // The chapter shows two ways to say the same.
    let ways = try blocks.take("sh").split(separator: "\n")
    #expect(ways.count == 2)
    for way in ways {
      try reader.save(
        "Content/articles/sleep.md", "---\ntitle: Sleep\ndate: 2026-01-01\n---\nText.\n")
      try reader.type(String(way))
      #expect(reader.code == 0, "\(reader.said)")
      #expect(
        try reader.text("Content/articles/sleeping-well.md")
          == "---\ntitle: Sleep\naliases: [/articles/sleep/]\ndate: 2026-01-01\n---\nText.\n")
      try FileManager.default.removeItem(
        at: reader.place.appending(path: "Content/articles/sleeping-well.md"))
    }
    try FileManager.default.createDirectory(
      at: reader.place.appending(path: ".attune"), withIntermediateDirectories: true)
    try types()
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(reader.text(".attune/site.schema.json").utf8))
        as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    let example = try blocks.take("yaml").split(separator: "\n")
    let name = try #require(example.last)
    #expect(example[0].hasSuffix("$schema=.attune/site.schema.json"))
    #expect(properties.keys.contains(String(name.prefix { $0 != ":" })))
    try reader.replace(
      "name: \"My practice\"\n", with: "\(name)\n", in: "site.yaml")
    try reader.save("site.yaml", "\(example[0])\n" + reader.text("site.yaml"))
    try reader.type("attune build --strict")
    #expect(reader.code == 0, "\(reader.said)")
    #expect(try reader.text("Public/index.html").contains("Rivers Psychotherapy"))
  }
}
