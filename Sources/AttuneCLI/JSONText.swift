import Diagnostics

extension RuleID {
  static let jsonData = RuleID("json-data")
}

/// A JSON text that was read: what it holds, and where it goes wrong if it does.
///
/// Our own reader, because a decoder turns `1.0` into `1`, does not say on which line a comma is
/// missing, and exhausts the stack of the thread on a file of brackets.
struct JSONText {
  /// One value, with the numbers of the values in it.
  enum Node {
    case null
    case flag(Bool)
    /// A number as it is written.
    case number(String)
    case text(String)
    case list([Int])
    case object([(name: String, value: Int)])
  }

  /// Something that is not as JSON has it.
  struct Mistake: Error {
    let message: String
    let range: Range<Int>
    var suggestion: String?
  }

  /// The deepest that values may stand in each other.
  static let deepestNesting = 1000

  /// All values.
  private(set) var nodes: [Node] = []
  /// The number of the outermost value.
  private(set) var root = 0

  private let bytes: [UInt8]
  private var position: Int

  /// Reads a text.
  init(_ bytes: [UInt8]) throws(Mistake) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    root = try readAll()
    skipSpace()
    guard position == bytes.count else {
      throw Mistake(
        message: "there is something behind the end of the data", range: position..<position + 1,
        suggestion: "put several values into one list: `[…, …]`")
    }
  }

  /// A list or an object that is open.
  private struct Open {
    let start: Int
    let isObject: Bool
    var values: [Int] = []
    var members: [(name: String, value: Int)] = []
    var name = ""
  }

  /// Reads one value with everything in it, without recursion.
  private mutating func readAll() throws(Mistake) -> Int {
    var open: [Open] = []
    while true {
      skipSpace()
      var value: Int
      if peek == UInt8(ascii: "[") || peek == UInt8(ascii: "{") {
        guard open.count < Self.deepestNesting else {
          throw Mistake(
            message: "the data is more than \(Self.deepestNesting) levels deep here",
            range: position..<position + 1)
        }
        open.append(Open(start: position, isObject: peek == UInt8(ascii: "{")))
        position += 1
        skipSpace()
        let closing = open[open.count - 1].isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        guard peek == closing else {
          if open[open.count - 1].isObject { open[open.count - 1].name = try readName() }
          continue
        }
        position += 1
        value = add(open.removeLast())
      } else {
        value = try readScalar()
      }
      // Each value may be the last of what is around it, which then is a value itself.
      while true {
        guard !open.isEmpty else { return value }
        if try goOn(with: value, in: &open[open.count - 1]) { break }
        value = add(open.removeLast())
      }
    }
  }

  /// Adds a value to a list or an object and answers whether another one follows.
  private mutating func goOn(with value: Int, in open: inout Open) throws(Mistake) -> Bool {
    if open.isObject { open.members.append((open.name, value)) } else { open.values.append(value) }
    skipSpace()
    let closing = open.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    if peek == closing {
      position += 1
      return false
    }
    let sign = open.isObject ? "{" : "["
    guard let peek else {
      throw Mistake(
        message: "`\(sign)` is never closed", range: open.start..<open.start + 1,
        suggestion: "write `\(open.isObject ? "}" : "]")` where it ends")
    }
    guard peek == UInt8(ascii: ",") else {
      throw Mistake(
        message: "a comma is missing before this", range: position..<position + 1,
        suggestion: "write `,` between two values, or `\(open.isObject ? "}" : "]")` "
          + "where the \(open.isObject ? "object" : "list") ends")
    }
    let comma = position
    position += 1
    skipSpace()
    if self.peek == closing {
      throw Mistake(
        message: "nothing follows this comma", range: comma..<comma + 1,
        suggestion: "remove the comma")
    }
    if open.isObject { open.name = try readName() }
    return true
  }

  private mutating func add(_ open: Open) -> Int {
    add(open.isObject ? .object(open.members) : .list(open.values))
  }

  private mutating func add(_ node: Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  private mutating func readName() throws(Mistake) -> String {
    skipSpace()
    guard peek == UInt8(ascii: "\"") else {
      throw Mistake(
        message: "a name in quotation marks belongs here", range: position..<position + 1,
        suggestion: "write it like `\"title\": \"Words\"`")
    }
    let name = try readString()
    skipSpace()
    guard peek == UInt8(ascii: ":") else {
      throw Mistake(
        message: "a colon is missing behind the name `\(name)`", range: position..<position + 1,
        suggestion: "write `:` between a name and its value")
    }
    position += 1
    return name
  }

  private mutating func readScalar() throws(Mistake) -> Int {
    guard let byte = peek else {
      throw Mistake(message: "the data ends before its value", range: position..<position + 1)
    }
    if byte == UInt8(ascii: "\"") { return add(.text(try readString())) }
    let start = position
    while let byte = peek, isWordByte(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "null": return add(.null)
    case "true": return add(.flag(true))
    case "false": return add(.flag(false))
    default:
      if isNumber(bytes[start..<position]) { return add(.number(word)) }
      let shown = word.isEmpty ? 1 : position - start
      throw Mistake(
        message: "this is no value that data can have", range: start..<start + shown,
        suggestion: "words stand in double quotation marks; everything else is a number, "
          + "`true`, `false`, `null`, a list in `[…]` or an object in `{…}`")
    }
  }

  private mutating func readString() throws(Mistake) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = peek, byte >= 0x20 {
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard let string = String(validating: text, as: UTF8.self) else {
          throw Mistake(
            message: "this text is not UTF-8", range: start..<position,
            suggestion: "save the file again with the encoding UTF-8")
        }
        return string
      }
      if byte == UInt8(ascii: "\\") { try readEscape(to: &text) } else { text.append(byte) }
    }
    throw Mistake(
      message: "this text is not closed in its line", range: start..<position,
      suggestion: "write `\"` where it ends; a line break in a text is `\\n`")
  }

  private mutating func readEscape(to text: inout [UInt8]) throws(Mistake) {
    let start = position - 1
    let byte = peek ?? 0
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let first = readHex() else { fallthrough }
      var value = first
      // A letter beyond the first 65,536 is written as two halves.
      if (0xD800..<0xDC00).contains(first), peek == UInt8(ascii: "\\") {
        let before = position
        position += 1
        if peek == UInt8(ascii: "u") {
          position += 1
          if let second = readHex(), (0xDC00..<0xE000).contains(second) {
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
          } else {
            position = before
          }
        } else {
          position = before
        }
      }
      text += String(UnicodeScalar(value).map(Character.init) ?? "\u{FFFD}").utf8
    default:
      throw Mistake(
        message: "`\\` has another meaning in data", range: start..<min(position, bytes.count),
        suggestion: "write `\\\\` for one `\\`")
    }
  }

  private mutating func readHex() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = hexDigit(byte) else { return nil }
      value = value << 4 | digit
    }
    position += 4
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D {
      position += 1
    }
  }
}

private func isWordByte(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "+")
    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    || byte >= 0x80 || byte == UInt8(ascii: "'")
}

private func hexDigit(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46, 0x61...0x66: UInt32((byte | 0x20) - 0x57)
  default: nil
  }
}

/// Whether bytes are a number as JSON writes it: `-1.5e3`, and not `01`, `+1`, `.5` or `1.`.
private func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
  var rest = word
  func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
    let before = rest.count
    rest = rest.drop { (0x30...0x39).contains($0) }
    return before - rest.count
  }
  if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
  let startsWithZero = rest.first == UInt8(ascii: "0")
  let whole = digits(&rest)
  guard whole == 1 || whole > 1 && !startsWithZero else { return false }
  if rest.first == UInt8(ascii: ".") {
    rest.removeFirst()
    guard digits(&rest) > 0 else { return false }
  }
  if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
    rest.removeFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    guard digits(&rest) > 0 else { return false }
  }
  return rest.isEmpty
}
