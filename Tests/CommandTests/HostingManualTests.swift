import Foundation
import TestSupport
import Testing

/// What `Docs/hosting.md` shows is what attune does.
@Suite struct HostingManualTests {
  private static let moment = ["--at", "2026-11-22T12:00:00Z"]

  /// Loses an address, says where it went, and compares headers and settings with those that are written.
  static func prove(_ blocks: inout ManualBlocks) throws {
    try proveOldAddresses(message: blocks.take(""), settings: blocks.take("yaml"))
    try proveHeaders(blocks.take(""))
    // What the chapter shows of a host is what a new site has for it.
    let function = try hosted("s3-cloudfront", "Hosting/README.md")
    let code = try ManualBlocks.blocks(in: function).filter { $0.language == "js" }.map(\.text)
    #expect(try [blocks.take("js")] == code)
    try proveUpload(blocks.take("sh"))
    #expect(try blocks.take("nginx") == hosted("nginx", "Hosting/nginx.conf"))
    #expect(try blocks.take("") == hosted("caddy", "Hosting/Caddyfile"))
    #expect(try blocks.take("apache") == hosted("apache", "Hosting/apache.conf"))
  }

  /// A file of a site that `attune new` begins for a host.
  private static func hosted(_ host: String, _ path: String) throws -> String {
    let reader = try ManualReader()
    try reader.type("attune new site --host \(host) --url https://example.org/\ncd site")
    return try reader.text(path)
  }

