import Foundation
import TestSupport
import Testing

/// Writing as the system around it makes it hard: signals, rights, disks, streams that are closed.
@Suite struct WritingTests {
  private func site(_ more: [String: String] = [:]) throws -> TestFolder {
    try TestFolder(BuildCommandTests.files.merging(more) { $1 })
  }

  private static let isRoot = geteuid() == 0

  /// Whether a shell's command succeeds.
  private static func can(_ command: String) -> Bool {
    let folder = FileManager.default.temporaryDirectory
    return (try? run(URL(filePath: "/bin/sh"), ["-c", command], in: folder))?.code == 0
  }

  /// Runs `attune build` behind a shell's words, such as `umask 077; exec`.
  private func build(
    _ words: String, in folder: TestFolder, _ arguments: String...
  ) throws -> CommandResult {
    try run(
      URL(filePath: "/bin/sh"),
      ["-c", "\(words) \"$0\" build \"$@\"", builtProgram("attune").path(percentEncoded: false)]
        + arguments,
      in: folder.url, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
  }

  /// Everything in the output folder by path, attune's notes too; folders have no bytes.
  private func output(of folder: TestFolder) throws -> [String: Data?] {
    let root = folder.url.appending(path: "Public").path(percentEncoded: false)
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    var result: [String: Data?] = [:]
    for path in paths { result[path] = FileManager.default.contents(atPath: "\(root)/\(path)") }
    return result
  }

  private func attributes(_ path: String, in folder: TestFolder) throws -> [FileAttributeKey: Any] {
    try FileManager.default.attributesOfItem(
      atPath: folder.url.appending(path: path).path(percentEncoded: false))
  }

  @Test(.serialized, arguments: [SIGINT: 130, SIGTERM: 143, SIGHUP: 129] as [Int32: Int32])
  func `Q03: whoever ends a build gets the old site and nothing else`(
    _ ending: (signal: Int32, code: Int32)
  ) throws {
    let folder = try site()
    for attempt in 1...10 {
      try folder.write("Content/static/AAA.bin", [1])
      #expect(try folder.attune("build").code == 0)
      let before = try output(of: folder)
      // Long enough to copy that the signal comes in the middle; the first path of all.
      try folder.write("Content/static/AAA.bin", [UInt8](repeating: 7, count: 64 << 20))
      let process = try start(in: folder)
      let stage = folder.url.appending(path: "Public/.attune-stage").path(percentEncoded: false)
      while process.isRunning, access(stage, F_OK) != 0 { usleep(500) }
      kill(process.processIdentifier, ending.signal)
      process.waitUntilExit()
      // On a busy machine the signal can come when all is done.
      if process.terminationStatus == 0, attempt < 10 { continue }
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == ending.code)
      #expect(try output(of: folder) == before)
      return
    }
  }

  private func start(in folder: TestFolder) throws -> Process {
    let process = Process()
    process.executableURL = builtProgram("attune")
    process.arguments = ["build"]
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func `B16: an output folder that is read-only is the world's no, and nothing is written`()
    throws
  {
    let folder = try site()
    #expect(try folder.attune("build").code == 0)
    let before = try output(of: folder)
    try folder.write(
      "Content/articles/three.md", Array("---\ntitle: C\ndate: 2026-03-01\n---\n".utf8))
    // Root may write everywhere, so somebody else builds; the program must be where all may read it.
    try FileManager.default.copyItem(
      at: builtProgram("attune"), to: folder.url.appending(path: "program"))
    let other =
      Self.isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups ./program" : "./program"
    for locked in ["Public", "Public/articles"] {
      let path = folder.url.appending(path: locked).path(percentEncoded: false)
      if Self.isRoot {
        #expect(Self.can("chown -R 65534 '\(folder.url.path(percentEncoded: false))/Public'"))
      }
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path)
      let result = try run(
        URL(filePath: "/bin/sh"), ["-c", "exec \(other) build"], in: folder.url,
        environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      #expect(result.code == 2)
      #expect(result.errors.contains("\(locked)"))
      #expect(result.errors.contains("permission denied [system-refused]"))
      #expect(try output(of: folder) == before)
    }
  }

  @Test func `B17: an output that is a file is refused and stays`() throws {
    let folder = try site(["Public": "mine"])
    let result = try folder.attune("build")
    #expect(result.code == 2)
    #expect(
      result.errors.contains("Public: error: cannot write to this folder: it is not a folder"))
    #expect(try String(contentsOf: folder.url.appending(path: "Public"), encoding: .utf8) == "mine")
  }

