import Diagnostics
import Documents
import Foundation
import SiteEngine
import Synchronization
import TestSupport

@testable import Preview

/// A preview of a small site in a folder of its own, on a port of its own.
final class RunningPreview: Sendable {
  /// The site.
  let folder: TestFolder
  /// The port.
  let port: Int

  private let task: Task<Void, Never>
  private let reported: Reports

  /// What a server has told the terminal.
  final class Reports: Sendable {
    private let state = Mutex<[[Diagnostic]]>([])

    func add(_ problems: [Diagnostic]) { state.withLock { $0.append(problems) } }

    var all: [[Diagnostic]] { state.withLock { $0 } }
  }

  /// What was told, one list of problems each time.
  var reports: [[Diagnostic]] { reported.all }

  /// Starts the preview of a site: the small one, with `more` files.
  init(
    _ more: [String: String] = [:], bare: Bool = false,
    _ prepare: (inout PreviewServer) -> Void = { _ in }
  ) async throws {
    let folder = try TestFolder(bare ? more : Self.files.merging(more) { $1 })
    var options = PreviewServer.Options()
    options.port = 0
    options.instant = Instant(secondsSinceEpoch: 1_795_366_800)
    let (ports, found) = AsyncStream<Int>.makeStream()
    let reports = Reports()
    let report: @Sendable (PreviewServer.Event) -> Void = { event in
      switch event {
      case .listening(let url): found.yield(URL(string: url)?.port ?? 0)
      case .problems(let problems): reports.add(problems)
      }
    }
    let project = Project(root: folder.url.path(percentEncoded: false))
    var server = PreviewServer(project, options, report: report)
    prepare(&server)
    let ready = server
    task = Task {
      do {
        try await ready.run()
      } catch {
        found.finish()
      }
    }
    var port = 0
    for await number in ports {
      port = number
      break
    }
    guard port != 0 else { throw ProjectFailure(path: "", action: "start", reason: "no port") }
    self.folder = folder
    self.port = port
    reported = reports
  }

  /// Ends the preview, and waits until it has ended.
  func end() async {
    task.cancel()
    await task.value
  }

  deinit { task.cancel() }

  /// What is at a path, over a connection of its own.
  func get(_ path: String, _ fields: [String] = [], method: String = "GET") async throws -> Reply {
    let host =
      fields.contains { $0.lowercased().hasPrefix("host:") } ? [] : ["Host: localhost:\(port)"]
    let head = (["\(method) \(path) HTTP/1.1"] + host + fields + ["Connection: close"])
      .joined(separator: "\r\n")
    return try await ask(Array((head + "\r\n\r\n").utf8))
  }

  /// What comes back for some bytes, until the connection is closed.
  func ask(_ bytes: [UInt8]) async throws -> Reply {
    let port = port
    return try await blocking {
      let connection = try Connected(port: port)
      connection.send(bytes)
      return Reply(connection.readAll())
    }
  }

  /// The smallest site.
  static let files: [String: String] = [
    "site.yaml": """
    name: Practice
    url: https://example.org/
    time-zone: America/New_York
    theme: plain

    """,
    "Themes/plain/theme.yaml": "name: Plain\ninterface: 1\n",
    "Themes/plain/strings/en.yaml": """
    months: [January, February, March, April, May, June, July, August, September, October, November, December]
    date-long: "{month} {day}, {year}"
    articles: Articles
    language-name: English
    not-found: Not here
    callout-note: Note
    callout-tip: Tip
    callout-important: Important
    callout-warning: Warning
    callout-caution: Caution
    footnotes: Notes
    back-to-text: Back
    table-region: Table

    """,
    "Themes/plain/assets/style.css": "p { color: green }\n",
    "Themes/plain/home.mustache":
      "<head><link rel=\"stylesheet\" href=\"{{assets.style.css}}\"></head>{{title}}\n",
    "Themes/plain/articles.mustache": "<head></head>{{#articles}}{{title}}\n{{/articles}}",
    "Themes/plain/topic.mustache": "<head></head>{{#articles}}{{title}}\n{{/articles}}",
    "Themes/plain/article.mustache":
      "<head></head>{{title}} {{#next}}next:{{title}}{{/next}}\n{{{content}}}\n",
    "Themes/plain/page.mustache": "<head></head>{{title}}\n{{{content}}}\n",
    "Themes/plain/not-found.mustache": "<head></head>{{title}}\n",
    "Content/articles/one.md": "---\ntitle: One\ndate: 2026-01-01\n---\nFirst.\n",
    "Content/articles/two.md": "---\ntitle: Two\ndate: 2026-02-01\n---\nSecond.\n",
  ]
}

/// What a server said.
struct Reply: Sendable {
  /// The bytes as they came.
  let bytes: [UInt8]
  /// The status; 0 where nothing came that has one.
  let status: Int
  /// The fields, by their names in lower case.
  let fields: [String: String]
  /// What follows the head.
  let body: [UInt8]

  /// Reads one answer.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))
    let head = String(decoding: bytes[..<(end?.lowerBound ?? bytes.endIndex)], as: UTF8.self)
    var lines = head.components(separatedBy: "\r\n")
    let first = lines.isEmpty ? "" : lines.removeFirst()
    let parts = first.split(separator: " ")
    status = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    var fields: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    self.fields = fields
    body = end.map { Array(bytes[$0.upperBound...]) } ?? []
  }

  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// A connection to a server on this machine.
final class Connected: Sendable {
  private let descriptor: Int32

  /// Connects; what is read is waited for at most ten seconds.
  init(port: Int, address: UInt32 = 0x7F00_0001) throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = UInt16(port).bigEndian
    name.sin_addr.s_addr = address.bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    if result != 0 {
      throw ProjectFailure(path: "", action: "connect", reason: String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  /// Sends bytes; a server that has gone is no failure of a test.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// What comes next; empty when the connection is closed, or nothing comes.
  func read() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : []
  }

  /// Everything until the connection is closed.
  func readAll() -> [UInt8] {
    var bytes: [UInt8] = []
    while case let more = read(), !more.isEmpty { bytes += more }
    return bytes
  }

  /// Everything until a text has come, or the connection is closed.
  func read(until text: String) -> String {
    var bytes: [UInt8] = []
    while !String(decoding: bytes, as: UTF8.self).contains(text) {
      let more = read()
      if more.isEmpty { break }
      bytes += more
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Does something that waits in the system, on a thread that nobody else needs.
func blocking<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread { continuation.resume(with: Swift.Result { try work() }) }
    thread.start()
  }
}
