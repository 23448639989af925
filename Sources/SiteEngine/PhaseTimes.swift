/// How long each phase of a build took.
package struct PhaseTimes: Sendable {
  /// The phases, in their order.
  package enum Phase: String, Sendable, CaseIterable {
    case scan, parse, assemble, plan, render, write
  }

  private var durations: [Phase: Duration] = [:]

  /// Creates the times of a build that has not begun.
  package init() {}

  /// How long a phase took; `nil` for one that was not gone through.
  package subscript(phase: Phase) -> Duration? { durations[phase] }

  /// Does the work of a phase and notes how long it took.
  package mutating func measure<Result, Failure: Error>(
    _ phase: Phase, _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = ContinuousClock.now
    let result = try work()
    durations[phase, default: .zero] += ContinuousClock.now - start
    return result
  }

  /// Notes time that a phase took.
  package mutating func add(_ duration: Duration, to phase: Phase) {
    durations[phase, default: .zero] += duration
  }
}