  @Test(.enabled(if: isRoot && can("unshare -m true")))
  func `B19: a folder of the site on another disk is refused before anything is written`() throws {
    let folder = try site()
    #expect(try folder.attune("build").code == 0)
    let before = try output(of: folder)
    try folder.write(
      "Content/articles/three.md", Array("---\ntitle: C\ndate: 2026-03-01\n---\n".utf8))
    // A second view of the same disk looks like none, and a rename does not reach into it either.
    for mount in ["-t tmpfs none Public/articles", "--bind Public/articles Public/articles"] {
      let result = try build(
        "exec unshare -m sh -c 'mount \(mount); exec \"$0\" \"$@\"'", in: folder)
      #expect(result.code == 1)
      #expect(
        result.errors.contains(
          """
          Public/articles: error: this folder lies on another disk than the output folder, so a site cannot change at once here [output-folder]
            help: put the whole output folder on one disk
          """))
      #expect(try output(of: folder) == before)
    }
  }

  @Test(arguments: ["077", "000", "777"])
  func `B24, B25: everybody may read what is published, whatever the umask`(_ mask: String) throws {
    let folder = try site(["Content/static/a/b.txt": "x"])
    for path in ["Content/static/a/b.txt", "Content/static/a"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o4770],
        ofItemAtPath: folder.url.appending(path: path).path(percentEncoded: false))
    }
    // With nothing allowed not even a stage can be entered, except by root.
    let result = try build("umask \(mask); exec", in: folder)
    guard mask != "777" || Self.isRoot else { return }
    #expect(result.code == 0)
    for (path, bytes) in try output(of: folder) {
      let mode = try attributes("Public/\(path)", in: folder)[.posixPermissions] as? Int
      #expect(mode == (bytes == nil ? 0o755 : 0o644), "\(path)")
    }
    #expect(try attributes("Public", in: folder)[.posixPermissions] as? Int == 0o755)
  }

  @Test(.enabled(if: isRoot))
  func `J22: what root builds in somebody's folder is somebody's`() throws {
    let folder = try site()
    #expect(Self.can("chown 65534:65534 '\(folder.url.path(percentEncoded: false))'"))
    #expect(try folder.attune("build").code == 0)
    for path in try Array(output(of: folder).keys) {
      #expect(
        try attributes("Public/\(path)", in: folder)[.ownerAccountID] as? Int == 65534, "\(path)")
    }
    #expect(try attributes("Public", in: folder)[.ownerAccountID] as? Int == 65534)
  }

  @Test func `Q07: a file that the system takes only in part is not published`() throws {
    let folder = try site()
    #expect(try folder.attune("build").code == 0)
    let before = try output(of: folder)
    try folder.write("Content/static/large.bin", [UInt8](repeating: 7, count: 5 << 20))
    let result = try build("ulimit -f 2000; exec", in: folder)
    #expect(result.code == 2)
    #expect(result.errors.contains("cannot write this file: file too large [system-refused]"))
    #expect(try output(of: folder) == before)
  }

  @Test(arguments: [16, 24, 64])
  func `with few files open at once a build writes the site, or nothing`(_ limit: Int) throws {
    let folder = try site()
    let result = try build("ulimit -n \(limit); exec", in: folder)
    #expect(result.code == 0 || result.code == 2)
    let files = try output(of: folder)
    #expect(result.code == 0 ? files.count > 5 : files.isEmpty)
  }

  @Test func `Q10: a build whose streams are closed writes the site, and no message into it`()
    throws
  {
    let folder = try site(["Content/static/link-me": "x", "Public/.keep": ""])
    let words = "exec 0<&- 1>&- 2>&-; exec"
    #expect(try build(words, in: folder).code == 0)
    let before = try output(of: folder)
    #expect(before.count > 5)
    try folder.write("Content/articles/bad.md", Array("---\ntitle: No date\n---\n".utf8))
    #expect(try build(words, in: folder).code == 1)
    #expect(try output(of: folder) == before)
  }

  @Test func `Q11: a build beside another refuses, and says who is there`() throws {
    let folder = try site()
    #expect(try folder.attune("build").code == 0)
    let before = try output(of: folder)
    let descriptor = open(
      folder.url.appending(path: "Public").path(percentEncoded: false), O_RDONLY)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX) == 0)
    try folder.write(
      "Content/articles/three.md", Array("---\ntitle: C\ndate: 2026-03-01\n---\n".utf8))
    let result = try folder.attune("build")
    #expect(result.code == 2)
    #expect(
      result.errors.contains("another build is writing to it; try again when it is done"))
    #expect(try output(of: folder) == before)
  }

  @Test func `J13: most of a site goes only with --allow-deletions`() throws {
    let pages = (0..<30).map {
      ("Content/articles/p\($0).md", "---\ntitle: P\ndate: 2026-01-01\n---\n")
    }
    let folder = try site(Dictionary(uniqueKeysWithValues: pages))
    #expect(try folder.attune("build").code == 0)
    let before = try output(of: folder)
    for (path, _) in pages {
      try FileManager.default.removeItem(at: folder.url.appending(path: path))
    }
    let result = try folder.attune("build")
    #expect(result.code == 1)
    #expect(result.errors.contains("build with `--allow-deletions`"))
    #expect(result.output == "Nothing was written.\n")
    #expect(try output(of: folder) == before)
    #expect(try folder.attune("build", "--allow-deletions").code == 0)
    #expect(try output(of: folder)["articles/p1"] == nil)
  }

  @Test func `J11: an output folder that is a link is refused, with the folder that it leads to`()
    throws
  {
    let folder = try site(["elsewhere/x": "mine"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "Public").path(percentEncoded: false),
      withDestinationPath: "elsewhere")
    let result = try folder.attune("build")
    #expect(result.code == 1)
    #expect(result.errors.contains("Public: error: the output folder is a symbolic link"))
    #expect(result.errors.contains("/elsewhere`"))
  }
}
