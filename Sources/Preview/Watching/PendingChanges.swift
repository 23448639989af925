import SiteEngine
import Synchronization

/// The changes that were noticed and not yet built.
///
/// Whoever builds takes all of them at once, so what happens during a build is one build more, however
/// much it is. A request that comes meanwhile waits until what was saved before it is there.
final class PendingChanges: Sendable {
  /// More named files than this are looked at like any others.
  static let limit = 1_000

  private struct State {
    var changes: Set<Change> = []
    /// Whether events are being read that may be changes.
    var isNoting = false
    var isBuilding = false

    /// Whether the preview ends, and nothing will be built any more.
    var isEnded = false

    var isEmpty: Bool { isEnded || changes.isEmpty && !isNoting && !isBuilding }
    var waiters: [CheckedContinuation<Void, Never>] = []

    mutating func add(_ changes: some Sequence<Change>) {
      self.changes.formUnion(changes)
      guard self.changes.count > PendingChanges.limit else { return }
      self.changes = self.changes.filter { if case .file = $0 { false } else { true } }
      self.changes.insert(.everything)
    }
  }

  /// Comes whenever there is something to build.
  let signals: AsyncStream<Void>
  private let signal: AsyncStream<Void>.Continuation
  private let state = Mutex(State())

  /// Nothing has happened yet.
  init() {
    (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Says that something happened, and that it will be known in a moment what.
  func beginNoting() { state.withLock { $0.isNoting = true } }

  /// Says what happened; nothing, perhaps.
  func endNoting(_ changes: Set<Change>) {
    // In one step: a request that came between two would see nothing noted and nothing known.
    state.withLock { state in
      state.isNoting = false
      state.add(changes)
    }
    if changes.isEmpty { settle() } else { signal.yield() }
  }

  /// Notes what may have changed.
  func add(_ changes: some Sequence<Change>) {
    state.withLock { $0.add(changes) }
    signal.yield()
  }

  /// Everything noted so far, which is being built from now on.
  func take() -> [Change] {
    state.withLock { state in
      defer { state.changes = [] }
      state.isBuilding = !state.changes.isEmpty
      return Array(state.changes)
    }
  }

  /// Says that what was taken is built.
  func finish() {
    state.withLock { $0.isBuilding = false }
    settle()
  }

  /// Lets everybody go on who waits, since nothing will be built any more.
  func end() {
    state.withLock { $0.isEnded = true }
    settle()
  }

  /// Whether nothing will be built any more.
  var isEnded: Bool { state.withLock { $0.isEnded } }

  /// Lets those go on who wait, when there is nothing left to wait for.
  func settle() {
    let waiters = state.withLock { state in
      guard state.isEmpty else { return [CheckedContinuation<Void, Never>]() }
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Whether something is noted or being built.
  var isEmpty: Bool { state.withLock { $0.isEmpty } }

  /// Waits until everything noted is built.
  func settled() async {
    await withCheckedContinuation { waiter in
      let waits = state.withLock { state in
        if !state.isEmpty { state.waiters.append(waiter) }
        return !state.isEmpty
      }
      if !waits { waiter.resume() }
    }
  }
}
