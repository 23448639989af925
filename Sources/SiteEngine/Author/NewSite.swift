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

  /// The hosts for which there is a workflow, and settings where a server needs them.
  package static let hosts = Hosting.Host.allCases.map(\.rawValue)

  private let name: String
  private let address: String
  private let timeZone: String
  private let language: String
  private let host: Hosting.Host
  private let marks: [(mark: String, text: String)]

  /// Describes a site; what it is given has been checked, except that a name is made one line.
  ///
  /// `host` is one of ``hosts``.
  package init(
    name: String, address: SiteAddress, timeZone: String, language: String, host: String
  ) {
    self.name = oneLine(name)
    self.address = address.origin + address.basePath
    self.timeZone = timeZone
    self.language = language
    self.host = Hosting.Host(rawValue: host) ?? .githubPages
    let root = "/var/www/practice"
    let scheme = address.origin.utf8.starts(with: "https://".utf8) ? "https://" : "http://"
    marks = [
      ("@NAME@", String(address.origin.utf8.dropFirst(scheme.utf8.count)) ?? ""), ("@ROOT@", root),
      ("@SITE@", root + address.basePath.dropLast()), ("@BASE@", address.basePath),
    ]
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
      .theme: "hearth", .host: host.rawValue,
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
    files += try hostFiles(in: Folder(at: "\(sharedFolder)/Starter/hosts"))
    // The settings make a folder a site, so they come last.
    return files.sorted { $0.path < $1.path }
      + [StarterFile(path: SourcePath(Configuration.fileName), bytes: Array(settings.utf8))]
  }

  /// The workflow that publishes the site at its host, and what a server must be told.
  private func hostFiles(
    in folder: borrowing Folder
  ) throws(ProjectFailure) -> [StarterFile] {
    let own = try folder.folder(host.rawValue)
    var files: [StarterFile] = []
    if try own.stamp("files") != nil { try gather(own.folder("files"), below: "", into: &files) }
    var workflow = try folder.read("publish.yml", limit: 1 << 20)
    for part in [
      "where.txt", "first.txt", "permissions.yml", "build.yml", "options.yml", "upload.yml",
      "deploy.yml",
    ] {
      // What most hosts have in common lies beside the folders of those that have their own.
      var text: [UInt8] = []
      if try own.stamp(part) != nil {
        text = try own.read(part, limit: 1 << 20)
      } else if try folder.stamp(part) != nil {
        text = try folder.read(part, limit: 1 << 20)
      }
      while text.last == 0x0A { text.removeLast() }
      let name = String(part.utf8.prefix { $0 != UInt8(ascii: ".") }) ?? ""
      let mark = "@\(name.uppercased())@"
      workflow = replaced(text.isEmpty ? mark + "\n" : mark, by: text, in: workflow)
    }
    files.append(StarterFile(path: SourcePath(".github/workflows/publish.yml"), bytes: workflow))
    for index in files.indices {
      for (mark, text) in marks {
        while files[index].bytes.firstRange(of: Array(mark.utf8)) != nil {
          files[index].bytes = replaced(mark, by: Array(text.utf8), in: files[index].bytes)
        }
      }
    }
    return files
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
