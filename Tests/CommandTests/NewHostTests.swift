import Documents
import Foundation
import TestSupport
import Testing

@testable import SiteEngine

/// `attune new --host` writes what publishes the site there.
@Suite struct NewHostTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

  private func new(_ host: String, url: String, in folder: TestFolder) throws -> CommandResult {
    try run(
      builtProgram("attune"),
      ["new", host, "--host", host, "--url", url, "--time-zone", "UTC"], in: folder.url,
      environment: ["ATTUNE_SHARE": Self.repository])
  }

  @Test(arguments: NewSite.hosts)
  func `each host has a workflow that publishes by itself, notes what it did, and names no mark`(
    _ host: String
  ) throws {
    let folder = try TestFolder()
    #expect(try new(host, url: "https://rivers.example/blog/", in: folder).code == 0)
    let files = try folder.files(host).mapValues { String(decoding: $0, as: UTF8.self) }
    let workflow = try #require(files[".github/workflows/publish.yml"])
    for part in [
      "  schedule:\n    - cron: '17 * * * *'\n", "  due:\n", "  build:\n    needs: due\n",
      "  deploy:\n    needs: build\n", "  record:\n    needs: deploy\n", "attune record",
      "next-change.txt", "include-hidden-files: true",
    ] {
      #expect(workflow.contains(part), "\(part)")
    }
    // Every action is named by the number of a commit, which nobody can move.
    for line in workflow.components(separatedBy: "\n") where line.contains("uses: ") {
      #expect(line.contains(#/@[0-9a-f]{40} # v[0-9.]+$/#), "\(line)")
    }
    #expect(!workflow.contains("\t"))
    #expect(!workflow.contains("\n\n\n"))
    #expect(workflow.hasSuffix("\n"))
    for (path, text) in files {
      #expect(!text.contains(#/@[A-Z]+@/#), "\(path)")
    }
    #expect(files["site.yaml"]?.contains("\nhost: \(host)\n") == true)
  }

  @Test(arguments: [
    ("nginx", "Hosting/nginx.conf", "_nginx/headers.conf"),
    ("caddy", "Hosting/Caddyfile", "_caddy/site.conf"),
    ("apache", "Hosting/apache.conf", "_apache/site.conf"),
  ])
  func `a server is told where the site is, also below a folder`(
    _ host: String, _ path: String, _ included: String
  ) throws {
    let folder = try TestFolder()
    #expect(try new(host, url: "https://rivers.example/blog/", in: folder).code == 0)
    let text = try String(
      contentsOf: folder.url.appending(path: "\(host)/\(path)"), encoding: .utf8)
    for part in [
      "rivers.example", "/blog/404.html", "/var/www/practice/blog/_\(host)/",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let build = try run(
      builtProgram("attune"), ["build"], in: folder.url.appending(path: host),
      environment: ["ATTUNE_SHARE": Self.repository])
    #expect(build.code == 0 && build.errors == "")
    #expect(
      FileManager.default.fileExists(
        atPath: folder.url.appending(path: "\(host)/Public/\(included)").path))
  }

  @Test func `a host that nobody knows is refused`() throws {
    let folder = try TestFolder()
    let result = try run(
      builtProgram("attune"), ["new", "x", "--host", "geocities"], in: folder.url,
      environment: ["ATTUNE_SHARE": Self.repository])
    #expect(result.code == 64)
    #expect(
      result.errors.hasPrefix(
        "Error: 'geocities' is not a host that attune knows. Write one of: github-pages, netlify, cloudflare-pages, s3-cloudfront, nginx, caddy, apache.\n"
      ))
  }
}
