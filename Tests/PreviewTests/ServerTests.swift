import Foundation
import SiteEngine
import TestSupport
import Testing

@testable import Preview

/// What a browser is answered, over the wire.
@Suite struct ServerTests {
  @Test
  func `pages are answered as a static host answers, with the script that keeps them current`()
    async throws
  {
    let preview = try await RunningPreview()
    let page = try await preview.get("/articles/two/")
    #expect(page.status == 200)
    #expect(page.fields["content-type"] == "text/html; charset=utf-8")
    #expect(page.text.hasPrefix("<head><script src=\"/_attune/preview.js\" async data-tag=\""))
    #expect(page.text.hasSuffix("</script></head>Two next:One\n<p>Second.</p>\n\n"))
    #expect(try await preview.get("/articles/two/index.html").body.count == page.body.count)
    let slashless = try await preview.get("/articles/two?a=b")
    #expect(slashless.status == 301)
    #expect(slashless.fields["location"] == "/articles/two/?a=b")
    let none = try await preview.get("/nowhere/")
    #expect(none.status == 404)
    #expect(none.text.hasSuffix("</head>Not here\n"))
    let feed = try await preview.get("/feed.xml")
    #expect(feed.fields["content-type"] == "application/xml; charset=utf-8")
    #expect(!feed.text.contains("_attune"))
    await preview.end()
  }

  @Test func `a site in a folder of its host is answered there`() async throws {
    let preview = try await RunningPreview([
      "site.yaml": "name: P\nurl: https://example.org/repo/\ntime-zone: UTC\ntheme: plain\n"
    ])
    let root = try await preview.get("/")
    #expect(root.status == 302)
    #expect(root.fields["location"] == "/repo/")
    #expect(try await preview.get("/repo/articles/one/").status == 200)
    #expect(try await preview.get("/repo/articles/one").fields["location"] == "/repo/articles/one/")
    let outside = try await preview.get("/articles/one/")
    #expect(outside.status == 404)
    #expect(outside.text.contains("Not here"))
    await preview.end()
  }

  @Test func `HEAD has no body, and what a browser has already is not sent again`() async throws {
    let preview = try await RunningPreview()
    let page = try await preview.get("/articles/one/")
    let head = try await preview.get("/articles/one/", method: "HEAD")
    #expect(head.status == 200)
    #expect(head.body.isEmpty)
    #expect(head.fields["content-length"] == "\(page.body.count)")
    let tag = try #require(page.fields["etag"])
    for value in [tag, "\"x\", \(tag)", "W/\(tag)", "*"] {
      let again = try await preview.get("/articles/one/", ["If-None-Match: \(value)"])
      #expect(again.status == 304)
      #expect(again.body.isEmpty)
    }
    #expect(try await preview.get("/articles/one/", ["If-None-Match: \"x\""]).status == 200)
    await preview.end()
  }

  @Test func `N25, N26: parts of a film are sent, and no range ends the server`() async throws {
    let preview = try await RunningPreview(["Content/static/film.mp4": "0123456789"])
    let part = try await preview.get("/film.mp4", ["Range: bytes=2-4"])
    #expect(part.status == 206)
    #expect(part.text == "234")
    #expect(part.fields["content-type"] == "video/mp4")
    #expect(part.fields["content-range"] == "bytes 2-4/10")
    #expect(try await preview.get("/film.mp4", ["Range: bytes=-1"]).text == "9")
    #expect(try await preview.get("/film.mp4", ["Range: bytes=0-"]).text == "0123456789")
    for range in ["bytes=5-2", "bytes=9223372036854775807-"] {
      let none = try await preview.get("/film.mp4", ["Range: \(range)"])
      #expect(none.status == 416)
      #expect(none.fields["content-range"] == "bytes */10")
    }
    let many = "bytes=" + (0..<2_000).map { "\($0)-" }.joined(separator: ",")
    #expect(try await preview.get("/film.mp4", ["Range: \(many)"]).status == 200)
    let old = try await preview.get("/film.mp4", ["Range: bytes=2-4", "If-Range: \"old\""])
    #expect(old.text == "0123456789")
    await preview.end()
  }

  @Test func `N21: every answer says that no other site may show, load or guess it`() async throws {
    let preview = try await RunningPreview()
    for path in ["/", "/nowhere/", "/articles/one", "/_attune/", "/_attune/preview.js", "//"] {
      let reply = try await preview.get(path)
      #expect(reply.fields["x-content-type-options"] == "nosniff", "\(path)")
      #expect(reply.fields["cross-origin-resource-policy"] == "same-origin", "\(path)")
      #expect(reply.fields["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
      #expect(reply.fields["access-control-allow-origin"] == nil)
    }
    await preview.end()
  }

