import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// Files that are not what they were when they were found.
@Suite struct FileObjectTests {
  private func path(_ site: TestSite, _ name: String) -> String {
    site.root.appending(path: name).path(percentEncoded: false)
  }

  @Test func `B08: a link that takes the place of a file after it was found is not followed`()
    async throws
  {
    let site = try TestSite("== secret.txt\nsecret\n== Content/static/a.txt\nopen\n")
    let session = try BuildSession(site.project, at: site.instant)
    try site.remove("Content/static/a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: path(site, "Content/static/a.txt"), withDestinationPath: "../../secret.txt")
    // What is copied is read once more when it is written.
    let snapshot = await session.snapshot
    #expect(throws: ProjectFailure.self) {
      try site.writer.write(snapshot, in: site.project)
    }
    #expect(!site.exists("Public/a.txt"))
  }
}
