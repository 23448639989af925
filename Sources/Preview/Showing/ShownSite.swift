import Diagnostics
import Documents
import NIOCore
import SiteEngine
import Synchronization

/// The site as browsers are shown it: what a session answers, with what only a preview needs, kept until
/// a fact changes.
///
/// An answer is kept with the number of the build it was made for and is dropped when that build's
/// successor makes its page stale, so nobody is ever sent bytes from before a change that was told.
final class ShownSite: Sendable {
  /// The browsers that want to be told what happens.
  let streams = EventStreams()
  /// What was noticed and is not built yet.
  let pending: PendingChanges

  private let session: BuildSession
  private let hasNews: @Sendable () -> Bool
  private let state: Mutex<State>

  /// The most pages that are kept ready to send; their bytes are kept by the session as well.
  private static let keptLimit = 2_000
  /// The most bytes of pictures and films that are kept.
  private static let fileLimit = 64 << 20

  private struct State {
    /// How many times the site was built.
    var build = 0
    var status: SiteStatus
    /// Answers by the path that was asked for.
    var kept: [String: KeptAnswer] = [:]
    /// The last good answers for pages that cannot be made now.
    var standing: [String: KeptAnswer] = [:]
    /// What is wrong with pages that the theme makes without an end.
    var endless: [OutputPath: [Diagnostic]] = [:]
    var fileBytes = 0
  }

  private struct KeptAnswer {
    let output: OutputPath
    let reason: HeldBack.Reason?
    let answer: Answer
  }

  /// Shows what a session builds.
  ///
  /// `hasNews` says whether the system has told of changes that are not in `pending` yet.
  init(
    _ session: BuildSession, pending: PendingChanges, snapshot: BuildSnapshot,
    hasNews: @escaping @Sendable () -> Bool
  ) {
    self.session = session
    self.pending = pending
    self.hasNews = hasNews
    state = Mutex(State(status: SiteStatus(of: snapshot)))
  }

  /// What is known of the site.
  var status: SiteStatus { state.withLock { $0.status } }

  /// What a browser is told that begins to listen.
  var event: ByteBuffer { serverSentEvent(status.text(stale: [])) }

  /// The answer for a path when it is at hand and nothing has happened since; else `nil`.
  func answerAtOnce(_ path: RequestPath) -> Answer? {
    guard pending.isEmpty, !hasNews() else { return nil }
    return state.withLock { $0.kept[path.text]?.answer }
  }

  /// The answer for a path, once everything saved before is built.
  func answer(_ path: RequestPath) async -> Answer {
    while !pending.isEmpty || hasNews() && !pending.isEnded {
      await pending.settled()
      // The watcher's thread is about to read what the system has told.
      await Task.yield()
    }
    if let own = PreviewFile(path.text) {
      return own.answer(status: status, snapshot: await session.standing)
    }
    if let kept = state.withLock({ $0.kept[path.text] }) { return kept.answer }
    let build = state.withLock { $0.build }
    let snapshot = await session.standing
    guard let base = snapshot.basePath else {
      return StartPage(status).answer
    }
    guard let relative = relativePath(path.text, below: base) else {
      // The root of the machine is not the root of a site that lives in a folder of its host.
      return path.text == "/"
        ? Answer(302, words: "The site begins at \(base).", location: base)
        : await notFound(path.text, snapshot, build)
    }
    let isFolder = relative.isEmpty || relative.utf8.last == UInt8(ascii: "/")
    let output = OutputPath(isFolder ? relative + "index.html" : relative)
    if snapshot.output(at: output) != nil {
      return await answer(path.text, output, snapshot, build) ?? Answer(.notFound)
    }
    if !isFolder, snapshot.output(at: OutputPath(relative + "/index.html")) != nil {
      let location = base + percentEncoded(relative) + "/" + path.query
      return Answer(301, words: "This page lives at \(location).", location: location)
    }
    return await notFound(path.text, snapshot, build)
  }

