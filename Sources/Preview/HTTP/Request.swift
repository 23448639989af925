/// What a browser asks for, read from bytes and checked.
///
/// The reader is our own and strict: the preview answers GET and HEAD, reads no bodies, and has to say
/// 400 to everything that two readers could understand differently. A general parser forgives much of
/// that and answers the rest in its own words.
struct Request: Equatable, Sendable {
  /// What is to be done.
  enum Method: Equatable, Sendable {
    case get, head
  }

  /// What is to be done.
  let method: Method
  /// Where, as it was written: the path and perhaps a query.
  let target: [UInt8]
  /// The host in front of the path, when the browser took the server for a proxy.
  let authority: [UInt8]?
  /// Whether the connection stays open afterwards.
  let keepsConnection: Bool
  /// The value of `Host`.
  let host: [UInt8]
  private let fields: [Field]

  /// A line of the head: its name in lower case, and its value.
  private struct Field: Equatable, Sendable {
    let name: [UInt8]
    let value: [UInt8]
  }

  /// The value of a field that stands there once or more; the first one.
  subscript(name: StaticString) -> [UInt8]? {
    name.withUTF8Buffer { wanted in fields.first { $0.name.elementsEqual(wanted) }?.value }
  }

  /// What became of the bytes that a connection has so far.
  enum Reading: Equatable {
    /// More must come.
    case incomplete
    /// A request, and how many bytes it took.
    case request(Request, length: Int)
    /// Bytes that are no request: the answer, after which the connection ends.
    case refused(Refusal)
  }

  /// The most bytes that a head may have.
  static let headLimit = 16 << 10
  /// The most lines that a head may have.
  static let fieldLimit = 100
}

/// A request that is not answered, and with which status.
enum Refusal: Int, Error, Equatable, Sendable {
  case badRequest = 400
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case timeout = 408
  case bodyTooLarge = 413
  case targetTooLong = 414
  case headTooLarge = 431
  case versionNotSupported = 505
}

extension Request {
  /// Reads a request from the beginning of some bytes.
  ///
  /// - Complexity: O(*n*) in the number of bytes, which ``headLimit`` bounds.
  static func read(_ bytes: ArraySlice<UInt8>) -> Reading {
    // Browsers of old sent an empty line behind a body; it means nothing in front of a request.
    var start = bytes.startIndex
    while bytes[start...].starts(with: [carriageReturn, lineFeed]), start - bytes.startIndex < 4 {
      start += 2
    }
    do throws(Refusal) {
      guard let end = try endOfHead(bytes[start...]) else {
        guard bytes.endIndex - start <= headLimit else {
          throw bytes[start...].contains(lineFeed) ? .headTooLarge : .targetTooLong
        }
        return .incomplete
      }
      guard end - start <= headLimit else { throw .headTooLarge }
      let request = try request(fromHead: bytes[start..<end - 2])
      return .request(request, length: end - bytes.startIndex)
    } catch {
      return .refused(error)
    }
  }

  /// The end of the empty line behind the head; `nil` when it has not come yet.
  ///
  /// Line feeds alone end no line: who takes them for line ends sees other requests than who does not.
  private static func endOfHead(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> Int? {
    var lineStart = bytes.startIndex
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == lineFeed {
        guard index > bytes.startIndex, bytes[index - 1] == carriageReturn else {
          throw .badRequest
        }
        if index - 1 == lineStart { return index + 1 }
        lineStart = index + 1
      } else if index > bytes.startIndex, bytes[index - 1] == carriageReturn {
        throw .badRequest
      } else if byte < 0x20 && byte != carriageReturn && byte != tab || byte == 0x7F {
        throw .badRequest
      }
      index += 1
    }
    return nil
  }

