/// A value as JSON writes it.
indirect enum JSONValue {
  /// A text in UTF-8.
  case bytes([UInt8])
  /// Values in order.
  case list([JSONValue])
  /// Values by name; a dictionary has no order, so they are written in the order of their names.
  case members([String: JSONValue])

  /// A text.
  static func text(_ text: String) -> JSONValue { .bytes(Array(text.utf8)) }

  /// Values by name; those that are missing are left out.
  static func object(_ members: [String: JSONValue?]) -> JSONValue {
    .members(members.compactMapValues { $0 })
  }

  /// Appends the value as JSON, with a line for each member.
  func append(to bytes: inout [UInt8], indentation: Int = 0) {
    switch self {
    case .bytes(let text):
      appendString(text, to: &bytes)
    case .list(let values):
      append(values.map { (nil, $0) }, between: "[", "]", to: &bytes, indentation)
    case .members(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      append(sorted.map { ($0.key, $0.value) }, between: "{", "}", to: &bytes, indentation)
    }
  }

  private func append(
    _ members: [(name: String?, value: JSONValue)], between open: String, _ close: String,
    to bytes: inout [UInt8], _ indentation: Int
  ) {
    bytes += open.utf8
    for (index, member) in members.enumerated() {
      bytes += (index > 0 ? ",\n" : "\n").utf8
      bytes += [UInt8](repeating: 0x20, count: indentation + 2)
      if let name = member.name {
        appendString(Array(name.utf8), to: &bytes)
        bytes += ": ".utf8
      }
      member.value.append(to: &bytes, indentation: indentation + 2)
    }
    if !members.isEmpty {
      bytes.append(0x0A)
      bytes += [UInt8](repeating: 0x20, count: indentation)
    }
    bytes += close.utf8
  }
}

/// Appends a text between quotation marks.
///
/// U+2028 and U+2029 are escaped though JSON allows them: where JSON is read as JavaScript, they end a
/// line in the middle of the text.
private func appendString(_ text: [UInt8], to bytes: inout [UInt8]) {
  let digits = Array("0123456789abcdef".utf8)
  bytes.append(UInt8(ascii: "\""))
  var at = 0
  while at < text.count {
    let byte = text[at]
    switch byte {
    case UInt8(ascii: "\""): bytes += "\\\"".utf8
    case UInt8(ascii: "\\"): bytes += "\\\\".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0x00...0x1F: bytes += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    case 0xE2 where text[at...].starts(with: [0xE2, 0x80, 0xA8]):
      bytes += "\\u2028".utf8
      at += 2
    case 0xE2 where text[at...].starts(with: [0xE2, 0x80, 0xA9]):
      bytes += "\\u2029".utf8
      at += 2
    default: bytes.append(byte)
    }
    at += 1
  }
  bytes.append(UInt8(ascii: "\""))
}
