import Diagnostics
import Documents

extension RuleID {
  /// An address that was published once, and at which the site would have nothing any more.
  static let lostAddress = RuleID("lost-address")
}

/// What becomes of addresses that were published once and at which nothing is planned.
///
/// What attune made by itself it also cares for by itself: a page of a list leads to the list, a topic that
/// nobody writes about to all articles, and what expired is gone. An address that an author made is lost
/// only if she says so: then the build stops, and shows the line to write.
///
/// - Complexity: O(*n*) in the number of outputs and of recorded addresses.
func recordedAddresses(
  of site: Site, among outputs: [PlannedOutput]
) -> (outputs: [PlannedOutput], diagnostics: [Diagnostic]) {
  guard let record = site.record else { return ([], []) }
  var check = RecordCheck(site: site, planned: outputs)
  var next = 0
  for entry in record.entries {
    let path = entry.url.outputPath
    // Both are in the order of their paths.
    while next < outputs.count, outputs[next].path < path { next += 1 }
    if next < outputs.count, outputs[next].path == path { continue }
    check.look(at: entry)
  }
  return (check.outputs, check.diagnostics(record))
}

/// The working state of ``recordedAddresses(of:among:)``.
private struct RecordCheck {
  /// Nobody mends more at once, and a likely page is looked for once for each.
  static let toldLimit = 20

  let site: Site
  let planned: [PlannedOutput]
  private(set) var outputs: [PlannedOutput] = []
  private var lost: [PublishedAddresses.Entry] = []
  /// What is held back, by its address; made when the first address is missing.
  private var heldBack: [SiteURL: HeldBack]?

  init(site: Site, planned: [PlannedOutput]) {
    self.site = site
    self.planned = planned
  }

