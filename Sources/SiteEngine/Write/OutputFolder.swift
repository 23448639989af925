import CPosix
package import Diagnostics

extension RuleID {
  /// An output folder that a build could do harm in.
  static let outputFolder = RuleID("output-folder")
}

/// Why a folder must not be written to; `nil` when it may be.
///
/// Generators have emptied home folders and repositories because somebody typed `..`. attune removes
/// nothing that its manifest does not list, and still refuses folders that cannot be meant.
package func refusal(ofOutput output: String, for project: String) -> Diagnostic? {
  func refuse(_ message: String, _ suggestion: String) -> Diagnostic {
    Diagnostic(
      .outputFolder, .error, message, at: SourcePlace(wholeOf: output), suggestion: suggestion)
  }
  let another = "name a folder of its own, such as `Public`"
  guard !output.utf8.isEmpty, !output.utf8.contains(0) else {
    return refuse("the output folder has no name", another)
  }
  if output.utf8.first == UInt8(ascii: "~"), output.utf8.count == 1 || output.hasPrefix("~/") {
    return refuse("`~` is the home folder only where a shell reads it", another)
  }
  if isLink(output) {
    let target = absolutePath(output)
    return refuse(
      "the output folder is a symbolic link",
      target.map { "name the folder that it leads to: `\($0)`" } ?? another)
  }
  guard let root = absolutePath(project) else { return nil }
  // The folder need not exist yet; what counts then is the folder it will lie in.
  guard let target = absolutePath(output) ?? absolutePathOfNew(output) else {
    return refuse("the folder that would hold the output folder does not exist", "make it first")
  }
  if target == "/" || isWithin(root, target) {
    return refuse("the output folder holds the site's own files", another)
  }
  for name in ["Content", "Themes", ".git"] where isWithin(target, "\(root)/\(name)") {
    return refuse("the output folder lies among the site's own files", another)
  }
  if let home = attune_home().map({ String(cString: $0) }), let home = absolutePath(home),
    isWithin(home, target)
  {
    return refuse("the output folder is your home folder, or holds it", another)
  }
  return nil
}

/// Whether a path is a symbolic link itself; a link on the way to it is nobody's mistake.
private func isLink(_ path: String) -> Bool {
  guard let (parent, name) = splitPath(path), let folder = try? Folder(at: parent) else {
    return false
  }
  return (try? folder.stamp(name))?.kind == .link
}

/// Whether a path is a folder or lies in it; both absolute.
private func isWithin(_ path: String, _ folder: String) -> Bool {
  path.utf8.elementsEqual(folder.utf8) || path.utf8.starts(with: "\(folder)/".utf8)
}

/// Where a path leads, without links; `nil` when it leads nowhere.
private func absolutePath(_ path: String) -> String? {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8192) { buffer in
    let length = attune_path_of(path, buffer.baseAddress, buffer.count)
    guard length > 0 else { return nil }
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

private func absolutePathOfNew(_ path: String) -> String? {
  guard let (parent, name) = splitPath(path) else { return nil }
  return absolutePath(parent).map { $0 == "/" ? "/\(name)" : "\($0)/\(name)" }
}

/// The folder that something lies in, and its name there; `nil` where the path ends in no name.
func splitPath(_ path: String) -> (parent: String, name: String)? {
  var names = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  guard let name = names.popLast(), name != "..", name != "." else { return nil }
  let isAbsolute = path.utf8.first == UInt8(ascii: "/")
  let parent = (isAbsolute ? "/" : "") + names.joined(separator: "/")
  return (parent.isEmpty ? "." : parent, name)
}
