import Diagnostics
import Documents

extension RuleID {
  /// Two dates of one text that cannot both be meant.
  static let dateOrder = RuleID("date-order")
}

/// The instants that the dates of a text mean in the site's zone.
struct PublicationTimes: Sendable {
  /// When it appears; `nil` when it says nothing of that.
  let published: Instant?
  /// When it last said something new.
  let revised: Instant?
  /// When it is taken away.
  let expires: Instant?
  /// Whether the day that was written behind `updated` had passed before the text appeared.
  private let isRevisedEarly: Bool

  /// Works out what the dates of a text mean.
  ///
  /// Whoever writes `expires: 2026-12-31` means what a ticket means that says so: it is good on that day
  /// and not on the next. So a day without a time ends with its midnight.
  init(of front: FrontMatter, in zone: TimeZoneRules) {
    published = front.date.map { zone.instant(of: $0.value) }
    revised = front.updated.map { zone.instant(of: $0.value) }
    expires = front.expires.map { field in
      let moment = field.value
      guard moment.secondsOfDay == nil else { return zone.instant(of: moment) }
      guard moment.date < CivilDate.last else {
        return Instant(secondsSinceEpoch: zone.instant(of: moment).secondsSinceEpoch + 86_400)
      }
      return zone.instant(
        of: CivilMoment(date: CivilDate(daysSinceEpoch: moment.date.daysSinceEpoch + 1)))
    }
    // A day without a time says nothing of the hours, so only days are compared with it.
    if let published, let revised, let updated = front.updated?.value {
      isRevisedEarly =
        updated.secondsOfDay == nil
        ? updated.date < zone.civil(at: published).date : revised < published
    } else {
      isRevisedEarly = false
    }
  }

  /// What cannot be meant as it is written.
  func problems(of front: FrontMatter) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if let expires, let published, let field = front.expires, expires <= published {
      problems.append(
        problem(
          .error, "`expires` is not after `date`, so nobody would ever see this text", field, front,
          "write a later day, or remove the line"))
    }
    if isRevisedEarly, let field = front.updated {
      problems.append(
        problem(
          .warning, "`updated` is before `date`: the text would be older than itself", field, front,
          "write the day of the last change, or remove the line"))
    }
    return problems
  }

  private func problem(
    _ severity: Diagnostic.Severity, _ message: String, _ field: Field<CivilMoment>,
    _ front: FrontMatter, _ suggestion: String
  ) -> Diagnostic {
    Diagnostic(
      .dateOrder, severity, message, at: front.place(of: field.range), suggestion: suggestion,
      related: front.date.map {
        [Diagnostic.Related("the date of publication is here", at: front.place(of: $0.range))]
      } ?? [])
  }
}

extension HeldBack.Reason {
  /// Why a text is held back whatever the moment is; `nil` when its dates decide.
  init?(_ front: FrontMatter) {
    if !front.isReadable {
      self = .unreadable
    } else if front.isDraft?.value == true {
      self = .draft
    } else {
      return nil
    }
  }

  /// Why the dates of a text hold it back at an instant; `nil` when they don't.
  ///
  /// What has expired is not said to wait for its date: it would not appear then.
  init?(_ times: PublicationTimes, at instant: Instant) {
    if let expires = times.expires, expires <= instant {
      self = .expired(expires)
    } else if let published = times.published, published > instant {
      self = .until(published)
    } else {
      return nil
    }
  }
}
