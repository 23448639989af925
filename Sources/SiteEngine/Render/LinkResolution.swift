import Documents

/// Where a link inside the site leads.
struct LinkResolution {
  /// What is at its end.
  enum Outcome: Hashable {
    /// Somebody lives there, or will.
    case found(SiteURL, AddressTable.Resident)
    /// Nobody lives at an address of this site.
    case nobody(SiteURL)
    /// There is no file of this path.
    case noFile(SourcePath)
    /// What is written is no address.
    case noAddress
  }

  /// What is at its end.
  let outcome: Outcome
  /// What was looked for on the way, in order: all that the outcome depends on, absence too.
  let facts: [Fact]
  /// What follows `?`, with it.
  let query: Substring
  /// What follows `#`, with it.
  let fragment: Substring

  /// The address to write into the page; `nil` when there is none that readers may visit.
  func href(basePath: String) -> String? {
    url.map { url in
      let href = url.href(basePath: basePath)
      return query.isEmpty && fragment.isEmpty ? href : href + query + fragment
    }
  }

  /// Where it leads, when readers may visit it.
  var url: SiteURL? {
    switch outcome {
    case .found(_, .heldBack), .nobody, .noFile, .noAddress: nil
    case .found(let url, _): url
    }
  }
}

/// Finds where a link that an author wrote inside the site leads.
///
/// It may be the path of a file (`kap.md`, `photo.jpg`) from the folder it is written in, an address
/// (`/articles/kap/`), or one that is relative to the page's own address.
func resolve(
  _ destination: String, from path: SourcePath, at url: SiteURL, in addresses: AddressTable
) -> LinkResolution {
  if isPlainAddress(destination) {
    let url = SiteURL(destination)
    return LinkResolution(
      outcome: addresses.residents[url].map { .found(url, $0) } ?? .nobody(url),
      facts: [.address(url)], query: "", fragment: "")
  }
  let fragmentStart = destination.utf8.firstIndex(of: UInt8(ascii: "#")) ?? destination.endIndex
  let queryStart =
    destination.utf8[..<fragmentStart].firstIndex(of: UInt8(ascii: "?")) ?? fragmentStart
  var lookup = Lookup(addresses: addresses)
  let outcome =
    percentDecoded(destination[..<queryStart]).map { target in
      lookup.outcome(of: composed(target), from: path, at: url)
    } ?? .noAddress
  return LinkResolution(
    outcome: outcome, facts: lookup.facts, query: destination[queryStart..<fragmentStart],
    fragment: destination[fragmentStart...])
}

/// Whether a destination is an address just as it stands: nothing to decode, to join or to take off.
///
/// Most links of a site are, and there are more of them than of anything else.
private func isPlainAddress(_ destination: String) -> Bool {
  destination.utf8.withContiguousStorageIfAvailable(isPlainAddress) ?? false
}

private func isPlainAddress(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
  var last: UInt8 = 0
  for byte in destination {
    switch byte {
    case UInt8(ascii: "/"): if last == UInt8(ascii: "/") { return false }
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      if last == 0 { return false }
    default: return false
    }
    last = byte
  }
  return last == UInt8(ascii: "/")
}

/// The working state of ``resolve(_:from:at:in:)``: each question is written down.
private struct Lookup {
  let addresses: AddressTable
  var facts: [Fact] = []

  init(addresses: AddressTable) { self.addresses = addresses }

  mutating func outcome(
    of target: String, from path: SourcePath, at url: SiteURL
  ) -> LinkResolution.Outcome {
    if target.isEmpty { return outcome(at: url) }
    let isAbsolute = target.utf8.first == UInt8(ascii: "/")
    if target.hasSuffix(".md") {
      guard let file = joinedPath(isAbsolute ? "Content" : String(path.folder), target) else {
        return .noAddress
      }
      return outcome(ofFile: SourcePath(file)) ?? .noFile(SourcePath(file))
    }
    if !isAbsolute, target.utf8.last != UInt8(ascii: "/"),
      let file = joinedPath(String(path.folder), target),
      let found = outcome(ofFile: SourcePath(file))
    {
      return found
    }
    guard let joined = joinedPath(isAbsolute ? "" : url.folder, target) else { return .noAddress }
    return outcome(at: SiteURL("/" + joined))
  }

  private mutating func outcome(ofFile path: SourcePath) -> LinkResolution.Outcome? {
    let path = SourcePath(composed(path.text))
    facts.append(.source(path))
    guard let url = addresses.sources[path], let resident = addresses.residents[url] else {
      return nil
    }
    return .found(url, resident)
  }

  /// Who lives at an address, with or without the slash at its end and the name of its file.
  private mutating func outcome(at url: SiteURL) -> LinkResolution.Outcome {
    var candidates = [url]
    if url.path.hasSuffix("/index.html") {
      candidates.append(SiteURL(String(url.path.dropLast("index.html".count))))
    } else if !url.path.hasSuffix("/") {
      candidates.append(SiteURL(url.path + "/"))
    }
    for candidate in candidates {
      facts.append(.address(candidate))
      if let resident = addresses.residents[candidate] { return .found(candidate, resident) }
    }
    return .nobody(url)
  }
}

/// A path with another appended and `.` and `..` worked out; `nil` when it leads out at the top.
func joinedPath(_ folder: String, _ path: String) -> String? {
  // Most links are written from the root, with nothing to work out.
  if folder.isEmpty, path.utf8.first == slash, isPlain(path) { return String(path.dropFirst()) }
  var names = folder.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  for part in path.utf8.split(separator: slash) {
    let name = String(Substring(part))
    switch name {
    case ".": break
    case "..":
      guard names.popLast() != nil else { return nil }
    default: names.append(name)
    }
  }
  let last = path.utf8.split(separator: slash, omittingEmptySubsequences: false).last
  let isFolder = last.map {
    $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8)
  }
  return names.joined(separator: "/") + (isFolder == true && !names.isEmpty ? "/" : "")
}

private let slash = UInt8(ascii: "/")

/// Whether no name in a path is empty or begins with a dot.
private func isPlain(_ path: String) -> Bool {
  var last: UInt8 = 0
  for byte in path.utf8 {
    if last == slash, byte == slash || byte == UInt8(ascii: ".") { return false }
    last = byte
  }
  return true
}

extension SiteURL {
  /// The address up to its last slash.
  var folder: String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "/"
  }
}
