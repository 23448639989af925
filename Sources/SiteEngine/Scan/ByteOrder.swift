import Buffers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which of two texts comes first in the order of their bytes: negative, zero or positive.
///
/// Ten thousand paths are put in order after each edit, and the bytes of a text are next to each other;
/// going through its UTF-8 as a collection is ten times slower. Bytes behind the first `length` do not
/// count.
func order(_ left: String, _ right: String, upTo length: Int = .max) -> Int {
  order(left[...], right[...], upTo: length)
}

/// The same for parts of texts.
func order(_ left: Substring, _ right: Substring, upTo length: Int = .max) -> Int {
  var (left, right) = (left, right)
  return left.withUTF8 { left in
    right.withUTF8 { right in
      order(
        UnsafeBufferPointer(rebasing: left.prefix(length)),
        UnsafeBufferPointer(rebasing: right.prefix(length)))
    }
  }
}

private func order(
  _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
) -> Int {
  guard let first = left.baseAddress, let second = right.baseAddress else {
    return left.count - right.count
  }
  let difference = memcmp(first, second, min(left.count, right.count))
  return difference != 0 ? Int(difference) : left.count - right.count
}

extension Substring {
  /// Where a byte stands first.
  func firstIndex(ofByte byte: UInt8) -> Index? {
    var text = self
    return text.withUTF8 { $0.firstIndex(of: byte) }.map { utf8.index(startIndex, offsetBy: $0) }
  }

  /// Where a byte stands last.
  func lastIndex(ofByte byte: UInt8) -> Index? {
    var text = self
    return text.withUTF8 { $0.lastIndex(of: byte) }.map { utf8.index(startIndex, offsetBy: $0) }
  }
}

extension Sequence {
  /// The elements in the order of the bytes of a text of each; those with equal texts keep their order.
  ///
  /// The texts are copied to one place first: ten thousand of them lie all over the memory, and to sort
  /// them where they are means to wait for that memory, and to count references, for each comparison.
  func inByteOrder(of text: (Element) -> String) -> [Element] {
    let elements = Array(self)
    var bytes = GrowingBuffer<UInt8>()
    let places = elements.map { element in
      let start = bytes.count
      bytes.append(text: text(element))
      return start..<bytes.count
    }
    // Swift's sorting is stable, and has been since version 5, but does not promise it.
    return elements.indices.sorted { left, right in
      let difference = order(bytes[places[left]], bytes[places[right]])
      return difference != 0 ? difference < 0 : left < right
    }.map { elements[$0] }
  }
}