  private static func request(fromHead head: ArraySlice<UInt8>) throws(Refusal) -> Request {
    var lines = head.split(separator: lineFeed, omittingEmptySubsequences: true).map {
      $0.dropLast()
    }[...]
    guard let first = lines.popFirst() else { throw .badRequest }
    let parts = first.split(separator: space, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[1].isEmpty else { throw .badRequest }
    guard lines.count <= fieldLimit else { throw .headTooLarge }
    let fields = try lines.map(field)
    let isOld = parts[2].elementsEqual("HTTP/1.0".utf8)
    guard isOld || parts[2].elementsEqual("HTTP/1.1".utf8) else {
      throw parts[2].starts(with: "HTTP/".utf8) ? .versionNotSupported : .badRequest
    }
    func values(_ name: String) -> [[UInt8]] {
      fields.filter { $0.name.elementsEqual(name.utf8) }.map(\.value)
    }
    guard values("transfer-encoding").isEmpty else { throw .badRequest }
    try checkLength(values("content-length"))
    let method = try method(parts[0])
    let hosts = values("host")
    guard hosts.count == 1, let host = hosts.first else { throw .badRequest }
    let (authority, target) = try split(target: parts[1])
    let asksToClose = values("connection").contains { value in
      value.split(separator: comma).contains { token in
        lowercased(trimmed(token)).elementsEqual("close".utf8)
      }
    }
    return Request(
      method: method, target: Array(target), authority: authority,
      keepsConnection: !isOld && !asksToClose, host: host, fields: fields)
  }

  private static func method(_ name: ArraySlice<UInt8>) throws(Refusal) -> Method {
    if name.elementsEqual("GET".utf8) { return .get }
    if name.elementsEqual("HEAD".utf8) { return .head }
    throw !name.isEmpty && name.allSatisfy(isTokenByte) ? .methodNotAllowed : .badRequest
  }

  private static func field(_ line: ArraySlice<UInt8>) throws(Refusal) -> Field {
    // A line that begins with a space would go on with the one before it: two readers, two requests.
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(isTokenByte)
    else { throw .badRequest }
    return Field(name: lowercased(line[..<colon]), value: Array(trimmed(line[(colon + 1)...])))
  }

  /// No request with a body is answered; one that has none may say so once or, alike, more often.
  private static func checkLength(_ values: [[UInt8]]) throws(Refusal) {
    guard let first = values.first else { return }
    let isNumber = (1...18).contains(first.count) && first.allSatisfy { (0x30...0x39).contains($0) }
    guard isNumber, values.allSatisfy({ $0 == first }) else { throw .badRequest }
    guard first.allSatisfy({ $0 == 0x30 }) else { throw .bodyTooLarge }
  }

  /// The path of a target, and the host in front of it when it is a whole address.
  private static func split(
    target: ArraySlice<UInt8>
  ) throws(Refusal) -> (authority: [UInt8]?, target: ArraySlice<UInt8>) {
    if target.first == slash { return (nil, target) }
    let scheme = Array("http://".utf8)
    guard lowercased(target.prefix(scheme.count)) == scheme else { throw .badRequest }
    let rest = target.dropFirst(scheme.count)
    let end = rest.firstIndex(of: slash) ?? rest.endIndex
    return (Array(rest[..<end]), end == rest.endIndex ? [slash] : rest[end...])
  }
}

private let carriageReturn = UInt8(ascii: "\r")
private let lineFeed = UInt8(ascii: "\n")
private let tab = UInt8(ascii: "\t")
private let space = UInt8(ascii: " ")
private let slash = UInt8(ascii: "/")
private let comma = UInt8(ascii: ",")

/// Whether a byte may stand in the name of a method or a field (RFC 9110, section 5.6.2).
private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default:
    "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}

/// Bytes with capital letters of ASCII made small.
func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
  bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
}

/// Bytes without the spaces and tabs around them.
func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var result = bytes
  while let first = result.first, first == space || first == tab { result = result.dropFirst() }
  while let last = result.last, last == space || last == tab { result = result.dropLast() }
  return result
}
