/// Memory that grows at its end and is written again and again.
///
/// A text and a page are put together from hundreds of short pieces. An array takes some 125
/// instructions to take in one of them, most of them for questions whose answers never change here:
/// whether anybody else holds it, and whether what is added is a part of it.
///
/// Public, although nothing outside of attune sees it: what is `package` the compiler does not make a
/// part of another module's code (Swift 6.3), and then each call costs more than an array's.
@frozen
public struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  /// `nil` until something is added.
  @usableFromInline var base: UnsafeMutablePointer<Element>?
  @usableFromInline var capacity = 0
  @usableFromInline var used = 0

  /// How many elements there are.
  @inlinable public var count: Int { used }

  /// Creates a buffer without elements and without room.
  @inlinable public init() {}

  @inlinable deinit { base?.deallocate() }

  /// Whether there is nothing.
  @inlinable public var isEmpty: Bool { count == 0 }

  /// The last element.
  @inlinable public var last: Element? { count == 0 ? nil : self[count &- 1] }

  /// One of the elements.
  @inlinable public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count)
      return base.unsafelyUnwrapped[index]
    }
    set {
      precondition(index >= 0 && index < count)
      base.unsafelyUnwrapped[index] = newValue
    }
  }

  /// Some of the elements, where they are until the buffer changes.
  @inlinable public subscript(range: Range<Int>) -> UnsafeBufferPointer<Element> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return UnsafeBufferPointer(rebasing: elements[range])
  }

  /// All elements, where they are until the buffer changes.
  @inlinable public var elements: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base, count: count)
  }

  /// Makes room for a number of elements in all.
  @inlinable public mutating func reserveCapacity(_ least: Int) {
    if least > capacity { grow(to: least) }
  }

  /// Adds an element.
  @inlinable @inline(__always)
  public mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    base.unsafelyUnwrapped[count] = element
    used &+= 1
  }

  /// Adds elements.
  @inlinable @inline(__always)
  public mutating func append(_ elements: UnsafeBufferPointer<Element>) {
    // Nothing may be added where there is no room yet.
    guard let source = elements.baseAddress, !elements.isEmpty else { return }
    if elements.count > capacity &- count { grow(by: elements.count) }
    (base.unsafelyUnwrapped + count).update(from: source, count: elements.count)
    used &+= elements.count
  }

  /// Adds elements.
  @inlinable @inline(__always)
  public mutating func append(_ elements: [Element]) {
    elements.withUnsafeBufferPointer { append($0) }
  }

  /// Adds elements.
  @inlinable @inline(__always)
  public mutating func append(_ elements: ArraySlice<Element>) {
    elements.withUnsafeBufferPointer { append($0) }
  }

  /// Puts elements in front of those from a position on.
  @inlinable public mutating func insert(_ elements: UnsafeBufferPointer<Element>, at position: Int)
  {
    precondition(position >= 0 && position <= count)
    guard let source = elements.baseAddress, !elements.isEmpty else { return }
    if elements.count > capacity - count { grow(by: elements.count) }
    let place = base.unsafelyUnwrapped + position
    (place + elements.count).update(from: place, count: count - position)
    place.update(from: source, count: elements.count)
    used += elements.count
  }

  /// Takes away what comes behind the first elements, and keeps the room.
  @inlinable @inline(__always)
  public mutating func removeAll(from start: Int = 0) {
    precondition(start >= 0 && start <= count)
    used = start
  }

  @inlinable @inline(never)
  mutating func grow(by addition: Int) { grow(to: max(capacity * 2, count + addition, 64)) }

  @inlinable
  mutating func grow(to larger: Int) {
    let elements = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    if let base {
      elements.update(from: base, count: count)
      base.deallocate()
    }
    base = elements
    capacity = larger
  }
}

extension GrowingBuffer<UInt8> {
  /// Adds the UTF-8 of a text.
  ///
  /// Named, so that what stands between quotation marks in the code is copied as it is.
  @inlinable public mutating func append(text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Adds a number in hexadecimal digits, small letters.
  @inlinable public mutating func append(hexadecimal number: UInt64) {
    var shift = max(0, (number.bitWidth - number.leadingZeroBitCount - 1) / 4 * 4)
    while shift >= 0 {
      let digit = UInt8(number >> shift & 15)
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      shift -= 4
    }
  }

  /// Adds a number in decimal digits.
  @inlinable public mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    var unit: UInt = 1
    while magnitude / unit >= 10 { unit *= 10 }
    while unit > 0 {
      append(UInt8(ascii: "0") + UInt8(magnitude / unit % 10))
      unit /= 10
    }
  }
}
