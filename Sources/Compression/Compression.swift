import CBrotli
import CZlib

/// A way to make text smaller that browsers can undo.
///
/// The same bytes always give the same bytes, as long as the library is the same: there is no time and no
/// name in them.
package enum Compression: String, Sendable, CaseIterable {
  /// What every browser of this century knows (RFC 1952).
  case gzip = "gz"
  /// What newer ones know, and is some 15 % smaller (RFC 7932).
  case brotli = "br"

  /// The bytes made smaller.
  package func compress(_ bytes: [UInt8]) -> [UInt8] {
    let result =
      switch self {
      case .gzip: Self.gzip(bytes)
      case .brotli: Self.brotli(bytes)
      }
    // Neither library refuses any bytes; where no memory is left Swift's own arrays end a program too.
    guard let result else { preconditionFailure("there is no memory left to compress a page") }
    return result
  }

  private static func gzip(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits are the largest window there is, and 16 ask for the frame of gzip.
    let status = deflateInit2_(
      &stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes
    var isDone = false
    var result = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(bound)
        isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      count = bound - Int(stream.avail_out)
    }
    guard isDone, result.count > 10 else { return nil }
    // The library writes which system it runs on; 255 is "unknown", on all of them.
    result[9] = 255
    return result
  }

  private static func brotli(_ bytes: [UInt8]) -> [UInt8]? {
    let bound = max(64, BrotliEncoderMaxCompressedSize(bytes.count))
    var isDone = false
    let result = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      var size = bound
      isDone =
        BrotliEncoderCompress(
          quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.count, bytes, &size,
          output.baseAddress) == BROTLI_TRUE
      count = isDone ? size : 0
    }
    return isDone ? result : nil
  }

  /// The highest quality, 11, takes ten times as long for a few per cent.
  private static let quality: Int32 = 9
}