  private static func proveOldAddresses(message: String, settings: String) throws {
    let reader = try ManualReader(fixed: ["build": moment, "record": moment])
    try reader.save(
      "site.yaml", "name: Practice\nurl: https://example.org/\ntime-zone: UTC\ntheme: hearth\n")
    try reader.save("Content/pages/about.md", "---\ntitle: About\n---\n")
    for name in ["anger", "sleep", "spring-group"] {
      try reader.save(
        "Content/articles/\(name).md",
        "---\ntitle: \(name)\ndate: 2026-01-01\n\(name == "spring-group" ? "tags: [PTSD]\n" : "")---\n"
      )
    }
    try reader.save("Content/static/handout.pdf", "%PDF-1.4\n")
    try reader.type("attune build\nattune record")
    let list = try reader.text("published-urls.txt").split(separator: "\n")
      .filter { !$0.contains("topics") && !$0.contains("spring") && !$0.contains("handout") }
    try reader.save("published-urls.txt", list.map { $0 + "\n" }.joined())
    let articles = reader.place.appending(path: "Content/articles")
    try FileManager.default.removeItem(at: articles.appending(path: "spring-group.md"))
    try FileManager.default.moveItem(
      at: articles.appending(path: "sleep.md"), to: articles.appending(path: "better-sleep.md"))
    try reader.type("attune build")
    #expect(reader.code == 1)
    #expect(reader.said.hasPrefix(message), "\(reader.said)")
    // It went, as the help says, and what is left is settled by the settings that the chapter shows.
    try reader.replace(
      "date:", with: "aliases: [/articles/sleep/]\ndate:", in: "Content/articles/better-sleep.md")
    for address in ["/articles/spring-group/", "/handout.pdf", "/topics/ptsd/"] {
      try reader.save("published-urls.txt", reader.text("published-urls.txt") + address + "\n")
    }
    try FileManager.default.removeItem(
      at: reader.place.appending(path: "Content/static/handout.pdf"))
    try reader.type("attune build")
    #expect(reader.code == 1 && reader.said.contains("lost-address"), "\(reader.said)")
    try reader.save("site.yaml", reader.text("site.yaml") + settings)
    try reader.type("attune build --strict")
    #expect(reader.code == 0, "\(reader.said)")
    #expect(
      try reader.text("Public/articles/spring-group/index.html").contains("ended in June"))
    #expect(try reader.text("Public/topics/ptsd/index.html").contains("/articles/"))
    #expect(try reader.text("Public/handout.pdf/index.html").contains("example.com/handout"))
  }

  private static func proveHeaders(_ shown: String) throws {
    let site = try smallSite()
    #expect(try site.attune("build", "--at", moment[1]).code == 0)
    let written = String(
      decoding: try #require(site.files("Public")["_headers"]), as: UTF8.self)
    let lines = written.components(separatedBy: "\n").drop { $0 != "/*" }.dropFirst()
      .prefix { $0.hasPrefix("  ") }.map { $0.dropFirst(2) + "\n" }
    #expect(shown == lines.joined())
  }

  /// A bucket that does what the documents of `aws s3 cp --recursive` and `aws s3 sync` say.
  private struct Bucket {
    var files: [String: (bytes: [UInt8], caching: String?)] = [:]

    /// Gives one command; `site` are the files of `Public`.
    mutating func run(_ line: Substring, _ site: [String: [UInt8]]) throws {
      let words = line.replacing("'", with: "\"").split(separator: "\"").enumerated().flatMap {
        $0.offset % 2 == 1 ? [$0.element] : $0.element.split(separator: " ")
      }.map(String.init)
      try #require(words.prefix(2) == ["aws", "s3"] && words.count > 5)
      let prefix = words[3] == "Public" ? "" : words[3].replacing("Public/", with: "") + "/"
      #expect(words[4] == "s3://BUCKET" + (prefix.isEmpty ? "" : "/\(prefix.dropLast())"))
      var excluded: [String] = []
      var caching: String?
      var options = Set<String>()
      var at = 5
      while at < words.count {
        switch words[at] {
        case "--exclude": (excluded, at) = (excluded + [words[at + 1]], at + 1)
        case "--cache-control": (caching, at) = (words[at + 1], at + 1)
        default: options.insert(words[at])
        }
        at += 1
      }
      func isTaken(_ path: String) -> Bool {
        path.hasPrefix(prefix)
          && !excluded.contains { $0.last == "*" && path.hasPrefix($0.dropLast()) }
      }
      let isSync = words[2] == "sync"
      #expect(isSync || (words[2] == "cp" && options.contains("--recursive")))
      for (path, bytes) in site where isTaken(path) && !(isSync && files[path]?.bytes == bytes) {
        files[path] = (bytes, caching)
      }
      if options.contains("--delete") {
        for path in files.keys where isTaken(path) && site[path] == nil { files[path] = nil }
      }
    }
  }

  /// The three commands put the whole site into a bucket, in an order in which no page lacks anything.
  private static func proveUpload(_ commands: String) throws {
    let reader = try ManualReader()
    try reader.type("attune new site --host s3-cloudfront\ncd site\nattune build")
    #expect(reader.code == 0)
    let site = try TestFolder.files(below: reader.place.appending(path: "Public"))
    #expect(site.keys.contains(".attune-manifest"))
    var bucket = Bucket()
    bucket.files = ["old/index.html": ([1], "no-cache"), "assets/old.css": ([2], nil)]
    let lines = commands.split(separator: "\n")
    #expect(lines.count == 3)
    try bucket.run(lines[0], site)
    #expect(bucket.files.keys.filter { !$0.contains("old") }.allSatisfy { $0.hasPrefix("assets/") })
    #expect(bucket.files.count > 3)
    try bucket.run(lines[1], site)
    #expect(bucket.files["old/index.html"] != nil && bucket.files["assets/old.css"] != nil)
    try bucket.run(lines[2], site)
    #expect(
      Set(bucket.files.keys) == Set(site.keys).subtracting([".attune-manifest"]))
    for (path, file) in bucket.files {
      #expect(file.bytes == site[path])
      let isKept = path.hasPrefix("assets/")
      #expect(
        file.caching == (isKept ? "public, max-age=31536000, immutable" : "no-cache"), "\(path)")
    }
    // The workflow of such a site begins with the same command, and says the same of the rest.
    let workflow = try reader.text(".github/workflows/publish.yml")
    #expect(
      workflow.replacing("\"s3://$BUCKET", with: "s3://BUCKET").contains(
        lines[0].replacing("s3://BUCKET/assets", with: "s3://BUCKET/assets\"")))
  }
}
