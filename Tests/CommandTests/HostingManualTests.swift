import Foundation
import TestSupport
import Testing

/// What `Docs/hosting.md` shows is what attune does.
@Suite struct HostingManualTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.repository.appending(path: path), encoding: .utf8)
  }

  /// The settings of a server, as the manual shows them and `attune new` writes them.
  @Test(arguments: [
    "nginx/files/Hosting/nginx.conf", "caddy/files/Hosting/Caddyfile",
    "apache/files/Hosting/apache.conf",
  ])
  func `the manual shows the settings that a new site gets`(_ path: String) throws {
    let settings = try text("Starter/hosts/\(path)")
      .replacing("@SITE@", with: "/var/www/practice").replacing("@ROOT@", with: "/var/www/practice")
      .replacing("@BASE@", with: "/").replacing("@NAME@", with: "example.org")
    #expect(try text("Docs/hosting.md").contains("\n\(settings)```\n"))
  }

  @Test func `the headers, the settings and the message of the manual are those of a build`() throws
  {
    let manual = try text("Docs/hosting.md")
    let site = try smallSite([
      "Content/articles/sleep.md": "---\ntitle: Sleep\ndate: 2026-01-01\n---\n"
    ])
    let moment = "2026-11-22T12:00:00Z"
    #expect(try site.attune("build", "--at", moment).code == 0)
    let headers = String(
      decoding: try #require(try site.files("Public")["_headers"]), as: UTF8.self)
    let lines = headers.components(separatedBy: "\n").filter { $0.hasPrefix("  ") }.map {
      $0.dropFirst(2)
    }
    #expect(manual.contains("\n```\n" + lines.joined(separator: "\n") + "\n```\n"))
    #expect(try run(builtProgram("attune"), ["record", "--at", moment], in: site.url).code == 0)
    let old = site.url.appending(path: "Content/articles/sleep.md")
    try FileManager.default.moveItem(
      at: old, to: site.url.appending(path: "Content/articles/better-sleep.md"))
    let lost = try site.attune("build", "--at", moment)
    #expect(lost.code == 1)
    // The list of the manual has another article in front of it than the small site has.
    let message = lost.errors.components(separatedBy: "\n")
    for line in message where line.contains("[lost-address]") || line.contains("help:") {
      let words = line.drop { $0 != " " }
      #expect(manual.contains(words), "\(words)")
    }
    // And the example of what can be said about old addresses is taken.
    let example = try #require(
      manual.components(separatedBy: "```yaml\n").first { $0.hasPrefix("redirects:") })
    let settings = site.url.appending(path: "site.yaml")
    let text = try String(contentsOf: settings, encoding: .utf8)
    let written = text + "\n" + example.components(separatedBy: "```")[0]
    try (written + "  /articles/sleep/: It ended.\n").write(
      to: settings, atomically: true, encoding: .utf8)
    #expect(try site.attune("build", "--strict", "--at", moment).code == 0)
  }
}
