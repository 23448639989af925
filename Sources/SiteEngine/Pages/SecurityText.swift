import Documents

/// How long `.well-known/security.txt` says that it is to be believed.
///
/// RFC 9116 wants a moment, less than a year away. It is the end of the half-year that follows, so that
/// the file changes twice a year and not with every build, and always has half a year left.
enum SecurityText {
  /// The moment up to which a file of this moment is to be believed.
  static func expiry(at instant: Instant) -> Instant {
    renewal(after: renewal(after: instant))
  }

  /// The next moment at which the file says something else: when the next half of a year begins.
  static func renewal(after instant: Instant) -> Instant {
    let date = TimeZoneRules.utc.civil(at: instant).date
    let next = date.month <= 6 ? (date.year, 7) : (date.year + 1, 1)
    let start = CivilDate(year: next.0, month: next.1, day: 1)
    return start.map { Instant(secondsSinceEpoch: Int64($0.daysSinceEpoch) * 86_400) } ?? instant
  }
}

/// What the file says.
func securityTextFile(in scope: inout RenderScope) -> String {
  let contact = scope.setting(.securityContact) { $0.hosting.securityContact ?? "" }
  let languages = scope.languages().joined(separator: ", ")
  let address = scope.absolute(scope.output.url)
  return """
    Contact: \(contact)
    Expires: \(scope.securityTextExpiry().text)
    Preferred-Languages: \(languages)
    Canonical: \(address)

    """
}
