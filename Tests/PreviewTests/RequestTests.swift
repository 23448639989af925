import Testing

@testable import Preview

/// What the preview takes for a request, and what it refuses on bytes.
@Suite struct RequestTests {
  private func read(_ text: String) -> Request.Reading { Request.read(Array(text.utf8)[...]) }

  private func request(_ fields: String = "Host: localhost:4000\r\n", target: String = "/") throws
    -> Request
  {
    guard case .request(let request, _) = read("GET \(target) HTTP/1.1\r\n\(fields)\r\n") else {
      throw Refusal.badRequest
    }
    return request
  }

  @Test func `a request is read when all of its head is there, and not before`() throws {
    let text = "GET /a/?b HTTP/1.1\r\nHost: localhost:4000\r\nAccept:  text/html \r\n\r\n"
    for length in 0..<text.utf8.count {
      let part = Array(text.utf8.prefix(length))
      #expect(Request.read(part[...]) == .incomplete, "\(length) bytes")
    }
    guard case .request(let request, let length) = read(text + "GET") else {
      Issue.record("no request")
      return
    }
    #expect(length == text.utf8.count)
    #expect(request.method == .get)
    #expect(request.target == Array("/a/?b".utf8))
    #expect(request["accept"] == Array("text/html".utf8))
    #expect(request.keepsConnection)
  }

  @Test(arguments: [
    "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
    " GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "GET /\r\nHost: a\r\n\r\n", "\0\0\0\0",
  ])
  func `N32: what two readers could understand differently is refused`(text: String) {
    #expect(read(text) == .refused(.badRequest))
  }

  @Test(arguments: [
    "-1", "+5", "5,6", "99999999999999999999", "0x0", "", " ", "5\r\nContent-Length: 6",
  ])
  func `N27: a length that is no length is refused`(length: String) {
    let text = "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
    #expect(read(text) == .refused(.badRequest))
  }

