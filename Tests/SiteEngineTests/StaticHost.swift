import Foundation

/// A host of static files as its documents describe it: files, and the rules in `_redirects` and
/// `_headers`.
///
/// It knows nothing of attune. Netlify: docs.netlify.com, routing/redirects and routing/headers.
/// Cloudflare Pages: developers.cloudflare.com/pages, configuration/redirects, headers, serving-pages.
struct StaticHost {
  enum Kind: CaseIterable {
    case netlify, cloudflarePages
  }

  /// What a browser gets.
  struct Answer: Equatable {
    var status: Int
    /// Where it is sent.
    var location: String?
    /// The file whose bytes it gets.
    var file: String?
    var headers: [String: String] = [:]
  }

  /// A line of `_redirects`.
  struct Rule: Equatable {
    let from: String
    let to: String
    let status: Int
    /// Whether it holds even where a file is.
    let isForced: Bool
  }

  /// The headers for addresses of one kind.
  struct HeaderRule: Equatable {
    let pattern: String
    var headers: [(name: String, value: String)]
    var removed: [String] = []

    static func == (lhs: HeaderRule, rhs: HeaderRule) -> Bool {
      lhs.pattern == rhs.pattern && lhs.removed == rhs.removed
        && lhs.headers.map { "\($0.name): \($0.value)" }
          == rhs.headers.map { "\($0.name): \($0.value)" }
    }
  }

  let kind: Kind
  private let files: Set<String>
  private(set) var rules: [Rule] = []
  private(set) var headerRules: [HeaderRule] = []

  init(_ kind: Kind, files: some Sequence<String>, redirects: String, headers: String) {
    self.kind = kind
    self.files = Set(files).subtracting(["_redirects", "_headers"])
    for line in redirects.components(separatedBy: "\n") {
      if let rule = rule(line) { rules.append(rule) }
    }
    // The first of each kind that fit in are read.
    if kind == .cloudflarePages {
      var (fixed, patterns) = (0, 0)
      rules = rules.filter { rule in
        if rule.from.contains("*") || rule.from.contains("/:") {
          patterns += 1
          return patterns <= 100
        }
        fixed += 1
        return fixed <= 2_000
      }
    }
    for line in headers.components(separatedBy: "\n") { readHeader(line) }
    if kind == .cloudflarePages { headerRules = Array(headerRules.prefix(100)) }
  }

  private func rule(_ line: String) -> Rule? {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard words.count >= 2, !words[0].hasPrefix("#"), line.count <= 1_000 || kind == .netlify else {
      return nil
    }
    var written = words.count > 2 ? words[2] : kind == .netlify ? "301" : "302"
    var isForced = false
    if written.hasSuffix("!"), kind == .netlify {
      isForced = true
      written.removeLast()
    }
    guard let status = Int(written) else { return nil }
    let known =
      kind == .netlify
      ? [200, 301, 302, 303, 307, 308, 404, 410] : [200, 301, 302, 303, 307, 308]
    guard known.contains(status) else { return nil }
    return Rule(from: words[0], to: words[1], status: status, isForced: isForced)
  }

  private mutating func readHeader(_ line: String) {
    let text = line.trimmingCharacters(in: .whitespaces)
    guard !text.isEmpty, !text.hasPrefix("#"), line.count <= 2_000 || kind == .netlify else {
      return
    }
    guard line.first == " " || line.first == "\t" else {
      headerRules.append(HeaderRule(pattern: text, headers: []))
      return
    }
    guard !headerRules.isEmpty else { return }
    if kind == .cloudflarePages, text.hasPrefix("! ") {
      headerRules[headerRules.count - 1].removed.append(String(text.dropFirst(2)))
    } else if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headerRules[headerRules.count - 1].headers.append((String(text[..<colon]), value))
    }
  }

  /// What a browser gets that asks for a path, as it stands in its address bar.
  func answer(_ path: String) -> Answer {
    var answer = plainAnswer(path)
    if answer.location == nil || kind == .netlify { answer.headers = headers(path) }
    return answer
  }

  private func plainAnswer(_ path: String) -> Answer {
    let served = file(path)
    for rule in rules {
      guard let captured = match(rule.from, path) else { continue }
      // Netlify prefers the file unless it is told otherwise; Cloudflare always follows the rule.
      if kind == .netlify, served != nil, !rule.isForced { continue }
      let target = captured.reduce(rule.to) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
      if (300..<400).contains(rule.status) { return Answer(status: rule.status, location: target) }
      if let file = file(target) { return Answer(status: rule.status, file: file) }
    }
    if let served {
      // Both send a browser on from a folder without its slash.
      if !path.hasSuffix("/"), served.hasSuffix("/index.html"), !path.hasSuffix("/index.html") {
        return Answer(status: kind == .netlify ? 301 : 308, location: path + "/")
      }
      if kind == .cloudflarePages, path.hasSuffix("/index.html") {
        return Answer(status: 308, location: String(path.dropLast("index.html".count)))
      }
      return Answer(status: 200, file: served)
    }
    // Cloudflare looks for the nearest page for it, and takes a site without one for a program.
    var folder = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).dropLast()
    while true {
      let name = folder.map { "\($0)/" }.joined() + "404.html"
      if files.contains(name) { return Answer(status: 404, file: name) }
      guard kind == .cloudflarePages, !folder.isEmpty else { break }
      folder = folder.dropLast()
    }
    if files.contains("404.html") { return Answer(status: 404, file: "404.html") }
    return kind == .cloudflarePages ? Answer(status: 200, file: "index.html") : Answer(status: 404)
  }

  private func file(_ path: String) -> String? {
    let name = String((path.removingPercentEncoding ?? path).dropFirst())
    let candidates =
      name.isEmpty || name.hasSuffix("/") ? [name + "index.html"] : [name, name + "/index.html"]
    return candidates.first(where: files.contains)
  }

  /// What the parts of a pattern stand for; `nil` when the path is another one.
  private func match(_ pattern: String, _ path: String) -> [String: String]? {
    func parts(_ text: String) -> [String] {
      var text = text.removingPercentEncoding ?? text
      // Netlify takes an address with the slash and without it for one.
      if kind == .netlify, text.hasSuffix("/"), text.count > 1 { text.removeLast() }
      return text.components(separatedBy: "/")
    }
    var captured: [String: String] = [:]
    var rest = parts(path)[...]
    for part in parts(pattern) {
      if part == "*" {
        captured[":splat"] = rest.joined(separator: "/")
        return captured
      }
      guard let next = rest.popFirst() else { return nil }
      if part.hasPrefix(":") {
        captured[part] = next
      } else if part != next {
        return nil
      }
    }
    return rest.isEmpty ? captured : nil
  }

  private func headers(_ path: String) -> [String: String] {
    var result: [String: String] = [:]
    for rule in headerRules where match(rule.pattern, path) != nil {
      for name in rule.removed { result[name] = nil }
      for (name, value) in rule.headers {
        // Twice the same header is both values with a comma.
        result[name] = result[name].map { "\($0), \(value)" } ?? value
      }
    }
    return result
  }
}
