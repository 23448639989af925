import NIOCore
import Synchronization

/// The browsers that want to be told what happens, by server-sent events.
final class EventStreams: Sendable {
  /// The number of a stream.
  typealias ID = Int

  /// Where streams are opened.
  static let path = "/_attune/events"
  /// The most streams at a time: one a browser is usual, one a tab possible.
  static let limit = 200

  private struct State {
    var next = 0
    var channels: [ID: any Channel] = [:]
  }

  private let state = Mutex(State())

  /// Adds a connection, and tells it at once how things are; `nil` when there are too many.
  func add(_ channel: any Channel, first event: ByteBuffer) -> ID? {
    state.withLock { state in
      guard state.channels.count < Self.limit else { return nil }
      state.next += 1
      state.channels[state.next] = channel
      // Under the lock, so that no later event overtakes this one.
      channel.writeAndFlush(event, promise: nil)
      return state.next
    }
  }

  /// Forgets a connection.
  func remove(_ id: ID) { state.withLock { _ = $0.channels.removeValue(forKey: id) } }

  /// How many there are.
  var count: Int { state.withLock { $0.channels.count } }

  /// Tells everybody.
  ///
  /// A browser that has stopped reading is cut off; it asks again when it reads again.
  func send(_ event: ByteBuffer) {
    state.withLock { state in
      for channel in state.channels.values {
        if channel.isWritable {
          channel.writeAndFlush(event, promise: nil)
        } else {
          channel.close(promise: nil)
        }
      }
    }
  }
}

/// An event as the browser reads it, of a text with any number of lines.
func serverSentEvent(_ text: String) -> ByteBuffer {
  var buffer = ByteBuffer()
  for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
    buffer.writeStaticString("data: ")
    buffer.writeBytes(line)
    buffer.writeStaticString("\n")
  }
  buffer.writeStaticString("\n")
  return buffer
}
