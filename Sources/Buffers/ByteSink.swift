/// Where a text goes that is put together piece by piece.
public protocol ByteSink: ~Copyable {
  /// Adds a byte.
  mutating func append(_ byte: UInt8)
  /// Adds bytes.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>)
}

extension ByteSink where Self: ~Copyable {
  /// Adds a text that stands in the code.
  @inlinable @inline(__always)
  public mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

extension GrowingBuffer<UInt8>: ByteSink {}

extension [UInt8]: ByteSink {
  /// Adds bytes.
  @inlinable @inline(__always)
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { append(contentsOf: bytes) }
}
