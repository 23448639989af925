/// A place in a stylesheet that names another file.
struct StylesheetLink: Hashable {
  /// The bytes of the address, without the quotation marks around it.
  let range: Range<Int>
  /// The address, escapes resolved.
  let address: String
}

/// Finds every address in a stylesheet: `url(…)` with and without quotation marks, `@import "…"`, and
/// the texts in `image-set(…)`.
///
/// A comment and a text are passed over as a browser does, so an address in them is none.
///
/// - Complexity: O(*n*) in the size of the stylesheet.
func stylesheetLinks(_ bytes: [UInt8]) -> [StylesheetLink] {
  var scanner = StylesheetScanner(bytes)
  scanner.scan()
  return scanner.links
}

/// The working state of ``stylesheetLinks(_:)``.
private struct StylesheetScanner {
  private let bytes: [UInt8]
  private var at = 0
  private(set) var links: [StylesheetLink] = []
  /// For each open bracket, whether texts directly in it are addresses.
  private var brackets: [Bool] = []
  /// Whether `@import` was read and the address has not come yet.
  private var isImport = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

  mutating func scan() {
    while at < bytes.count {
      switch byte {
      case UInt8(ascii: "/") where bytes.matches("/*", at: at):
        at = bytes.end(of: "*/", from: at + 2) ?? bytes.count
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let isAddress = isImport || brackets.last == true
        readText(isAddress: isAddress)
      case UInt8(ascii: "@"):
        at += 1
        isImport = readName().map { $0 == "import" } ?? false
      case UInt8(ascii: "#"), 0x30...0x39:
        // A colour or a number with its unit is no name of a function.
        at += 1
        _ = readName()
      case UInt8(ascii: "("):
        brackets.append(false)
        at += 1
      case UInt8(ascii: ")"):
        _ = brackets.popLast()
        at += 1
      case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        isImport = false
        brackets.removeAll(keepingCapacity: true)
        at += 1
      default:
        readWord()
      }
    }
  }

  /// Passes over a name, or over one byte that begins none; looks into the functions that hold addresses.
  private mutating func readWord() {
    guard let name = readName() else {
      at += 1
      return
    }
    guard byte == UInt8(ascii: "(") else { return }
    at += 1
    if name == "url" || name == "src" {
      skipSpace()
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        brackets.append(false)
        readText(isAddress: true)
      } else if name == "url" {
        readBareAddress()
      } else {
        brackets.append(false)
      }
    } else {
      brackets.append(name == "image-set" || name == "-webkit-image-set")
    }
  }

  private mutating func skipSpace() {
    while at < bytes.count, isSpace(byte) { at += 1 }
  }

  /// A name in small letters, escapes resolved; `nil` where none begins.
  private mutating func readName() -> String? {
    var name: [UInt8] = []
    while at < bytes.count {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...0xFF:
        name.append(byte)
        at += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        name.append(byte + 32)
        at += 1
      case UInt8(ascii: "\\") where at + 1 < bytes.count && bytes[at + 1] != 0x0A:
        name += readEscape().map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
      default:
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
      }
    }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  /// What a backslash and what follows it stand for.
  private mutating func readEscape() -> [UInt8] {
    at += 1
    var number: UInt32 = 0
    let start = at
    while at < bytes.count, at - start < 6, let digit = hexadecimal(byte) {
      number = number << 4 | UInt32(digit)
      at += 1
    }
    if at > start {
      if bytes.matches("\r\n", at: at) {
        at += 2
      } else if at < bytes.count, isSpace(byte) {
        at += 1
      }
      return Array(String(Unicode.Scalar(number) ?? "\u{FFFD}").utf8)
    }
    guard at < bytes.count else { return [] }
    at += 1
    return [bytes[at - 1]]
  }

  /// A text in quotation marks; one that its line ends in the middle of is none.
  private mutating func readText(isAddress: Bool) {
    let quote = byte
    at += 1
    let start = at
    var text: [UInt8] = []
    while at < bytes.count, byte != quote {
      if byte == UInt8(ascii: "\\") {
        if at + 1 < bytes.count, isLineEnd(bytes[at + 1]) {
          at += bytes.matches("\r\n", at: at + 1) ? 3 : 2
        } else {
          text += readEscape()
        }
      } else if isLineEnd(byte) {
        return
      } else {
        text.append(byte)
        at += 1
      }
    }
    let end = at
    if at < bytes.count { at += 1 }
    guard isAddress else { return }
    isImport = false
    add(start..<end, text)
  }

  /// An address without quotation marks, up to the bracket that ends it.
  private mutating func readBareAddress() {
    let start = at
    var text: [UInt8] = []
    while at < bytes.count, byte != UInt8(ascii: ")"), !isSpace(byte) {
      if byte == UInt8(ascii: "\\"), at + 1 < bytes.count, !isLineEnd(bytes[at + 1]) {
        text += readEscape()
      } else {
        text.append(byte)
        at += 1
      }
    }
    let end = at
    skipSpace()
    isImport = false
    if byte == UInt8(ascii: ")") { add(start..<end, text) }
    // With anything else in it the browser passes over it all.
    at = bytes[at...].firstIndex(of: UInt8(ascii: ")")).map { $0 + 1 } ?? bytes.count
  }

  private mutating func add(_ range: Range<Int>, _ text: [UInt8]) {
    links.append(StylesheetLink(range: range, address: String(decoding: text, as: UTF8.self)))
  }
}

private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x0C }

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isLineEnd(byte) }

private func hexadecimal(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x61 + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x41 + 10
  default: nil
  }
}
