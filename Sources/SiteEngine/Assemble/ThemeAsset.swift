import Documents

/// A file of a theme that pages point to: a stylesheet, a font, a picture.
package struct ThemeAsset: Sendable {
  /// The file in the project.
  let path: SourcePath
  /// The path in the theme's `assets` folder.
  let name: String
  /// The bytes.
  let bytes: [UInt8]
  /// Where it is served: its name with a fingerprint of its bytes, so that browsers may keep it for
  /// ever and still see every change at once.
  let url: SiteURL

  /// Creates an asset of a theme.
  init(path: SourcePath, name: String, bytes: [UInt8]) {
    self.path = path
    self.name = name
    self.bytes = bytes
    let digits = String(Fingerprint(of: bytes).value, radix: 16)
    let fingerprint = String(repeating: "0", count: 16 - digits.count) + digits
    let stem = name.utf8.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
    url = SiteURL("/assets/\(name[..<stem]).\(fingerprint)\(name[stem...])")
  }

  /// What templates call it: `fonts/text.woff2` is `assets.fonts/text.woff2`.
  var nameParts: [String] {
    name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
  }
}
