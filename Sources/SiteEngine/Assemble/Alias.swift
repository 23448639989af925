import Diagnostics
import Documents

/// An address at which a page lived before, and which leads to it now.
struct Alias: Sendable {
  /// The old address.
  let url: SiteURL
  /// What the author wrote, and where.
  let field: Field<String>
}

extension RuleID {
  /// An old address that cannot be one.
  static let alias = RuleID("alias")
}

/// Why something that an author wrote cannot be an old address of a page.
struct AliasProblem: Error {
  /// What is wrong with it.
  let message: String
  /// What to do.
  let suggestion: String

  /// The problem at its place.
  func diagnostic(at place: SourcePlace) -> Diagnostic {
    Diagnostic(.alias, .error, message, at: place, suggestion: suggestion)
  }
}

extension Alias {
  /// Reads an old address of the page that lives at `url`.
  ///
  /// `/old/address/` is an address of the site, and `old-name`, without any slash, an old name of the
  /// page in the folder in which it lives. Percent-encoding is taken away once. What ends in `.html`
  /// is a file of that name; everything else is a folder with a page in it, as all addresses are.
  static func reading(_ field: Field<String>, of url: SiteURL) -> Result<Alias, AliasProblem> {
    let written = field.value
    if let problem = problem(asWritten: written) { return .failure(problem) }
    guard let path = percentDecoded(written).map(composed), !path.utf8.isEmpty,
      path.unicodeScalars.allSatisfy(isUsable)
    else {
      return .failure(
        AliasProblem(
          message: "`\(written)` has characters that the name of a file can't have everywhere",
          suggestion: "such an address can't be kept; remove it"))
    }
    let names = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard !names.contains("."), !names.contains("..") else {
      return .failure(
        AliasProblem(
          message: "`\(written)` has `.` or `..` for the name of a folder",
          suggestion: "write the whole address, such as `/old/address/`"))
    }
    guard names.allSatisfy({ $0.utf8.count <= SiteURL.nameLimit }) else {
      return .failure(
        AliasProblem(
          message: "this old address has a part of more than \(SiteURL.nameLimit) bytes",
          suggestion: "such an address can't be kept; remove it"))
    }
    if let name = names.first, names.count == 1, hostFiles.contains(name.lowercased()) {
      return .failure(
        AliasProblem(
          message:
            "`/\(name)` is a file with which websites are set up, not an address for readers",
          suggestion: "remove it"))
    }
    let old = address(of: names, isFromRoot: path.utf8.first == UInt8(ascii: "/"), of: url)
    guard old != url else {
      return .failure(
        AliasProblem(
          message: "`\(written)` is where this page lives, so nothing needs to lead there",
          suggestion: "remove it"))
    }
    return .success(Alias(url: old, field: field))
  }

  private static func address(of names: [String], isFromRoot: Bool, of url: SiteURL) -> SiteURL {
    var names = names
    if !isFromRoot {
      let folder = url.path.utf8.split(separator: UInt8(ascii: "/")).dropLast()
      names.insert(contentsOf: folder.map { String(Substring($0)) }, at: 0)
    }
    let isFile = names.last.map { name in
      [".html", ".htm"].contains {
        name.lowercased().hasSuffix($0) && name.utf8.count > $0.utf8.count
      }
    }
    if isFile == true, names.last != "index.html" {
      return SiteURL("/" + names.joined(separator: "/"))
    }
    if isFile == true { names.removeLast() }
    return SiteURL("/" + names.map { $0 + "/" }.joined())
  }

  /// What is wrong with an address before anything is made of it.
  private static func problem(asWritten written: String) -> AliasProblem? {
    let bytes = written.utf8
    let hasScheme = bytes.prefix { $0 != UInt8(ascii: "/") }.contains(UInt8(ascii: ":"))
    if hasScheme || bytes.starts(with: "//".utf8) {
      return AliasProblem(
        message: "`\(written)` is an address on another host, and only this site's can lead here",
        suggestion: "write it from the site's root, such as `/old/address/`")
    }
    if bytes.contains(UInt8(ascii: "?")) {
      return AliasProblem(
        message: "`\(written)` has a `?`, and no file can answer for what stands behind it",
        suggestion: "such an address can't be kept; remove it, or all from `?` on")
    }
    if bytes.contains(UInt8(ascii: "#")) {
      return AliasProblem(
        message: "`\(written)` has a `#`, and what stands behind it never reaches a website",
        suggestion: "remove all from `#` on")
    }
    let names = bytes.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let isDoubled = zip(bytes, bytes.dropFirst()).contains { pair in
      pair.0 == UInt8(ascii: "/") && pair.1 == UInt8(ascii: "/")
    }
    if names.count > 1, bytes.first != UInt8(ascii: "/") || isDoubled {
      return AliasProblem(
        message: isDoubled
          ? "`\(written)` has two slashes side by side"
          : "`\(written)` does not say from where: an old address begins with `/`",
        suggestion: "write `/\(names.joined(separator: "/"))/`")
    }
    return nil
  }

  /// Whether every file system and every host takes a character in a name.
  private static func isUsable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
      && !"\"*:<>?\\|%#".unicodeScalars.contains(scalar)
  }

  /// Names that hosts read as settings of a site.
  private static let hostFiles: Set<String> = [
    "_redirects", "_headers", "_worker.js", "_routes.json", "cname", ".nojekyll", ".htaccess",
  ]
}
