import Documents
import Foundation
import SiteEngine
import Testing

/// Files that somebody could take for the settings.
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

  @Test(arguments: ["site.yaml.bak", "website.yaml", "my-site.yml", "site.json", "yaml"])
  func `a file of another name beside the settings is nobody's business`(_ name: String) throws {
    let site = try TestSite()
    try site.write(name, [])
    #expect(try site.problems() == "")
  }
}
