import Documents
import SiteEngine

/// Which texts a list has, and in which order.
struct TextSelection {
  private let which: ListCommand.Which
  private let instant: Instant
  private let days: Int

  /// Describes a list as it is asked for at an instant.
  init(_ which: ListCommand.Which, at instant: Instant, days: Int) {
    self.which = which
    self.instant = instant
    self.days = days
  }

  /// The texts that belong to it, the newest first and those without a date last.
  ///
  /// Of what is scheduled or due the soonest is first. Equals keep the order of their paths.
  func of(_ texts: [WrittenText]) -> [WrittenText] {
    let keyed = texts.compactMap { text in key(of: text).map { (text: text, key: $0) } }
    return keyed.enumerated().sorted { left, right in
      (left.element.key, left.offset) < (right.element.key, right.offset)
    }.map(\.element.text)
  }

  /// What a text is sorted by; `nil` when it does not belong to the list.
  private func key(of text: WrittenText) -> Int64? {
    let newestFirst = text.date.map { -$0.secondsSinceEpoch } ?? .max
    return switch (which, text.state) {
    case (.all, _), (.drafts, .draft): newestFirst
    case (.scheduled, .scheduled(let date)): date.secondsSinceEpoch
    case (.expired, .expired(let date)): -date.secondsSinceEpoch
    case (.due, _): dueMoment(of: text).map(\.secondsSinceEpoch)
    default: nil
    }
  }

  /// When a text asks for its author, if that is soon: a draft since its date, anything else before it
  /// appears or goes.
  private func dueMoment(of text: WrittenText) -> Instant? {
    let moment: Instant? =
      switch text.state {
      case .draft: text.date
      case .scheduled(let date): date
      case .published: text.expires
      case .expired, .unreadable: nil
      }
    let end = instant.secondsSinceEpoch + Int64(days) * 86_400
    return moment.flatMap { $0.secondsSinceEpoch <= end ? $0 : nil }
  }
}
