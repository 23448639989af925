/// A path that somebody asks for, decoded once and checked on bytes.
///
/// It is only ever looked up among the addresses of the site, never joined to a folder; what could lead
/// out of one is refused all the same, so that no later change makes it dangerous.
struct RequestPath: Hashable, Sendable {
  /// The path as text; begins with `/`.
  let text: String
  /// The query, with its `?`; it never decides what is answered.
  let query: String

  /// Reads the target of a request.
  init(_ target: [UInt8]) throws(Refusal) {
    guard target.first == slash else { throw .badRequest }
    // A browser sends no fragment, no backslash and nothing that is not ASCII.
    let isClean = target.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#"#\<>""#.utf8.contains($0) }
    guard isClean else { throw .badRequest }
    let end = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
    let path = try Self.decoded(target[..<end])
    let names = path.split(separator: slash, omittingEmptySubsequences: false).dropFirst()
    for (index, name) in names.enumerated() {
      // `//` would be a host in a redirect; `.` and `..` are for browsers to work out.
      let isEmpty = name.isEmpty && index < names.count - 1
      guard !isEmpty, !name.elementsEqual(".".utf8), !name.elementsEqual("..".utf8) else {
        throw .notFound
      }
    }
    guard let text = String(validating: path, as: UTF8.self) else { throw .badRequest }
    self.text = text
    query = String(decoding: target[end...], as: UTF8.self)
  }

  /// A path with its percent-encoding taken away, once.
  private static func decoded(_ path: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(path.count)
    var rest = path
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      guard let high = digit(rest.popFirst()), let low = digit(rest.popFirst()) else {
        throw .badRequest
      }
      let decoded = high << 4 | low
      // An encoded slash is no slash and no letter of a name either.
      guard decoded != slash, decoded != UInt8(ascii: "\\") else { throw .notFound }
      guard decoded >= 0x20, decoded != 0x7F else { throw .badRequest }
      result.append(decoded)
    }
    return result
  }

  private static func digit(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case .some(let digit) where (0x30...0x39).contains(digit): digit - 0x30
    case .some(let letter) where (0x41...0x46).contains(letter): letter - 0x41 + 10
    case .some(let letter) where (0x61...0x66).contains(letter): letter - 0x61 + 10
    default: nil
    }
  }
}

private let slash = UInt8(ascii: "/")
