import Buffers

/// How values are written, and when a section shows them.
extension TemplateValue {
  /// Whether a section shows anything for the value: for whatever is something.
  var isSomething: Bool {
    switch self {
    case .null: false
    case .flag(let flag): flag
    case .number(let number): number != 0
    case .text(let text), .url(let text): !text.utf8.isEmpty
    case .html(let bytes): !bytes.isEmpty
    case .record: true
    case .list(let list): !list.isEmpty
    }
  }

  /// Writes the value, escaped; what has no text writes nothing.
  func write(to output: inout GrowingBuffer<UInt8>) {
    switch self {
    case .null, .record, .list: break
    case .flag(let flag): output.append(flag ? "true" as StaticString : "false")
    case .number(let number): output.append(decimal: number)
    case .text(var text): text.withUTF8 { appendEscaped($0, to: &output) }
    case .html(let bytes): bytes.withUnsafeBufferPointer { appendEscaped($0, to: &output) }
    case .url(let address): appendAddress(address, to: &output)
    }
  }

  /// Writes the value as it is: what three braces do without a schema.
  func writeRaw(to output: inout GrowingBuffer<UInt8>) {
    switch self {
    case .text(let text): output.append(text: text)
    case .html(let bytes): output.append(bytes)
    default: write(to: &output)
    }
  }

  /// Writes finished HTML as it is, and anything else escaped.
  ///
  /// The schema says that it is HTML; that it is finished, the scope must say as well.
  func writeHTML(to output: inout GrowingBuffer<UInt8>) {
    if case .html(let bytes) = self { output.append(bytes) } else { write(to: &output) }
  }

  /// Writes an address that is safe to follow, and `#` for another, whatever the scope calls it.
  func writeAddress(to output: inout GrowingBuffer<UInt8>) {
    if case .text(let text) = self { appendAddress(text, to: &output) } else { write(to: &output) }
  }
}

private func appendAddress(_ address: String, to output: inout GrowingBuffer<UInt8>) {
  var address = address
  address.withUTF8 { bytes in
    if isPlainAddress(bytes) {
      output.append(bytes)
    } else if isSafeAddress(bytes) {
      appendEscaped(bytes, to: &output)
    } else {
      output.append(UInt8(ascii: "#"))
    }
  }
}
