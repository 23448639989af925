import NIOCore
import Synchronization

/// How many connections there are, so that there are never too many.
final class ConnectionCount: Sendable {
  private let limit: Int
  private let state = Mutex<(count: Int, admission: Admission?)>((0, nil))

  /// Nobody is connected yet.
  init(limit: Int) { self.limit = limit }

  /// Who may ask; known as soon as the port is.
  var admission: Admission? {
    get { state.withLock { $0.admission } }
    set { state.withLock { $0.admission = newValue } }
  }

  /// Counts a connection until it is closed, and gives it the rules; `nil` when there are too many.
  func enter(_ channel: any Channel) -> Admission? {
    let admission = state.withLock { state -> Admission? in
      guard state.count < limit, let admission = state.admission else { return nil }
      state.count += 1
      return admission
    }
    if admission != nil {
      channel.closeFuture.whenComplete { [self] _ in state.withLock { $0.count -= 1 } }
    }
    return admission
  }
}
