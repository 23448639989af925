import Buffers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Sequence {
  /// The elements in the order of the bytes of a text of each; those with equal texts keep their order.
  ///
  /// The texts are copied to one place first: ten thousand of them lie all over the memory, and to sort
  /// them where they are means to wait for that memory, and to count references, for each comparison.
  func inByteOrder(of text: (Element) -> String) -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(underestimatedCount)
    var bytes = GrowingBuffer<UInt8>()
    var keys: [SortingKey] = []
    keys.reserveCapacity(underestimatedCount)
    for element in self {
      let start = bytes.count
      bytes.append(text: text(element))
      keys.append(SortingKey(index: elements.count, start: start, end: bytes.count))
      elements.append(element)
    }
    let texts = bytes.elements
    keys.sort { left, right in
      let difference = order(texts[left.start..<left.end], texts[right.start..<right.end])
      return difference != 0 ? difference < 0 : left.index < right.index
    }
    return keys.map { elements[$0.index] }
  }
}

/// Where the text of an element lies.
private struct SortingKey {
  let index: Int
  let start: Int
  let end: Int
}

/// Which of two texts comes first in the order of their bytes: negative, zero or positive.
private func order(
  _ left: Slice<UnsafeBufferPointer<UInt8>>, _ right: Slice<UnsafeBufferPointer<UInt8>>
) -> Int {
  let common = min(left.count, right.count)
  guard common > 0, let base = left.base.baseAddress else { return left.count - right.count }
  let difference = memcmp(base + left.startIndex, base + right.startIndex, common)
  return difference != 0 ? Int(difference) : left.count - right.count
}