  @Test func `a body is refused, and none is not`() {
    #expect(
      read("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n") == .refused(.bodyTooLarge))
    guard case .request = read("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n") else {
      Issue.record("refused")
      return
    }
  }

  @Test func `N28: chunks and a length together are refused, and chunks alone are`() {
    for more in ["Content-Length: 0\r\n", ""] {
      let text = "GET / HTTP/1.1\r\nHost: a\r\n\(more)Transfer-Encoding: chunked\r\n\r\n"
      #expect(read(text) == .refused(.badRequest))
    }
  }

  @Test func `N30: a head of a mebibyte and ten thousand lines are too large`() {
    let long = "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 1 << 20))"
    #expect(read(long) == .refused(.headTooLarge))
    let many = "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: a\r\n", count: 101) + "\r\n"
    #expect(read(many) == .refused(.headTooLarge))
    #expect(read("GET /" + String(repeating: "a", count: 1 << 15)) == .refused(.targetTooLong))
  }

  @Test func `N13: no host and two hosts are refused`() {
    #expect(read("GET / HTTP/1.1\r\nX: a\r\n\r\n") == .refused(.badRequest))
    #expect(read("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n") == .refused(.badRequest))
  }

  @Test func `other methods and versions are refused`() {
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"] {
      let text = "\(method) / HTTP/1.1\r\nHost: a\r\n\r\n"
      #expect(read(text) == .refused(.methodNotAllowed), "\(method)")
    }
    #expect(read("GET / HTTP/2.0\r\nHost: a\r\n\r\n") == .refused(.versionNotSupported))
    #expect(read("GET / HTTP/1.10\r\nHost: a\r\n\r\n") == .refused(.versionNotSupported))
  }

  @Test(arguments: [
    ("/%2e%2e/%2e%2e/etc/passwd", Refusal.notFound), ("/..%2f..%2fetc/passwd", .notFound),
    ("/a/../b", .notFound), ("/./a", .notFound), ("//etc/passwd", .notFound), ("/a//b", .notFound),
    ("/a%5cb", .notFound), (#"/a\b"#, .badRequest), ("/%c0%ae%c0%ae/", .badRequest),
    ("/a%00b", .badRequest), ("/a%0d%0ab", .badRequest), ("/a#b", .badRequest), ("/%", .badRequest),
    ("/%zz", .badRequest), ("/a%7f", .badRequest), ("/é", .badRequest),
  ])
  func `N02, N03, N06, N08: a path that leads elsewhere is refused on its bytes`(
    target: String, refusal: Refusal
  ) {
    #expect(throws: refusal) { try RequestPath(Array(target.utf8)) }
  }

  @Test func `N04: a path is decoded once`() throws {
    #expect(try RequestPath(Array("/%252e%252e/".utf8)).text == "/%2e%2e/")
    let path = try RequestPath(Array("/caf%C3%A9/?a=%2e%2e/..//b".utf8))
    #expect(path.text == "/café/")
    #expect(path.query == "?a=%2e%2e/..//b")
  }

  @Test func `N10, N12, N13, N14: only our own names with our own port are answered`() throws {
    let admission = Admission(port: 4000, host: nil)
    for host in [
      "evil.example", "evil.example:4000", "localhost:4001", "localhost",
      "127.0.0.1.evil.example:4000",
      "localhost.evil.example:4000", "127.0.0.2:4000", "[::2]:4000", "localhost:04000", "", ":4000",
      "localhost:4000:4000", "user@localhost:4000", "0.0.0.0:4000",
    ] {
      #expect(admission.refusal(of: try request("Host: \(host)\r\n")) == .forbidden, "\(host)")
    }
    let elsewhere = try request(target: "http://evil/")
    #expect(admission.refusal(of: elsewhere) == .forbidden)
    let here = try request(target: "http://localhost:4000/a/")
    #expect(admission.refusal(of: here) == nil)
    #expect(here.target == Array("/a/".utf8))
  }

  @Test func `N15: this machine is answered by all of its names`() throws {
    let admission = Admission(port: 4000, host: nil)
    for host in ["[::1]:4000", "localhost:4000", "127.0.0.1:4000", "LOCALHOST:4000"] {
      #expect(admission.refusal(of: try request("Host: \(host)\r\n")) == nil, "\(host)")
    }
  }

  @Test func `N18: a page of anybody else is not answered`() throws {
    let admission = Admission(port: 4000, host: nil)
    for origin in [
      "http://192.0.2.1", "http://192.0.2.1:4000", "null", "https://localhost:4000",
      "http://localhost:4001", "http://localhost", "http://127.0.0.1:4000",
    ] {
      let request = try request("Host: localhost:4000\r\nOrigin: \(origin)\r\n")
      #expect(admission.refusal(of: request) == .forbidden, "\(origin)")
    }
    let own = try request("Host: localhost:4000\r\nOrigin: http://localhost:4000\r\n")
    #expect(admission.refusal(of: own) == nil)
  }

  @Test func `a page of anybody else cannot load a file, and a person may follow a link`() throws {
    let admission = Admission(port: 4000, host: nil)
    func refusal(_ site: String, _ mode: String, _ dest: String, _ target: String = "/") throws
      -> Refusal?
    {
      admission.refusal(
        of: try request(
          "Host: localhost:4000\r\nSec-Fetch-Site: \(site)\r\nSec-Fetch-Mode: \(mode)\r\n"
            + "Sec-Fetch-Dest: \(dest)\r\n", target: target))
    }
    #expect(try refusal("cross-site", "no-cors", "script") == .forbidden)
    #expect(try refusal("same-site", "no-cors", "image") == .forbidden)
    #expect(try refusal("cross-site", "navigate", "iframe") == .forbidden)
    #expect(try refusal("cross-site", "navigate", "document", "/_attune/events") == .forbidden)
    #expect(try refusal("cross-site", "navigate", "document") == nil)
    #expect(try refusal("same-origin", "cors", "empty") == nil)
    #expect(try refusal("none", "navigate", "document") == nil)
  }

  @Test func `an address of this computer is answered where it was asked for`() throws {
    let admission = Admission(port: 4000, host: "192.0.2.7")
    #expect(admission.refusal(of: try request("Host: 192.0.2.7:4000\r\n")) == nil)
    #expect(admission.refusal(of: try request("Host: 192.0.2.8:4000\r\n")) == .forbidden)
    let all = Admission(port: 4000, host: "0.0.0.0")
    #expect(all.refusal(of: try request("Host: 192.0.2.8:4000\r\n")) == nil)
    #expect(all.refusal(of: try request("Host: evil.example:4000\r\n")) == .forbidden)
    #expect(all.refusal(of: try request("Host: 1.2.3.4.evil:4000\r\n")) == .forbidden)
  }

  @Test func `N25, N26: every range is counted with care`() {
    func range(_ value: String, size: Int = 10) -> ByteRange {
      ByteRange(Array(value.utf8), size: size)
    }
    #expect(range("bytes=0-") == .part(0..<10))
    #expect(range("bytes=2-4") == .part(2..<5))
    #expect(range("bytes=2-400") == .part(2..<10))
    #expect(range("bytes=-1") == .part(9..<10))
    #expect(range("bytes=-400") == .part(0..<10))
    #expect(range("bytes=5-2") == .unsatisfiable)
    #expect(range("bytes=10-") == .unsatisfiable)
    #expect(range("bytes=-0") == .unsatisfiable)
    #expect(range("bytes=9223372036854775807-") == .unsatisfiable)
    #expect(range("bytes=0-9223372036854775807") == .part(0..<10))
    #expect(range("bytes=0-99999999999999999999999") == .part(0..<10))
    #expect(range("bytes=-99999999999999999999999") == .part(0..<10))
    #expect(range("bytes=0-0", size: 0) == .unsatisfiable)
    for value in ["bytes=", "bytes=-", "bytes=a-b", "lines=1-2", "bytes 1-2", "bytes=1"] {
      #expect(range(value) == .all, "\(value)")
    }
    let many = "bytes=" + (0..<10_000).map { "\($0)-\($0)" }.joined(separator: ",")
    #expect(range(many) == .all)
  }
}
