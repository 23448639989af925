import Diagnostics

/// What the named hosts, and search engines, take of a site.
///
/// Hosts publish these figures and change them; they are no settings of a site. Tests make them small.
package struct HostLimits: Sendable {
  /// The pages that one part of a sitemap may list (sitemaps.org); a page takes far less than a
  /// fifty-thousandth of the 50 MB that a part may have.
  package var sitemapPages = 50_000
  /// The files of a site: Cloudflare Pages, free plan.
  package var files = 20_000
  /// The bytes of one file: Cloudflare Pages.
  package var fileBytes = 25 << 20
  /// The bytes of all files together: GitHub Pages.
  package var siteBytes = 1 << 30
  /// The rules in `_redirects` for one address each: Cloudflare Pages.
  package var redirects = 2_000
  /// The rules in `_redirects` with `*` or `:name`: Cloudflare Pages.
  package var redirectPatterns = 100
  /// The characters in a line of `_redirects`: Cloudflare Pages.
  package var redirectLine = 1_000
  /// The rules in `_headers`: Cloudflare Pages.
  package var headers = 100
  /// The characters in a line of `_headers`: Cloudflare Pages.
  package var headerLine = 2_000

  /// The figures of today.
  package init() {}
}

extension RuleID {
  /// More redirects than a host takes.
  static let redirectCount = RuleID("redirect-count")
  /// A line of `_redirects` that a host finds too long.
  static let redirectLength = RuleID("redirect-length")
  /// More rules for headers than a host takes.
  static let headerCount = RuleID("header-count")
  /// A line of `_headers` that a host finds too long.
  static let headerLength = RuleID("header-length")
  /// More files than a host takes.
  static let fileCount = RuleID("file-count")
  /// A file that a host finds too large.
  static let fileSize = RuleID("file-size")
  /// A site that a host finds too large.
  static let siteSize = RuleID("site-size")
}

/// What a host would not take of a site: warnings, since the site may be served by another one.
///
/// The sizes of pages are not known before they are rendered and are left out; it is films and
/// documents that make a site large. Only outputs count: what no page links to is not published.
func hostProblems(
  of outputs: [PlannedOutput], in site: Site, _ limits: HostLimits
) -> [Diagnostic] {
  var problems: [Diagnostic] = []
  if outputs.count > limits.files {
    problems.append(
      Diagnostic(
        .fileCount, .warning,
        "the site has \(outputs.count) files, and Cloudflare Pages takes \(limits.files) at most on its free plan",
        at: SourcePlace(wholeOf: "Content"),
        suggestion: "if the site is to be served by Cloudflare Pages, choose a paid plan"))
  }
  var bytes = site.theme.assets.reduce(0) { $0 + $1.bytes.count }
  for output in outputs {
    guard case .file(let path) = output.subject, let file = site.file(path) else { continue }
    bytes += file.size
    if file.size > limits.fileBytes { problems.append(file.isTooLarge(for: limits)) }
    if let rules = file.hostRules { problems += rules.problems(path, limits) }
  }
  let redirects = outputs.count { if case .redirect = $0.subject { true } else { false } }
  if redirects > limits.redirects, HostFile.redirects.isIn(outputs) {
    problems.append(
      Diagnostic(
        .redirectCount, .warning,
        "the site has \(redirects) redirects, and Cloudflare Pages takes \(limits.redirects) at most",
        at: SourcePlace(wholeOf: Configuration.fileName),
        suggestion: "if the site is to be served by Cloudflare Pages, take some out"))
  }
  if bytes > limits.siteBytes {
    problems.append(
      Diagnostic(
        .siteSize, .warning,
        "the files of the site take \(megabytes(bytes)) together, and GitHub Pages takes \(megabytes(limits.siteBytes)) at most",
        at: SourcePlace(wholeOf: "Content"),
        suggestion:
          "if the site is to be served by GitHub Pages, put the largest files elsewhere and link to them"
      ))
  }
  return problems
}

extension ContentFile {
  fileprivate func isTooLarge(for limits: HostLimits) -> Diagnostic {
    Diagnostic(
      .fileSize, .warning,
      "this file takes \(megabytes(size)), and Cloudflare Pages takes \(megabytes(limits.fileBytes)) at most",
      at: SourcePlace(wholeOf: path.text),
      suggestion:
        "if the site is to be served by Cloudflare Pages, make the file smaller, or put it elsewhere and link to it"
    )
  }
}

extension HostRules {
  fileprivate func problems(_ path: SourcePath, _ limits: HostLimits) -> [Diagnostic] {
    switch kind {
    case .redirects:
      [
        tooMany(fixedCount, .redirectCount, "rules", limits.redirects, path),
        tooMany(
          patternCount, .redirectCount, "rules with `*` or `:name`", limits.redirectPatterns, path),
        tooLong(.redirectLength, limits.redirectLine),
      ].compactMap { $0 }
    case .headers:
      [
        tooMany(count, .headerCount, "rules", limits.headers, path),
        tooLong(.headerLength, limits.headerLine),
      ].compactMap { $0 }
    }
  }

  private func tooMany(
    _ count: Int, _ rule: RuleID, _ things: String, _ limit: Int, _ path: SourcePath
  ) -> Diagnostic? {
    guard count > limit else { return nil }
    return Diagnostic(
      rule, .warning,
      "`\(kind.rawValue)` has \(count) \(things), and Cloudflare Pages takes \(limit) at most",
      at: SourcePlace(wholeOf: path.text),
      suggestion: "if the site is to be served by Cloudflare Pages, take some out")
  }

  private func tooLong(_ rule: RuleID, _ limit: Int) -> Diagnostic? {
    guard let longest, longest.length > limit else { return nil }
    return Diagnostic(
      rule, .warning,
      "this line has \(longest.length) characters, and Cloudflare Pages takes \(limit) at most",
      at: longest.place,
      suggestion: "if the site is to be served by Cloudflare Pages, make it shorter")
  }
}

/// A size in words, rounded up: what is a byte too large must not look as if it fitted.
private func megabytes(_ bytes: Int) -> String { "\((bytes + (1 << 20) - 1) >> 20) MB" }
