import CPosix
import Dispatch
import Synchronization

/// `transform` of every element, in the elements' order, worked out on all cores.
///
/// This and ``both(_:_:)`` are where the line runs in parallel; callers cannot tell. Elements are handed out
/// in chunks: a task for each of 10,000 files cost 54 ms before any work was done, chunks cost nothing
/// that could be measured. `start` makes what a worker keeps between its elements, such as a buffer.
func concurrentMap<Element: Sendable, Worker, Result: Sendable>(
  _ elements: [Element],
  start: @Sendable () -> Worker,
  _ transform: @Sendable (Element, inout Worker) -> Result
) -> [Result] {
  // Small enough that no core waits long for the last one, large enough that handing out is free.
  let chunk = max(1, min(64, elements.count / 8))
  let chunks = (elements.count + chunk - 1) / chunk
  guard chunks > 1 else {
    var worker = start()
    return elements.map { transform($0, &worker) }
  }
  let next = Atomic(0)
  let results = Mutex([[Result]](repeating: [], count: chunks))
  DispatchQueue.concurrentPerform(iterations: Int(attune_processor_count())) { _ in
    var worker = start()
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < chunks else { return }
      let part = elements[index * chunk..<min((index + 1) * chunk, elements.count)]
        .map { transform($0, &worker) }
      results.withLock { $0[index] = part }
    }
  }
  return results.withLock { $0 }.flatMap(\.self)
}

/// `transform` of every element, in the elements' order, worked out on all cores.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], _ transform: @Sendable (Element) -> Result
) -> [Result] {
  concurrentMap(elements, start: {}, { element, _ in transform(element) })
}

/// Two answers that have nothing to do with each other, worked out at the same time.
func both<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let answers = Mutex<(First?, Second?)>((nil, nil))
  DispatchQueue.concurrentPerform(iterations: 2) { index in
    if index == 0 {
      let answer = first()
      answers.withLock { $0.0 = answer }
    } else {
      let answer = second()
      answers.withLock { $0.1 = answer }
    }
  }
  guard case (let first?, let second?) = answers.withLock(\.self) else {
    preconditionFailure("concurrentPerform ends when both are done")
  }
  return (first, second)
}
