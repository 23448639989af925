import Documents
import NIOCore
import SiteEngine

extension Answer {
  /// An output of the site as a browser gets it; a page of HTML with the one tag that keeps it current.
  ///
  /// The tag is a file of the preview's own, so a strict `Content-Security-Policy` in the page allows it.
  init(showing bytes: [UInt8], of output: OutputPath, heldBack: String?) {
    let type = mediaType(ofPath: output.text)
    guard type.utf8.starts(with: "text/html".utf8) else {
      self.init(
        200, type, ByteBuffer(bytes: bytes), tag: "\"\(digits(of: Fingerprint(of: bytes)))\"")
      return
    }
    var fingerprint = Fingerprint(of: bytes)
    fingerprint.combine(heldBack ?? "")
    fingerprint.combine(PreviewFile.version)
    let tag = digits(of: fingerprint)
    var masked = Fingerprint(of: maskingStylesheets(bytes))
    masked.combine(heldBack ?? "")
    let shape = digits(of: masked)
    var script = #"<script src="/_attune/preview.js" async data-tag=""#
    script += "\(tag)\" data-shape=\"\(shape)\" data-output=\"\(escaped(output.text))\""
    if let heldBack { script += " data-held=\"\(escaped(heldBack))\"" }
    script += "></script>"
    let place = placeForScript(in: bytes)
    var body = ByteBuffer()
    body.reserveCapacity(bytes.count + script.utf8.count)
    body.writeBytes(bytes[..<place])
    body.writeString(script)
    body.writeBytes(bytes[place...])
    self.init(200, type, body, tag: "\"\(tag)\"", shape: shape)
  }
}

/// Where the script goes into a page: in front of `</head>`, or at the end where there is none.
func placeForScript(in page: [UInt8]) -> Int {
  let wanted = Array("</head>".utf8)
  guard page.count >= wanted.count else { return page.count }
  for start in 0...page.count - wanted.count where page[start] == wanted[0] {
    let candidate = page[start..<start + wanted.count]
    if lowercased(candidate) == wanted { return start }
  }
  return page.count
}

/// A page with the fingerprints in the addresses of its stylesheets made alike.
///
/// Two versions with the same result differ in nothing but stylesheets, which can be exchanged without
/// loading the page again.
func maskingStylesheets(_ page: [UInt8]) -> [UInt8] {
  var result = page
  let ending = Array(".css".utf8)
  var index = 17
  while index + ending.count <= result.count {
    if result[index] == ending[0], result[index..<index + ending.count].elementsEqual(ending),
      result[index - 17] == UInt8(ascii: "."),
      result[(index - 16)..<index].allSatisfy({
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      })
    {
      for digit in (index - 16)..<index { result[digit] = UInt8(ascii: "0") }
    }
    index += 1
  }
  return result
}

/// A text that may stand between the tags of a page and in the quotes of an attribute.
func escaped(_ text: String) -> String {
  var result: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): result += "&amp;".utf8
    case UInt8(ascii: "<"): result += "&lt;".utf8
    case UInt8(ascii: ">"): result += "&gt;".utf8
    case UInt8(ascii: "\""): result += "&quot;".utf8
    case UInt8(ascii: "'"): result += "&#39;".utf8
    default: result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}

private func digits(of fingerprint: Fingerprint) -> String {
  String(fingerprint.value, radix: 16)
}
