import Documents
import Foundation
import SiteEngine
import Testing

/// What lies beside the settings: files that somebody could take for them, and texts that are lost there.
@Suite struct SettingsNameTests {
  @Test
  func `J23: a second file of settings is noticed and forgotten by a session as by a first build`()
    async throws
  {
    let site = try TestSite()
    let session = try BuildSession(site.project, at: site.instant)
    for name in ["site.yml", "SITE.YAML"] {
      try site.write(name, [])
      try await session.apply([.file(SourcePath(name))])
      #expect(
        try site.problems().contains(
          "`\(name)` and `site.yaml` would both be the settings of this site [settings-name]"))
      #expect(try await session.snapshot.diagnostics == site.snapshot().diagnostics)
      try site.remove(name)
      // Whatever else is told of, the settings are looked for.
      try await session.apply([.file(SourcePath("Content/articles/a.md"))])
      #expect(await session.snapshot.diagnostics.isEmpty)
    }
  }

  @Test
  func `texts beside the settings are noticed and forgotten by a session as by a first build`()
    async throws
  {
    let site = try TestSite()
    let session = try BuildSession(site.project, at: site.instant)
    let text = Array("---\ntitle: Lost\n---\n".utf8)
    for (name, path) in [("sleep.md", "sleep.md"), ("articles", "articles/sleep.md")] {
      try site.write(path, text)
      try await session.apply([.file(SourcePath(path))])
      #expect(try await session.snapshot.diagnostics == site.snapshot().diagnostics)
      #expect(
        try site.problems()
          == (name == path
            ? """
            sleep.md: warning: attune never looks at texts beside `site.yaml`, so nobody would see this one [misplaced-file]
              help: move it to `Content/articles` or `Content/pages`

            1 warning

            """
            : """
            articles: warning: attune never looks into this folder, so nobody would see what is in it [misplaced-file]
              help: move its texts to `Content/articles` or `Content/pages`

            1 warning

            """))
      try site.remove(name)
      try await session.apply([.file(SourcePath(path))])
      #expect(await session.snapshot.diagnostics.isEmpty)
    }
  }

  @Test func `a readme and folders without texts are nobody's business`() throws {
    let site = try TestSite(
      "== README.md\n# What this is\n== blog/photo.txt\nx\n== notes/a.md\n---\n")
    #expect(try site.problems() == "")
  }

  @Test(arguments: ["site.yaml.bak", "website.yaml", "my-site.yml", "site.json", "yaml"])
  func `a file of another name beside the settings is nobody's business`(_ name: String) throws {
    let site = try TestSite()
    try site.write(name, [])
    #expect(try site.problems() == "")
  }
}