  private mutating func heldBack(at url: SiteURL) -> HeldBack? {
    if let heldBack { return heldBack[url] }
    var all = Dictionary(
      site.heldBack.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
    // What led to it leads nowhere either.
    let byPath = Dictionary(
      site.heldBack.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for placement in site.placements {
      guard let page = placement.page, !page.aliases.isEmpty, let held = byPath[placement.path]
      else { continue }
      for alias in page.aliases where all[alias.url] == nil { all[alias.url] = held }
    }
    heldBack = all
    return all[url]
  }

  /// Looks at an address at which nothing is planned.
  mutating func look(at entry: PublishedAddresses.Entry) {
    let url = entry.url
    // A host that finds a folder where a file was asked for sends the reader there.
    if isPlanned(url.path + "/") { return }
    if let held = heldBack(at: url), case .expired = held.reason {
      outputs.append(site.gone(url, reason: nil))
    } else if let way = ownWay(from: url) {
      outputs.append(way)
    } else {
      lost.append(entry)
    }
  }

  private func isPlanned(_ path: String) -> Bool {
    planned.output(at: SiteURL(path).outputPath) != nil
  }

  /// What attune does by itself at an address that it made by itself; `nil` at any other.
  private func ownWay(from url: SiteURL) -> PlannedOutput? {
    var names = url.path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let isPage = url.path.utf8.last == UInt8(ascii: "/")
    let language = names.first.flatMap { site.theme.strings[$0] == nil ? nil : $0 }
    let prefix = language.map { "/\($0)/" } ?? "/"
    let isLanguageGone = language != nil && !isPlanned(prefix)
    if language != nil { names.removeFirst() }
    if names.count > 2, names[names.count - 2] == "page", isNumber(names[names.count - 1]) {
      names.removeLast(2)
      let list = prefix + names.map { "\($0)/" }.joined()
      if isPlanned(list) { return redirect(to: list, from: url) }
    }
    guard isPage else {
      // The feed of a language in which nothing is published any more.
      return isLanguageGone && names.count == 1 && Feed.Format(rawValue: names[0]) != nil
        ? site.gone(url, reason: nil) : nil
    }
    switch names.first {
    case nil where isLanguageGone: return redirect(to: "/", from: url)
    case "articles" where names.count == 1 && isLanguageGone:
      return redirect(to: "/articles/", from: url)
    case let name? where names.count == 1 && Overview(rawValue: name) != nil:
      let all = [prefix + "articles/", "/articles/"]
      return all.first(where: isPlanned).flatMap { redirect(to: $0, from: url) }
    case let name? where names.count == 2 && Self.isGroup(name, names[1]):
      let all = [prefix + "\(name)/", prefix + "articles/", "/articles/"]
      return all.first(where: isPlanned).flatMap { redirect(to: $0, from: url) }
    default: return nil
    }
  }

  /// Whether it is a list that comes and goes with what articles say of themselves: of a topic, of a
  /// series, of a year.
  private static func isGroup(_ folder: String, _ name: String) -> Bool {
    ["topics", "series"].contains(folder)
      || folder == "articles" && name.utf8.count == 4
        && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func isNumber(_ name: String) -> Bool {
    !name.utf8.isEmpty && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func redirect(to path: String, from url: SiteURL) -> PlannedOutput? {
    guard let target = planned.output(at: SiteURL(path).outputPath) else { return nil }
    switch target.subject {
    case .page(let id): return site.redirect(.page(id), from: url)
    case .redirect(let next): return site.redirect(next, from: url)
    case .gone: return site.gone(url, reason: nil)
    default: return site.redirect(.address(target.url, ending: ""), from: url)
    }
  }

  /// What is lost, with the lines that would keep it.
  mutating func diagnostics(_ record: PublishedAddresses) -> [Diagnostic] {
    let told = Array(lost.prefix(Self.toldLimit))
    var result: [Diagnostic] = []
    for (entry, place) in zip(told, record.places(of: told)) {
      let held = heldBack(at: entry.url)
      let message = "`\(entry.url)` was published, and nothing would answer there any more"
      let gone = "`\(entry.url): REASON` below `gone:` in `\(Configuration.fileName)`"
      result.append(
        Diagnostic(
          .lostAddress, .error,
          held.map { "\(message), since `\($0.path)` \(words(for: $0.reason))" } ?? message,
          at: place, suggestion: suggestion(for: entry.url, held, gone)))
    }
    if lost.count > told.count {
      let more = lost.count - told.count
      result.append(
        Diagnostic(
          .lostAddress, .error,
          "\(more) more \(more == 1 ? "address" : "addresses") that were published would be lost",
          at: SourcePlace(wholeOf: PublishedAddresses.fileName)))
    }
    return result
  }

  private func words(for reason: HeldBack.Reason) -> String {
    switch reason {
    case .draft: "is a draft"
    case .unreadable: "can't be read"
    case .until(let instant): "is held back until \(site.configuration.words(for: instant))"
    case .expired(let instant): "expired on \(site.configuration.words(for: instant))"
    }
  }

  private func suggestion(for url: SiteURL, _ held: HeldBack?, _ gone: String) -> String {
    if held != nil { return "publish it, or write \(gone)" }
    guard let page = likeliestPage(for: url) else { return "write \(gone)" }
    let front = page.document.frontMatter
    let line =
      front.aliases.isEmpty
      ? "write `aliases: [\(url)]` in `\(page.path)`"
      : "add `\(url)` to `aliases` in `\(page.path)`"
    return "\(line) if that is where it went, or \(gone)"
  }

  /// The page that has most words of an address in its own; `nil` when none has any.
  private func likeliestPage(for url: SiteURL) -> Page? {
    let name = Self.lastName(url)
    let wanted = Self.words(name)
    var best: (page: Page, score: Int)?
    for page in site.pages {
      let ownName = Self.lastName(page.url)
      // The same name in another folder is the surest sign, then shared words, then a slip of a finger.
      let shared = wanted.intersection(Self.words(ownName)).count
      let score = ownName == name ? 1000 : shared > 0 ? shared * 10 : 0
      guard score > 0, score > best?.score ?? 0 else { continue }
      best = (page, score)
    }
    if let best { return best.page }
    let near = nearMiss(of: name, among: site.pages.map { Self.lastName($0.url) })
    return near.flatMap { name in site.pages.first { Self.lastName($0.url) == name } }
  }

  private static func lastName(_ url: SiteURL) -> String {
    url.path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
  }

  private static func words(_ name: String) -> Set<String> {
    Set(
      name.utf8.split(separator: UInt8(ascii: "-")).filter { $0.count > 2 }
        .map { String(Substring($0)) })
  }
}
