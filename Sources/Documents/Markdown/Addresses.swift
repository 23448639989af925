package import Diagnostics

extension RuleID {
  /// A link or image points to something that a page must not point to.
  package static let forbiddenAddress = RuleID("forbidden-address")
}

/// What an address is to a site.
package enum AddressKind: Sendable {
  /// A page, a file or a place on this site.
  case internalAddress
  /// Somewhere else, in a way that is allowed.
  case external
  /// A scheme that is not on the list, or no address at all.
  case forbidden(scheme: String)
}

/// Tells what an address is.
///
/// Only what is known to be harmless passes: `http`, `https`, `mailto`, `sms`, `tel`, and whatever has no
/// scheme. A list of what is dangerous is never complete: libcmark's own lets `blob:` and
/// `view-source:` through. White space and controls are looked through as a browser would.
package func addressKind(_ address: some Collection<UInt8>, isImage: Bool) -> AddressKind {
  // Nearly every address begins like one of these, and no browser reads them otherwise.
  let start = address.prefix(8)
  if start.starts(with: "https://".utf8) { return .external }
  if start.first == UInt8(ascii: "/"), let second = start.dropFirst().first,
    isLetter(second) || isDigit(second)
  {
    return .internalAddress
  }
  var scheme: [UInt8] = []
  var slashes = 0
  for byte in address {
    // Browsers take these out of an address, or cut them off its start, before they read it.
    if byte == 0x09 || byte == 0x0A || byte == 0x0D || (byte <= 0x20 && scheme.isEmpty) { continue }
    if scheme.isEmpty, byte == UInt8(ascii: "/") {
      slashes += 1
      if slashes == 2 { return .external }
      continue
    }
    guard slashes == 0 else { return .internalAddress }
    if byte == UInt8(ascii: ":") { return schemeKind(scheme, isImage: isImage) }
    let isFollowing =
      isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
    guard isLetter(byte) || (!scheme.isEmpty && isFollowing) else { return .internalAddress }
    scheme.append(lowercased(byte))
    if scheme.count > 40 { return .internalAddress }
  }
  return .internalAddress
}

private func schemeKind(_ scheme: [UInt8], isImage: Bool) -> AddressKind {
  if scheme.isEmpty { return .internalAddress }
  let isAllowed = (isImage ? imageSchemes : linkSchemes).contains { scheme.elementsEqual($0) }
  return isAllowed ? .external : .forbidden(scheme: text(scheme))
}

private let imageSchemes = ["https", "http"].map { Array($0.utf8) }
private let linkSchemes = ["https", "http", "mailto", "sms", "tel"].map { Array($0.utf8) }

/// Whether libcmark leaves an address out of the HTML when it is not in its unsafe mode.
func isDangerousToCmark(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
  func begins(with prefix: StaticString, at start: Int = 0) -> Bool {
    guard address.count - start >= prefix.utf8CodeUnitCount else { return false }
    for index in 0..<prefix.utf8CodeUnitCount
    where lowercased(address[start + index]) != prefix.utf8Start[index] {
      return false
    }
    return true
  }
  if begins(with: "data:") {
    guard begins(with: "data:image/") else { return true }
    let kinds: [StaticString] = ["png", "gif", "jpeg", "webp"]
    return !kinds.contains { begins(with: $0, at: 11) }
  }
  return begins(with: "javascript:") || begins(with: "vbscript:") || begins(with: "file:")
}
