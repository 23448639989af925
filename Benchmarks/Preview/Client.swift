#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A browser with one connection, which it keeps open.
struct Client {
  private let descriptor: Int32
  private let port: Int
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Connects to this machine.
  init(port: Int) {
    self.port = port
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    if result != 0 { print("cannot connect to port \(port)") }
    var one: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  /// The body of what is at a path, whatever its status.
  mutating func get(_ path: String) -> String {
    let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n".utf8)
    guard send(descriptor, request, request.count, 0) == request.count else { return "" }
    var bytes: [UInt8] = []
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
      if let end = endOfHead(bytes), let length = length(bytes[..<end]),
        bytes.count >= end + length
      {
        return String(decoding: bytes[end...], as: UTF8.self)
      }
    }
  }

  private func endOfHead(_ bytes: [UInt8]) -> Int? {
    let wanted = Array("\r\n\r\n".utf8)
    guard bytes.count >= 4 else { return nil }
    for start in 0...bytes.count - 4 where bytes[start] == wanted[0] {
      if bytes[start..<start + 4].elementsEqual(wanted) { return start + 4 }
    }
    return nil
  }

  private func length(_ head: ArraySlice<UInt8>) -> Int? {
    for line in head.split(separator: UInt8(ascii: "\n")) {
      let text = String(decoding: line, as: UTF8.self)
      if text.hasPrefix("Content-Length: ") {
        return Int(text.dropFirst("Content-Length: ".count).prefix { $0 != "\r" && $0 != "\r\n" })
      }
    }
    return nil
  }
}
