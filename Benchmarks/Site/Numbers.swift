/// Numbers that look random and are the same on every machine (SplitMix64).
struct Numbers {
  private var state: UInt64

  /// Starts a row of numbers.
  init(seed: UInt64) { state = seed }

  /// A number from 0 up to a limit, which is left out.
  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ word >> 31) % UInt64(limit))
  }

  /// A number in a range.
  mutating func next(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + next(below: range.count)
  }

  /// Whether something happens that does so once in `count` times.
  mutating func once(in count: Int) -> Bool { next(below: count) == 0 }

  /// A number below a limit, small ones far more often: few words make up most of a text.
  mutating func small(below limit: Int) -> Int {
    let number = next(below: limit)
    return number * next(below: limit) / limit
  }
}
