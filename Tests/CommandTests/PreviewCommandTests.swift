import Foundation
import TestSupport
import Testing

/// `attune preview` as a person at a terminal meets it.
@Suite struct PreviewCommandTests {
  private static let files = [
    "site.yaml": "name: Practice\nurl: https://example.org/\ntime-zone: UTC\ntheme: none\n"
  ]

  /// A preview that runs, and what it says.
  private final class Running {
    let process = Process()
    private let output = Pipe()
    private let errors = Pipe()
    /// What it has said so far.
    private(set) var said = ""

    init(_ program: String, _ arguments: [String], in folder: TestFolder) throws {
      process.executableURL = URL(filePath: program)
      process.arguments = arguments
      process.currentDirectoryURL = folder.url
      process.environment = ["SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin"]
      process.standardOutput = output
      process.standardError = errors
      process.standardInput = FileHandle.nullDevice
      try process.run()
    }

    /// Waits for a text on standard output; false when the process ends without it.
    func waits(for text: String) -> Bool {
      while !said.contains(text) {
        let more = output.fileHandleForReading.availableData
        if more.isEmpty { return false }
        said += String(decoding: more, as: UTF8.self)
      }
      return true
    }

    /// The port it says.
    var port: Int? { said.firstMatch(of: /localhost:(\d+)/).flatMap { Int($0.output.1) } }

    /// Sends a signal, and gives what was said until the end; one that does not end within a minute is
    /// killed, so that its code is wrong instead of nobody ever knowing.
    func end(_ number: Int32) -> (output: String, errors: String, code: Int32) {
      let identifier = process.processIdentifier
      let last = DispatchWorkItem { kill(identifier, SIGKILL) }
      defer { last.cancel() }
      DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: last)
      kill(identifier, number)
      let rest = output.fileHandleForReading.readDataToEndOfFile()
      let errors = errors.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (
        said + String(decoding: rest, as: UTF8.self), String(decoding: errors, as: UTF8.self),
        process.terminationStatus
      )
    }
  }

  private var attune: String { builtProgram("attune").path(percentEncoded: false) }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)])
  func `it says where it is, stays until it is ended, and ends with one sentence`(
    number: Int32, code: Int
  ) throws {
    let folder = try TestFolder(Self.files)
    let preview = try Running(attune, ["preview", "--no-open", "--port", "0"], in: folder)
    #expect(preview.waits(for: "\n"))
    let port = try #require(preview.port)
    let end = preview.end(number)
    #expect(end.code == code)
    #expect(
      end.output == """
        The preview is at http://localhost:\(port)/ until you press Ctrl-C.

        The preview has ended; nothing was written.

        """)
    #expect(end.errors.contains("there is no theme `none`"))
  }

  @Test func `a folder that is not there ends it at once, and so does what is no port or moment`()
    throws
  {
    let folder = try TestFolder(Self.files)
    let missing = try folder.attune("preview", "--no-open", "--site", "nowhere")
    #expect(missing.code == 2)
    #expect(missing.errors.contains("nowhere: error: cannot open this folder"))
    #expect(try folder.attune("preview", "--port", "70000").code == 64)
    let moment = try folder.attune("preview", "--at", "tomorrow")
    #expect(moment.code == 64)
    #expect(moment.errors.contains("'tomorrow' is not a moment"))
  }

  @Test func `N46: a port that another program has is said with what to do`() throws {
    let folder = try TestFolder(Self.files)
    let first = try Running(attune, ["preview", "--no-open", "--port", "0"], in: folder)
    #expect(first.waits(for: "\n"))
    let port = try #require(first.port)
    let second = try folder.attune("preview", "--no-open", "--port", "\(port)")
    #expect(second.code == 2)
    #expect(
      second.errors.contains(
        "another program has this port; ask for another one with `--port`"))
    _ = first.end(SIGINT)
  }

  @Test func `a host that others can reach is warned of`() throws {
    let folder = try TestFolder(Self.files)
    let preview = try Running(
      attune, ["preview", "--no-open", "--port", "0", "--host", "0.0.0.0"], in: folder)
    #expect(preview.waits(for: "\n"))
    #expect(
      preview.end(SIGINT).errors.contains(
        "warning: every computer that reaches this one at 0.0.0.0 can read the preview"))
  }

  @Test func `N41: with no files left to open it waits, and then goes on`() throws {
    let folder = try TestFolder(Self.files)
    let preview = try Running(
      "/bin/sh", ["-c", "ulimit -n 40; exec \"$0\" preview --no-open --port 0", attune], in: folder)
    #expect(preview.waits(for: "\n"))
    let port = try #require(preview.port)
    var held: [Int32] = []
    for _ in 0..<80 { held.append(connected(to: port)) }
    for descriptor in held { close(descriptor) }
    var status = ""
    let start = ContinuousClock.now
    while !status.hasPrefix("HTTP/1.1 "), ContinuousClock.now - start < .seconds(20) {
      status = answer(from: port)
    }
    #expect(status.hasPrefix("HTTP/1.1 "))
    #expect(preview.end(SIGINT).code == 130)
  }

  private func connected(to port: Int) -> Int32 {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = UInt16(port).bigEndian
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var patience = timeval(tv_sec: 2, tv_usec: 0)
    let patienceSize = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, patienceSize)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    return descriptor
  }

  private func answer(from port: Int) -> String {
    let descriptor = connected(to: port)
    defer { close(descriptor) }
    let request = Array("GET / HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n".utf8)
    guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
      return ""
    }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
  }
}
