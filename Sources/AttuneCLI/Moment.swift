import ArgumentParser
import Diagnostics
import Documents
import Foundation

/// The moment whose site a command looks at.
enum Moment {
  /// The moment that a person named, or now; the one place where the clock is read.
  static func named(_ text: String?) throws -> Instant {
    guard let text else {
      return Instant(secondsSinceEpoch: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }
    guard let instant = Instant(parsing: text) else {
      throw ValidationError(
        "'\(visible(text))' is not a moment. Write the date, the time and the zone, such as 2026-12-01T09:00:00Z."
      )
    }
    return instant
  }
}
