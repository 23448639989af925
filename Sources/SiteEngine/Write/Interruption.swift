import CPosix

/// That somebody wants the process to end, by Ctrl-C or by closing its window.
///
/// The line never looks at it by itself: whoever asks it to write says with `while:` when to stop.
package enum Interruption {
  /// From now on the first wish is noted instead of ending the process at once; a second one ends it.
  package static func note() { attune_note_signals() }

  /// The signal that was noted; `nil` when nobody wants the end.
  package static var noted: Int32? {
    let signal = attune_noted_signal()
    return signal == 0 ? nil : signal
  }
}
