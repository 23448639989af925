import ArgumentParser
import Diagnostics
import Documents
import Foundation
import Preview
import SiteEngine
import Synchronization

/// `attune preview`: shows the site in a browser while it is being written.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Shows the site in your browser, and every change as soon as it is saved.",
    discussion: """
      Nothing is written: what you see is made in memory. Drafts, and posts whose date has not come, are \
      shown and marked as such. http://localhost:4000/_attune/ lists them, and everything that is wrong. \
      Ctrl-C ends it.
      """)

  @OptionGroup var site: SiteOption

  @Option(help: "The port. (default: 4000, or the next one that is free)")
  var port: Int?

  @Option(
    help: ArgumentHelp(
      "An address of this computer, to let other computers look too. (default: nobody else)",
      valueName: "address"))
  var host: String?

  @Flag(name: .customLong("no-open"), help: "Do not open the browser.")
  var staysClosed = false

  @Flag(help: "Show exactly what a build would write: no drafts, no posts to come.")
  var asPublished = false

  @Option(
    help: ArgumentHelp(
      "Show the site as it is at this moment, such as 2026-12-01T09:00:00Z. (default: now)",
      valueName: "moment"))
  var at: String?

  /// Refuses what cannot be meant.
  func validate() throws {
    if let port, !(0...65_535).contains(port) {
      throw ValidationError("A port is a number from 1 to 65535.")
    }
    if let at, Instant(parsing: at) == nil {
      throw ValidationError(
        "'\(visible(at))' is not a moment. Write the date, the time and the zone, such as 2026-12-01T09:00:00Z."
      )
    }
  }

  /// Shows the site until somebody ends it.
  ///
  /// Only this command waits for several things at a time. An asynchronous `main` would open descriptors
  /// before any command begins, and where standard input is closed, one of them would be taken for it.
  func run() throws {
    let outcome = Mutex<(any Error)?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task {
      do {
        try await show()
      } catch {
        outcome.withLock { $0 = error }
      }
      done.signal()
    }
    done.wait()
    if let error = outcome.withLock({ $0 }) { throw error }
  }

  private func show() async throws {
    var options = PreviewServer.Options()
    options.host = host
    options.port = port
    options.visibility = asPublished ? .published : .written
    options.instant = at.flatMap { Instant(parsing: $0) }
    if let host { warn(of: host) }
    let opens = !staysClosed
    let project: Project
    do throws(ProjectFailure) {
      let folder = site.folder
      project = Project(root: folder.path, sharedFolder: try SharedFolder.path())
    } catch {
      throw Terminal.refuse(error.path, error.action, reason: error.reason)
    }
    let server = PreviewServer(project, options) { event in
      switch event {
      case .listening(let url):
        try? Terminal.print("The preview is at \(url) until you press Ctrl-C.\n")
        if opens { openBrowser(at: url) }
      case .problems(let problems):
        if problems.isEmpty { return Terminal.say("Nothing is wrong.\n") }
        Terminal.show(problems)
      }
    }
    let number = try await withThrowingTaskGroup(of: Int32.self) { tasks in
      tasks.addTask {
        try await server.run()
        return 0
      }
      tasks.addTask {
        for await number in interruptions() { return number }
        return 0
      }
      defer { tasks.cancelAll() }
      do {
        return try await tasks.next() ?? 0
      } catch let failure as ProjectFailure {
        throw Terminal.refuse(failure.path, failure.action, reason: failure.reason)
      }
    }
    guard number != 0 else { return }
    try Terminal.print("\nThe preview has ended; nothing was written.\n")
    throw ExitCode(Outcome.ended(by: number))
  }

  private func warn(of host: String) {
    guard !["localhost", "127.0.0.1", "::1"].contains(host) else { return }
    Terminal.say(
      """
      warning: every computer that reaches this one at \(visible(host)) can read the preview, drafts \
      included.

      """)
  }
}

/// The number of each signal by which somebody presses Ctrl-C, or asks the process to end.
private func interruptions() -> AsyncStream<Int32> {
  AsyncStream { stream in
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { stream.yield(number) }
      source.resume()
      // The source lives as long as somebody listens.
      let keeper = SignalSource(source: source)
      let earlier = stream.onTermination
      stream.onTermination = { reason in
        earlier?(reason)
        keeper.source.cancel()
      }
    }
  }
}

/// A source of signals that may be cancelled from anywhere.
// Allowed: a dispatch source locks itself; only its type does not say so.
private struct SignalSource: @unchecked Sendable {
  let source: any DispatchSourceSignal
}

/// Asks the system to show an address in the browser; where that fails, the address was printed.
private func openBrowser(at url: String) {
  let environment = ProcessInfo.processInfo.environment
  #if os(macOS)
    let program = "/usr/bin/open"
  #else
    // Without a display, the system would start a browser in this terminal.
    guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    guard
      let program = folders.map({ "\($0)/xdg-open" }).first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { return }
  #endif
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = [url]
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  try? process.run()
}
