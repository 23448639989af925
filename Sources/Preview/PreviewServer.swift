import CPosix
package import Diagnostics
package import Documents
import NIOCore
import NIOPosix
package import SiteEngine

/// Shows a site to its author's browser and keeps what she sees current.
package struct PreviewServer: Sendable {
  /// What is shown, and to whom.
  package struct Options: Sendable {
    /// The address to listen on; `nil` for this machine alone.
    package var host: String?
    /// The port to listen on; `nil` for 4000 or the next that is free.
    package var port: Int?
    /// Whether drafts, and what has a date to come, are part of the site.
    package var visibility = Visibility.written
    /// The moment whose site is shown; `nil` for the present one.
    package var instant: Instant?

    /// The options of somebody who gave none.
    package init() {}
  }

  /// What happened that a person at the terminal may want to read.
  package enum Event: Sendable {
    /// The preview can be looked at, at this address.
    case listening(url: String)
    /// What is wrong with the site is not what it was.
    case problems([Diagnostic])
  }

  private let project: Project
  var options: Options
  private let report: @Sendable (Event) -> Void
  var patience = Connection.Patience()
  /// The most connections at a time: a thousand that do nothing leave room for those that do something.
  var connectionLimit = 1_200

  /// The first port that is tried when none was asked for, and how many more are.
  private static let firstPort = 4000
  private static let portCount = 50

  /// Prepares the preview of a site; `report` is told what happens.
  package init(
    _ project: Project, _ options: Options, report: @escaping @Sendable (Event) -> Void
  ) {
    self.project = project
    self.options = options
    self.report = report
  }

  /// Shows the site until the task is cancelled.
  package func run() async throws {
    attune_allow_many_files()
    let pending = PendingChanges()
    let watcher = FileWatcher(project.root, noting: pending)
    let session = try BuildSession(
      project, at: options.instant ?? .now, showing: options.visibility)
    let snapshot = await session.snapshot
    let site = ShownSite(session, pending: pending, snapshot: snapshot) { watcher.hasNews }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: Int(attune_processor_count()))
    do {
      let (channels, port) = try await listen(for: site, on: group)
      report(.problems(snapshot.diagnostics))
      report(.listening(url: url(port)))
      await withTaskGroup { tasks in
        tasks.addTask { await watcher.run() }
        tasks.addTask { await build(site, session) }
        tasks.addTask { await lookAgain(session, watcher, pending) }
        tasks.addTask { await keepTime(session, pending) }
        await tasks.waitForAll()
      }
      pending.end()
      for channel in channels { try? await channel.close() }
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
    try? await group.shutdownGracefully()
  }

  /// Builds whatever was noticed, until the task is cancelled.
  private func build(_ site: ShownSite, _ session: BuildSession) async {
    var told = site.status.problems
    for await _ in site.pending.signals {
      var changes = site.pending.take()
      guard !changes.isEmpty else { continue }
      if options.instant == nil { changes.append(.moment(.now)) }
      await site.rebuild(changes)
      site.pending.finish()
      let problems = site.status.problems
      if problems != told { report(.problems(problems)) }
      told = problems
    }
  }

  /// Looks at all files now and then: often where the system tells of no changes, else seldom, for what
  /// it did not tell of.
  private func lookAgain(
    _ session: BuildSession, _ watcher: FileWatcher, _ pending: PendingChanges
  ) async {
    while !Task.isCancelled {
      let start = ContinuousClock.now
      let tree = await session.snapshot.tree
      // A folder that cannot be walked is told by the build that tries to.
      let found = (try? changes(in: project, since: tree)) ?? [.everything]
      if !found.isEmpty { pending.add(found) }
      // However large a site is, looking takes no more than a fiftieth of one core.
      let shortest = Duration.milliseconds(watcher.mustLookOften ? 500 : 3_000)
      let pause = max(shortest, (ContinuousClock.now - start) * (watcher.mustLookOften ? 10 : 50))
      try? await Task.sleep(for: pause)
    }
  }

  /// Builds when the moment comes at which the site changes by itself, and when the clock is set back.
  private func keepTime(_ session: BuildSession, _ pending: PendingChanges) async {
    guard options.instant == nil else { return }
    var last = Instant.now
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      let now = Instant.now
      let next = await session.snapshot.nextChange
      if now.secondsSinceEpoch < last.secondsSinceEpoch
        || next.map({ $0.secondsSinceEpoch <= now.secondsSinceEpoch }) == true
      {
        pending.add([.moment(now)])
      }
      last = now
    }
  }

  /// Opens the port: on both of this machine's own addresses, or on the one that was asked for.
  private func listen(
    for site: ShownSite, on group: MultiThreadedEventLoopGroup
  ) async throws -> (channels: [any Channel], port: Int) {
    let first = options.port ?? Self.firstPort
    let last = options.port ?? first + Self.portCount
    for port in first...last {
      do {
        return try await listen(for: site, on: group, port)
      } catch let error as IOError where error.errnoCode == EADDRINUSE && port < last {
        continue
      } catch {
        throw ProjectFailure(
          path: "\(options.host ?? "localhost"):\(port)", action: "cannot listen here",
          reason: reason(error))
      }
    }
    throw ProjectFailure(
      path: "localhost:\(first)", action: "cannot listen here", reason: "no port is free")
  }

  private func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    switch error.errnoCode {
    case EADDRINUSE: return "another program has this port; ask for another one with `--port`"
    case EACCES: return "this port is kept for the system; ask for one above 1023 with `--port`"
    default: return "\(error.description)"
    }
  }

  private func listen(
    for site: ShownSite, on group: MultiThreadedEventLoopGroup, _ port: Int
  ) async throws -> (channels: [any Channel], port: Int) {
    let count = ConnectionCount(limit: connectionLimit)
    var channels: [any Channel] = []
    var port = port
    do {
      for host in options.host.map({ [$0] }) ?? ["127.0.0.1", "::1"] {
        do {
          let channel = try await bootstrap(site, group, count, port).bind(host: host, port: port)
            .get()
          channels.append(channel)
          port = channel.localAddress?.port ?? port
          count.admission = Admission(port: port, host: options.host)
        } catch let error as IOError
          where !channels.isEmpty && error.errnoCode != EADDRINUSE
        {
          // A machine without IPv6 has no `::1`.
        }
      }
    } catch {
      for channel in channels { try? await channel.close() }
      throw error
    }
    return (channels, port)
  }

  private func bootstrap(
    _ site: ShownSite, _ group: MultiThreadedEventLoopGroup, _ count: ConnectionCount, _ port: Int
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1_024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { [patience] channel in
        guard let admission = count.enter(channel) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Connection(site, admission, patience))
        }
      }
  }

  private func url(_ port: Int) -> String {
    let host =
      options.host.map { ["0.0.0.0", "::"].contains($0) ? "localhost" : $0 } ?? "localhost"
    return "http://\(host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host):\(port)/"
  }
}

extension Instant {
  /// The present moment; a preview is the one place beside the command line that asks.
  fileprivate static var now: Instant { Instant(secondsSinceEpoch: attune_clock()) }
}
