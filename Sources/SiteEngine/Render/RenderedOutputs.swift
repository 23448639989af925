import Documents

/// The outputs rendered so far that are still true, with what each of them read.
///
/// A fact gets a small number when it is first read, and its answer is kept beside it. After a change
/// each fact is asked once, however many outputs read it; an output with a fact whose answer is another
/// one is dropped.
struct RenderedOutputs {
  private struct Kept {
    let planned: PlannedOutput
    let output: RenderedOutput
    /// The numbers of the facts it read, each once.
    let reads: [Int32]
  }

  private var outputs: [OutputPath: Kept] = [:]
  private var numbers: [Fact: Int32] = [:]
  private var facts: [Fact] = []
  private var answers: [Fingerprint] = []

  /// An output that is still true.
  subscript(path: OutputPath) -> RenderedOutput? { outputs[path]?.output }

  /// Keeps an output that was just rendered from a site.
  mutating func add(
    _ output: RenderedOutput, planned: PlannedOutput, _ whole: BuildSnapshot.Whole
  ) {
    var reads: [Int32] = []
    var seen: Set<Int32> = []
    for fact in output.reads {
      let number = number(of: fact, whole)
      if seen.insert(number).inserted { reads.append(number) }
    }
    outputs[planned.path] = Kept(planned: planned, output: output, reads: reads)
  }

  private mutating func number(of fact: Fact, _ whole: BuildSnapshot.Whole) -> Int32 {
    if let number = numbers[fact] { return number }
    let number = Int32(truncatingIfNeeded: facts.count)
    numbers[fact] = number
    facts.append(fact)
    answers.append(whole.fingerprint(of: fact))
    return number
  }

  /// Drops what is no longer true of a site.
  ///
  /// - Returns: The paths of what was dropped.
  /// - Complexity: O(*f* + *r* + *k* log *n*) in the number of facts, of reads, and of the outputs that
  ///   are kept and planned.
  mutating func keep(_ whole: BuildSnapshot.Whole) -> Set<OutputPath> {
    let changed = concurrentMap(Array(facts.indices)) { [facts, answers] index in
      whole.fingerprint(of: facts[index]) != answers[index]
    }
    var dropped: Set<OutputPath> = []
    var isRead = [Bool](repeating: false, count: facts.count)
    for (path, kept) in outputs {
      guard whole.plan.output(at: path) == kept.planned,
        !kept.reads.contains(where: { changed[Int($0)] })
      else {
        dropped.insert(path)
        continue
      }
      for number in kept.reads { isRead[Int(number)] = true }
    }
    for path in dropped { outputs[path] = nil }
    forget(isRead)
    return dropped
  }

  /// Takes away the facts that nobody reads any more; those that are left have the same answers.
  private mutating func forget(_ isRead: [Bool]) {
    var next = [Int32](repeating: -1, count: facts.count)
    var keptFacts: [Fact] = []
    var keptAnswers: [Fingerprint] = []
    for index in facts.indices where isRead[index] {
      next[index] = Int32(truncatingIfNeeded: keptFacts.count)
      keptFacts.append(facts[index])
      keptAnswers.append(answers[index])
    }
    guard keptFacts.count < facts.count else { return }
    for index in facts.indices where !isRead[index] { numbers[facts[index]] = nil }
    for (number, fact) in keptFacts.enumerated() {
      numbers[fact] = Int32(truncatingIfNeeded: number)
    }
    facts = keptFacts
    answers = keptAnswers
    outputs = outputs.mapValues { kept in
      Kept(planned: kept.planned, output: kept.output, reads: kept.reads.map { next[Int($0)] })
    }
  }
}
