/// A date as the author wrote it: a day, perhaps with a time, perhaps with a zone.
///
/// Which instant it is, only ``TimeZoneRules`` can say.
package struct CivilMoment: Hashable, Sendable {
  /// The day.
  package let date: CivilDate
  /// The time of day in seconds; `nil` when only the day was written, which means its first instant.
  package let secondsOfDay: Int?
  /// How many seconds the author's clock is ahead of UTC; `nil` when no zone was written.
  package let utcOffset: Int?

  /// Creates a moment.
  package init(date: CivilDate, secondsOfDay: Int? = nil, utcOffset: Int? = nil) {
    self.date = date
    self.secondsOfDay = secondsOfDay
    self.utcOffset = utcOffset
  }

  /// The moment that a text names, or why it names none.
  ///
  /// A date is `2026-11-22`; a time follows after a space or a `T` as `10:00` or `10:00:30` (a
  /// fraction of a second is dropped), and then perhaps a zone as `Z`, `+02:00` or `-0500`. Space
  /// around the text is left out. `24:00` is refused: the next day's `00:00` says the same.
  package static func reading(_ text: String) -> Result<CivilMoment, UnreadableDate> {
    var text = text
    // The buffer, and with it the common way, costs no allocation.
    return text.withUTF8 { bytes in
      var scanner = DateScanner(UnsafeBufferPointer(rebasing: bytes[trimmedRange(bytes)]))
      return scanner.moment()
    }
  }
}

/// Why a text is no date, in words for its author.
package struct UnreadableDate: Error, Hashable, Sendable {
  /// What is wrong, beginning with the text as written.
  package let message: String
  /// What to write instead.
  package let suggestion: String?

  /// Creates a reason.
  package init(_ message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }
}

/// The part of some bytes that neither begins nor ends with space.
func trimmedRange(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
  var start = 0
  var end = bytes.count
  while start < end, bytes[start].isSpace { start += 1 }
  while end > start, bytes[end - 1].isSpace { end -= 1 }
  return start..<end
}
