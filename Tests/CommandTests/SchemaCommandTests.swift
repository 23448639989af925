import Documents
import Foundation
import TestSupport
import Testing

@testable import SiteEngine

/// `attune schema` says what attune reads.
@Suite struct SchemaCommandTests {
  private func schema(_ name: String) throws -> [String: Any] {
    let result = try TestFolder().attune("schema", name)
    #expect(result.code == 0 && result.errors == "")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test(arguments: FileSchema.allCases.filter { $0 != .glossary })
  func `every field is there with what it is for, and none besides`(_ file: FileSchema) throws {
    let schema = try schema(file.rawValue)
    #expect(schema["additionalProperties"] as? Bool == false)
    #expect(
      Set(try #require(schema["required"] as? [String]))
        == Set(file.fields.filter(\.isRequired).map(\.name)))
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(file.fields.map(\.name)))
    for field in file.fields {
      let description = try #require(properties[field.name]?["description"] as? String)
      #expect(description.hasPrefix(field.summary))
      if let example = field.example {
        #expect(description.hasSuffix("`\(field.name): \(example)`"))
      }
    }
  }

  @Test(arguments: [
    ("2026-01-31", true), ("2026-12-01 09:00", true), ("2026-12-01T09:00:00.5-05:00", true),
    ("2026-12-01 09:00 +0200", true), ("2026-12-01T09:00Z", true), ("2026-13-01", false),
    ("2026-1-1", false), ("2026-01-01 24:00", false), ("tomorrow", false), ("", false),
  ])
  func `a date passes as attune lets it pass`(_ date: String, _ passes: Bool) throws {
    let properties = try #require(schema("article")["properties"] as? [String: [String: Any]])
    let pattern = try #require(properties["date"]?["pattern"] as? String)
    #expect((date.range(of: pattern, options: .regularExpression) != nil) == passes)
    let site = try smallSite(["Content/articles/a.md": "---\ntitle: A\ndate: \(date)\n---\n"])
    #expect(try (site.attune("build").code == 0) == passes)
  }

  @Test func `fields within fields, choices and lists keep their kinds`() throws {
    let theme = try #require(schema("theme")["properties"] as? [String: [String: Any]])
    let settings = try #require((theme["settings"]?["anyOf"] as? [[String: Any]])?.first)
    let setting = try #require(settings["additionalProperties"] as? [String: Any])
    #expect(setting["required"] as? [String] == ["kind"])
    let kinds = try #require(setting["properties"] as? [String: [String: Any]])["kind"]
    #expect(kinds?["enum"] as? [String] == ["text", "flag", "number", "choice", "url"])
    let site = try #require(schema("site")["properties"] as? [String: [String: Any]])
    let next = try #require((site["next"]?["anyOf"] as? [[String: Any]])?.first)
    #expect(next["enum"] as? [String] == ["older", "newer"])
    let article = try #require(schema("article")["properties"] as? [String: [String: Any]])
    #expect(article["draft"]?["type"] as? String == "boolean")
    #expect(article["extra"]?.keys.sorted() == ["description"])
  }

  @Test func `a word of a glossary is a text or has fields`() throws {
    let entry = try #require(schema("glossary")["additionalProperties"] as? [String: Any])
    let ways = try #require(entry["anyOf"] as? [[String: Any]])
    #expect(ways[0]["type"] as? [String] == ["string", "number", "boolean"])
    let properties = try #require(ways[1]["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(FileSchema.glossary.fields.map(\.name)))
    #expect(ways[1]["additionalProperties"] as? Bool == false)
  }

  @Test func `forms are fields of the settings`() throws {
    let site = try #require(schema("site")["properties"] as? [String: [String: Any]])
    let forms = try #require((site["forms"]?["anyOf"] as? [[String: Any]])?.first)
    let properties = try #require(forms["properties"] as? [String: [String: Any]])
    #expect(
      properties.keys.sorted() == [
        "contact", "contact-fields", "newsletter", "newsletter-fields", "trap",
      ])
  }

  @Test func `a name that no file has is refused`() throws {
    let result = try TestFolder().attune("schema", "book")
    #expect(result.code == 64)
    #expect(result.errors.contains("'book' is invalid") || result.errors.contains("book"))
  }
}
