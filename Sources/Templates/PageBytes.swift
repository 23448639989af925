#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a page while it is written: they only ever grow at their end.
///
/// A page is put together from hundreds of short pieces. An array took some 125 instructions to take in
/// one of them, most for questions whose answers never change here.
struct PageBytes: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes there are.
  private(set) var count = 0

  /// Creates a page without bytes, with room for what most pages have.
  init() {
    capacity = 16 << 10
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// The bytes from a position on.
  borrowing func bytes(from start: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: base + start, count: count - start))
  }

  /// Adds the page to what was written before it.
  borrowing func append(to output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  /// Adds a byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    base[count] = byte
    count &+= 1
  }

  /// Adds bytes.
  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if bytes.count > capacity &- count { grow(by: bytes.count) }
    memcpy(base + count, source, bytes.count)
    count &+= bytes.count
  }

  /// Adds bytes.
  @inline(__always)
  mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  /// Adds bytes of a piece.
  @inline(__always)
  mutating func append(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { append($0) } }

  /// Adds the UTF-8 of a text.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Adds a text that stands in the code.
  mutating func append(_ text: StaticString) { text.withUTF8Buffer { append($0) } }

  private mutating func grow(by addition: Int) {
    let larger = max(capacity * 2, count + addition)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memcpy(bytes, base, count)
    base.deallocate()
    base = bytes
    capacity = larger
  }
}
