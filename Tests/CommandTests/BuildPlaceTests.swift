import Foundation
import TestSupport
import Testing

/// Where `attune build` finds a site and its themes, and how it calls their files.
@Suite struct BuildPlaceTests {
  private static let broken = [
    "Content/articles/broken.md": "---\ntitle: B\ndate: 2026-01-01\n---\n[x](/no)\n",
    "Content/pages/broken.md": "---\ntitle: B\n---\n[x](/no)\n",
  ]

  private func headings(_ result: CommandResult) -> [String] {
    result.errors.split(separator: "\n").filter { $0.contains("[broken-link]") }
      .map { String($0.prefix { $0 != ":" }) }
  }

  @Test func `J21: in a folder of the site the site around it is built, and that is said`() throws {
    let site = try TestFolder(
      Dictionary(
        uniqueKeysWithValues: BuildCommandTests.files.map { ("practice/\($0.key)", $0.value) }))
    let result = try site.attune(in: "practice/Content/articles", "build")
    #expect(result.code == 0)
    #expect(
      withoutTimes(result.output) == """
        There is no site.yaml in this folder; this is the site in ../.. (practice).
        ../../Public: 11 files, 11 new or changed (0 ms)

        """)
    #expect(try site.files("practice/Public").count > 10)
  }

  @Test func `J21: where no folder above has a site either, it is said`() throws {
    let folder = try TestFolder(["empty/file": ""])
    let result = try folder.attune(in: "empty", "build")
    #expect(
      result
        == CommandResult(
          output: "Nothing was written.\n",
          errors: """
            site.yaml: error: there is no `site.yaml` in this folder, so it is not a site [no-site]
              help: go to the folder that has it, or name that folder with `--site`

            1 error

            """, code: 1))
  }

  @Test func `files are called as the person would type them, from wherever that is`() throws {
    let site = try smallSite(Self.broken)
    let here = ["Content/articles/broken.md", "Content/pages/broken.md"]
    #expect(headings(try site.attune("build")) == here)
    #expect(headings(try site.attune("build", "--site", ".")) == here)
    #expect(
      headings(try site.attune(in: "Content/articles", "build"))
        == ["../pages/broken.md", "broken.md"])
    #expect(
      headings(try site.attune(in: "Themes", "build"))
        == here.map { "../" + $0 })
    let above = site.url.lastPathComponent
    for named in [above, above + "/"] {
      let result = try run(
        builtProgram("attune"), ["build", "--site", named],
        in: site.url.deletingLastPathComponent())
      #expect(headings(result) == here.map { "\(above)/\($0)" })
    }
  }

  @Test(arguments: ["a practice", "it's \"mine\"", "pr\u{E1}ctica \u{5FC3}", "two\nlines", "-x"])
  func `J25: a folder may be called anything`(_ name: String) throws {
    let site = try TestFolder(
      Dictionary(
        uniqueKeysWithValues: BuildCommandTests.files.map { ("\(name)/\($0.key)", $0.value) }))
    let inside = try site.attune(in: name, "build", "--at", "2026-11-22T12:00:00Z")
    #expect(inside.code == 0)
    let first = try site.files("\(name)/Public")
    #expect(first.count > 10)
    let outside = try site.attune(
      "build", "--site=\(name)", "--output=out \(name)", "--at", "2026-11-22T12:00:00Z")
    #expect(outside.code == 0)
    #expect(outside.output.split(separator: "\n").count == 1, "a name cannot begin a line")
    #expect(try site.files("out \(name)") == first)
    let below = try site.attune(in: "\(name)/Content", "build", "--at", "2026-11-22T12:00:00Z")
    #expect(below.code == 0)
  }

  @Test func `J23: two files of settings are an error that names both`() throws {
    let site = try smallSite(["site.yml": "name: Other\n"])
    #expect(
      try site.attune("build").errors == """
        site.yml: error: `site.yml` and `site.yaml` would both be the settings of this site [settings-name]
          help: move what it says into `site.yaml`, and remove it

        1 error

        """)
    try FileManager.default.removeItem(at: site.url.appending(path: "site.yaml"))
    #expect(
      try site.attune("build").errors == """
        site.yaml: error: there is no `site.yaml` in this folder, so it is not a site [no-site]
          help: go to the folder that has it, or name that folder with `--site`

        site.yml: error: the settings of a site are called `site.yaml`, and not `site.yml` [settings-name]
          help: rename it to `site.yaml`

        2 errors

        """)
  }

  @Test func `J20: the one variable that matters is in the help, and a wrong one is refused`()
    throws
  {
    let site = try smallSite()
    let help = try site.attune("build", "--help").output
    #expect(help.contains("ATTUNE_SHARE") && help.contains("NO_COLOR"))
    let result = try site.attune("build", environment: ["ATTUNE_SHARE": "nowhere"])
    #expect(
      result
        == CommandResult(
          output: "",
          errors: """
            nowhere: error: cannot find the themes that came with attune: ATTUNE_SHARE names this folder, and it has no folder `Themes` [system-refused]

            1 error

            """, code: 2))
    // An empty one is none, and others have no say.
    for variable in ["ATTUNE_SHARE": "", "ATTUNE_OUTPUT": "x", "ATTUNE_SITE": "x", "SITE": "x"] {
      let plain = try site.attune("build", environment: [variable.key: variable.value])
      #expect(plain.code == 0)
      #expect(plain.output.hasPrefix("Public: 11 files"))
    }
  }
}
