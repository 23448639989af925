import Documents

/// What is at the end of a link, in a way that can be compared across a renaming.
enum LinkEnd: Hashable {
  /// A text or another file of the site.
  case file(SourcePath)
  /// A text, by an address at which it lived before.
  case oldAddress(of: SourcePath)
  /// A page that attune makes.
  case address(SiteURL)
  /// Nothing that attune knows.
  case nothing

  /// Follows a resolution to its end.
  init(_ resolution: LinkResolution, in site: Site) {
    guard case .found(let url, let resident) = resolution.outcome else {
      self = .nothing
      return
    }
    switch resident {
    case .page(let id): self = .file(site[id].path)
    case .heldBack(let index): self = .file(site.heldBack[index].path)
    case .file(let path): self = .file(path)
    case .alias(let id): self = .oldAddress(of: site[id].path)
    case .list, .output: self = .address(url)
    }
  }

  /// The same end when files have moved.
  func moved(by changes: SourceChanges) -> LinkEnd {
    switch self {
    case .file(let path): .file(changes.place(of: path))
    case .oldAddress(let path): .oldAddress(of: changes.place(of: path))
    case .address, .nothing: self
    }
  }

  /// Whether a link that should end here may end there: an old address may have become the address.
  func allows(_ other: LinkEnd) -> Bool {
    if self == other { return true }
    if case .oldAddress(let path) = self { return other == .file(path) }
    return false
  }
}

/// Writes links anew whose ends have moved, or that stand in a file that has.
struct LinkMending {
  /// The site as it is.
  let before: Site
  /// The addresses as they are.
  let addressesBefore: AddressTable
  /// The site as it will be.
  let after: Site
  /// The addresses as they will be.
  let addressesAfter: AddressTable
  /// What moves.
  let changes: SourceChanges

  /// What a link must say from where its file will be; `nil` when it may stay as it is.
  ///
  /// It keeps the form that its author chose: a file stays a file and an address an address.
  func mended(
    _ written: String, from path: SourcePath, at url: SiteURL, willLiveAt newURL: SiteURL
  ) -> String? {
    let old = resolve(written, from: path, at: url, in: addressesBefore)
    let end = LinkEnd(old, in: before).moved(by: changes)
    guard end != .nothing else { return nil }
    let place = changes.place(of: path)
    let now = resolve(written, from: place, at: newURL, in: addressesAfter)
    guard !end.allows(LinkEnd(now, in: after)) else { return nil }
    let ending = old.query + old.fragment
    let target = String(decoding: written.utf8.dropLast(ending.utf8.count), as: UTF8.self)
    return linkText(to: end, like: target, from: place).map { $0 + ending }
  }

  /// A way to an end in the form of another one.
  func linkText(to end: LinkEnd, like written: String, from path: SourcePath) -> String? {
    let isFromRoot = written.utf8.first == UInt8(ascii: "/")
    switch end {
    case .file(let target):
      let isText = target.fileExtension == "md"
      if isText ? written.hasSuffix(".md") : !isFromRoot {
        guard isFromRoot else { return escaped(relativePath(from: path.folder, to: target)) }
        return target.relative(to: "Content").map { escaped("/" + $0) }
      }
      return addressesAfter.sources[SourcePath(composed(target.text))].map { escaped($0.path) }
    case .oldAddress(let target):
      return addressesAfter.sources[SourcePath(composed(target.text))].map { escaped($0.path) }
    case .address(let url): return escaped(url.path)
    case .nothing: return nil
    }
  }
}

/// The way from a folder to a file, both from the site's folder on.
func relativePath(from folder: some StringProtocol, to file: SourcePath) -> String {
  let slash = UInt8(ascii: "/")
  let start = folder.utf8.split(separator: slash).map { String(decoding: $0, as: UTF8.self) }
  let end = file.text.utf8.split(separator: slash).map { String(Substring($0)) }
  let shared = zip(start, end.dropLast()).prefix { $0.utf8.elementsEqual($1.utf8) }.count
  return String(repeating: "../", count: start.count - shared)
    + end.dropFirst(shared).joined(separator: "/")
}

/// A path as the address of a link, with everything encoded that Markdown would read as a sign of its own.
private func escaped(_ path: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var result: [UInt8] = []
  for byte in path.utf8 {
    if byte <= 0x20 || byte == 0x7F || "\\()<>[]&%?#\"`|".utf8.contains(byte) {
      result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    } else {
      result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
