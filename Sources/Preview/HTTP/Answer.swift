import NIOCore

/// What a browser is sent: a status, what describes the body, and the body.
struct Answer: Sendable {
  /// The status, such as 200.
  var status: Int
  /// What the body is.
  var type: String
  /// The body.
  var body: ByteBuffer
  /// What tells this version of the body from every other; `nil` for what has no versions.
  var tag: String?
  /// What tells this version from others that differ in more than the names of stylesheets.
  var shape: String?
  /// Where to go instead.
  var location: String?
  /// What may be loaded by the page; `nil` for a page of the site, which says so itself or not at all.
  var policy: String?

  /// Creates an answer with a body.
  init(
    _ status: Int, _ type: String, _ body: ByteBuffer, tag: String? = nil, shape: String? = nil,
    location: String? = nil, policy: String? = nil
  ) {
    self.status = status
    self.type = type
    self.body = body
    self.tag = tag
    self.shape = shape
    self.location = location
    self.policy = policy
  }

  /// Creates an answer of a few words.
  init(_ status: Int, words: String, location: String? = nil) {
    self.init(
      status, "text/plain; charset=utf-8", ByteBuffer(string: words + "\n"), location: location)
  }

  /// The answer to a request that is not answered.
  init(_ refusal: Refusal) { self.init(refusal.rawValue, words: refusal.words) }

  /// The bytes to send: the head and, unless only that was asked for, the body or the part of it that
  /// the request names.
  func bytes(for request: Request?, closing: Bool, _ allocator: ByteBufferAllocator) -> ByteBuffer {
    var status = status
    var part = 0..<body.readableBytes
    var range: String?
    if status == 200, let request {
      if let tag, request["if-none-match"].map({ matches($0, tag) }) == true {
        status = 304
      } else if request["if-range"].map({ $0.elementsEqual((tag ?? "").utf8) }) ?? true {
        switch ByteRange(request["range"], size: body.readableBytes) {
        case .all: break
        case .part(let asked):
          (status, part) = (206, asked)
          range = "bytes \(asked.lowerBound)-\(asked.upperBound - 1)/\(body.readableBytes)"
        case .unsatisfiable:
          (status, part) = (416, 0..<0)
          range = "bytes */\(body.readableBytes)"
        }
      }
    }
    let sendsBody = status != 304 && request?.method != .head
    var bytes = allocator.buffer(capacity: 512 + (sendsBody ? part.count : 0))
    bytes.writeString("HTTP/1.1 \(status) \(reason(of: status))\r\nContent-Type: \(type)\r\n")
    if status != 304 { bytes.writeString("Content-Length: \(part.count)\r\n") }
    if let range { bytes.writeString("Content-Range: \(range)\r\n") }
    if let tag { bytes.writeString("ETag: \(tag)\r\nAccept-Ranges: bytes\r\n") }
    if let shape { bytes.writeString("Attune-Shape: \(shape)\r\n") }
    if let location { bytes.writeString("Location: \(location)\r\n") }
    if status == 405 { bytes.writeString("Allow: GET, HEAD\r\n") }
    if let policy {
      bytes.writeString("Content-Security-Policy: \(policy)\r\n")
    } else {
      bytes.writeString("Content-Security-Policy: frame-ancestors 'none'\r\n")
    }
    bytes.writeStaticString(Self.everyHead)
    if closing { bytes.writeString("Connection: close\r\n") }
    bytes.writeString("\r\n")
    if sendsBody,
      let slice = body.getSlice(at: body.readerIndex + part.lowerBound, length: part.count)
    {
      bytes.writeImmutableBuffer(slice)
    }
    return bytes
  }

  /// What every answer says: nobody guesses what it is, no other site may show or load it, and nothing
  /// is taken from a cache without a question.
  static let everyHead: StaticString = """
    Cache-Control: no-cache\r
    X-Content-Type-Options: nosniff\r
    X-Frame-Options: DENY\r
    Cross-Origin-Resource-Policy: same-origin\r
    Referrer-Policy: same-origin\r

    """

  /// Whether `If-None-Match` names a tag.
  private func matches(_ value: [UInt8], _ tag: String) -> Bool {
    value.split(separator: UInt8(ascii: ",")).contains { item in
      var item = trimmed(item)
      if item.starts(with: "W/".utf8) { item = item.dropFirst(2) }
      return item.elementsEqual(tag.utf8) || item.elementsEqual("*".utf8)
    }
  }
}

extension Refusal {
  /// What a person reads who is not answered.
  fileprivate var words: String {
    switch self {
    case .badRequest: "This request cannot be read."
    case .forbidden: "The preview answers only to the computer it runs on, at its own address."
    case .notFound: "There is nothing at this address."
    case .methodNotAllowed: "The preview is only looked at: GET and HEAD."
    case .timeout: "The request took too long."
    case .bodyTooLarge: "The preview takes nothing in."
    case .targetTooLong: "This address is too long."
    case .headTooLarge: "This request is too long."
    case .versionNotSupported: "The preview speaks HTTP/1.1."
    }
  }
}

private func reason(of status: Int) -> String {
  switch status {
  case 200: "OK"
  case 206: "Partial Content"
  case 301: "Moved Permanently"
  case 302: "Found"
  case 304: "Not Modified"
  case 400: "Bad Request"
  case 403: "Forbidden"
  case 404: "Not Found"
  case 405: "Method Not Allowed"
  case 408: "Request Timeout"
  case 413: "Content Too Large"
  case 414: "URI Too Long"
  case 416: "Range Not Satisfiable"
  case 431: "Request Header Fields Too Large"
  case 503: "Service Unavailable"
  case 505: "HTTP Version Not Supported"
  default: "Internal Server Error"
  }
}
