import Foundation
import SiteEngine

/// The folder with the themes that came with attune.
enum SharedFolder {
  /// The variable that names it where it is not beside the program.
  static let variable = "ATTUNE_SHARE"

  /// Its path: what the variable says, `share/attune` beside the `bin` that this program lies in, or the
  /// repository that it was built in; `nil` where there is none.
  static func path() throws(ProjectFailure) -> String? {
    if let named = ProcessInfo.processInfo.environment[variable], !named.isEmpty {
      // Whoever names a folder means it: without it a site could quietly look different.
      guard isFolder(named + "/Themes") else {
        throw ProjectFailure(
          path: named, action: "cannot find the themes that came with attune",
          reason: "\(variable) names this folder, and it has no folder `Themes`")
      }
      return named
    }
    // The system knows the program itself, however many links led to it.
    guard let program = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
    let prefix = program.deletingLastPathComponent().deletingLastPathComponent()
    let path = prefix.appending(path: "share/attune").path(percentEncoded: false)
    return isFolder(path + "/Themes") ? path : repository(of: program)
  }

  /// The repository that a program was built in, which has the themes itself; `nil` for one that lies
  /// anywhere else.
  private static func repository(of program: URL) -> String? {
    let names = program.pathComponents
    guard let build = names.lastIndex(where: { $0.hasPrefix(".build") }), build > 0 else {
      return nil
    }
    let path = NSString.path(withComponents: Array(names[..<build]))
    return isFolder(path + "/Themes") && isFolder(path + "/Starter") ? path : nil
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
