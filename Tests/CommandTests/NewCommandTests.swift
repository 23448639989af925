import Documents
import Foundation
import TestSupport
import Testing

@testable import SiteEngine

/// `attune new` begins a site that is right as it stands, or touches nothing.
@Suite struct NewCommandTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)
  private static let environment = ["ATTUNE_SHARE": repository]
  private static let moment = "2026-11-26T03:00:00Z"

  private func new(_ arguments: [String], in folder: TestFolder) throws -> CommandResult {
    try run(
      builtProgram("attune"), ["new", "--at", Self.moment] + arguments, in: folder.url,
      environment: Self.environment)
  }

  @Test(arguments: ["en", "es"])
  func `a site is written, and builds without a word`(_ language: String) throws {
    let folder = try TestFolder()
    let result = try new(
      [
        "practice", "--name", "Rivers: \"One\" & *Two*", "--url", "https://rivers.example/",
        "--language", language, "--time-zone", "America/New_York",
      ], in: folder)
    #expect(
      result
        == CommandResult(
          output: """
            practice: a site, ready to be changed
              cd practice
              attune preview           shows it in your browser, and each change as you save it
              attune build             writes it to Public
              attune post "A title"    begins an article
            The settings are in site.yaml, each with what it is for.

            """, errors: "", code: 0))
    let names = Set(try folder.files("practice").keys.filter { $0.contains(".") }).filter {
      !$0.hasSuffix(".github") && !$0.hasSuffix("workflows")
    }
    #expect(
      names == [
        ".github/workflows/publish.yml", ".gitignore", "Content/articles/choosing-a-therapist.md",
        "Content/pages/about.md", "Content/pages/contact.md", "Content/pages/crisis-resources.md",
        "Content/pages/index.md", "Content/pages/privacy.md", "Content/pages/services.md",
        "site.yaml",
      ])
    let build = try run(
      builtProgram("attune"), ["build", "--strict", "--at", Self.moment],
      in: folder.url.appending(path: "practice"), environment: Self.environment)
    #expect(build.code == 0 && build.errors == "")
    let pages = try folder.files("practice/Public").mapValues {
      String(decoding: $0, as: UTF8.self)
    }
    let home = try #require(pages["index.html"])
    #expect(home.contains("Rivers: &quot;One&quot; &amp; *Two*"))
    #expect(home.contains("lang=\"\(language)\""))
    #expect(pages.values.contains { $0.contains("2026-11-25") })
    #expect(pages.values.allSatisfy { !$0.contains("@TODAY@") })
    let posted = try run(
      builtProgram("attune"), ["post", "A title"], in: folder.url.appending(path: "practice"),
      environment: Self.environment)
    #expect(posted.code == 0)
  }

  @Test func `the numbers to call are those of the example practice, in both languages`() throws {
    let link = #/\((tel|sms):[^)]*\)|https:[^)\s]*/#
    func links(_ path: String) throws -> Set<String> {
      let text = try String(contentsOfFile: Self.repository + path, encoding: .utf8)
      return Set(text.matches(of: link).map { String($0.output.0) })
    }
    let known = try links("Content/pages/crisis.md")
    #expect(known.count > 10)
    for language in ["en", "es"] {
      #expect(try links("Starter/\(language)/Content/pages/crisis-resources.md") == known)
    }
  }

  @Test func `site.yaml explains every setting, and each line that is taken in can be read`() throws
  {
    let text = Configuration.settingsFile(saying: [.name: "\"A\"", .theme: "hearth"])
    for field in Configuration.fields {
      #expect(text.contains("\n\(field.name): ") != text.contains("\n# \(field.name): "))
    }
    let folder = try TestFolder()
    #expect(try new(["x", "--time-zone", "UTC"], in: folder).code == 0)
    let file = folder.url.appending(path: "x/site.yaml")
    var settings = try String(contentsOf: file, encoding: .utf8)
    for field in Configuration.fields where field.name != "menu" {
      settings = settings.replacing("\n# \(field.name): ", with: "\n\(field.name): ")
    }
    try settings.write(to: file, atomically: true, encoding: .utf8)
    let build = try run(
      builtProgram("attune"), ["build", "--strict"], in: folder.url.appending(path: "x"),
      environment: Self.environment)
    #expect(build.errors == "" && build.code == 0)
  }

  @Test func `a folder with something in it is never written to`() throws {
    let folder = try TestFolder(["full/.hidden": "mine", "file": "mine"])
    let result = try new(["full"], in: folder)
    #expect(
      result
        == CommandResult(
          output: "",
          errors: """
            full: error: this folder has something in it, so nothing was written [folder-in-use]
              help: name a folder that is empty or not there yet

            1 error

            """, code: 1))
    #expect(
      try folder.files("full").mapValues { String(decoding: $0, as: UTF8.self) } == [
        ".hidden": "mine"
      ])
    #expect(try new(["file"], in: folder).code == 2)
    #expect(try new(["no/where"], in: folder).code == 2)
    #expect(try folder.files("").count == 2)
  }

  @Test func `an empty folder is taken, also the one that one stands in`() throws {
    let folder = try TestFolder()
    let result = try new(["."], in: folder)
    #expect(result.code == 0)
    #expect(!result.output.contains("cd "))
    #expect(result.output.contains("write the address of your site there"))
    #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "site.yaml").path))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: ".attune-new").path))
    #expect(try new(["."], in: folder).code == 1)
  }

  @Test func `what cannot be written whole is not written at all`() throws {
    let shared = try TestFolder()
    for name in ["Themes", "Starter"] {
      try FileManager.default.copyItem(
        atPath: Self.repository + name, toPath: shared.url.appending(path: name).path)
    }
    let page = shared.url.appending(path: "Starter/en/Content/pages/about.md")
    try "---\ntitle: About\n---\n[x](/nowhere/)\n".write(
      to: page, atomically: true, encoding: .utf8)
    let folder = try TestFolder()
    func new(_ name: String) throws -> CommandResult {
      try run(
        builtProgram("attune"), ["new", name], in: folder.url,
        environment: ["ATTUNE_SHARE": shared.url.path])
    }
    let result = try new("x")
    #expect(result.code == 1 && result.errors.contains("[broken-link]"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "mine"), withIntermediateDirectories: true)
    #expect(try new("mine").code == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "mine").path)
        .isEmpty)
    try FileManager.default.removeItem(at: shared.url.appending(path: "Starter"))
    #expect(try new("y").code == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["mine"])
  }

  @Test func `what no site can have is said before anything is written`() throws {
    let folder = try TestFolder()
    for (arguments, words) in [
      (["x", "--language", "de"], "'de' is not a language to begin in. Write en or es."),
      (
        ["x", "--time-zone", "../Mars"],
        "'../Mars' is not a time zone that this computer knows. Write continent and city, such as America/New_York, or UTC."
      ),
      (
        ["x", "--url", "example.org"],
        "'example.org' is not an address that a site can have. Write it from https:// to the site's first page, such as https://example.org/."
      ),
    ] {
      let result = try new(arguments, in: folder)
      #expect(result.code == 64)
      #expect(result.errors.hasPrefix("Error: \(words)\n"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test(arguments: [
    ("rivers-psychotherapy", "Rivers psychotherapy"),
    ("Dr. \"O'Neil\" #1", "Dr. \\\"O'Neil\\\" #1"),
    ("two words/", "Two words"),
  ])
  func `without a name the practice is called as its folder`(_ folderName: String, _ name: String)
    throws
  {
    let folder = try TestFolder()
    #expect(try new([folderName], in: folder).code == 0)
    let settings = folder.url.appending(path: folderName).appending(path: "site.yaml")
    #expect(try String(contentsOf: settings, encoding: .utf8).contains("\nname: \"\(name)\"\n"))
  }
}
