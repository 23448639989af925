import Diagnostics
import Foundation
import SiteEngine

/// The folder of a site, and how its files are called from where the person is.
struct SiteFolder {
  /// The path to open: as the person named it, `.`, or `../..` where the site was found further up.
  let path: String
  /// The names from the site's folder down to where the person is; `nil` unless it was found further up.
  let way: [String]?

  /// The site's own folder by name, where it was found further up and has one.
  let name: String?
  /// The folder that came with attune; `nil` when there is none.
  var shared: String?

  /// A folder that a person named.
  init(named path: String) {
    self.path = path
    way = nil
    name = nil
  }

  /// The nearest folder with `site.yaml`, from the current one upwards; the current one where there is
  /// none, so that it is said of that.
  static func nearest() -> SiteFolder {
    var path = "."
    var height = 0
    while !exists(path + "/site.yaml") {
      let next = height == 0 ? ".." : path + "/.."
      guard !isSame(path, next) else { return SiteFolder(named: ".") }
      path = next
      height += 1
    }
    return height == 0 ? SiteFolder(named: ".") : SiteFolder(path: path, height: height)
  }

  private init(path: String, height: Int) {
    self.path = path
    let names = FileManager.default.currentDirectoryPath.utf8
      .split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    way = names.suffix(height)
    name = names.dropLast(height).last
  }

  /// The path of a file in the site, or of one that came with attune, as the person would type it.
  func shown(_ file: String) -> String {
    if let shared, file.utf8.starts(with: Project.sharedPrefix.utf8) {
      return SiteFolder(named: shared).joined(
        String(Substring(file.utf8.dropFirst(Project.sharedPrefix.utf8.count))))
    }
    if let way { return Self.path(to: file, from: way) }
    return path == "." || path == "./" ? file : joined(file)
  }

  /// A path below the site's folder.
  func joined(_ file: String) -> String {
    if path == "." { return file }
    return path.utf8.last == UInt8(ascii: "/") ? path + file : "\(path)/\(file)"
  }

  /// Diagnostics with the paths of their files as the person would type them.
  func shown(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.map { $0.moved { shown($0) } }
  }

  /// The way to a file from a folder, both below the site's.
  private static func path(to file: String, from folder: [String]) -> String {
    let names = file.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    // The last name is the file's own, whatever the folder is called.
    let shared = zip(names.dropLast(), folder).prefix { $0.utf8.elementsEqual($1.utf8) }.count
    return String(repeating: "../", count: folder.count - shared)
      + names.dropFirst(shared).joined(separator: "/")
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether two paths are one folder, as a path and the one above it are at the root of everything.
  private static func isSame(_ path: String, _ other: String) -> Bool {
    var (left, right) = (stat(), stat())
    guard stat(path, &left) == 0, stat(other, &right) == 0 else { return true }
    return left.st_dev == right.st_dev && left.st_ino == right.st_ino
  }
}

extension Diagnostic {
  /// The diagnostic with other paths.
  func moved(_ path: (String) -> String) -> Diagnostic {
    func place(_ place: SourcePlace) -> SourcePlace {
      SourcePlace(path: path(place.path), span: place.span)
    }
    return Diagnostic(
      rule, severity, message, at: place(self.place), suggestion: suggestion,
      related: related.map { Related($0.message, at: place($0.place)) })
  }
}
