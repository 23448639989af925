/// Where the whole site lives: `https://example.org`, or a folder of a host.
package struct SiteAddress: Sendable, Hashable {
  /// Scheme and host, without a slash at the end.
  let origin: String
  /// The path of the site's root, with a slash at both ends; `/` at the root of a host.
  let basePath: String

  /// Reads an address; `nil` when it is not one that a site can have.
  ///
  /// Only `http` and `https`, a host, and a path: a query or a fragment would end up in the middle of
  /// every address of the site.
  package init?(_ text: String) {
    let bytes = text.utf8
    guard let scheme = ["https://", "http://"].first(where: { bytes.starts(with: $0.utf8) }) else {
      return nil
    }
    let rest = text[text.utf8.index(text.startIndex, offsetBy: scheme.utf8.count)...]
    let hostEnd = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
    let host = rest[..<hostEnd]
    let isHost = host.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
    }
    let path = rest[hostEnd...]
    let isPath = path.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && !"\"#<>?\\^`{|}".utf8.contains(byte)
    }
    let names = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard isHost, !host.isEmpty, isPath, !names.contains("."), !names.contains("..") else {
      return nil
    }
    origin = scheme + host.lowercased()
    basePath = names.isEmpty ? "/" : "/" + names.joined(separator: "/") + "/"
  }
}