  @Test func `N12, N18: strangers are refused over the wire too, the stream of events among it`()
    async throws
  {
    let preview = try await RunningPreview()
    #expect(try await preview.get("/", ["Host: evil.example"]).status == 403)
    for path in ["/", "/_attune/events", "/_attune/state.json"] {
      let reply = try await preview.get(path, ["Origin: http://192.0.2.1"])
      #expect(reply.status == 403, "\(path)")
    }
    let script = try await preview.get("/_attune/state.json", ["Sec-Fetch-Site: cross-site"])
    #expect(script.status == 403)
    #expect(try await preview.get("/", method: "POST").status == 405)
    await preview.end()
  }

  @Test func `N22: a link that leads out of the site is not followed`() async throws {
    let preview = try await RunningPreview(["Content/static/a.txt": "a"])
    let link = preview.folder.url.appending(path: "Content/static/passwd")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "/etc/passwd")
    #expect(try await preview.get("/passwd").status == 404)
    // A file that becomes a link after it was found is refused when it is read.
    let file = preview.folder.url.appending(path: "Content/static/a.txt")
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createSymbolicLink(
      atPath: file.path, withDestinationPath: "/etc/passwd")
    let reply = try await preview.get("/a.txt")
    #expect(reply.status != 200)
    #expect(!reply.text.contains("root:"))
    await preview.end()
  }

  @Test func `N30, N32: what is refused is told, and the connection ends`() async throws {
    let preview = try await RunningPreview()
    let long = "GET / HTTP/1.1\r\nHost: localhost:\(preview.port)\r\nX: "
    #expect(
      try await preview.ask(Array(long.utf8) + Array(repeating: 0x61, count: 1 << 20)).status == 431
    )
    #expect(try await preview.ask(Array("GET / HTTP/1.1\nHost: a\n\n".utf8)).status == 400)
    await preview.end()
  }

  @Test func `several requests in one go are answered in their order`() async throws {
    let preview = try await RunningPreview()
    let one = "GET /articles/one/ HTTP/1.1\r\nHost: localhost:\(preview.port)\r\n"
    let two = "GET /articles/two/ HTTP/1.1\r\nHost: localhost:\(preview.port)\r\n"
    let reply = try await preview.ask(
      Array("\(one)\r\n\(two)\r\n\(one)Connection: close\r\n\r\n".utf8))
    let text = String(decoding: reply.bytes, as: UTF8.self)
    #expect(text.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
    let order = text.components(separatedBy: "<p>").dropFirst().map { $0.prefix(5) }
    #expect(order == ["First", "Secon", "First"])
    await preview.end()
  }

  @Test func `N37: who sends a byte now and then is cut off, and others are served meanwhile`()
    async throws
  {
    let preview = try await RunningPreview { $0.patience.head = .seconds(3) }
    let port = preview.port
    let slow = try await blocking { try (0..<100).map { _ in try Connected(port: port) } }
    for connection in slow { connection.send(Array("GET / HT".utf8)) }
    let start = ContinuousClock.now
    #expect(try await preview.get("/").status == 200)
    #expect(ContinuousClock.now - start < .seconds(5))
    let replies = try await blocking { slow.map { Reply($0.readAll()).status } }
    // Where the server was too busy to read what came, the system cuts off the answer as well.
    #expect(Set(replies).isSubset(of: [408, 0]))
    await preview.end()
  }

  @Test func `N40: connections that ask for nothing keep nobody waiting, and end`() async throws {
    let preview = try await RunningPreview { $0.patience.head = .milliseconds(800) }
    let port = preview.port
    let idle = try await blocking { try (0..<200).map { _ in try Connected(port: port) } }
    #expect(try await preview.get("/").status == 200)
    let rests = try await blocking { idle.map { $0.readAll().count } }
    #expect(Set(rests) == [0])
    await preview.end()
  }

  @Test func `more connections than the limit are closed at once, and room is made again`()
    async throws
  {
    let preview = try await RunningPreview { $0.connectionLimit = 5 }
    let port = preview.port
    var held = try await blocking { try (0..<5).map { _ in try Connected(port: port) } }
    for connection in held {
      connection.send(Array("GET / HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n".utf8))
      _ = try await blocking { connection.read() }
    }
    #expect(try await preview.get("/").status == 0)
    held.removeAll()
    var status = 0
    for _ in 0..<100 where status != 200 { status = try await preview.get("/").status }
    #expect(status == 200)
    await preview.end()
  }

  @Test func `N39: a browser that hangs up in the middle of an answer ends nothing`() async throws {
    let film = String(repeating: "0123456789abcdef", count: 1 << 18)
    let preview = try await RunningPreview(["Content/static/film.mp4": film])
    let port = preview.port
    try await blocking {
      for _ in 0..<20 {
        let connection = try Connected(port: port)
        connection.send(Array("GET /film.mp4 HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n".utf8))
        _ = connection.read()
      }
    }
    #expect(try await preview.get("/film.mp4").body.count == film.utf8.count)
    await preview.end()
  }

  @Test func `N44: what somebody asks for is never part of a page`() async throws {
    let preview = try await RunningPreview()
    for path in ["/%3Cscript%3Ealert(1)%3C/script%3E", "/a?%3Cscript%3E", "/'%22%3E%3Cscript%3E/"] {
      let reply = try await preview.get(path)
      #expect(!reply.text.contains("<script>"), "\(path)")
    }
    await preview.end()
  }

  @Test func `N45: a line of the author's is shown as text, whatever it holds`() async throws {
    let preview = try await RunningPreview([
      "Content/articles/bad.md":
        "---\ntitle: Bad\ndate: 2026-01-01\n---\n[</script><script>alert(1)</script>](/no/)\n"
    ])
    let page = try await preview.get("/_attune/")
    #expect(page.status == 200)
    #expect(page.text.contains("&lt;/script&gt;&lt;script&gt;alert(1)"))
    #expect(!page.text.contains("<script>alert"))
    #expect(page.fields["content-security-policy"] == PreviewFile.policy)
    let state = try await preview.get("/_attune/state.json")
    #expect(!state.text.contains("</script"))
    let parsed = try JSONSerialization.jsonObject(with: Data(state.body)) as? [String: Any]
    #expect(parsed?["errors"] as? Int ?? 0 > 0)
    await preview.end()
  }

  @Test func `N46: a port that is taken is said, and without one the next is taken`() async throws {
    let first = try await RunningPreview { $0.options.port = nil }
    let second = try await RunningPreview { $0.options.port = nil }
    #expect(first.port >= 4000)
    #expect(second.port > first.port)
    let port = first.port
    let project = Project(root: first.folder.url.path(percentEncoded: false))
    var options = PreviewServer.Options()
    options.port = port
    let server = PreviewServer(project, options) { _ in }
    await #expect(
      throws: ProjectFailure(
        path: "localhost:\(port)", action: "cannot listen here",
        reason: "another program has this port; ask for another one with `--port`")
    ) { try await server.run() }
    await first.end()
    await second.end()
  }

  @Test func `N47: nobody but this computer can connect`() async throws {
    let preview = try await RunningPreview()
    let port = preview.port
    // All of 127.0.0.0/8 is this computer; a server that listens everywhere answers there.
    await #expect(throws: ProjectFailure.self) {
      try await blocking { _ = try Connected(port: port, address: 0x7F00_0002) }
    }
    await preview.end()
  }

  @Test func `N42: a stream of events leaves room for pages, and 300 of them leave nothing behind`()
    async throws
  {
    let preview = try await RunningPreview()
    let port = preview.port
    let ask = "GET /_attune/events HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"
    let streams = try await blocking { try (0..<6).map { _ in try Connected(port: port) } }
    for stream in streams {
      stream.send(Array(ask.utf8))
      let first = try await blocking { stream.read(until: "problems") }
      #expect(first.contains("text/event-stream"))
    }
    #expect(try await preview.get("/").status == 200)
    let before = descriptorCount()
    try await blocking {
      for _ in 0..<300 {
        let stream = try Connected(port: port)
        stream.send(Array(ask.utf8))
        _ = stream.read()
      }
    }
    var after = descriptorCount()
    for _ in 0..<200 where after > before + 2 {
      _ = try await preview.get("/")
      after = descriptorCount()
    }
    #expect(after <= before + 2)
    withExtendedLifetime(streams) {}
    await preview.end()
  }

  private func descriptorCount() -> Int {
    #if os(Linux)
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    #else
      (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count) ?? 0
    #endif
  }
}