  private func answer(
    _ path: String, _ output: OutputPath, _ snapshot: BuildSnapshot, _ build: Int
  ) async -> Answer? {
    guard let rendered = await session.show(output) else { return nil }
    noteEndless(rendered, build)
    let bytes: [UInt8]
    switch rendered.content {
    case .bytes(let made): bytes = made
    case .file(let source, _, _):
      do {
        bytes = try session.project.publishedBytes(of: source)
      } catch {
        return Answer(503, words: "\(error.action): \(error.reason)")
      }
    }
    let reason = snapshot.reasonHeldBack(output)
    let answer = Answer(
      showing: bytes, of: output, heldBack: reason.map { snapshot.words(for: $0) })
    keep(KeptAnswer(output: output, reason: reason, answer: answer), at: path, build)
    return answer
  }

  private func keep(_ answer: KeptAnswer, at path: String, _ build: Int) {
    state.withLock { state in
      guard state.build == build else { return }
      state.fileBytes += answer.answer.body.readableBytes
      if state.kept.count >= Self.keptLimit || state.fileBytes > Self.fileLimit {
        state.kept = [:]
        state.fileBytes = answer.answer.body.readableBytes
      }
      guard answer.answer.body.readableBytes < Self.fileLimit else { return }
      state.kept[path] = answer
    }
  }

  /// The last good page when an error took it away, else the site's own page for such addresses.
  private func notFound(_ path: String, _ snapshot: BuildSnapshot, _ build: Int) async -> Answer {
    if let standing = state.withLock({ $0.standing[path] }) { return standing.answer }
    let base = snapshot.basePath ?? "/"
    let names = (relativePath(path, below: base) ?? "").utf8.split(separator: UInt8(ascii: "/"))
    // A language has a page of its own below its code.
    let candidates =
      (names.first.map { [String(Substring($0)) + "/404.html"] } ?? []) + ["404.html"]
    for candidate in candidates {
      let output = OutputPath(candidate)
      guard snapshot.output(at: output) != nil, let page = await session.show(output) else {
        continue
      }
      var answer = Answer(showing: page.bytes, of: output, heldBack: nil)
      answer.status = 404
      return answer
    }
    return Answer(.notFound)
  }

  private func relativePath(_ path: String, below base: String) -> String? {
    guard path.utf8.starts(with: base.utf8) else { return nil }
    return String(decoding: path.utf8.dropFirst(base.utf8.count), as: UTF8.self)
  }

  /// Builds what changed, drops what is no longer true, and only then tells those who listen.
  func rebuild(_ changes: [Change]) async {
    let stale: Set<OutputPath>
    do {
      stale = try await session.apply(changes)
    } catch {
      state.withLock { state in
        state.build += 1
        state.status = state.status.refused(error.diagnostic)
      }
      streams.send(event)
      return
    }
    let snapshot = await session.snapshot
    let shown = await session.standing
    let (status, told) = state.withLock { state in
      state.build += 1
      for path in stale { state.endless[path] = nil }
      let isBroken = snapshot.diagnostics.hasErrors
      var changed = stale
      for (path, kept) in state.kept {
        let reason = shown.reasonHeldBack(kept.output)
        guard stale.contains(kept.output) || reason != kept.reason else { continue }
        changed.insert(kept.output)
        state.kept[path] = nil
        state.fileBytes -= kept.answer.body.readableBytes
        if isBroken, shown.output(at: kept.output) == nil { state.standing[path] = kept }
      }
      if !isBroken { state.standing = [:] }
      state.status = SiteStatus(
        of: snapshot, shown: shown, build: state.build, more: state.endless.values.flatMap(\.self))
      return (state.status, changed)
    }
    streams.send(serverSentEvent(status.text(stale: told)))
  }

  /// A page that the theme makes without an end is told as soon as somebody asks for it.
  private func noteEndless(_ rendered: RenderedOutput, _ build: Int) {
    guard !rendered.diagnostics.isEmpty else { return }
    let isNew = state.withLock { state in
      guard state.build == build, state.endless[rendered.path] == nil else { return false }
      state.endless[rendered.path] = rendered.diagnostics
      state.status = state.status.adding(rendered.diagnostics)
      return true
    }
    if isNew { streams.send(event) }
  }
}

extension BuildSnapshot {
  /// Why a page is held back, for the bar at its top.
  fileprivate func words(for reason: HeldBack.Reason) -> String {
    switch reason {
    case .draft, .unreadable: "Draft: only you see this page."
    case .expired(let instant): "Expired on \(words(for: instant)): only you see this page."
    case .until(let instant): "Not published before \(words(for: instant))."
    }
  }
}
