import Diagnostics
package import Documents

extension RuleID {
  /// A folder that has something in it.
  static let folderInUse = RuleID("folder-in-use")
}

/// A site that somebody is about to begin.
package struct NewSite: Sendable {
  /// The languages in which a site can be begun.
  package static let languages = ["en", "es"]

  private let name: String
  private let address: String
  private let timeZone: String
  private let language: String

  /// Describes a site; what it is given has been checked, except that a name is made one line.
  package init(name: String, address: SiteAddress, timeZone: String, language: String) {
    self.name = oneLine(name)
    self.address = address.origin + address.basePath
    self.timeZone = timeZone
    self.language = language
  }

  /// Whether this machine knows a time zone.
  package static func knows(timeZone name: String, in folder: String = "/usr/share/zoneinfo")
    -> Bool
  {
    Configuration.zone(named: name, in: folder) != nil
  }

  /// Writes the site into a folder, which must be empty or not there yet, and gives the number of its
  /// files, or what is in the way.
  ///
  /// Everything is written to a folder inside first and built there once, so that what stays is a whole
  /// site or nothing.
  package func make(
    in folder: String, sharedFolder: String, at instant: Instant
  ) throws(ProjectFailure) -> Result<Int, Refusal> {
    let files = try files(from: sharedFolder, at: instant)
    let made = try NewFolder(folder)
    do throws(ProjectFailure) {
      guard try made.isEmpty() else {
        return .failure(
          Refusal(
            Diagnostic(
              .folderInUse, .error, "this folder has something in it, so nothing was written",
              at: SourcePlace(wholeOf: folder),
              suggestion: "name a folder that is empty or not there yet")))
      }
      try made.stage(files)
      let project = Project(root: made.stagePath, sharedFolder: sharedFolder)
      let problems = try build(project, at: instant).diagnostics
      guard problems.isEmpty else {
        made.undo(files)
        return .failure(Refusal(problems))
      }
      try made.unstage(files)
    } catch {
      made.undo(files)
      throw error
    }
    return .success(files.count)
  }

  private func files(
    from sharedFolder: String, at instant: Instant
  ) throws(ProjectFailure) -> [StarterFile] {
    let settings = Configuration.settingsFile(saying: [
      .name: quotedYAML(name), .url: address, .timeZone: timeZone, .language: language,
      .theme: "hearth",
    ])
    let zone = Configuration.zone(named: timeZone, in: "/usr/share/zoneinfo") ?? .utc
    let today = Array(zone.civil(at: instant).date.text.utf8)
    var files: [StarterFile] = []
    for part in ["common", language] {
      try gather(Folder(at: "\(sharedFolder)/Starter/\(part)"), below: "", into: &files)
    }
    for index in files.indices where files[index].path.fileExtension == "md" {
      files[index].bytes = replaced("@TODAY@", by: today, in: files[index].bytes)
    }
    // The settings make a folder a site, so they come last.
    return files.sorted { $0.path < $1.path }
      + [StarterFile(path: SourcePath(Configuration.fileName), bytes: Array(settings.utf8))]
  }

  private func gather(
    _ folder: borrowing Folder, below path: String, into files: inout [StarterFile]
  ) throws(ProjectFailure) {
    for bytes in try folder.names() {
      let name = String(decoding: bytes, as: UTF8.self)
      let place = path.isEmpty ? name : "\(path)/\(name)"
      switch try folder.stamp(name)?.kind {
      case .folder: try gather(folder.folder(name), below: place, into: &files)
      case .file:
        files.append(
          StarterFile(path: SourcePath(place), bytes: try folder.read(name, limit: 1 << 20)))
      default: break
      }
    }
  }

  private func replaced(_ mark: String, by text: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    let mark = Array(mark.utf8)
    guard let found = bytes.firstRange(of: mark) else { return bytes }
    return bytes[..<found.lowerBound] + text + bytes[found.upperBound...]
  }
}

/// A file of a site that is being begun.
struct StarterFile {
  let path: SourcePath
  var bytes: [UInt8]

  /// The names from the site's folder down to the file.
  var names: [String] {
    path.text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }
}
