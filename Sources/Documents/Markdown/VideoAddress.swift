/// Who shows films that other sites may link to.
package enum VideoHost: String, Sendable, CaseIterable {
  case youTube = "YouTube"
  case vimeo = "Vimeo"
}

/// The address at which a host's player shows a film without following its visitors.
///
/// Made from the film's number alone, so that nothing else of what an author copied comes along.
struct VideoAddress {
  let host: VideoHost
  /// The address, which holds nothing that would need an escape.
  let player: [UInt8]

  /// Reads the address of a film's page or of its player; `nil` for any other address.
  init?(_ address: some Collection<UInt8>) {
    guard let parts = AddressParts(Array(address)) else { return nil }
    switch text(parts.host) {
    case "youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com",
      "www.youtube-nocookie.com":
      let names: Set = ["embed", "shorts", "live"]
      let isNamed = parts.path.count == 2 && names.contains(text(parts.path[0]))
      let isPage = parts.path.count == 1 && text(parts.path[0]) == "watch"
      self.init(youTube: isNamed ? parts.path[1] : isPage ? parts.value(of: "v") : nil, parts)
    case "youtu.be": self.init(youTube: parts.path.count == 1 ? parts.path[0] : nil, parts)
    case "vimeo.com", "www.vimeo.com":
      guard (1...2).contains(parts.path.count) else { return nil }
      self.init(vimeo: parts.path[0], key: parts.path.count == 2 ? parts.path[1] : nil)
    case "player.vimeo.com":
      guard parts.path.count == 2, text(parts.path[0]) == "video" else { return nil }
      self.init(vimeo: parts.path[1], key: parts.value(of: "h"))
    default: return nil
    }
  }

  private init?(youTube number: ArraySlice<UInt8>?, _ parts: AddressParts) {
    guard let number, number.count == 11,
      number.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 0x2D || $0 == 0x5F })
    else { return nil }
    host = .youTube
    var player = Array("https://www.youtube-nocookie.com/embed/".utf8) + number
    if var start = parts.value(of: "t") ?? parts.value(of: "start") {
      if start.last == UInt8(ascii: "s") { start = start.dropLast() }
      guard !start.isEmpty, start.count < 7, start.allSatisfy(isDigit) else { return nil }
      player += "?start=".utf8 + start
    }
    self.player = player
  }

  private init?(vimeo number: ArraySlice<UInt8>, key: ArraySlice<UInt8>?) {
    guard !number.isEmpty, number.count < 20, number.allSatisfy(isDigit) else { return nil }
    host = .vimeo
    var player = Array("https://player.vimeo.com/video/".utf8) + number
    player += "?dnt=1".utf8
    if let key {
      guard !key.isEmpty, key.count < 40, key.allSatisfy({ isLetter($0) || isDigit($0) }) else {
        return nil
      }
      player += "&h=".utf8 + key
    }
    self.player = player
  }
}

/// The parts of an address that begins with `https://`.
private struct AddressParts {
  let host: [UInt8]
  let path: [ArraySlice<UInt8>]
  private let query: [ArraySlice<UInt8>]

  init?(_ address: [UInt8]) {
    let schemes = ["https://", "http://"]
    let lower = address.map(lowercased)
    guard let scheme = schemes.first(where: { lower.starts(with: $0.utf8) }) else { return nil }
    let rest = address.dropFirst(scheme.utf8.count)
    let beforeFragment = rest.prefix { $0 != UInt8(ascii: "#") }
    let beforeQuery = beforeFragment.prefix { $0 != UInt8(ascii: "?") }
    let parts = beforeQuery.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    host = (parts.first ?? []).map(lowercased)
    path = parts.dropFirst().filter { !$0.isEmpty }
    query = beforeFragment.dropFirst(beforeQuery.count + 1).split(separator: UInt8(ascii: "&"))
  }

  func value(of name: String) -> ArraySlice<UInt8>? {
    query.first { $0.starts(with: name.utf8) && $0.dropFirst(name.utf8.count).first == 0x3D }
      .map { $0.dropFirst(name.utf8.count + 1) }
  }
}

/// Whether an address of the site is that of a film that browsers play.
func isFilm(_ address: some Collection<UInt8>) -> Bool {
  let path = address.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }.map(lowercased)
  return [".mp4", ".webm", ".m4v"].contains { path.suffix($0.utf8.count).elementsEqual($0.utf8) }
}
